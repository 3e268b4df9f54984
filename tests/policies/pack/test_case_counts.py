"""Every shipped rule with conditions is tried: met, unmet, not sure, before anything is said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from policies.pack.yaml_rows import read_yaml

CONTENT = Path(__file__).resolve().parents[3] / "policies" / "content"
LEAST = 4
MET, UNSURE = {"yes", "conditional"}, "-"
Try = tuple[str, dict[str, str]]  # an outcome, and the answers that lead to it


def contents(folder: str) -> list[Any]:
    return [read_yaml(file, file.name) for file in sorted((CONTENT / folder).glob("*.yaml"))]


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


def rules_with_ways() -> list[tuple[str, dict[str, Any], list[Try]]]:
    """Every conditional rule that was published, of today or before, and its cases on its days."""
    cases = {each["region"]: each["cases"] for each in contents("expected_cases")}
    return [
        (each["region"], policy, tries(policy, cases.get(each["region"], [])))
        for each in contents("regions")
        for policy in each.get("policies", ())
        if policy["verdict"] == "conditional" and policy.get("ways")
    ]


def test_each_rule_with_ways_has_at_least_four_expected_cases() -> None:
    rules = rules_with_ways()
    assert len(rules) > 130 and sum(len(given) for *_, given in rules) >= 400
    few = {(region, policy["code"]) for region, policy, given in rules if len(given) < LEAST}
    assert few == set()


def test_each_rule_is_tried_met_unmet_by_each_condition_and_not_sure() -> None:
    asks: Any = read_yaml(CONTENT / "questions.yaml", "questions.yaml")
    options = {q["code"]: {str(o["code"]) for o in q["options"]} for q in asks["questions"]}
    found = {
        (region, policy["scenario"], policy["code"], what)
        for region, policy, given in rules_with_ways()
        for what in (untried(policy, given, options) if asked(policy) else ())
    }
    assert found == set()
