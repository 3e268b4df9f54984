"""Who names several places is offered their table, by the search and where a place is chosen."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from guides.search.asked import FILE
from policies.models import Region
from policies.place_search.spelling import stem
from tests.guides.pages import hrefs, look, words_of
from tests.shipped import LANGUAGES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content", "today")]


def tables(client: Client, query: str, language: str = "zh-hans") -> list[str]:
    page = look(client, f"/{language}/search/?q={quote(query)}")
    return [each for each in hrefs(page, "ol.results > li > a") if "/compare/" in each]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("北京 上海 深圳 家庭共济", "110000,310000,440300"),
        ("北京、上海、深圳，家庭共济", "110000,310000,440300"),
        ("上海和北京 家庭共济", "310000,110000"),
    ],
)
def test_places_and_a_thing_lead_to_the_table_of_them(
    client: Client, language: str, query: str, codes: str
) -> None:
    (address,) = tables(client, query, language)
    path, _mark, asked = address.partition("?")
    assert path == f"/{language}/compare/"
    regions, thing = asked.split("&")
    assert set(regions.removeprefix("regions=").split(",")) == set(codes.split(","))
    assert thing == "scenario=family-sharing"
    assert client.get(address).status_code == 200  # the address as it is: no redirect


def test_the_table_comes_after_the_answer_and_before_the_places(client: Client) -> None:
    page = look(client, "/zh-hans/search/?q=" + quote("北京 上海 家庭共济"))
    links = hrefs(page, "ol.results > li > a")
    table = next(at for at, each in enumerate(links) if "/compare/" in each)
    assert "/regions/110000/family-sharing/" in links[0]
    assert 0 < table < links.index("/zh-hans/regions/110000/")
    assert "北京市、上海市：给家人用（家庭共济），比一比" in words_of(page.main)


@pytest.mark.parametrize(
    "query",
    ["深圳 家庭共济", "南京 鼓楼 去世", "鼓楼 去世", "朝阳 去世", "江苏 南京 去世", "家庭共济",
     "香港 澳门"],
)  # fmt: skip
def test_one_place_or_one_name_has_no_table(client: Client, query: str) -> None:
    assert tables(client, query) == []


def test_places_without_a_thing_have_theirs(client: Client) -> None:
    assert tables(client, "北京 上海") == ["/zh-hans/compare/?regions=110000,310000"]


def test_where_a_place_is_chosen_for_a_thing_several_can_be(client: Client) -> None:
    page = look(client, "/zh-hans/regions/?e=family-sharing")
    assert "/zh-hans/compare/?scenario=family-sharing" in hrefs(page, "main a")
    page = look(client, "/zh-hans/regions/?e=family-sharing&q=" + quote("北京、上海"))
    (address,) = [each for each in hrefs(page, "main a") if "/compare/" in each]
    table = BeautifulSoup(client.get(address, follow=True).content, "html.parser")
    assert {each["data-region"] for each in table.select("td[data-region]")} == {"110000", "310000"}
    without = look(client, "/zh-hans/regions/?q=" + quote("北京、上海"))
    assert not [each for each in hrefs(without, "main a") if "/compare/" in each]


def test_no_names_of_provinces_are_a_thing() -> None:
    """A question that people ask names no province: two provinces alone would be like it."""
    named = Region.objects.filter(level="province").values_list("name_zh_hans", flat=True)
    asked = FILE.read_text(encoding="utf-8")
    assert len(named) > 30
    assert [name for name in named if stem(name) in asked] == []
