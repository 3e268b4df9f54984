"""Says what rulecheck costs, beside asking the engine about each situation.

    DJANGO_SETTINGS_MODULE=site_config.settings python -m tests.bench.rulecheck_cost

Needs a database with content. Prints milliseconds of this process, each the best of some (bounds in
brackets): what else the machine does counts little.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

import django

from policies.rules.eligibility import evaluate, next_question, possible_options
from policies.rules.rulebook import DONT_KNOW, Answers, Condition, Question, Rule, RuleBook
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
        start = time.process_time()
        call()
        found.append(time.process_time() - start)
    return round(min(found) * 1000, 3)


def asked_cold(book: RuleBook, answers: Answers) -> float:
    """What the next question costs of a book of which nothing was reckoned yet."""
    fresh = (replace(book) for _ in range(3))
    return min(milliseconds(lambda: next_question(each, answers), times=1) for each in fresh)  # noqa: B023


def answered(book: RuleBook, random: Random, unknown: float) -> Iterator[Answers]:
    """The positions of one walk, of whose answers so many are not known."""
    answers: dict[str, str] = {}
    while question := next_question(book, answers):
        yield dict(answers)
        possible = possible_options(book, answers, question.code)
        is_unknown = random.random() < unknown
        answers[question.code] = DONT_KNOW if is_unknown else random.choice(possible)
    yield answers


def questions_cost(country: Country) -> None:
    """Print what the next question costs, first and further on, of books never asked before."""
    random = Random(SEED)  # noqa: S311 - a bench
    held = [each.book for each in country.rule_sets]
    kinds = {
        "one event": [each.alone(one.scenario) for each, one in country.owners()],
        "not sure": [replace(each, scenarios=country.not_sure) for each in held],
        "whole books": held,
        "12 questions x 23 scenarios": [large_region(SEED + number).book for number in range(6)],
    }
    for name, books in kinds.items():
        for unknown in (0, 0.5):
            walks = [(book, each) for book in books for each in answered(book, random, unknown)]
            costs = sorted(asked_cold(*each) for each in walks)
            print(
                f"next question, {name}, {unknown:.0%} not known: {costs[len(costs) // 2]} in the "
                f"middle, {costs[-1]} at most of {len(costs)} (1)"
            )


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
    questions_cost(country)
    warm = max(milliseconds(lambda: next_question(each.book, {})) for each in country.rule_sets)  # noqa: B023
    print(f"next question, asked before: {warm} (1)")


if __name__ == "__main__":
    django.setup()
    main()
