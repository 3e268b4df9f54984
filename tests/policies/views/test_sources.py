"""The list of sources, and the page of one."""

from __future__ import annotations

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests import factories as make

pytestmark = pytest.mark.django_db

DAY = dt.date(2021, 12, 31)


def look(client: Client, path: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(path).content, "html.parser")


def test_sources_without_a_day_stand_after_those_with_one(client: Client) -> None:
    make.source("unknown", issued_on=None)
    make.source("older", issued_on=DAY)
    make.source("newer", issued_on=DAY + dt.timedelta(days=1))
    page = look(client, "/zh-hans/sources/")
    codes = [str(link["href"]).split("/")[-2] for link in page.select('main a[href*="/sources/"]')]
    assert [code for code in codes if code != "sources"] == ["newer", "older", "unknown"]


def test_the_list_tells_the_year_and_the_page_of_a_source_the_day(client: Client) -> None:
    make.source("older", issued_on=DAY)
    listed = look(client, "/zh-hans/sources/").select_one("main li small")
    assert listed is not None and listed.get_text(" ", strip=True).endswith("· 2021")
    assert "2021年12月31日" in look(client, "/zh-hans/sources/older/").get_text()


def test_rules_resting_on_a_source_stand_in_the_order_of_their_periods(client: Client) -> None:
    make.policy(live=True, effective_from=DAY + dt.timedelta(days=1))
    make.policy(live=True, effective_to=DAY)
    page = look(client, f"/zh-hans/sources/{make.source().code}/")
    earlier, later = (period.get_text() for period in page.select("main li small"))
    assert "到2021年12月31日为止" in earlier and "从2022年1月1日起" in later


def test_a_rule_of_which_only_a_condition_rests_on_a_source_stands_there(client: Client) -> None:
    draft = make.policy(verdict="yes")
    question = make.question("ret", ("yes", "no"))
    make.condition(draft, ("yes",), question=question, source=make.source("other"))
    make.condition(draft, ("no",), question=question, source=make.source("other"), way=2)
    make.publish(draft, at=make.NOON)
    found = look(client, "/zh-hans/sources/other/").select('main a[href*="/settle-abroad/"]')
    assert len(found) == 1
