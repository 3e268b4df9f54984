"""The test database is migrated once, and copied from then on."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from policies.publishing import database_rules
from tests import factories as make
from tests.databases import States
from tests.shipped import FOLDER, key

pytestmark = pytest.mark.django_db(transaction=True)


def refuse() -> None:
    raise AssertionError("migrated again")


def test_who_comes_later_copies_what_the_first_one_migrated(database: States) -> None:
    database.make_empty(key(settings.BASE_DIR), refuse, FOLDER)
    assert database_rules.missing() == []
    assert make.policy(live=True).pk


@pytest.mark.sqlite(reason="on a server another key takes away the template of other workers")
def test_other_code_migrates_a_database_of_its_own(database: States, tmp_path: Path) -> None:
    calls: list[str] = []
    for code in ("old", "new", "new"):
        database.make_empty(code, lambda code=code: calls.append(code), tmp_path)  # type: ignore[misc]
    assert calls == ["old", "new"]
