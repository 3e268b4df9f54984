"""Replays the expected cases of the database: the wizard must answer as editors know it should."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from policies.models import ExpectedCase, Region, Scenario
from policies.models.canonical import canonical
from policies.pack.content_kinds import EXPECTED_CASE
from policies.pack.files import Finding, Row
from policies.pack.refusals import PackRow
from policies.rules.applicability import applicable_policies, with_lineage
from policies.rules.eligibility import evaluate
from policies.rules.in_force import rules_in_force
from policies.rules.vocabulary import Vocabulary


def replay(rows: Iterable[PackRow], words: Vocabulary, at: dt.datetime) -> Iterator[Finding]:
    """Findings for every case of the database that does not end as it must, as known `at`.

    The rows of the pack say in which file and line a case stands.
    """
    places = {row.identity(): row.row for row in rows if row.kind is EXPECTED_CASE}
    cases = ExpectedCase.objects.select_related("region", "event")
    if not cases:
        yield Finding("expected_cases", 0, "-", "数据库里没有验证用例，请先运行 load_content。")
    for case in cases:
        row = places.get(PackRow(EXPECTED_CASE, Row(), canonical(case)).identity())
        found = outcomes(case, words, at)
        for scenario, expected in case.outcomes.items():
            if found[scenario] != expected:
                message = (
                    f"{case} {case.answers}：{scenario} 应为 {expected}，实为 {found[scenario]}。"
                )
                yield _finding(row, case, message)


def outcomes(case: ExpectedCase, words: Vocabulary, at: dt.datetime) -> dict[str, str]:
    """How each scenario that a case names ends, on the case's day."""
    region = with_lineage(Region.objects.filter(pk=case.region_id)).get()
    scenarios = [s for s in words.scenarios if s.code in case.outcomes]
    found = applicable_policies([region], scenarios, on=case.on, at=at)
    rules = rules_in_force(found.values(), words)
    return {result.scenario: result.outcome for result in evaluate(rules.book, case.answers)}


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
