"""The checks together: every journey of every distinct rule set, and all that is wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import dataclass
from math import prod

from policies.rules.rulebook import RuleBook
from policies.rules.rulecheck.findings import Fault, Finding, Kind
from policies.rules.rulecheck.outcomes import questions_asked
from policies.rules.rulecheck.places import in_time, like_parent
from policies.rules.rulecheck.prose import in_prose
from policies.rules.rulecheck.recorded import Country, Recorded
from policies.rules.rulecheck.situations import TooManySituations, space_of
from policies.rules.rulecheck.standing import in_standing
from policies.rules.rulecheck.ways import in_ways
from policies.rules.rulecheck.words import in_words_asked


@dataclass(frozen=True, slots=True)
class Report:
    """How much was walked, and what was found."""

    rule_sets: int
    journeys: int
    findings: tuple[Finding, ...]

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """The findings with which rules may not be published."""
        return tuple(each for each in self.findings if each.is_blocking)


def check(country: Country) -> Report:
    """Everything that is wrong with the rules of a day.

    Each rule is judged once, in its own region: a rule says the same wherever it is inherited,
    and how one scenario ends depends on its own questions only.
    """
    found = {*_in_rules(country), *in_words_asked(country), *like_parent(country)}
    found.update(in_time(country))
    return Report(len(country.rule_sets), journeys(country), in_order(found))


def faults_of(book: RuleBook, recorded: Recorded, day: dt.date) -> list[Fault]:
    """All that is wrong with one rule by itself, in a book that holds it."""
    around = [*in_standing(recorded, day), *in_prose(recorded, book.by_code)]
    try:
        return [*in_ways(book, recorded), *around]
    except TooManySituations:
        return [(Kind.TOO_LARGE, "这条规则问得太多，可能的回答数不完：途径没有检查。", {}), *around]


def touching(country: Country, questions: Set[str]) -> set[Finding]:
    """What is wrong with the wizard's words, and with each rule that asks one of some questions."""
    return {*_in_rules(country, questions), *in_words_asked(country)}


def _in_rules(country: Country, questions: Set[str] = frozenset()) -> Iterator[Finding]:
    """What is wrong with each rule; of those alone that ask some questions, if any are named."""
    for rule_set, recorded in country.owners():
        asked = {each.question for way in recorded.rule.ways for each in way}
        if questions and asked.isdisjoint(questions):
            continue
        for kind, message, answers in faults_of(rule_set.book, recorded, country.day):
            scenario = recorded.scenario
            journey = rule_set.journey(scenario, answers, country.on)
            place = (rule_set.region, scenario, recorded.edition)
            yield Finding(kind, *place, message, journey)


def journeys(country: Country) -> int:
    """How many complete journeys there are: for every rule set and every event, "not sure"
    included, the possible answers to all that its rules ask."""
    total = 0
    for rule_set in country.rule_sets:
        events = [(scenario,) for scenario in rule_set.book.scenarios]
        for event in (*events, country.not_sure):
            total += situations(rule_set.book, event)
    return total


def situations(book: RuleBook, scenarios: Collection[str]) -> int:
    """How many possible answers there are to all questions that rules of some scenarios ask."""
    asked = questions_asked(book, scenarios)
    linked = {code for facts in book.impossible for code, _ in facts} & asked
    apart = prod(len(book.by_code[code].options) for code in asked - linked)
    try:
        return apart * space_of(book.questions, linked, book.impossible).count()
    except TooManySituations:
        return apart * prod(len(book.by_code[code].options) for code in linked)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What blocks first, then by kind and place."""
    return tuple(sorted(findings, key=_order))


def _order(finding: Finding) -> tuple[object, ...]:
    kinds = list(Kind)
    return (
        not finding.is_blocking,
        kinds.index(finding.kind),
        finding.region,
        finding.scenario,
        finding.edition,
        finding.message,
        finding.witness.query,
    )
