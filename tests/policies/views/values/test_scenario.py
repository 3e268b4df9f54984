"""Situations grouped by their kind, whatever carries them."""

from __future__ import annotations

import pytest

from policies.models import Scenario
from policies.views.values.scenario import by_kind

pytestmark = pytest.mark.sqlite("once is enough: no test here asks the database")
ABROAD = Scenario(code="settle-abroad", kind="withdraw")
DEATH = Scenario(code="death", kind="withdraw")
TOP_UP = Scenario(code="top-up", kind="rule")


def test_each_kind_stands_once_in_the_order_in_which_it_was_met() -> None:
    groups = by_kind([TOP_UP, ABROAD, TOP_UP, DEATH], lambda scenario: scenario)
    assert [things for _kind, things in groups] == [[TOP_UP, TOP_UP], [ABROAD, DEATH]]
    assert len({kind for kind, _things in groups}) == 2


def test_things_are_grouped_by_the_situation_they_are_about() -> None:
    about = {"a": DEATH, "b": TOP_UP, "c": ABROAD}
    groups = by_kind("abc", about.__getitem__)
    assert [things for _kind, things in groups] == [["a", "c"], ["b"]]


def test_nothing_makes_no_group() -> None:
    assert by_kind([], lambda scenario: scenario) == []
