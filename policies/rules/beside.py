"""What is wrong between an edition that is not live yet and the rules beside it that are: those of
its place in other periods, and that of the level above."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping

from policies.models import Policy, PolicyQuerySet, Region
from policies.rules.applicability import applicable_among
from policies.rules.checks import with_checks
from policies.rules.in_force import rule_book
from policies.rules.recorded_rules import recorded_policies
from policies.rules.regions import with_lineage
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
    instant: but for two rules on one day, which are refused (`publishing.overlaps`). One query
    where there is nothing beside it; else four, and what the wizard's words cost."""
    policies = list(with_checks(_around(edition, at).with_known_from(), at))
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


def _around(edition: Policy, at: dt.datetime) -> PolicyQuerySet:
    """The live policies of its scenario in its region and above, those of its own code apart."""
    region = Region.objects.filter(pk=edition.region_id).order_by()
    levels = ("pk", "parent", "parent__parent", "parent__parent__parent")
    named = [region.values(level) for level in levels]
    around: PolicyQuerySet = Policy.objects.none()
    for level in named:
        around = around | Policy.objects.live(at).filter(region__in=level)
    found: PolicyQuerySet = around.filter(scenario=edition.scenario_id)
    return found.exclude(code=edition.code).select_related("region", "scenario")


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
    region = with_lineage(Region.objects.filter(pk=edition.region_id)).get()
    if region.parent is None:
        return None
    found = applicable_among(others, [region.parent], [edition.scenario], day, at)
    policy = found[region.parent.pk, edition.scenario_id].policy
    return rules[policy.pk] if policy else None
