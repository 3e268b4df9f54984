"""The page of a place: what can be taken out lies open, the rest is folded with its number."""

from __future__ import annotations

import pytest

from tests import factories as make
from tests.shipped import TODAY, fetch, one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
REGION = "/zh-hans/regions/440000/"


def test_the_first_kind_lies_open_and_each_says_how_much_is_in_it() -> None:
    for code, kind in (("death", "withdraw"), ("fitness", "use"), ("vaccine", "use")):
        scenario = make.scenario(code, kind=kind)
        make.policy(live=True, at=TODAY - make.DAY, scenario=scenario)
    first, second = fetch(REGION).select("details.fold:has(article)")
    assert "open" in first.attrs and "open" not in second.attrs
    assert [one(each, "summary span").text for each in (first, second)] == ["1 件", "2 件"]
    assert len(second.select("article[data-verdict]")) == 2


def test_the_places_below_are_folded_with_their_number() -> None:
    make.policy(live=True, at=TODAY - make.DAY)
    for code in ("440100", "440300"):
        make.region(code, code, level="prefecture", parent=make.region())
    below = one(fetch(REGION), "details#below")
    assert "open" not in below.attrs and one(below, "summary span").text == "2"
    assert len(below.select("li > a")) == 2
