"""Says what rulecheck costs, beside asking the engine about each situation.

    DATABASE_URL=sqlite:////tmp/site.sqlite3 python -m tests.bench.rulecheck_cost

Needs a database with content. Prints milliseconds, each the best of five (bounds in brackets).
"""

from __future__ import annotations

import datetime as dt
import functools
import time
from collections.abc import Callable
from dataclasses import replace
from random import Random

import django

from policies.rules.eligibility import evaluate, next_question
from policies.rules.rulebook import Condition, Question, Rule, RuleBook
from policies.rules.rulecheck.check import check
from policies.rules.rulecheck.difference import difference
from policies.rules.rulecheck.outcomes import outcomes_in
from policies.rules.rulecheck.recorded import Country, Recorded, RuleSet

QUESTIONS, SCENARIOS, WAYS, CONDITIONS = 12, 23, 3, 4
SEED = 20261127


def large_region(seed: int = SEED) -> RuleSet:
    """A region of random rules: 12 questions of 3 options, 23 scenarios, 3 ways of 4 conditions."""
    random = Random(seed)  # noqa: S311 - a bench
    options = ("a", "b", "c")
    questions = tuple(Question(f"q{number}", options, number) for number in range(QUESTIONS))
    rules = tuple(
        Rule(
            f"s{scenario}",
            "conditional",
            tuple(
                tuple(
                    Condition(number, code.code, frozenset(random.sample(options, 2)), "x", "LAW")
                    for number, code in enumerate(random.sample(questions, CONDITIONS))
                )
                for _ in range(WAYS)
            ),
        )
        for scenario in range(SCENARIOS)
    )
    impossible = tuple(
        ((one.code, "a"), (another.code, "b"))
        for one, another in (random.sample(questions, 2) for _ in range(6))
    )
    names = tuple(rule.scenario for rule in rules)
    recorded = {rule.scenario: Recorded(rule.scenario, "1", rule.scenario, rule) for rule in rules}
    return RuleSet("1", RuleBook(questions, rules, names, impossible), recorded, ("1",))


def country_of(rule_set: RuleSet) -> Country:
    """A country of one region, in which somebody may be unsure about any scenario."""
    rules = tuple(rule_set.recorded.values())
    return Country(dt.date(2026, 11, 22), (rule_set,), rules, rule_set.book.scenarios)


def edited(rule_set: RuleSet) -> RuleSet:
    """The same region with one option more in one condition of one rule."""
    scenario, *_others = rule_set.recorded
    recorded = rule_set.recorded[scenario]
    (first, *conditions), *ways = recorded.rule.ways
    wider = replace(first, accepts=frozenset("abc"))
    rule = replace(recorded.rule, ways=((wider, *conditions), *ways))
    new = {**rule_set.recorded, scenario: replace(recorded, edition="edited", rule=rule)}
    rules = tuple(each.rule for each in new.values())
    return replace(rule_set, book=replace(rule_set.book, rules=rules), recorded=new)


def by_the_engine(rule_set: RuleSet, scenario: str) -> int:
    """The same walk through one rule, asking the engine about each situation."""
    book = rule_set.alone(scenario)
    found = outcomes_in(book, scenario).space.each()
    return sum(evaluate(book, answers)[0].outcome == "no" for _situation, answers in found)


def milliseconds(call: Callable[[], object], times: int = 5) -> float:
    """The shortest of some calls."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        found.append(time.perf_counter() - start)
    return round(min(found) * 1000, 2)


def asked_first(book: RuleBook) -> float:
    """What the first question of a book costs of which nothing was reckoned yet."""
    fresh = replace(book)
    return milliseconds(lambda: next_question(fresh, {}), times=1)


def main() -> None:
    """Print each figure with its bound."""
    from django.utils import timezone

    from policies.publishing import events
    from policies.rules.country import read_country
    from policies.rules.vocabulary import vocabulary

    region = large_region()
    one, after = country_of(region), country_of(edited(region))
    scenario = region.book.scenarios[0]
    walked = milliseconds(lambda: outcomes_in(region.book, scenario))
    asked = milliseconds(lambda: by_the_engine(region, scenario), times=1)
    print(f"one region, 12 questions x 23 scenarios: {milliseconds(lambda: check(one))} (50)")
    print(f"one rule of it: {walked}; asking the engine: {asked} ({asked / walked:.0f} times)")
    print(f"difference of one edit: {milliseconds(lambda: difference(one, after))} (50)")
    now = timezone.now()
    words = vocabulary(events.token(now))
    country = read_country(words, on=timezone.localdate(now), at=now)
    read = milliseconds(lambda: read_country(words, on=timezone.localdate(now), at=now))
    print(
        f"{len(country.rule_sets)} rule sets of the country: {milliseconds(lambda: check(country))}"
        f" (2000), reading them {read}"
    )
    books = [region.book, *(each.book for each in country.rule_sets)]
    first = [min(asked_first(book) for _ in range(5)) for book in books]
    again = [milliseconds(functools.partial(next_question, book, {})) for book in books]
    print(f"next question, the slowest rule set: {max(again)} (1), never asked before {max(first)}")


if __name__ == "__main__":
    django.setup()
    main()
