"""Places that a sentence names: found wherever their name stands, in the order of their codes."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from guides.search.region_mentions import cities_called_short, regions_meant
from policies.models import Region
from policies.place_search.regions import search_regions
from policies.publishing import events

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content")]


@pytest.fixture
def published() -> str:
    return events.token(timezone.now())


def codes(keys: list[int] | tuple[int, ...]) -> list[str]:
    found = dict(Region.objects.filter(pk__in=keys).values_list("pk", "code"))
    return [found[key] for key in keys]


def test_every_city_is_found_wherever_it_stands(published: str) -> None:
    cities = Region.objects.filter(level=Region.Level.PREFECTURE, successor=None)
    for city in cities.exclude(name_zh_hans__regex="州$|地区|盟|县级").order_by("code")[::6]:
        short = re.sub("市$", "", str(city.name))
        for sentence in (f"{short}怎么取钱", f"我在{short}", f"请问{short}的药店"):
            assert city.pk in regions_meant(sentence, published)[0], sentence


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("从深圳转到广州", ["440100", "440300"]),  # by code, not as they are written
        ("从广州转到深圳", ["440100", "440300"]),
        ("is shenzhen like guangzhou?", ["440100", "440300"]),
        ("杭州市郊区怎么取钱", ["330100"]),  # 市郊区 was a district of 南宁, 柳州 and 梧州
        ("shenzhener", []),  # a Latin name only as a whole word
    ],
)
def test_places_come_by_their_codes(published: str, sentence: str, expected: list[str]) -> None:
    assert codes(regions_meant(sentence, published)[0]) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("深镇", "440300"),  # sounds alike
        ("沈镇", "440300"),  # twice
        ("石家装市", "130100"),
        ("石家x市", "130100"),  # another character
    ],
)
def test_a_name_with_a_slip_is_guessed(published: str, typed: str, expected: str) -> None:
    found = search_regions(typed, published)
    assert not found.sure and codes(found.guessed)[0] == expected


def test_what_is_two_characters_from_any_place_is_none(published: str) -> None:
    assert not search_regions("天塌市", published).sure
    assert search_regions("xx市", published).guessed == ()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("呼市", ["150100", "150700"]),  # 呼和浩特, 呼伦贝尔: which one is not for us to say
        ("沈市 去世", ["210100"]),
        ("呼市 去世", ["150100", "150700"]),
        ("本市 去世", []),  # this city, not 本溪
        ("城市 去世", []),
    ],
)
def test_a_city_called_by_its_first_character_is_offered_never_taken(
    published: str, typed: str, expected: list[str]
) -> None:
    assert regions_meant(typed, published)[0] == []
    assert codes(cities_called_short(typed, published)) == expected


def test_a_search_that_calls_a_city_short_lists_it_above_all_else(client: Client) -> None:
    page = client.get("/zh-hans/search/", {"q": "呼市 去世"}).content.decode()
    hohhot, death = page.find("/zh-hans/regions/150100/"), page.find("/zh-hans/guides/death/")
    assert 0 < hohhot < death
