"""Where no rule is recorded the page says what was looked for, what to ask, what others say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from tests import factories as make
from tests.guides.pages import hrefs, look, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("afternoon")]


@pytest.fixture
def afternoon() -> Iterator[None]:
    with time_machine.travel(make.NOON + dt.timedelta(hours=1), tick=False):
        yield


PAGE = "/{}/regions/440000/settle-abroad/"


def said(client: Client, part: str, language: str = "zh-hans", query: str = "") -> str:
    """The words of a part of the page of a province; empty without such a part."""
    make.region()
    make.scenario()
    found = look(client, PAGE.format(language) + query).select_one(part)
    return words_of(found) if found else ""


def test_what_nobody_looked_for_is_told_in_these_words(client: Client) -> None:
    assert "还没查过" in said(client, "#looked-for")
    assert "Not looked for yet" in said(client, "#looked-for", "en")


def test_a_search_is_told_with_its_day_its_place_and_what_was_asked(client: Client) -> None:
    make.absence()
    words = said(client, "#looked-for")
    assert "2025年11月21日查过广东省" in words
    assert "当地医保局网站和转载。" in words and "这些情形怎样规定。" in words
    assert "还没查过" not in words


def test_a_search_of_later_was_not_known_then(client: Client) -> None:
    make.policy(live=True, scenario=make.scenario("death"), at=make.NOON - 5 * make.DAY)
    make.absence()
    assert "还没查过" in said(client, "#looked-for", query="?known_on=2025-11-20")


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_whom_to_ask_stands_with_the_words_to_say_in_chinese(client: Client, language: str) -> None:
    make.contact("medical-insurance-hotline")
    assert "12393" in said(client, "#ask", language)
    quote = look(client, PAGE.format(language)).select_one("#ask blockquote")
    assert quote and quote["lang"] == "zh-Hans"
    assert "我在广东省参加职工医保，想问：我要出国定居，钱能取吗？" in words_of(quote)


def test_an_heir_asks_as_an_heir(client: Client) -> None:
    make.region()
    make.scenario("death", question_zh_hans="余额归谁？")
    page = look(client, "/zh-hans/regions/440000/death/")
    quote = words_of(page.select_one("#ask blockquote"))
    assert "生前在广东省参加职工医保，已经去世。我想问：余额归谁？" in quote


def test_rules_of_other_places_are_told_as_theirs(client: Client) -> None:
    other = make.region("430000", "湖南省")
    make.policy(live=True, region=other, answer_zh_hans="湖南可以取。")
    words = said(client, "#nearby")
    assert "不是这里的规定，不能照着办" in words and "湖南可以取。" in words
    links = hrefs(look(client, PAGE.format("zh-hans")), "#nearby a")
    assert links == ["/zh-hans/regions/430000/settle-abroad/"]


def test_where_there_is_a_rule_nothing_is_said_of_searches(client: Client) -> None:
    make.absence()
    make.policy(live=True)
    assert said(client, "#looked-for") == said(client, "#nearby") == ""
