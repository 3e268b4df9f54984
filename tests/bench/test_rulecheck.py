"""Rulecheck walks sets of situations: far less work than asking the engine about each.

Ratios only, as machines differ; `tests/bench/rulecheck_cost.py` prints times.
"""

from __future__ import annotations

from policies.rules.rulecheck.difference import difference
from policies.rules.rulecheck.outcomes import outcomes_in
from tests.bench.rulecheck_cost import (
    by_the_engine,
    country_of,
    edited,
    large_region,
    milliseconds,
)


def test_walking_a_large_rule_is_cheap_beside_asking_about_each_situation() -> None:
    region = large_region()
    scenario = region.book.scenarios[0]
    walked = outcomes_in(region.book, scenario)
    assert walked.ends["no"].bit_count() == by_the_engine(region, scenario)
    sets = milliseconds(lambda: outcomes_in(region.book, scenario))
    assert sets * 50 < milliseconds(lambda: by_the_engine(region, scenario), times=1)


def test_an_edit_of_one_rule_compares_that_rule_only() -> None:
    region = large_region()
    before, after = country_of(region), country_of(edited(region))
    found = difference(before, after)
    assert {each.scenario for each in found.groups} == {region.book.scenarios[0]}
    everything = milliseconds(lambda: [outcomes_in(region.book, s) for s in region.book.scenarios])
    assert milliseconds(lambda: difference(before, after)) < 5 * everything
