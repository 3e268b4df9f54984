"""What turns for the people of one place on a day: its rule the day before, and on that day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from policies.models import Region, Scenario
from policies.rules.applicability import Applicable, applicable_policies
from policies.rules.in_force import rule_book
from policies.rules.recorded_rules import rules_alone
from policies.rules.rulecheck.difference import Difference, difference
from policies.rules.rulecheck.recorded import Country, Recorded, RuleSet
from policies.rules.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Turning:
    """What applies on the day before and on a day, and for whom the end differs."""

    before: Applicable
    after: Applicable
    difference: Difference


def turning(
    region: Region, scenario: Scenario, words: Vocabulary, *, day: dt.date, at: dt.datetime
) -> Turning:
    """What turns in a region (with its lineage) on a day, as known at an instant. Three queries."""
    days = (day - dt.timedelta(days=1), day)
    key = region.pk, scenario.pk
    found = [applicable_policies([region], [scenario], on=each, at=at)[key] for each in days]
    recorded = rules_alone(each.policy for each in found if each.policy)
    before, after = found
    both = (_only(each, recorded, words) for each in found)
    return Turning(before, after, difference(*both))


def _only(found: Applicable, recorded: dict[int, Recorded], words: Vocabulary) -> Country:
    """A country of one place and one scenario."""
    event = found.scenario.code
    rules = {event: recorded[found.policy.pk]} if found.policy else {}
    book = rule_book(
        [each.rule for each in rules.values()],
        (event,),
        words,
        in_municipality=found.region.is_in_municipality,
    )
    place = found.region.code
    return Country(found.on, (RuleSet(place, book, rules, (place,)),), is_today=False)
