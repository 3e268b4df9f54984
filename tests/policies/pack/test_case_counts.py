"""Every shipped rule with conditions is tried: met, unmet, not sure, before anything is said."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from policies.pack.yaml_rows import read_yaml

CONTENT = Path(__file__).resolve().parents[3] / "policies" / "content"
LEAST = 4
TODAY = dt.date(2026, 11, 22)  # the day of the research
MET, UNSURE = {"yes", "conditional"}, "-"
Try = tuple[str, dict[str, str]]  # an outcome, and the answers that lead to it


def contents(folder: str) -> list[Any]:
    return [read_yaml(file, file.name) for file in sorted((CONTENT / folder).glob("*.yaml"))]


def test_each_rule_with_ways_has_at_least_four_expected_cases() -> None:
    with_ways = {
        (each["region"], policy["scenario"])
        for each in contents("regions")
        for policy in each.get("policies", ())
        if policy["verdict"] == "conditional" and policy.get("ways")
    }
    tried = Counter(
        (each["region"], scenario)
        for each in contents("expected_cases")
        for case in each["cases"]
        for scenario in case["outcomes"]
    )
    assert len(with_ways) > 100 and tried.total() >= 400
    assert {place: tried[place] for place in with_ways if tried[place] < LEAST} == {}


def in_force(policy: dict[str, Any], on: dt.date) -> bool:
    start, end = policy.get("effective_from"), policy.get("effective_to")
    return (start is None or start <= on) and (end is None or end >= on)


def asked(policy: dict[str, Any]) -> list[dict[str, Any]]:
    return [each for way in policy.get("ways", ()) for each in way if each.get("question")]


def tries(policy: dict[str, Any], cases: list[dict[str, Any]]) -> list[Try]:
    thing = policy["scenario"]
    return [
        (
            case["outcomes"][thing],
            {name: str(given) for name, given in case.get("answers", {}).items()},
        )
        for case in cases
        if thing in case["outcomes"] and in_force(policy, case["on"])
    ]


def untried(
    policy: dict[str, Any], given: list[Try], options: dict[str, set[str]]
) -> Iterator[str]:
    """What nobody tried of a rule: that it is met, not by one of its conditions, not known."""
    if not any(outcome in MET for outcome, _answers in given):
        yield "met"
    if not any(UNSURE in answers.values() for _outcome, answers in given):
        yield "not sure"
    for each in asked(policy):
        question = each["question"]
        wrong = options[question] - {*each["accepts"], *each.get("unclear", ())}
        if wrong and not any(answers.get(question) in wrong for _outcome, answers in given):
            yield f"unmet: {question}"


def test_each_rule_is_tried_met_unmet_by_each_condition_and_not_sure() -> None:
    asks: Any = read_yaml(CONTENT / "questions.yaml", "questions.yaml")
    options = {q["code"]: {str(o["code"]) for o in q["options"]} for q in asks["questions"]}
    cases = {each["region"]: each["cases"] for each in contents("expected_cases")}
    rules = [
        (each["region"], policy)
        for each in contents("regions")
        for policy in each.get("policies", ())
        if policy["verdict"] == "conditional" and in_force(policy, TODAY) and asked(policy)
    ]
    found = {
        (region, policy["scenario"], what)
        for region, policy in rules
        for what in untried(policy, tries(policy, cases.get(region, [])), options)
    }
    assert len(rules) > 80 and found == set()
