"""What was looked for and not found: of the nearest level, the last one, until a day."""

from __future__ import annotations

import datetime as dt

import pytest

from policies.models import Region
from policies.rules.absences import absences
from policies.rules.regions import with_lineage
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = make.NOON.date()


def found(region: Region, until: dt.date = TODAY) -> str:
    """The code of the search that a place's page names; empty if nobody looked."""
    loaded = with_lineage(Region.objects.filter(pk=region.pk))
    known = absences(list(loaded), [make.scenario()], until=until)
    return known[(region.pk, make.scenario().pk)].code if known else ""


def test_nobody_looked_for_a_place_without_a_record() -> None:
    make.absence(scenarios=[make.scenario("death")])
    assert found(make.region()) == ""


def test_a_search_for_the_province_counts_for_its_city_and_never_the_other_way() -> None:
    city = make.region("440300", "深圳市", level="prefecture", parent=make.region())
    make.absence("of-the-province")
    assert found(city) == "of-the-province"
    make.absence("of-the-city", region=city)
    assert (found(city), found(make.region())) == ("of-the-city", "of-the-province")


def test_the_last_search_until_the_day_is_named() -> None:
    place = make.region()
    make.absence("first", looked_on=TODAY - dt.timedelta(9))
    make.absence("last", looked_on=TODAY)
    assert (found(place), found(place, TODAY - make.DAY)) == ("last", "first")
    assert found(place, TODAY - dt.timedelta(10)) == ""


def test_a_search_that_waits_for_its_approval_is_not_told() -> None:
    place = make.region()
    make.change(make.absence(), awaits_approval=True)
    assert found(place) == ""
