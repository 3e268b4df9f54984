"""Loading asks the database by kind, not by row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from policies.pack.load import load_content
from policies.pack.read import default_roots
from tests import factories as make
from tests.policies.pack import pack

pytestmark = pytest.mark.django_db
MOST_FOR_A_FRESH_SITE = 600
MOST_FOR_ONE_CHANGED_ROW = 92  # two of them take the locks under which addresses are given


def test_the_shipped_content_is_loaded_with_few_queries() -> None:
    with CaptureQueriesContext(connection) as asked:
        report = load_content(now=make.NOON)
    assert report.created > 4000 and not report.updated
    assert len(asked) <= MOST_FOR_A_FRESH_SITE


def test_a_changed_row_costs_no_more_however_large_the_pack(tmp_path: Path) -> None:
    load_content(pack.write(tmp_path), now=make.NOON)
    later = pack.replace("policies/regions/440000.yaml", "可以申请提取。", "可以申请提取余额。")
    with CaptureQueriesContext(connection) as asked:
        report = load_content(pack.write(tmp_path, **later), now=make.NOON + make.DAY)
    assert (report.created, report.updated) == (0, 1)
    assert len(asked) <= MOST_FOR_ONE_CHANGED_ROW


def test_more_rows_cost_no_more_queries(tmp_path: Path) -> None:
    source = pack.FILES["policies/sources/gd.yaml"].split("- code: gd-2024-1")[1]
    many = "".join(f"- code: gd-2025-{n}{source}" for n in range(40))
    counts = []
    for folder, more in (("few", ""), ("many", many)):
        files = {"policies/sources/gd.yaml": pack.FILES["policies/sources/gd.yaml"] + more}
        roots = pack.write(tmp_path / folder, **files)
        with CaptureQueriesContext(connection) as asked:
            load_content(roots, now=make.NOON)
        counts.append(len(asked))
    fresh, second = counts
    assert second <= fresh + 5


def is_patient() -> bool:
    """Whether this connection waits for another load, or lets another wait, for minutes."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA busy_timeout")
            return bool(cursor.fetchone()[0] > 60_000)
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted"
            " AND pid = pg_backend_pid()"
        )
        return bool(cursor.fetchone()[0] == 2)  # of loads, and of addresses


def test_a_load_waits_for_another_and_nothing_else_does(tmp_path: Path) -> None:
    patient: list[bool] = []
    load_content(
        pack.write(tmp_path), now=make.NOON, progress=lambda *_: patient.append(is_patient())
    )
    assert patient and all(patient)
    if connection.vendor == "sqlite":  # PostgreSQL's lock goes with the test's transaction
        assert not is_patient()


def test_the_progress_names_each_kind_and_ends_with_every_row(tmp_path: Path) -> None:
    said: list[tuple[Any, ...]] = []
    load_content(pack.write(tmp_path), now=make.NOON, progress=lambda *step: said.append(step))
    done = [step[1] for step in said]
    assert {"region", "policy", "guide"} <= {step[0] for step in said}
    assert done == sorted(done) and said[-1][1:] == (20, 20)
    assert default_roots().keys() == {"policies", "guides"}
