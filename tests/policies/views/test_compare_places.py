"""The places of a comparison: chips to take one out, names to add any of the country, no script."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client

from policies.models import Scenario
from policies.views.compare_places import MOST_TYPED, names_in
from tests.shipped import fetch, one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content", "today")]
TABLE = "/zh-hans/compare/"


def add(typed: str, **others: str) -> HttpResponse:
    """What the form sends."""
    return Client().get(TABLE, {**others, "q": typed})  # type: ignore[return-value]


def links(page: BeautifulSoup, selector: str) -> dict[str, str]:
    return {each.get_text(strip=True): str(each["href"]) for each in page.select(selector)}


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("广州", "440100"),
        ("北京、上海，广州", "110000,310000,440100"),
        ("北京 上海 广州", "110000,310000,440100"),
        ("南京 鼓楼", "320106"),
        ("天元区；廣州", "430211,440100"),
        ("440300/4201", "440300,420100"),
    ],
)
def test_places_that_are_clear_are_added_by_one_redirect(typed: str, codes: str) -> None:
    moved = add(typed, kind="use", on="2027-01-01")
    table = f"{TABLE}?regions={codes}&kind=use&on=2027-01-01"
    assert (moved.status_code, moved["Location"]) == (302, table)


def test_what_was_chosen_before_stays_and_nothing_is_added_twice() -> None:
    moved = add("北京，深圳", regions="440300,310000", scenario="death")
    assert moved["Location"] == f"{TABLE}?regions=440300,310000,110000&scenario=death"


def test_of_several_that_are_called_so_one_is_chosen_by_a_tap() -> None:
    page = fetch(f"{TABLE}?regions=110000&kind=use&q=鼓楼")
    found = links(page, "[data-found=sure] ol.results > li > a")
    assert found["江苏省南京市鼓楼区"] == f"{TABLE}?regions=110000,320106&kind=use"
    assert len(found) > 1 and len(page.select("td[data-region='110000']")) == 10
    assert one(page, "#place")["value"] == "鼓楼"


def test_what_is_only_like_a_name_is_asked_about_and_never_added() -> None:
    page = fetch(f"{TABLE}?regions=110000&q=杭洲")
    found = links(page, "[data-found=guessed] ol.results > li > a")
    assert found["浙江省杭州市"] == f"{TABLE}?regions=110000,330100"


def test_a_former_name_is_a_choice_that_says_so() -> None:
    page = fetch(f"{TABLE}?q=渝北区")
    entries = page.select("[data-found=sure] ol.results > li > a")
    assert len(entries) == 2  # its land went to two districts
    for entry in entries:
        assert str(entry["href"]).startswith(f"{TABLE}?regions=5001")
        assert "原渝北区" in entry.get_text()


@pytest.mark.parametrize("typed", ["😀", "%%%", "没有这地方", "OR AND *", "<i>zzqq"])
def test_what_no_place_is_called_gets_an_ordinary_page(typed: str) -> None:
    page = BeautifulSoup(add(typed, regions="110000").content, "html.parser")
    assert one(page, "#place")["value"] == typed
    assert page.select("main .empty") and page.select("td[data-region='110000']")
    assert str(one(page, "meta[name=robots]")["content"]) == "noindex"


def test_with_some_clear_and_some_not_the_clear_ones_are_there_already() -> None:
    page = fetch(f"{TABLE}?q=广州，没有这地方")
    assert page.select("td[data-region='440100']") and "没有这地方" in one(page, ".empty").text
    assert list(links(page, ".chips a").values()) == [TABLE]


def test_where_the_insurance_does_not_run_that_is_said() -> None:
    page = fetch(f"{TABLE}?q=香港")
    assert "不实行内地的职工医保" in page.get_text()


def test_a_chip_takes_one_place_out_and_keeps_the_rest() -> None:
    page = fetch(f"{TABLE}?regions=440300,110000,310000&scenario=death&on=2027-01-01")
    chips = links(page, ".chips a")
    assert chips["去掉北京市×"] == f"{TABLE}?regions=440300,310000&scenario=death&on=2027-01-01"
    assert len(chips) == 3 and not fetch(TABLE).select(".chips")


def test_more_names_than_a_line_holds_are_cut() -> None:
    names = [f"地{number}" for number in range(30)]
    assert names_in("，".join(names), "any") == names[:MOST_TYPED]
    assert names_in(" ，; ", "any") == []


def test_three_cities_are_compared_for_one_thing_in_four_taps_from_the_front_page() -> None:
    home = fetch("/zh-hans/")
    event = "/zh-hans/regions/?e=family-sharing"
    assert home.select(f"main a[href='{event}']")  # the first tap
    menu = one(fetch(event), ".site-header details.menu:has(.site-nav)")  # the second opens it
    table = f"{TABLE}?scenario=family-sharing"
    assert menu.select(f".site-nav a[href='{table}']")  # the third
    page = fetch(table)
    box = one(page, "main form[role=search]:has(#place)")
    assert str(page.main).index("place-label") < str(page.main).index("<table"), "above the table"
    kept = {str(i["name"]): str(i["value"]) for i in box.select("[type=hidden]")}
    moved = add("北京、上海、广州", **kept)  # the fourth
    shown = fetch(moved["Location"])
    assert [td["data-region"] for td in shown.select("td[data-verdict]")] == [
        "110000", "310000", "440100",
    ]  # fmt: skip
    box = one(shown, "main form[role=search]:has(#place)")
    assert str(shown.main).index("place-label") > str(shown.main).index("</table>"), "below it"


def test_many_places_are_folded_with_their_number() -> None:
    codes = [f"{code}0000" for code in (11, 12, 13, 14, 15, 21, 22)]
    (folded,) = fetch(f"{TABLE}?regions={','.join(codes)}").select("details:has(.chips)")
    assert one(folded, "summary").get_text(strip=True) == "选了 7 个地方"
    assert len(folded.select(".chips a")) == 7
    assert not fetch(f"{TABLE}?regions={','.join(codes[:6])}").select("details .chips")


@pytest.mark.parametrize("asked", ["", "?kind=use"])
def test_where_nothing_was_chosen_the_situations_can_be_asked_for(asked: str) -> None:
    form = one(fetch(f"{TABLE}{asked}"), ".compare-form")
    assert not form.select("[name=scenario]")
    (link,) = [each["href"] for each in form.select("a") if each.get_text() == "挑几件事"]
    listed = one(fetch(str(link).removesuffix("#choose")), ".compare-form details[open]")
    assert len(listed.select("[name=scenario]")) == Scenario.objects.count()
