"""Replays the expected cases: the wizard must end as editors know it should."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from django.utils.translation import override

from policies.languages import SOURCE
from policies.models import ExpectedCase, Policy, Region
from policies.rules.applicability import Applicable, applicable_policies
from policies.rules.eligibility import evaluate, relevant_answers
from policies.rules.in_force import rule_book, rules_of
from policies.rules.regions import with_lineage
from policies.rules.rulebook import Answers, RuleBook
from policies.rules.rulecheck.findings import Finding, Kind, Witness
from policies.rules.rulecheck.recorded import Country
from policies.rules.rulecheck.trials import untried
from policies.rules.state import Outcome
from policies.rules.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Failed:
    """A case that ends otherwise in one of its scenarios."""

    case: ExpectedCase
    scenario: str
    outcome: str
    edition: str  # of the rule it was tried on, empty without one
    answers: tuple[tuple[str, str], ...]  # of the case, in canonical order
    words: Vocabulary

    def __str__(self) -> str:
        said = "、".join(f"“{self.words.said(*each)}”" for each in self.case.answers.items())
        scenario, ends = self.words.scenario(self.scenario), dict(Outcome.choices)
        named = scenario.name_zh_hans if scenario else self.scenario  # type: ignore[attr-defined]
        with override(SOURCE):
            expected, found = ends[self.case.outcomes[self.scenario]], ends[self.outcome]
            return (
                f"{self.case}，{f'回答{said}' if said else '什么也没有回答'}："
                f"“{named}”应为“{expected}”，实为“{found}”。"
            )

    def finding(self) -> Finding:
        """The same as a finding of rulecheck, with the case's own journey on its own day."""
        region = self.case.region.code
        journey = Witness(region, self.case.event.code, self.answers, self.case.on)
        return Finding(Kind.FAILED_CASE, region, self.scenario, self.edition, str(self), journey)


@dataclass(frozen=True, slots=True)
class Tried:
    """What the rules say of a case by now: the questions that its situations ask, and how its
    event ends. Where no rule applies, `askable` are those that rules of other days ask as well."""

    asked: tuple[str, ...]
    outcome: str
    askable: frozenset[str] = frozenset()


def tried(case: ExpectedCase, words: Vocabulary, at: dt.datetime) -> Tried:
    """Try a case, which need not be stored, in its own event. Three queries."""
    spoken_of = {case.event.code, *case.outcomes}
    scenarios = tuple(each for each in words.scenarios if each.code in spoken_of)
    found = _resolved([case], replace(words, scenarios=scenarios), at, None)
    applied = found[case.region_id, case.on]
    others = [policy for each in applied if not each.policy for policy in _of_other_days(each)]
    policies = [each.policy for each in applied if each.policy]
    rules, _rows = rules_of({policy.pk: policy for policy in (*policies, *others)})
    book = rule_book(
        (rules[policy.pk] for policy in policies),
        (case.event.code, *case.outcomes.keys() - {case.event.code}),
        words,
        in_municipality=applied[0].region.is_in_municipality,
    )
    (outcome,) = (e.outcome for e in evaluate(book, case.answers) if e.scenario == case.event.code)
    asked = tuple(code for code in words.questions if code in book.asks)
    of_others = (way for policy in others for way in rules[policy.pk].ways)
    askable = {row.question for way in of_others for row in way if row.question}
    return Tried(asked, outcome, book.asks | askable)


def _of_other_days(applied: Applicable) -> tuple[Policy, ...]:
    beside = (applied.undated, applied.above, applied.withdrawn)
    return (*applied.former, *applied.coming, *(each for each in beside if each))


@dataclass(frozen=True, slots=True)
class Placed:
    """A case with the rules that apply to it, those that it speaks of as a book."""

    case: ExpectedCase
    book: RuleBook
    policies: dict[str, Policy | None]
    words: Vocabulary

    def failures(self) -> Iterator[Failed]:
        """Its scenarios that end otherwise than it says."""
        for result in evaluate(self.book, self.case.answers):
            if result.outcome != self.case.outcomes[result.scenario]:
                policy = self.policies[result.scenario]
                edition = policy.edition_label if policy else ""
                answers = relevant_answers(self.book, self.case.answers)
                yield Failed(
                    self.case, result.scenario, result.outcome, edition, answers, self.words
                )


def failed_cases(
    words: Vocabulary,
    at: dt.datetime,
    *,
    cases: Collection[ExpectedCase] | None = None,
    trying: Policy | None = None,
) -> Iterator[Failed]:
    """Every case (of the stored ones) that does not end as it must with what is known at an
    instant, or would be if an edition were live."""
    for each in placed_cases(words, at, cases=cases, trying=trying):
        yield from each.failures()


def untried_rules(country: Country, cases: Iterable[Placed]) -> Iterator[Finding]:
    """The rules in force of which none of these cases tries all that they do, each with what is
    left and a journey that would try it."""
    trials: dict[tuple[str, str], list[Answers]] = {}
    for each in cases:
        for scenario, policy in each.policies.items():
            if policy and scenario in each.case.outcomes:
                place = scenario, policy.edition_label
                trials.setdefault(place, []).append(each.case.answers)
    for rule_set, recorded in country.owners():
        scenario, edition = recorded.scenario, recorded.edition
        left = untried(rule_set.alone(scenario), scenario, trials.get((scenario, edition), ()))
        if left:
            message = f"没有验证用例试过：{'；'.join(each.words for each in left)}。"
            journey = rule_set.journey(scenario, left[0].answers, country.on)
            yield Finding(Kind.UNTRIED, rule_set.region, scenario, edition, message, journey)


def placed_cases(
    words: Vocabulary,
    at: dt.datetime,
    *,
    cases: Collection[ExpectedCase] | None = None,
    trying: Policy | None = None,
) -> Iterator[Placed]:
    """Cases (all that are stored) with what is known at an instant, or would be if an edition were
    live. Two queries a day that they speak of, and a few for all."""
    if cases is None:
        cases = list(ExpectedCase.objects.select_related("region", "event"))
    found = _resolved(cases, words, at, trying)
    rules, _rows = rules_of(
        {each.policy.pk: each.policy for here in found.values() for each in here if each.policy}
    )
    books: dict[tuple[object, ...], RuleBook] = {}
    for case in cases:
        applied = found[case.region_id, case.on]
        here = {each.scenario.code: each.policy for each in applied}
        asked = tuple(code for code in here if code in case.outcomes)
        place = (case.region_id, case.on, asked)
        if place not in books:
            known = [rules[policy.pk] for code in asked if (policy := here[code])]
            in_municipality = any(each.region.is_in_municipality for each in applied)
            books[place] = rule_book(known, asked, words, in_municipality=in_municipality)
        yield Placed(case, books[place], here, words)


def _resolved(
    cases: Iterable[ExpectedCase], words: Vocabulary, at: dt.datetime, trying: Policy | None
) -> dict[tuple[int, dt.date], list[Applicable]]:
    """What applies in the region and on the day of each case."""
    days: dict[dt.date, set[int]] = {}
    for case in cases:
        days.setdefault(case.on, set()).add(case.region_id)
    found: dict[tuple[int, dt.date], list[Applicable]] = {}
    for day, keys in days.items():
        regions = list(with_lineage(Region.objects.filter(pk__in=keys)))
        for (region, _), each in applicable_policies(
            regions, words.scenarios, on=day, at=at, trying=trying
        ).items():
            found.setdefault((region, day), []).append(each)
    return found
