"""What is wrong between an edition that is not live yet and the rules beside it that are: those of
its place in other periods, and that of the level above."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping

from django.db.models import QuerySet

from policies.composed import Composed, Given
from policies.models import Policy, PolicyQuerySet, Region
from policies.rules.applicability import applicable_among
from policies.rules.checks import with_checks
from policies.rules.in_force import rule_book
from policies.rules.recorded_rules import recorded_policies
from policies.rules.regions import regions_by_key
from policies.rules.rulecheck.findings import Finding, Kind, Witness
from policies.rules.rulecheck.places import in_turn, repeating, repeats
from policies.rules.rulecheck.recorded import Recorded
from policies.rules.vocabulary import Vocabulary


def beside(
    edition: Policy,
    recorded: Recorded,
    words: Callable[[], Vocabulary],
    *,
    day: dt.date,
    at: dt.datetime,
) -> Iterator[Finding]:
    """Findings of an edition, with its rule as recorded, on a day, beside what is live at an
    instant: but for two rules on one day (`publishing.overlaps`). One query
    where there is nothing beside it; else four, and what the wizard's words cost."""
    place = {"region": edition.region_id, "scenario": edition.scenario_id}
    policies = _around(**place, code=edition.code, at=at)
    if not policies:
        return
    rules = recorded_policies(policies)
    here = [rules[each.pk] for each in policies if each.region_id == edition.region_id]
    book = rule_book((), (), words())
    for pair, finding in in_turn([*here, recorded], book, day) if here else ():
        if recorded in pair and finding.kind is Kind.GAP:
            yield finding
    parent = _above(edition, policies, rules, day, at)
    if parent and repeats(recorded, parent):
        yield repeating(recorded, parent, Witness(recorded.region, recorded.scenario))


@Composed
def _around(region: Given, scenario: Given, code: Given, at: Given) -> QuerySet[Policy]:
    """The live policies of a scenario in a region and above, those of one code apart."""
    here = Region.objects.filter(pk=region).order_by()
    levels = ("pk", "parent", "parent__parent", "parent__parent__parent")
    named = [here.values(level) for level in levels]
    around: PolicyQuerySet = Policy.objects.none()
    for level in named:
        around = around | Policy.objects.live(at).filter(region__in=level)
    others: PolicyQuerySet = around.filter(scenario=scenario).exclude(code=code)
    return with_checks(others.with_known_from().select_related("region", "scenario"), at)


def _above(
    edition: Policy,
    policies: list[Policy],
    rules: Mapping[int, Recorded],
    day: dt.date,
    at: dt.datetime,
) -> Recorded | None:
    """The rule that the level above has on a day."""
    others = [each for each in policies if each.region_id != edition.region_id]
    if not others:
        return None
    region = regions_by_key([edition.region_id])[edition.region_id]
    if region.parent is None:
        return None
    found = applicable_among(others, [region.parent], [edition.scenario], day, at)
    policy = found[region.parent.pk, edition.scenario_id].policy
    return rules[policy.pk] if policy else None
