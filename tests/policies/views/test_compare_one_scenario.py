"""One situation in many places: a row a place, and the same table for programs."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client

from policies.models import Condition, Policy, Scenario, Step
from tests.shipped import LANGUAGES, TODAY, fetch, one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content", "today")]
TABLE = "/zh-hans/compare/"
ASKED = "?regions=440300,110000,310000&scenario=family-sharing"
NAME, SENTENCE, WHO = range(3)


def rows(page: BeautifulSoup) -> dict[str, list[Tag]]:
    """The cells of each place, the name first, by its code."""
    return {
        str(one(row, "td[data-region]")["data-region"]): list(row.select("th, td"))
        for row in page.select("tbody tr")
    }


def records(query: str, language: str = "zh-hans") -> list[dict[str, Any]]:
    cells: list[dict[str, Any]] = Client().get(f"/{language}/compare.json{query}").json()["cells"]
    return cells


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_place_is_a_row_with_one_cell_that_holds_its_answer(language: str) -> None:
    page = fetch(f"/{language}/compare/{ASKED}")
    table = rows(page)
    assert list(table) == ["440300", "110000", "310000"]
    assert len(page.select("td[data-verdict]")) == 3
    for said in records(ASKED, language):
        name, answer, _who, _first, since, ground = table[said["region"]]
        hooks = {f"data-{key}": said[key] for key in ("scenario", "verdict", "evidence", "level")}
        assert hooks.items() <= answer.attrs.items() and answer["data-edition"] == said["edition"]
        assert said["answer"] in answer.get_text() and answer.select_one(".verdict[data-kind]")
        assert name.get_text(strip=True) == said["region_name"]
        assert said["effective_from"][:4] in since.get_text()
        assert f"/{language}/sources/" in str(one(ground, "a:not(.say)")["href"])
        assert ground.select("time[datetime]")


def test_a_place_leads_to_its_answer_of_the_same_days() -> None:
    page = fetch(f"{TABLE}?regions=110000&scenario=cash-while-insured&on=2022-08-31")
    (cells,) = rows(page).values()
    answer = "/zh-hans/regions/110000/cash-while-insured/?on=2022-08-31"
    assert [one(cell, "a:not(.say)")["href"] for cell in cells[:2]] == [answer, answer]
    assert cells[SENTENCE]["data-verdict"] == "yes"
    assert one(cells[SENTENCE], "a:not(.say)").get_text(strip=True).startswith("北京市：")


@pytest.mark.parametrize("form", ["compare.csv", "compare.json"])
def test_programs_get_the_records_of_that_situation_alone(form: str) -> None:
    def told(query: str) -> list[dict[str, Any]]:
        if form.endswith("json"):
            return records(query)
        text = Client().get(f"/zh-hans/{form}{query}").content.decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text)))

    of_kind = told("?kind=use&regions=440300,110000,310000")
    one_alone = [each for each in of_kind if each["scenario"] == "family-sharing"]
    assert len(one_alone) == 3 < len(of_kind)
    assert told(ASKED) == one_alone


@pytest.mark.parametrize("kind", ["withdraw", "nonsense", ""])
def test_a_kind_beside_a_situation_says_nothing_and_leaves_the_address(kind: str) -> None:
    moved = Client().get(f"{TABLE}{ASKED}&kind={kind}")
    assert (moved.status_code, moved["Location"]) == (301, f"{TABLE}{ASKED}")
    assert str(one(fetch(f"{TABLE}{ASKED}"), "link[rel=canonical]")["href"]).endswith(ASKED)


@pytest.mark.parametrize("form", ["compare/", "compare.csv", "compare.json"])
@pytest.mark.parametrize("code", ["nonsense", "%3Cb%3E", "death%2Cnonsense"])
def test_an_unknown_situation_is_not_found_and_leads_on(form: str, code: str) -> None:
    address = f"/zh-hans/{form}?regions=110000&scenario={code}"
    if form.endswith("json"):
        refused = Client().get(address)
        assert refused.status_code == 404 and "没有这种情形" in refused.json()["reason"]
    else:
        page = fetch(address, 404)
        assert "没有这种情形" in one(page, "main").get_text() and page.select("main a[href]")


def test_the_form_offers_every_situation_and_brings_back_the_one_asked() -> None:
    form = one(fetch(f"{TABLE}{ASKED}"), ".compare-form")
    offered = [str(each["value"]) for each in form.select("[name=scenario][type=checkbox]")]
    assert set(offered) == set(Scenario.objects.values_list("code", flat=True))
    ticked = {str(each["value"]) for each in form.select("input[checked]")}
    assert ticked == {"family-sharing"}
    assert not fetch(f"{TABLE}?regions=110000&kind=use").select("input[checked]")


def test_without_places_all_with_a_rule_of_their_own_are_shown_one_tap_away() -> None:
    link = f"{TABLE}?scenario=family-sharing"
    assert link in [each["href"] for each in fetch(f"{TABLE}{ASKED}").select("main p a")]
    page = fetch(link)
    own = Policy.objects.live(TODAY).in_force(TODAY.date())
    assert rows(page).keys() == set(
        own.filter(scenario__code="family-sharing").values_list("region__code", flat=True)
    )
    assert link not in [each["href"] for each in page.select("main p a")]


def test_the_page_of_a_situation_leads_to_its_table() -> None:
    links = {
        str(each["href"]): each.get_text()
        for each in fetch("/zh-hans/scenarios/death/").select("main a")
    }
    assert links[f"{TABLE}?scenario=death"] == "比一比几个地方"


@pytest.mark.parametrize("query", [ASKED, "?regions=440300&kind=use"])
def test_the_caption_does_not_say_the_heading_again(query: str) -> None:
    page = fetch(f"{TABLE}{query}")
    caption, heading = one(page, "caption").get_text(), one(page, "h1").get_text()
    assert caption not in heading and heading not in caption


def test_what_is_not_recorded_is_empty_and_never_made_up() -> None:
    (cells,) = rows(fetch(f"{TABLE}?regions=110000&scenario=death&known_on=2020-01-01")).values()
    assert cells[SENTENCE]["data-verdict"] == "none" and "data-empty" not in cells[SENTENCE].attrs
    for cell in cells[WHO:]:
        assert "data-empty" in cell.attrs and cell.select_one(".visually-hidden")


def test_who_can_is_told_in_sentences_or_of_several_ways_how_many_there_are() -> None:
    by_sentence = by_number = 0
    tables = {each: rows(fetch(f"{TABLE}?scenario={each}")) for each in ("family-sharing", "death")}
    for scenario, code, cells in [(s, *row) for s in tables for row in tables[s].items()]:
        asked, told = asked_of(code, scenario), cells[WHO].get_text()
        ways = {row.way for row in asked}
        if len(ways) < 2:
            assert all(row.text_zh_hans in told for row in asked)
            by_sentence += bool(asked)
        else:
            assert f"{len(ways)} 种情形，任一种" in told
            assert not any(row.text_zh_hans in told for row in asked)
            by_number += 1
    assert by_sentence and by_number


def asked_of(code: str, scenario: str) -> list[Any]:
    rules = Policy.objects.live(TODAY).in_force(TODAY.date())
    rule = rules.get(region__code=code, scenario__code=scenario)
    return list(Condition.objects.filter(policy=rule))


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("regions=110000&scenario=cash-while-insured", "一般不可以，例外："),
        ("regions=440300&scenario=death", "3 种情形，任一种"),
    ],
)
def test_exceptions_and_ways_are_said_to_be_such(place: str, words: str) -> None:
    (cells,) = rows(fetch(f"{TABLE}?{place}")).values()
    assert words in cells[WHO].get_text()


def test_a_rule_for_some_says_for_whom() -> None:
    (cells,) = rows(fetch(f"{TABLE}?regions=310000&scenario=settle-abroad")).values()
    rule = Policy.objects.live(TODAY).get(region__code="310000", scenario__code="settle-abroad")
    assert rule.covers_zh_hans and rule.covers_zh_hans in cells[WHO].get_text()


def test_what_is_recorded_of_no_place_is_one_line_instead_of_a_column() -> None:
    page = fetch(f"{TABLE}{ASKED}")
    assert "多久" not in one(page, "thead").get_text()
    assert "办多久：这些地方都还没查到。" in one(page, "main").get_text()


PROVINCES = "?regions=110000,120000,320000,130000&scenario=death"


def test_of_places_with_the_same_to_tell_it_is_told_once_and_each_keeps_its_cell() -> None:
    page = fetch(f"{TABLE}{PROVINCES}")
    table = rows(page)
    assert list(table) == ["110000", "120000", "130000", "320000"]
    assert "另有 2 个地方和这里一样" in table["110000"][NAME].get_text()
    assert "另有" not in table["320000"][NAME].get_text()
    said = {each["region"]: each for each in records(PROVINCES)}
    for code in ("120000", "130000"):
        name, answer = table[code]
        assert answer["data-verdict"] == said[code]["verdict"] == "conditional"
        assert answer["data-edition"] == table["110000"][SENTENCE]["data-edition"]
        assert "和北京市一样" in answer.get_text() and answer.select_one(".verdict[data-kind]")
        assert str(one(name, "a")["href"]) == f"/zh-hans/regions/{code}/death/"
        assert int(str(answer["colspan"])) == len(page.select("thead th")) - 1
    assert len(table["320000"]) == len(page.select("thead th"))


def test_places_of_which_anything_differs_stand_apart() -> None:
    page = fetch(f"{TABLE}?regions=440000,440300&scenario=cash-while-insured")
    cells = page.select("tbody td[data-region]")
    whose = [one(cell, ".verdict").get_text(" ", strip=True) for cell in cells]
    assert len(set(whose)) == 2 == len(page.select("tbody"))


def test_what_is_done_first_stands_in_a_column_and_what_is_the_same_is_muted() -> None:
    page = fetch(f"{TABLE}{ASKED}")
    heads = [each.get_text() for each in page.select("thead th")]
    assert heads[3] == "先办什么"
    for code, cells in rows(page).items():
        first = Step.objects.filter(
            procedure__region__code=code, procedure__scenario__code="family-sharing"
        ).order_by("position", "pk")[0]
        assert first.text_zh_hans in cells[3].get_text()


def test_only_what_differs_tells_the_same_once_below() -> None:
    asked = "?regions=440300,440100&scenario=cash-while-insured"
    whole = fetch(f"{TABLE}{asked}")
    same = whole.select_one("td[data-same]")
    assert same
    page = fetch(f"{TABLE}{asked}&only=differences")
    assert not page.select("td[data-same]")
    assert len(page.select("thead th")) < len(whole.select("thead th"))
    assert f"从哪天起：{same.get_text().strip()}" in one(page, "main dl").get_text()
    assert page.select("td[data-verdict]")


def test_the_days_that_a_rule_lays_down_stand_in_the_table() -> None:
    (cells,) = rows(fetch(f"{TABLE}?regions=511100&scenario=death")).values()
    rule = Policy.objects.live(TODAY).get(region__code="511100", scenario__code="death")
    assert rule.time_limit_days
    assert any(f"办理时限：{rule.time_limit_days} 个工作日" in c.get_text() for c in cells)


@pytest.mark.parametrize("only", ["", "&only=differences"])
def test_what_every_place_asks_for_is_told_once_before_the_table(only: str) -> None:
    page, alone = fetch(f"{TABLE}{ASKED}{only}"), {}
    for code in ("440300", "110000", "310000"):
        (row,) = rows(fetch(f"{TABLE}?regions={code}&scenario=family-sharing")).values()
        alone[code] = [each.get_text() for each in row[WHO].select("div")]
    (shared,) = set[str].intersection(*map(set, alone.values()))
    assert "各地都要：" + shared in one(page, "main").get_text()
    for code, row in rows(page).items():
        left = [each.get_text() for each in row[WHO].select("div")]
        assert left == [each for each in alone[code] if each != shared] != []
