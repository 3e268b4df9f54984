"""Every region of a small random country resolves in its rule set as the site says one by one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policies.models import Region
from policies.publishing import actions
from policies.rules.applicability import applicable_policies
from policies.rules.country import read_country
from policies.rules.regions import with_lineage
from policies.rules.vocabulary import vocabulary
from tests import factories as make
from tests.policies.rules.test_applicability import rolled_back
from tests.running import examples

pytestmark = pytest.mark.django_db
AT = make.NOON + make.DAY
DAY = AT.date()
# Of two provinces, one a municipality, with what lies below; 440900 was merged into 440300.
ABOVE = {
    "440000": "100000",
    "440300": "440000",
    "440304": "440300",
    "440900": "440000",
    "440902": "440900",
    "310000": "100000",
    "310101": "310000",
}
SCENARIOS = ("settle-abroad", "death")


@dataclass(frozen=True)
class Held:
    """A rule of a region: whether it passes down, is over, and was withdrawn."""

    region: str
    scenario: str
    passes_down: bool
    is_over: bool
    is_withdrawn: bool


held = st.builds(
    Held,
    st.sampled_from(("100000", *ABOVE)),
    st.sampled_from(SCENARIOS),
    st.booleans(),
    st.sampled_from((False, False, False, True)),
    st.sampled_from((False, False, False, True)),
)


@pytest.fixture(autouse=True)
def country() -> None:
    made = {"100000": make.nation()}
    for code, above in ABOVE.items():
        level = "province" if code.endswith("0000") else "prefecture"
        level = level if code.endswith("00") else "county"
        made[code] = make.region(code, f"{code}区", level=level, parent=made[above])
    make.change(made["440900"], successor=made["440300"])
    make.option(make.question("dest", ("city",)), "province", position=9, not_in_municipality=True)
    for code in SCENARIOS:
        make.scenario(code)


def hold(rule: Held) -> None:
    over = DAY - dt.timedelta(1) if rule.is_over else None
    made = make.policy(
        region=Region.objects.get(code=rule.region),
        scenario=make.scenario(rule.scenario),
        passes_down=rule.passes_down,
        effective_to=over,
    )
    make.publish(made)
    if rule.is_withdrawn:
        then = make.NOON + make.DAY / 2
        actions.withdraw(made, by=make.user("approver"), reason="写错了，正在核对。", now=then)


@settings(max_examples=examples(12), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rules=st.lists(held, max_size=5, unique_by=lambda each: (each.region, each.scenario)))
def test_every_region_is_in_the_rule_set_that_it_resolves_to(rules: list[Held]) -> None:
    with rolled_back():
        for rule in rules:
            hold(rule)
        words = vocabulary("test")
        rule_sets = read_country(words, on=DAY, at=AT).rule_sets
        for region in with_lineage(Region.objects.filter(successor=None)):
            (found,) = (each for each in rule_sets if region.code in each.regions)
            one_by_one = applicable_policies([region], words.scenarios, on=DAY, at=AT)
            applying = {
                each.scenario.code: each.policy.edition_label
                for each in one_by_one.values()
                if each.policy
            }
            assert {code: each.edition for code, each in found.recorded.items()} == applying
            options = words.engine_questions(in_municipality=region.is_in_municipality)
            assert found.book.questions == options
