"""The front page: say where and what; the shortest ways; the fraud line with a number to dial."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from policies.views.values.scenario import MOST_ASKED
from tests import factories as make
from tests.guides.pages import hrefs, look, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
HOME = "/zh-hans/"


def test_one_box_takes_the_place_and_the_event(client: Client) -> None:
    (form,) = look(client, HOME).select("main form")
    assert form["action"] == "/zh-hans/search/" and len(form.select("input")) == 1
    assert "例如：南京 去世" in words_of(form)


def test_six_rows_lead_to_the_place_and_keep_what_happened(client: Client) -> None:
    for code in MOST_ASKED:
        make.scenario(code)
    rows = hrefs(look(client, HOME), "main nav .rows a")
    assert rows == [f"/zh-hans/regions/?e={code}" for code in MOST_ASKED]


def test_a_row_of_an_event_that_the_site_does_not_know_is_left_out(client: Client) -> None:
    make.scenario("death")
    assert hrefs(look(client, HOME), "main nav .rows a") == ["/zh-hans/regions/?e=death"]


def test_the_fraud_line_has_a_number_to_dial(client: Client) -> None:
    make.contact(code="anti-fraud-hotline", phone="96110")
    (line,) = look(client, HOME).select(".fraud-line")
    assert [str(a["href"]) for a in line.select("a")] == [
        "/zh-hans/scenarios/cash-out-fraud/",
        "tel:96110",
    ]


def test_all_else_is_folded(client: Client) -> None:
    make.scenario("vaccine", question_zh_hans="能打疫苗吗？")
    make.region("440000", "广东省")
    page = look(client, HOME)
    assert not page.select("details[open]")
    folded = [words_of(each) for each in page.select("main details")]
    assert any("能打疫苗吗？" in each for each in folded)
    assert hrefs(page, "main details .tile-map a") == ["/zh-hans/regions/440000/"]


def test_the_next_day_on_which_rules_change_is_announced_with_their_number(client: Client) -> None:
    assert "起，" not in words_of(look(client, HOME).main)
    later = dt.date(2099, 1, 1)
    for code, day in (("a", later), ("b", later), ("c", later.replace(year=2100))):
        make.policy(scenario=make.scenario(code), live=True, effective_from=day)
    make.policy(scenario=make.scenario("d"), effective_from=later)  # a draft
    page = look(client, HOME)
    assert "2099年1月1日起，2 条规定要变" in words_of(page.main)
    assert hrefs(page, "a[href$='#coming']") == ["/zh-hans/changes/#coming"]
    assert "From 1 Jan 2099 2 rules change" in words_of(look(client, "/en/").main)
