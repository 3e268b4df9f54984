"""A migration may take longer than a page: nothing cancels it half way."""

from __future__ import annotations

import runpy

import pytest
from django.db import connection

from tests.servers import ROOT

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]


def statement_timeout() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        return str(cursor.fetchone()[0])


def test_no_statement_of_a_start_is_cancelled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(
        connection.settings_dict, "OPTIONS", {**connection.settings_dict["OPTIONS"]}
    )
    assert statement_timeout() == "10s"
    runpy.run_path(str(ROOT / "bin/prepare.py"))["reach_database"]()
    assert statement_timeout() == "0"  # until the transaction of this test is rolled back
