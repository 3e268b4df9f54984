"""What rulecheck says of a rule before it is published: as it would be if it were live."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator

from django.utils import timezone

from policies.models import Edition, ExpectedCase, Policy
from policies.publishing import events
from policies.publishing.overlaps import overlaps_to_come
from policies.rules.beside import beside
from policies.rules.cases import Failed, failed_cases
from policies.rules.in_force import rule_book
from policies.rules.recorded_rules import recorded_edition
from policies.rules.rulebook import Rule, RuleBook
from policies.rules.rulecheck.check import faults_of
from policies.rules.rulecheck.findings import BLOCKING, Finding
from policies.rules.rulecheck.recorded import RuleSet
from policies.rules.vocabulary import Vocabulary, vocabulary
from policies.rules.words_left import words_left


def rule_blockers(findings: Collection[Finding]) -> list[str]:
    """Why a rule cannot be published as it stands: a contradiction, a source that has ended, an
    expected case that would end otherwise."""
    return [f"规则检查：{each.message}" for each in findings if each.kind in BLOCKING]


def checked(edition: Edition, now: dt.datetime) -> list[Finding]:
    """Everything that rulecheck finds in one edition, between it and the rules beside it, and in
    the wizard's words once it replaces the live one. The day is the first from now on which it
    would be in force; its last day if that is past. Nothing of other kinds of editions.

    Five queries for a rule alone, without conditions, of which no case speaks, if it is loaded.
    """
    if not isinstance(edition, Policy):
        return []
    recorded = recorded_edition(edition)
    here = RuleSet(recorded.region, book_of_edition(edition, recorded.rule, now), {})
    place = (recorded.region, recorded.scenario, recorded.edition)
    day = first_day(edition, timezone.localdate(now))
    faults = faults_of(here.book, recorded, day)
    found = [
        Finding(kind, *place, message, here.journey(recorded.scenario, answers))
        for kind, message, answers in faults
    ]

    def words() -> Vocabulary:
        return vocabulary(events.token(now))

    found += beside(edition, recorded, words, day=day, at=now)
    found += overlaps_to_come(edition, now)
    found += words_left(edition, recorded, words, day=day, at=now)
    return [*found, *(each.finding() for each in failed_by(edition, now))]


def book_of_edition(policy: Policy, rule: Rule, now: dt.datetime) -> RuleBook:
    """A book of one rule; the wizard's words are read only if it asks something."""
    if rule.ways:
        words = vocabulary(events.token(now))
        in_municipality = policy.region.is_in_municipality
        return rule_book([rule], (rule.scenario,), words, in_municipality=in_municipality)
    return RuleBook((), (rule,), (rule.scenario,))


def failed_by(policy: Policy, now: dt.datetime) -> Iterator[Failed]:
    """The expected cases that would not end as they must if this edition were live: those that it
    decides, and those that hold without it."""
    speaking = ExpectedCase.objects.filter(outcomes__has_key=policy.scenario.code)
    cases = [
        case
        for case in speaking.select_related("region__parent__parent__parent", "event")
        if any(level.pk == policy.region_id for level in case.region.lineage())
    ]
    if not cases:
        return
    words = vocabulary(events.token(now))
    failing = list(_failing(policy, cases, words, now, policy))
    before = {each.case.pk for each in _failing(policy, cases, words, now)} if failing else set()
    for each in failing:
        if each.edition == policy.edition_label or each.case.pk not in before:
            yield each


def _failing(
    policy: Policy,
    cases: list[ExpectedCase],
    words: Vocabulary,
    now: dt.datetime,
    trying: Policy | None = None,
) -> Iterator[Failed]:
    found = failed_cases(words, now, cases=cases, trying=trying)
    return (each for each in found if each.scenario == policy.scenario.code)


def first_day(policy: Policy, today: dt.date) -> dt.date:
    """The first day on which an edition would be in force, not before today unless it has ended."""
    first = max(today, policy.effective_from or today)
    return min(first, policy.effective_to or first)
