"""What two rules of one place say of the same relative."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from itertools import combinations, product

import pytest

from policies.models import Condition, Policy
from tests.shipped import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content")]
IN_LAW = ("inlaw", "childspouse")
# Which documents differ: Shanghai's regulation of insurances and the notice of sharing across
# provinces say “近亲属”, the law's word; what a place shares at home it may widen.
DIFFER = set(product([("DCZSF", "JMFEU"), ("3VXDX", "M7HZW"), ("M7HZW", "ZBAP3")], IN_LAW))


def judged() -> dict[Policy, dict[str, str]]:
    """Of each rule: relative -> accepted or open; of all others it says no."""
    said: dict[Policy, dict[str, str]] = defaultdict(dict)
    asked = Condition.objects.filter(question__code="rel").select_related("policy__region")
    for each in asked.prefetch_related("accepted", "unclear"):
        said[each.policy] |= {option.code: "open" for option in each.unclear.all()}
        said[each.policy] |= {option.code: "accepted" for option in each.accepted.all()}
    return said


def in_force(policy: Policy, day: dt.date) -> bool:
    return policy.effective_to is None or policy.effective_to >= day


def test_two_rules_of_one_place_judge_a_relative_alike() -> None:
    said = {rule: kin for rule, kin in judged().items() if in_force(rule, TODAY.date())}
    assert len(said) > 25
    unlike = {
        ((min(one.code, other.code), max(one.code, other.code)), kin)
        for one, other in combinations(said, 2)
        if one.region_id == other.region_id
        for kin in said[one] | said[other]
        if said[one].get(kin) != said[other].get(kin)
    }
    assert unlike == DIFFER
