"""Cells of the dense table: a word, and numbers instead of more words."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client

from policies.models import Policy
from policies.views.values.comparison import MOST_MARKED
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def cell() -> Tag:
    """That of the only situation, in Guangdong."""
    make.region()
    page = BeautifulSoup(
        Client().get("/zh-hans/compare/?regions=440000,100000&kind=all").content, "html.parser"
    )
    found = page.select_one("td[data-region='440000']")
    assert found
    return found


def notes(found: Tag) -> list[str]:
    return [each.text for each in found.select(".comparison__note")]


def paper(procedure: Any, code: str, **columns: Any) -> None:
    procedure.requirements.create(material=make.material(code), **columns)


def test_a_cell_counts_conditions_papers_and_days_of_the_shortest_way() -> None:
    rule = make.policy()
    make.condition(rule)
    make.publish(rule)
    for channel, days, groups in (("counter", 20, "aa"), ("app", 5, "aaa")):
        way = make.procedure(  # which asks for one paper already
            channel=channel, statutory_days=30, promised_days=days, offline_help_zh_hans="打电话"
        )
        for number, group in enumerate(groups):
            paper(way, f"card-{channel}-{number}", any_of=group)
        paper(way, f"form-{channel}")
        if channel == "app":
            paper(way, "photo")
        make.publish(way)
    assert notes(cell()) == ["1 个条件", "3 样材料", "5 个工作日"]


def test_a_cell_names_place_and_situation_for_who_hears_it_alone() -> None:
    make.policy(live=True, scenario=make.scenario(name_zh_hans="出境定居"))
    (link,) = cell().select("a:not(.say)")
    assert link.get_text(" ", strip=True) == "广东省 出境定居： 有条件"


def test_another_place_s_rule_says_whose_and_one_for_some_says_so() -> None:
    make.policy(live=True, region=make.nation(), covers_zh_hans="省直参保人")
    assert notes(cell()) == ["只对一部分人", "按全国"]


def rule_about_sums(answer: str, **columns: Any) -> Policy:
    scenario = make.scenario("monthly-credit", kind="rule")
    return make.policy(
        live=True, scenario=scenario, verdict="yes", answer_zh_hans=answer, **columns
    )


def test_a_rule_about_sums_shows_them_instead_of_saying_that_there_is_one() -> None:
    rule_about_sums("广东退休人员每月划入251元。")
    badge = cell().select_one(".verdict")
    assert badge and (badge["data-kind"], badge.get_text(strip=True)) == ("rule", "退休每月251元")


def test_without_a_number_it_says_that_there_is_a_rule_and_the_nation_s_is_no_number() -> None:
    rule_about_sums("全国按5%划入。", region=make.nation())
    assert "5%" not in cell().get_text() and "只有全国的原则" in cell().get_text()
    rule_about_sums("按单位定。", region=make.region())
    assert "有规定" in cell().get_text()


def test_a_no_with_exceptions_is_no_plain_no() -> None:
    rule = make.policy(verdict="no")
    make.condition(rule)
    make.publish(rule)
    badge = cell().select_one(".verdict[data-kind=depends]")
    assert badge and badge.get_text(strip=True) == "看情况"
    assert notes(cell()) == ["一般不可以，有例外", "1 个条件"]


def test_places_with_one_rule_and_other_papers_are_told_apart() -> None:
    make.policy(live=True, region=make.nation())
    paper_of = make.procedure(region=make.region("440000"))
    paper(paper_of, "photo")
    make.publish(paper_of)
    make.region("450000", "广西壮族自治区")
    page = BeautifulSoup(
        Client().get("/zh-hans/compare/?regions=440000,450000,100000").content, "html.parser"
    )
    said = {str(td["data-region"]): notes(td) for td in page.select("td[data-verdict]")}
    assert said == {"440000": ["按全国", "2 样材料"], "450000": ["按全国"], "100000": []}


def everything(places: int) -> BeautifulSoup:
    """The table of every kind where so many places have rules of their own, beside the nation's."""
    make.policy(live=True, region=make.nation())
    enlisted = make.scenario("monthly-credit", kind="rule")
    for number in range(places):
        make.policy(live=True, scenario=enlisted, region=make.region(code=f"{44 + number}0000"))
    return BeautifulSoup(Client().get("/zh-hans/compare/?kind=all").content, "html.parser")


def test_a_table_of_everything_in_many_places_leaves_blank_what_is_no_place_s_own() -> None:
    page = everything(MOST_MARKED)
    cells = page.select("td[data-verdict]")
    assert len(cells) == 2 * (MOST_MARKED + 1), "hooks stand wherever nothing is shown too"
    levels = Counter(cell.get("data-level") for cell in cells if cell.get_text())
    assert levels == {"nation": 1, None: 1, "province": MOST_MARKED}
    assert len(page.select("td:empty")) == MOST_MARKED and "空着的格子" in page.get_text()


def test_where_the_nation_is_no_column_nothing_is_left_to_it() -> None:
    everything(MOST_MARKED + 1)
    codes = ",".join(f"{44 + number}0000" for number in range(MOST_MARKED + 1))
    shown = Client().get(f"/zh-hans/compare/?regions={codes}&kind=all")
    page = BeautifulSoup(shown.content, "html.parser")
    assert len(page.select("td[data-verdict]")) == 2 * (MOST_MARKED + 1)
    assert not page.select("td:empty") and "空着的格子" not in page.get_text()


def test_of_few_places_every_cell_is_filled() -> None:
    page = everything(2)
    assert not page.select("td:empty") and "空着的格子" not in page.get_text()
    assert len(page.select("td[data-verdict]")) == 6
