"""The rules of the country as they are recorded, as values: what the checks are given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from policies.rules.eligibility import relevant_answers
from policies.rules.rulebook import Answers, Rule, RuleBook
from policies.rules.rulecheck.findings import Witness


@dataclass(frozen=True, slots=True)
class Prose:
    """The words of a rule: the source text that readers see, and what carries it."""

    answer: str = ""
    covers: str = ""  # whom it is about, if not everybody insured in its place
    others: tuple[str, ...] = ()  # notes, and conditions of old editions
    rows: Mapping[int, str] = field(default_factory=dict)  # condition → its sentence
    explanations: tuple[str, ...] = ()  # what its conditions say besides
    quotes: tuple[str, ...] = ()
    time_limit_days: int | None = None
    untranslated: tuple[str, ...] = ()  # the fields without a translation, in an editor's words


@dataclass(frozen=True, slots=True)
class Cited:
    """A source that a rule rests on, with its last day if it has one; `days` are all that are
    known of it: issued, in force, over."""

    code: str
    ends: dt.date | None = None
    title: str = ""
    days: frozenset[dt.date] = frozenset()


@dataclass(frozen=True, slots=True)
class Recorded:
    """One live edition of a rule. Both ends of its period are included; None is open."""

    edition: str  # as in K7M2P/v3
    region: str
    scenario: str
    rule: Rule
    level: str = ""  # of its region, and how that is called
    called: str = ""
    starts: dt.date | None = None
    ends: dt.date | None = None
    passes_down: bool = True
    review_due: dt.date | None = None
    sources: tuple[Cited, ...] = ()
    prose: Prose = field(default_factory=Prose)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """What applies in a region on a day, and in every other region that resolves alike.

    `recorded` are the rules of the book by scenario; `above` the region whose rule set applies
    one level up, empty for the nation.
    """

    region: str
    book: RuleBook
    recorded: Mapping[str, Recorded]
    regions: tuple[str, ...] = ()
    above: str = ""

    def alone(self, scenario: str) -> RuleBook:
        """The book of one event: only what this scenario asks."""
        rules = tuple(each for each in self.book.rules if each.scenario == scenario)
        return RuleBook(self.book.questions, rules, (scenario,), self.book.impossible)

    def journey(
        self, scenario: str, answers: Answers | None = None, on: dt.date | None = None
    ) -> Witness:
        """A journey through one scenario in this region, in canonical form."""
        given = relevant_answers(self.alone(scenario), answers or {})
        return Witness(self.region, scenario, given, on)


@dataclass(frozen=True, slots=True)
class Country:
    """All distinct rule sets of a day, and every live rule whatever its period.

    `is_today`: whether journeys need not name the day. `not_sure` are the scenarios about which
    somebody is asked who is not sure what happened.
    """

    day: dt.date
    rule_sets: tuple[RuleSet, ...]
    rules: tuple[Recorded, ...] = ()
    not_sure: tuple[str, ...] = ()
    is_today: bool = True

    def only(self, region: str) -> Country:
        """What applies in one region, and the rules of its rule set in other periods.

        Raises KeyError for a region that is not known.
        """
        found = next((each for each in self.rule_sets if region in each.regions), None)
        if found is None:
            raise KeyError(region)
        holding = {region, *(each.region for each in found.recorded.values())}
        rules = tuple(each for each in self.rules if each.region in holding)
        return replace(self, rule_sets=(replace(found, region=region),), rules=rules)

    def replacing(self, edition: Recorded) -> Country:
        """The country if an edition stood in the place of the live one of its code."""
        code = edition.edition.partition("/")[0]

        def now(recorded: Recorded) -> Recorded:
            return edition if recorded.edition.partition("/")[0] == code else recorded

        rule_sets = (
            replace(each, recorded={of: now(one) for of, one in each.recorded.items()})
            for each in self.rule_sets
        )
        return replace(self, rule_sets=tuple(rule_sets), rules=tuple(map(now, self.rules)))

    @property
    def on(self) -> dt.date | None:
        """The day as journeys name it."""
        return None if self.is_today else self.day

    def owners(self) -> Iterator[tuple[RuleSet, Recorded]]:
        """Each rule that applies somewhere, once, with the rule set of its own region if there is
        one, else with the first that holds it."""
        found: dict[str, tuple[RuleSet, Recorded]] = {}
        for rule_set in self.rule_sets:
            for recorded in rule_set.recorded.values():
                if recorded.edition not in found or recorded.region == rule_set.region:
                    found[recorded.edition] = (rule_set, recorded)
        return iter(found.values())
