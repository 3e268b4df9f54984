"""A journey is its address: what the address says leads back to it."""

from __future__ import annotations

from urllib.parse import parse_qsl

from hypothesis import given, settings

from policies.rules.eligibility import relevant_answers
from policies.rules.rulecheck.recorded import RuleSet
from tests.policies.rules.random_books import Case, books_and_answers
from tests.policies.rules.rulecheck.small_country import (
    DAY,
    NATION,
    condition,
    recorded,
    rule,
    rule_set,
)
from tests.running import examples


@given(books_and_answers())
@settings(max_examples=examples(40))
def test_from_address_to_answers_and_back_nothing_changes(case: Case) -> None:
    book, answers = case
    shown = RuleSet(NATION, book, {})
    for scenario in book.scenarios:
        journey = shown.journey(scenario, answers, DAY)
        pairs = parse_qsl(journey.query)
        assert (pairs[0], pairs[1], pairs[-1]) == (("r", NATION), ("e", scenario), ("on", str(DAY)))
        assert relevant_answers(shown.alone(scenario), dict(pairs)) == tuple(pairs[2:-1])
        assert shown.journey(scenario, dict(pairs), DAY) == journey


def test_answers_that_no_longer_matter_are_not_in_the_address() -> None:
    ways = (condition("ret", "yes"),), (condition("ret", "no"), condition("job", "stopped"))
    shown = rule_set(recorded(rule(*ways)))
    journey = shown.journey("death", {"job": "stopped", "ret": "yes"})
    assert journey.query == f"r={NATION}&e=death&ret=yes"
