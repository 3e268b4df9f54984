"""Expected cases of a pack against its own rules: who answers must have been asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from policies import models
from policies.pack.content_kinds import EXPECTED_CASE
from policies.pack.files import Finding
from policies.pack.kinds import Content
from policies.pack.refusals import PackRow
from policies.rules.expected_cases import unasked_answers
from policies.rules.offered import Together, question_of

Rules = Mapping[tuple[str, str], list[Content]]  # by region and scenario


def unasked(rows: list[PackRow]) -> Iterable[Finding]:
    """Answers of cases to what no rule asks in their place, on their day, of their situations.

    Of rows in which nothing else is wrong.
    """
    above = {
        row.content["code"]: row.content["parent"]
        for row in rows
        if row.kind.model is models.Region
    }
    questions = {
        row.content["code"]: str(row.content["text_zh_hans"])
        for row in rows
        if row.kind.model is models.Question
    }
    rules, together = _rules(rows), _together(rows)
    for row in rows:
        case = row.content
        if row.kind is EXPECTED_CASE and case["answers"]:
            levels = list(_lineage(case["region"], above))
            scenarios = {*case["outcomes"], case["event"]}
            asked = set().union(*(_asked(levels, code, case, rules) for code in scenarios))
            for problem in unasked_answers(case["answers"], asked, together, questions):
                yield row.row.finding("answers", problem)


def _rules(rows: list[PackRow]) -> Rules:
    rules: dict[tuple[str, str], list[Content]] = {}
    for row in rows:
        if row.kind.model is models.Policy:
            place = row.content["region"], row.content["scenario"]
            rules.setdefault(place, []).append(row.content)
    return rules


def _together(rows: list[PackRow]) -> Together:
    return [
        {question_of(option) for option in row.content["options"]}
        for row in rows
        if row.kind.model is models.ImpossibleCombination
    ]


def _lineage(region: str, above: Mapping[str, str]) -> Iterator[str]:
    """A region and the levels above it; once each, also where they go round."""
    seen: set[str] = set()
    while region and region not in seen:
        seen.add(region)
        yield region
        region = above.get(region, "")


def _asked(levels: list[str], scenario: str, case: Content, rules: Rules) -> set[str]:
    """The questions of every rule that may apply to a case: the nearest that surely does, and of
    those before it whichever may have begun, as their start is not written. Where none does, a
    case may say that it is so of whoever answers what the rules of other days or levels ask."""
    found: set[str] = set()
    for level in levels:
        reaching = [
            rule
            for rule in rules.get((level, scenario), ())
            if level == levels[0] or rule["passes_down"]
        ]
        here = [rule for rule in reaching if _may_be_in_force(rule, case["on"])]
        found |= _questions(here)
        if any(rule["effective_from"] for rule in here):
            return found
    return _questions(rule for level in levels for rule in rules.get((level, scenario), ()))


def _questions(rules: Iterable[Content]) -> set[str]:
    rows = (row for rule in rules for row in rule["conditions_in_ways"])
    return {row["question"] for row in rows if row["question"]}


def _may_be_in_force(rule: Content, on: str) -> bool:
    return bool((rule["effective_from"] or "") <= on <= (rule["effective_to"] or on))
