"""Replays the expected cases of the database: the wizard must answer as editors know it should."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from policies.models import ExpectedCase, Scenario
from policies.models.canonical import canonical
from policies.pack.content_kinds import EXPECTED_CASE
from policies.pack.files import Finding, Row
from policies.pack.refusals import PackRow
from policies.rules.cases import failed_cases
from policies.rules.vocabulary import Vocabulary


def replay(rows: Iterable[PackRow], words: Vocabulary, at: dt.datetime) -> Iterator[Finding]:
    """Findings for every case of the database that does not end as it must, as known `at`.

    The rows of the pack say in which file and line a case stands.
    """
    places = {row.identity(): row.row for row in rows if row.kind is EXPECTED_CASE}
    if not ExpectedCase.objects.exists():
        yield Finding("expected_cases", 0, "-", "数据库里没有验证用例，请先运行 load_content。")
    for failed in failed_cases(words, at):
        case = failed.case
        row = places.get(PackRow(EXPECTED_CASE, Row(), canonical(case)).identity())
        yield _finding(row, case, str(failed))


def _finding(row: Row | None, case: ExpectedCase, message: str) -> Finding:
    if row is not None:
        return row.finding("outcomes", message)
    return Finding(f"expected_cases/{case.region.code}.yaml", 0, "outcomes", message)


def scenarios_without_case(rows: Iterable[PackRow]) -> Iterator[Finding]:
    """Scenarios that no case of the pack ends in."""
    rows = list(rows)
    covered = {
        code for row in rows if row.kind is EXPECTED_CASE for code in row.content["outcomes"]
    }
    for row in rows:
        if row.kind.model is Scenario and row.content["code"] not in covered:
            yield row.row.finding("code", "没有验证用例。")
