"""Reads the rules of the whole country for rulecheck: every rule set of a day, each once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db.models import Q

from policies.models import Policy, Region, Scenario
from policies.models.region import MUNICIPALITIES
from policies.rules.applicability import applicable_policies, with_lineage
from policies.rules.in_force import rule_book
from policies.rules.recorded_rules import recorded_rules
from policies.rules.rulecheck.recorded import Country, Recorded, RuleSet
from policies.rules.vocabulary import Vocabulary


def read_country(
    words: Vocabulary, *, on: dt.date, at: dt.datetime, is_today: bool = True
) -> Country:
    """The rule sets of a day as known at an instant: a fixed number of queries.

    Most regions resolve as the level above them does; see `_resolving_by_themselves`.
    """
    recorded = recorded_rules(at)
    tree = _Tree.read(_resolving_by_themselves(at))
    regions = with_lineage(Region.objects.filter(pk__in=tree.shared).order_by("code"))
    return Country(
        day=on,
        rule_sets=_distinct(_rule_sets(list(regions), recorded, tree, words, on, at)),
        rules=tuple(recorded.values()),
        not_sure=tuple(e.code for e in words.scenarios if e.kind == Scenario.Kind.WITHDRAW),
        is_today=is_today,
    )


def _resolving_by_themselves(at: dt.datetime) -> set[int]:
    """The regions that may resolve otherwise than the level above: those that hold rules, those
    below a rule that does not pass down, and municipalities, which offer other options."""
    known = Policy.objects.live(at) | Policy.objects.withdrawn_before(at)
    places = list(known.order_by().values_list("region", "passes_down"))
    stopping = {region for region, passes_down in places if not passes_down}
    others = Region.objects.filter(Q(parent__in=stopping) | Q(code__in=MUNICIPALITIES))
    return {region for region, _ in places}.union(others.values_list("pk", flat=True))


def _rule_sets(
    regions: list[Region],
    recorded: Mapping[int, Recorded],
    tree: _Tree,
    words: Vocabulary,
    on: dt.date,
    at: dt.datetime,
) -> list[RuleSet]:
    applicable = applicable_policies(regions, words.scenarios, on=on, at=at)
    scenarios = tuple(each.code for each in words.scenarios)
    found = []
    for region in regions:
        policies = {each.code: applicable[region.pk, each.pk].policy for each in words.scenarios}
        resolved = {code: recorded[policy.pk] for code, policy in policies.items() if policy}
        book = rule_book(
            (each.rule for each in resolved.values()),
            scenarios,
            words,
            in_municipality=region.is_in_municipality,
        )
        place = tuple(tree.shared[region.pk]), tree.above(region.pk)
        found.append(RuleSet(region.code, book, resolved, *place))
    return found


def _distinct(rule_sets: list[RuleSet]) -> tuple[RuleSet, ...]:
    """One for all regions that resolve alike: the first."""
    found: dict[object, RuleSet] = {}
    for each in rule_sets:
        alike = (each.book.questions, frozenset(one.edition for one in each.recorded.values()))
        if known := found.get(alike):
            found[alike] = replace(known, regions=known.regions + each.regions)
        else:
            found[alike] = each
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Tree:
    """Every region that was not merged into another, with the level above, by key; and by which
    of them its rules are found."""

    codes: Mapping[int, str]
    parents: Mapping[int, int | None]
    shared: Mapping[int, list[str]]
    """Of each region that holds rules, and of the top: the codes that resolve as it does."""

    @classmethod
    def read(cls, holding: set[int]) -> _Tree:
        rows = Region.objects.filter(successor=None).order_by("code")
        listed = list(rows.values_list("pk", "code", "parent"))
        parents = {key: above for key, _, above in listed}
        shared: dict[int, list[str]] = {}
        for key, code, _ in listed:
            at: int = key
            while at not in holding and (above := parents.get(at)) is not None:
                at = above
            shared.setdefault(at, []).append(code)
        return cls({key: code for key, code, _ in listed}, parents, shared)

    def above(self, region: int) -> str:
        """The code of the level above, empty for the top."""
        parent = self.parents.get(region)
        return self.codes.get(parent, "") if parent is not None else ""
