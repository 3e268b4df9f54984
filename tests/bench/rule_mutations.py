"""Says how many deliberate faults in the shipped rules are noticed, the sign-off left aside.

    DJANGO_SETTINGS_MODULE=site_config.settings python -m tests.bench.rule_mutations [SEED …]

Needs a database with the shipped content. Of each seed a hundred faults: a condition dropped, an
option accepted that is not, a verdict swapped. A fault is noticed if rulecheck finds something that
it did not find before, or if an expected case ends otherwise. At least LEAST of a hundred must be.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import django

from policies.rules.eligibility import evaluate
from policies.rules.rulebook import Rule, RuleBook
from policies.rules.rulecheck.check import faults_of
from policies.rules.rulecheck.recorded import Country, Recorded, RuleSet
from policies.rules.rulecheck.words import in_words_asked

if TYPE_CHECKING:
    from policies.rules.cases import Placed

LEAST, FAULTS = 85, 100
SEEDS = ("0", "1", "2")
Fault = Callable[[Rule, Random, RuleBook], Rule]


def drop_a_condition(rule: Rule, random: Random, book: RuleBook) -> Rule:
    """A rule that has forgotten one of its rows."""
    ways = [list(way) for way in rule.ways]
    way = random.choice(ways)
    way.pop(random.randrange(len(way)))
    return replace(rule, ways=tuple(tuple(each) for each in ways if each))


def widen_an_option(rule: Rule, random: Random, book: RuleBook) -> Rule:
    """A rule that accepts an answer which it turned away."""
    open_to = [
        (place, number, option)
        for place, way in enumerate(rule.ways)
        for number, row in enumerate(way)
        if row.question
        for option in sorted({*book.by_code[row.question].options} - row.accepts)
    ]
    if not open_to:
        return rule
    place, number, option = random.choice(open_to)
    row = rule.ways[place][number]
    wider = replace(row, accepts=row.accepts | {option}, unclear=row.unclear - {option})
    way = (*rule.ways[place][:number], wider, *rule.ways[place][number + 1 :])
    return replace(rule, ways=(*rule.ways[:place], way, *rule.ways[place + 1 :]))


def swap_the_verdict(rule: Rule, random: Random, book: RuleBook) -> Rule:
    """A rule that says another word."""
    others = [word for word in ("yes", "conditional", "no") if word != rule.verdict]
    return replace(rule, verdict=random.choice(others))  # type: ignore[arg-type]


KINDS: tuple[Fault, ...] = (drop_a_condition, widen_an_option, swap_the_verdict)


def found_in(country: Country, book: RuleBook, recorded: Recorded) -> set[tuple[object, str]]:
    """What rulecheck says of one rule, and of all rules with this one in its place."""
    as_if = country
    if not any(each is recorded for each in country.rules):
        as_if = replace(
            country,
            rules=tuple(
                recorded if each.edition == recorded.edition else each for each in country.rules
            ),
            rule_sets=tuple(_with(rule_set, recorded) for rule_set in country.rule_sets),
        )
    own = {(kind, message) for kind, message, _ in faults_of(book, recorded, country.day)}
    return own | {(each.kind, each.message) for each in in_words_asked(as_if)}


def _with(rule_set: RuleSet, recorded: Recorded) -> RuleSet:
    known = {
        scenario: recorded if each.edition == recorded.edition else each
        for scenario, each in rule_set.recorded.items()
    }
    return replace(rule_set, recorded=known)


def in_its_place(book: RuleBook, rule: Rule) -> RuleBook:
    """A book with a rule in the place of the one about the same scenario."""
    return replace(
        book, rules=tuple(rule if each.scenario == rule.scenario else each for each in book.rules)
    )


def a_case_fails(cases: Iterable[Placed], rule: Rule) -> bool:
    """Whether one of the cases that an edition answers ends otherwise by another rule."""
    for each in cases:
        book = replace(in_its_place(each.book, rule), scenarios=(rule.scenario,))
        (result,) = evaluate(book, each.case.answers)
        if result.outcome != each.case.outcomes[rule.scenario]:
            return True
    return False


def by_edition(cases: Iterable[Placed]) -> dict[str, list[Placed]]:
    """The cases that each edition answers."""
    found: dict[str, list[Placed]] = {}
    for each in cases:
        for scenario in each.case.outcomes:
            if policy := each.policies[scenario]:
                found.setdefault(policy.edition_label, []).append(each)
    return found


def faults(country: Country, random: Random) -> Iterator[tuple[str, RuleSet, Recorded, Rule]]:
    """Rules with one fault each, without end."""
    owners = list(country.owners())
    with_ways = [each for each in owners if each[1].rule.ways]
    while True:
        kind = random.choice(KINDS)
        rule_set, recorded = random.choice(owners if kind is swap_the_verdict else with_ways)
        rule = kind(recorded.rule, random, rule_set.book)
        if rule != recorded.rule:
            yield kind.__name__, rule_set, recorded, rule


def noticed(country: Country, cases: dict[str, list[Placed]], seed: str) -> Counter[str]:
    """How many of a hundred faults are noticed, by kind; the others are printed."""
    counted: Counter[str] = Counter()
    known: dict[str, set[tuple[object, str]]] = {}
    for _, (kind, rule_set, recorded, rule) in zip(
        range(FAULTS),
        faults(country, Random(seed)),  # noqa: S311 - a bench
        strict=False,
    ):
        if recorded.edition not in known:
            known[recorded.edition] = found_in(country, rule_set.book, recorded)
        before = known[recorded.edition]
        try:
            book = in_its_place(rule_set.book, rule)
            after = found_in(country, book, replace(recorded, rule=rule))
        except ValueError:  # no such rule can be stored
            after = before | {("refused", "")}
        is_noticed = bool(after - before) or a_case_fails(cases.get(recorded.edition, ()), rule)
        counted[f"{kind} {'noticed' if is_noticed else 'missed'}"] += 1
        counted["noticed"] += is_noticed
        if not is_noticed:
            print(f"  missed: {kind} {recorded.edition} {recorded.region} {recorded.scenario}")
    return counted


def main() -> int:
    """Print what is noticed of each seed; 1 if it is too few."""
    from django.utils import timezone

    from policies.publishing import events
    from policies.rules.cases import placed_cases
    from policies.rules.country import read_country
    from policies.rules.vocabulary import vocabulary

    now = timezone.now()
    words = vocabulary(events.token(now))
    cases = by_edition(placed_cases(words, now))
    country = read_country(words, on=timezone.localdate(now), at=now)
    least = FAULTS
    for seed in sys.argv[1:] or SEEDS:
        counted = noticed(country, cases, seed)
        least = min(least, counted["noticed"])
        print(f"seed {seed}: {counted['noticed']} of {FAULTS} noticed; {dict(counted)}")
    return int(least < LEAST)


if __name__ == "__main__":
    django.setup()
    sys.exit(main())
