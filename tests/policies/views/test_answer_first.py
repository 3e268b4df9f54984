"""What stands first on an answer page, what stands once, and whose rule the badge names."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup

from policies.models import Policy, Procedure
from tests import factories as make
from tests.shipped import TODAY, fetch, one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
ANSWER = "/zh-hans/regions/440000/settle-abroad/"
EARLIER = TODAY - make.DAY


def rule(**columns: Any) -> Policy:
    return make.policy(live=True, at=EARLIER, **columns)


def channel(kind: str, steps: list[str], **columns: Any) -> Procedure:
    """A published procedure of this channel, with the same paper as the others."""
    procedure = make.procedure(channel=kind, offline_help_zh_hans="到窗口办。", **columns)
    procedure.steps.all().delete()
    for position, text in enumerate(steps, 1):
        procedure.steps.create(position=position, text_zh_hans=text)
    return make.publish(procedure, at=EARLIER)


def both() -> BeautifulSoup:
    """The page of a rule that a counter and a website carry out."""
    rule()
    make.contact("medical-insurance-hotline", phone="12393")
    channel("counter", ["打电话。", "到窗口。", "等。"], place_zh_hans="政务大厅")
    channel("website", ["打电话。", "打开网站。", "填表。", "等。"])
    return fetch(ANSWER)


def test_the_answer_and_its_facts_stand_before_everything_else() -> None:
    page = both()
    found = [
        page.select("main h1")[0], one(page, "article[data-verdict]"), one(page, ".key-facts"),
        one(page, ".key-facts a[href^='tel:']"), one(page, "ul.requirements"), one(page, "#how"),
    ]  # fmt: skip
    places = [list(page.find_all(True)).index(each) for each in found]
    assert places == sorted(places)
    facts = [dt.text for dt in page.select(".key-facts dl > div > dt")]
    assert facts[:3] == ["打电话", "带什么", "去哪里"]


def test_a_page_without_a_procedure_has_a_number_to_dial_first() -> None:
    make.contact("medical-insurance-hotline", phone="12393")
    make.publish(make.policy(verdict="yes"), at=EARLIER)
    assert one(fetch(ANSWER), ".key-facts .hotline a")["href"] == "tel:12393"


def test_channels_are_told_once_and_fork_where_they_differ() -> None:
    page = both()
    steps = [" ".join(li.get_text(" ", strip=True).split()) for li in page.select("ol.steps > li")]
    assert steps == ["打电话。", "窗口 ：到窗口。 网站 ：打开网站。 填表。", "等。"]
    assert len(page.select("ul.requirements > li")) == len(page.select("[data-material]")) == 1
    where = {str(each["data-channel"]) for each in page.select(".key-facts [data-edition]")}
    assert where == {"counter", "website"}


def test_each_source_is_listed_once_and_closed_with_their_number() -> None:
    sources = one(both(), "details#sources")
    passages = [" ".join(li.get_text(" ", strip=True).split()) for li in sources.select("ol > li")]
    assert len(passages) == len(set(passages)) and "open" not in sources.attrs
    assert str(len(passages)) in one(sources, "summary").text


def test_what_nobody_verified_is_said_once() -> None:
    text = one(both(), "main").get_text()
    assert text.count("编辑尚未核实") == 1


def test_another_places_rule_stands_in_the_badge_and_nothing_is_claimed_of_this_one() -> None:
    rule()
    make.region("440300", "深圳市", level="prefecture", parent=make.region())
    for address in ("/zh-hans/regions/440300/settle-abroad/", "/zh-hans/regions/440300/"):
        page = fetch(address)
        assert one(page, "article[data-scenario=settle-abroad] .verdict__level").text == "广东省"
        assert "没有自己的规定" not in page.text
    assert (
        "本站还没查到深圳市的规定，先列广东省的。"
        in fetch("/zh-hans/regions/440300/settle-abroad/").get_text()
    )
    assert not fetch(ANSWER).select(".verdict__level")


def test_an_answer_of_another_day_is_grey_and_says_so() -> None:
    rule(verdict="yes", effective_from=dt.date(2020, 1, 1))
    then, now = (one(fetch(f"{ANSWER}{day}"), "article .verdict") for day in ("?on=2021-01-01", ""))
    assert "data-past" in then.attrs and then.text.strip().startswith("当时：")
    assert "data-past" not in now.attrs and "当时" not in now.text


def test_a_page_holds_only_the_drawings_that_it_shows() -> None:
    rule()
    page = fetch(ANSWER)
    shown = {str(use["href"]) for use in page.select("use")}
    assert {f"#{symbol['id']}" for symbol in page.select("symbol")} == shown


def test_another_place_is_chosen_for_the_same_matter() -> None:
    rule()
    assert fetch(ANSWER).select("a[href='/zh-hans/regions/?e=settle-abroad']")


def test_a_caller_from_another_city_is_told_of_the_area_code_where_the_line_needs_one() -> None:
    rule()
    make.contact("medical-insurance-hotline", phone="12393")
    assert "先拨参保地的区号" in one(fetch(ANSWER), ".key-facts .hotline").text
    make.contact("office", phone="0755-88123456")
    channel("counter", ["到窗口。"], phone=make.contact("office"))
    assert "区号" not in one(fetch(ANSWER), ".key-facts .hotline").text


def test_the_rail_leads_to_the_wizard_the_sheet_another_place_and_the_editors() -> None:
    rule()
    ways = one(fetch(ANSWER), ".key-facts__ways")
    found = [str(a["href"]).partition("?")[0] for a in ways.select("a")]
    assert found == [
        "/zh-hans/check/", f"{ANSWER}sheet/", "/zh-hans/regions/", "/zh-hans/feedback/",
    ]  # fmt: skip


def test_whose_papers_they_are_is_to_be_asked_where_it_is_not_told() -> None:
    dead = make.scenario("death")
    rule(scenario=dead)
    procedure = channel("counter", ["到窗口。"], scenario=dead)
    address = "/zh-hans/regions/440000/death/"
    assert "要谁的证件" not in fetch(address).text
    draft = make.procedure(channel="website", scenario=dead, offline_help_zh_hans="到窗口。")
    for code in ("identity-card", "medical-insurance-code"):
        draft.requirements.create(material=make.material(code), any_of="identity")
    make.publish(draft, at=EARLIER)
    page = fetch(address)
    assert procedure.pk != draft.pk and "要谁的证件" in page.text
    boxes = [li.get("data-choice") for li in page.select("ul.requirements > li")]
    assert boxes == [None, "first", "next"]
