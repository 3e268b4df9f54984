"""Finding a region by what people type."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policies.models import Region
from policies.place_search.regions import MOST_FOUND, search_regions
from tests.running import examples
from tests.shipped import fetch

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content", "today")]
STATE = "the shipped content"


def codes(query: str) -> list[str]:
    meant = search_regions(query, STATE)
    keys = [*meant.sure, *meant.guessed]
    found = dict(Region.objects.filter(pk__in=keys).values_list("pk", "code"))
    return [found[key] for key in keys]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("南京", "320100"),
        ("南京市", "320100"),
        ("鼓楼", "320106"),
        ("鼓楼区", "320106"),
        ("nanjing", "320100"),
        ("NanJing", "320100"),
        ("nan jing", "320100"),
        ("gulou", "320106"),
        ("nj", "320100"),
        ("luohe", "411100"),
        ("minhang", "310112"),
        ("mh", "310112"),
        ("440300", "440300"),
        ("深圳", "440300"),
        ("shenzhen", "440300"),
        ("Shenzhen", "440300"),
        ("shenzen", "440300"),
        ("西安", "610100"),
        ("xian", "610100"),
        ("xi'an", "610100"),
        ("Xi’an", "610100"),
        ("北京", "110000"),
        ("beijing", "110000"),
        ("bj", "110000"),
        ("南　京", "320100"),
        ("南京 ", "320100"),
        ("廣東", "440000"),
        ("江苏南京", "320100"),
        ("江苏省南京市鼓楼区", "320106"),
        ("南京鼓楼", "320106"),
        ("江苏鼓楼区", "320106"),
        ("江苏省，南京市", "320100"),
        ("全国", "100000"),
        ("重庆", "500000"),
        ("chongqing", "500000"),
        ("zhongqing", "500000"),
    ],
)
def test_what_people_type_is_found(query: str, code: str) -> None:
    assert code in codes(query)


@pytest.mark.parametrize(
    ("query", "code"),
    [("南京", "320100"), ("南京市", "320100"), ("nanjing", "320100"), ("440300", "440300"),
     ("shenzhen", "440300"), ("西安", "610100"), ("北京", "110000"), ("shenzen", "440300")],
)  # fmt: skip
def test_the_city_meant_comes_first(query: str, code: str) -> None:
    assert codes(query)[0] == code


@pytest.mark.parametrize(
    ("query", "code"),
    [("nanjing gulou", "320106"), ("gulou, nanjing", "320106"), ("鼓楼区 南京", "320106"),
     ("鼓楼南京", "320106"), ("JS NJ", "320100"), ("ＪＳ　ＮＪ", "320100"), ("NJ GL", "320106"),
     ("江苏鼓楼", "320106"), ("江蘇 鼓樓", "320106"), ("Gulou District, Nanjing", "320106"),
     ("南京古楼", "320106"), ("古楼区 南京", "320106"), ("nanjing gulo", "320106"),
     ("广东/深圳", "440300"), ("浙江杭洲", "330100"), ("jiangsu nanj", "320100")],
)  # fmt: skip
def test_words_in_any_order_are_a_place_and_those_above_it(query: str, code: str) -> None:
    assert codes(query)[0] == code


@pytest.mark.parametrize("query", ["南京 深圳", "深圳古楼区", "南京一二"])
def test_words_of_no_one_place_are_no_path(query: str) -> None:
    assert "320106" not in codes(query)


@pytest.mark.parametrize("query", ["", " ", "zzzzzzz", "火星", "000000", "%", "*", "\\"])
def test_what_is_nowhere_is_not_found(query: str) -> None:
    assert codes(query) == []


def test_no_more_than_a_screenful_is_found() -> None:
    assert len(codes("区")) == MOST_FOUND


@settings(max_examples=examples(80), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=st.integers(0, 3_212))
def test_every_region_is_found_by_its_name_and_its_code(number: int) -> None:
    region = Region.objects.order_by("code")[number]
    assert codes(region.code)[0] == region.code
    found = codes(region.name_zh_hans)  # type: ignore[attr-defined]
    assert region.code in found or len(found) == MOST_FOUND


@settings(max_examples=examples(80), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=30))
def test_anything_may_be_typed(query: str) -> None:
    found = codes(query)
    assert len(found) == len(set(found)) <= MOST_FOUND


def test_the_page_shows_the_places_with_what_is_above_them() -> None:
    page = fetch("/zh-hans/regions/?q=gulou")
    links = page.select("ol.results > li > a")
    assert "江苏省南京市鼓楼区" in [link.text for link in links]
    assert len({link.text for link in links}) == len(links)


@pytest.mark.parametrize("language", ["zh-hant", "en"])
def test_search_works_in_every_language(language: str) -> None:
    for query in ("南京", "nanjing"):
        page = fetch(f"/{language}/regions/?q={query}")
        assert page.select(f"ol.results a[href='/{language}/regions/320100/']")


def test_a_search_costs_no_query_once_the_regions_are_known(
    django_assert_num_queries: Any,
) -> None:
    search_regions("x", STATE)
    with django_assert_num_queries(0):
        search_regions("南京", STATE)


def test_regions_are_read_with_one_query(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        search_regions("鼓楼区 南京", "a state nobody has asked for")
