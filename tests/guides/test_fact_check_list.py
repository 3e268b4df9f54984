"""The list of fact-checks: the truth first, by situation and place, a page at a time."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from guides.models import FactCheck
from guides.views import fact_check_list
from policies.models import Region
from tests import factories as make
from tests.guides.pages import hrefs, look, words_of

pytestmark = pytest.mark.usefixtures("afternoon")
LIST = "/zh-hans/fact-checks/"


def check(slug: str, *places: Region, **columns: Any) -> FactCheck:
    """A live fact-check about places."""
    made = make.fact_check(slug=slug, **columns)
    made.regions.set(places)
    make.publish(made)
    return made


@pytest.fixture
def two_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fact_check_list, "A_PAGE", 2)


@pytest.fixture
def shenzhen(db: None) -> Region:
    return make.region("440300", "深圳市", level="prefecture", parent=make.region())


def slugs(client: Client, query: str = "") -> list[str]:
    links = hrefs(look(client, f"{LIST}{query}"), "article h3 a")
    return [link.removeprefix(LIST).strip("/") for link in links]


def test_the_truth_is_the_title_under_the_verdict_and_the_claim_small(client: Client) -> None:
    check("fraud", truth_zh_hans="交钱取不出来")
    page: Any = look(client, LIST)
    verdict, title, claim = page.select("article .verdict, article h3, article .claim")
    assert verdict["data-kind"] == "scam"
    assert (words_of(title), words_of(claim)) == ("交钱取不出来", "交钱就能把余额取出来。")
    assert claim.find_parent(class_="small")


def test_a_claim_without_a_written_truth_is_the_title(client: Client) -> None:
    check("fraud")
    page = look(client, LIST)
    assert words_of(page.select_one("article h3")) == "交钱就能把余额取出来。"
    assert not page.select(".claim")


def test_frauds_stand_first(client: Client) -> None:
    check("a-truth", verdict="confirmed")
    check("fraud")
    check("b-old", verdict="outdated")
    assert slugs(client) == ["fraud", "b-old", "a-truth"]
    assert [group["id"] for group in look(client, LIST).select("main section")] == [
        "scam", "outdated", "confirmed",
    ]  # fmt: skip


def test_a_situation_narrows_the_list(client: Client) -> None:
    check("one", instead=make.scenario())
    check("other", instead=make.scenario("death"))
    check("none")
    assert slugs(client, "?scenario=death") == ["other"]


def test_a_place_finds_what_is_about_it_about_what_is_above_and_in_it(
    client: Client, shenzhen: Region
) -> None:
    check("city", shenzhen)
    check("province", make.region())
    check("elsewhere", make.region("110000", "北京市", level="province"))
    check("country")
    assert slugs(client, "?region=440300") == ["city", "province"]
    assert slugs(client, "?region=440000") == ["city", "province"]
    make.region("440301", "罗湖区", level="county", parent=shenzhen)
    assert slugs(client, "?region=440301") == ["city", "province"]


def test_each_choice_says_how_many_are_left_then(client: Client, shenzhen: Region) -> None:
    check("one", shenzhen, instead=make.scenario("death", name_zh_hans="去世"))
    check("two", shenzhen)
    check("three", instead=make.scenario("death"))
    page = look(client, f"{LIST}?scenario=death")
    regions = [words_of(each) for each in page.select("#region option")]
    assert regions == ["全部", "广东省 · 1", "广东省深圳市 · 1"]
    assert [words_of(each) for each in page.select("#scenario option")] == ["全部", "去世 · 2"]
    chosen: Any = page.select_one("#scenario option[selected]")
    assert chosen["value"] == "death"
    assert "2 条" in words_of(page.form)


def test_choices_count_what_is_left_of_the_other_choice(client: Client, shenzhen: Region) -> None:
    check("here", shenzhen, instead=make.scenario("death"))
    check("everywhere", instead=make.scenario("death"))
    check("other", instead=make.scenario("enlist"))
    place: Any = look(client, f"{LIST}?region=440300")
    shown = {each["value"]: words_of(each) for each in place.select("#scenario option")}
    assert shown["death"].endswith(" · 1") and shown["enlist"].endswith(" · 0")
    about: Any = look(client, f"{LIST}?scenario=enlist")
    shown = {each["value"]: words_of(each) for each in about.select("#region option")}
    assert shown["440300"] == "广东省深圳市 · 0"


def test_a_place_that_no_claim_is_about_says_so_and_leads_back(client: Client) -> None:
    check("country")
    make.region("440000", "广东省")
    page = look(client, f"{LIST}?region=440000")
    assert "没有这样的辟谣" in words_of(page.main) and "不等于说法是真的" in words_of(page.main)
    assert LIST in hrefs(page, "main a")
    assert "广东省 · 0" in words_of(page.form)


@pytest.mark.usefixtures("two_a_page")
def test_pages_lead_to_each_other_and_know_their_own_address(client: Client) -> None:
    for number in range(5):
        check(f"claim-{number}", instead=make.scenario())
    query = "?scenario=settle-abroad"
    assert slugs(client, f"{query}&page=2") == ["claim-2", "claim-3"]
    page: Any = look(client, f"{LIST}{query}&page=2&from=timeline")
    assert hrefs(page, "a[rel=prev]") == [f"{LIST}{query}"]
    assert hrefs(page, "a[rel=next]") == [f"{LIST}{query}&page=3"]
    assert page.select_one("link[rel=canonical]")["href"].endswith(f"{LIST}{query}&page=2")
    assert "第 2 页" in page.title.string
    last = look(client, f"{LIST}?page=3")
    assert not last.select("a[rel=next]")


@pytest.mark.usefixtures("two_a_page")
def test_only_the_whole_list_is_for_search_engines(client: Client) -> None:
    for number in range(3):
        check(f"claim-{number}", instead=make.scenario())
    for query, robots in (("", 0), ("?page=2", 0), ("?scenario=settle-abroad", 1)):
        found = look(client, LIST + query).select('meta[name="robots"][content="noindex"]')
        assert len(found) == robots, query


@pytest.mark.parametrize(
    ("query", "status"),
    [("?page=0", 404), ("?page=2", 404), ("?page=x", 404), ("?page=٢", 404), ("?region=44", 400),
     ("?region=990000", 404), ("?scenario=nothing", 404), ("?verdict=scam&utm=1", 200),
     ("?region=&scenario=&page=", 200)],
)  # fmt: skip
def test_what_no_page_can_mean_is_refused_as_everywhere(
    client: Client, query: str, status: int
) -> None:
    check("fraud")
    look(client, LIST + query, status)


def test_the_list_costs_the_same_for_any_number(
    client: Client, shenzhen: Region, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        check(f"claim-{number}", shenzhen, make.region(), instead=make.scenario())
    client.get(LIST)
    with django_assert_max_num_queries(4):
        client.get(f"{LIST}?scenario=settle-abroad")
