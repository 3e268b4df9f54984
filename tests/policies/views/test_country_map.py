"""A situation across the country: a tile a province, and one word with what is not known."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from policies.rules.across import Spread
from policies.views.values.across import brief_spread
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
EARLY = make.NOON - make.DAY
PAGE = "/zh-hans/scenarios/settle-abroad/"


def page(address: str = PAGE) -> BeautifulSoup:
    return BeautifulSoup(Client().get(address).content, "html.parser")


def country(**verdicts: str) -> None:
    """Provinces by the first two digits of their codes, each with a rule of this verdict."""
    for code, verdict in verdicts.items():
        region = make.region(f"{code[1:]}0000", f"第{code[1:]}省")
        if verdict:
            make.policy(region=region, verdict=verdict, live=True, at=EARLY)


def tiles(found: BeautifulSoup) -> dict[str, Any]:
    return {str(li["data-tile"]): li.a for li in found.select(".tile-map li")}


def test_every_province_is_a_link_with_its_letter_and_its_word() -> None:
    country(p11="yes", p12="conditional", p13="no", p14="")
    shown = {
        code: (a["data-kind"], a.b.text, a.select_one(".visually-hidden").text, a["href"])
        for code, a in tiles(page()).items()
    }
    answer = "/zh-hans/regions/{}0000/settle-abroad/"
    assert shown == {
        "11": ("yes", "可", "可以", answer.format("11")),
        "12": ("conditional", "条", "符合条件才可以", answer.format("12")),
        "13": ("no", "否", "不可以", answer.format("13")),
        "14": ("none", "？", "没有记录", answer.format("14")),
    }
    legend = page().select_one(".tile-map + *, nav + p.small")
    assert legend and all(word in legend.text for word in ("可 可以 1", "否 不可以 1", "港澳台"))


def test_the_nation_s_rule_is_marked_and_counted() -> None:
    country(p11="yes", p12="", p13="")
    make.policy(region=make.nation(), live=True, at=EARLY)
    found = tiles(page())
    assert [code for code, a in found.items() if "data-nation" in a.attrs] == ["12", "13"]
    assert "，按全国的规定" in found["12"].text and "，按全国的规定" not in found["11"].text
    assert "其中 2 个按全国的规定。" in page().text


@pytest.mark.parametrize(
    ("verdicts", "kind", "words"),
    [
        ({"p11": "yes", "p12": "conditional"}, "everywhere", "各地都可以 2/2"),
        ({"p11": "yes", "p12": "no"}, "differs", "各地不同 1/2"),
        ({"p11": "yes", "p12": ""}, "", "知道的太少，说不出全国怎样"),
        (
            {"p11": "yes", "p12": "yes", "p13": "yes", "p14": ""},
            "most",
            "多数地方可以 3/4 还没查到、还说不清的：1/4。",
        ),
    ],
)
def test_the_word_stands_with_its_share_and_with_what_is_not_known(
    verdicts: dict[str, str], kind: str, words: str
) -> None:
    country(**verdicts)
    for address in (PAGE, "/zh-hans/compare/?regions=110000&scenario=settle-abroad"):
        said = page(address).select_one("p[data-spread]")
        assert said and said["data-spread"] == kind
        assert words in " ".join(said.get_text().split())


def test_the_comparison_says_it_at_each_situation_and_tells_the_rule_once() -> None:
    country(p11="no", p12="no")
    death = make.scenario("death", name_zh_hans="参保人去世")
    make.policy(scenario=death, region=make.region("110000"), live=True, at=EARLY)
    table = page("/zh-hans/compare/?regions=110000&kind=withdraw")
    assert [next(row.stripped_strings) for row in table.select("tbody th")] == [
        "参保人去世",
        "出境定居",
    ]
    words = {each.text for each in table.select("tbody th [data-spread]")}
    assert words == {"都不可以"}, "half is not known of the other"
    assert table.text.count("怎么算") == 1


def test_in_a_table_the_share_stands_where_it_is_not_all() -> None:
    short = {spread: brief_spread(spread, "24/31") for spread in Spread}
    assert {s for s, words in short.items() if "24/31" in words} == {
        Spread.MOST, Spread.FEW, Spread.MOST_NOT,
    }  # fmt: skip
    assert len(set(short.values())) == len(Spread)


def test_a_division_of_before_is_no_tile() -> None:
    country(p11="yes")
    make.region("120000", "旧省", successor=make.region("110000"))
    assert list(tiles(page())) == ["11"]


def test_the_table_of_one_situation_has_the_map_of_its_own_page() -> None:
    country(p11="yes", p12="conditional", p13="no", p14="")
    table = page("/zh-hans/compare/?regions=110000&scenario=settle-abroad")
    assert tiles(table) == tiles(page()) and len(tiles(table)) == 4
    assert len(table.select("p[data-spread]")) == 1


def test_the_map_beside_a_table_is_of_the_table_s_day() -> None:
    country(p11="yes")
    day = (make.NOON - 400 * make.DAY).date()
    asked = f"regions=110000&scenario=settle-abroad&on={day}"
    (tile,) = tiles(page(f"/zh-hans/compare/?{asked}")).values()
    assert tile["href"].endswith(f"?on={day}")


def test_several_situations_have_no_map() -> None:
    country(p11="yes")
    assert not tiles(page("/zh-hans/compare/?regions=110000&kind=withdraw"))
