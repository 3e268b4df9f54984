"""The lists of the admin: what they find, filter and show, and what that costs."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from tests import admin_factories as make
from tests.admin_factories import browser_of, published, text_of

pytestmark = pytest.mark.django_db
LIST = "admin:policies_policy_changelist"


@pytest.mark.parametrize("word", ["提取", "Shenzhen answer", "深圳", "440300", "shenzhen"])
def test_list_finds_in_every_language_code_and_pinyin(wang: Any, word: str) -> None:
    make.make_region(pinyin="shenzhen")
    policy = make.make_policy(wang, answer_en="Shenzhen answer")
    page = text_of(browser_of(wang).get(reverse(LIST), {"q": word}))
    assert policy.code in page
    assert policy.code not in text_of(browser_of(wang).get(reverse(LIST), {"q": "没有的词"}))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"review": "overdue"}, True),
        ({"review": "soon"}, False),
        ({"review": "unset"}, False),
        ({"from": "editor"}, True),
        ({"from": "pack"}, False),
        ({"live": "now"}, False),
        ({"live": "later"}, False),
        ({"todo": "mine"}, True),
        ({"todo": "review"}, False),
        ({"todo": "returned"}, False),
        ({"todo": "unwritten"}, False),
        ({"todo": "nothing"}, True),
        ({"review": "nothing"}, True),
        ({"stage": "forced"}, False),
        ({"stage": "approved"}, False),
        ({"state__exact": "draft"}, True),
        ({"region__level__exact": "prefecture"}, True),
        ({"verdict__exact": "no"}, False),
    ],
)
def test_list_filters(wang: Any, query: dict[str, str], found: bool) -> None:
    policy = make.make_policy(wang, review_by=timezone.localdate() - dt.timedelta(days=1))
    response = browser_of(wang).get(reverse(LIST), query)
    assert response.status_code == 200
    assert (policy.code in text_of(response)) is found


def test_list_says_what_readers_see(wang: Any, li: Any) -> None:
    published(wang, li)
    row = BeautifulSoup(browser_of(wang).get(reverse(LIST)).content, "html.parser")
    cell = row.select_one("td.field-site")
    assert cell and cell.get_text() == "在网站上"


def test_list_costs_the_same_for_one_row_and_for_many(
    wang: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        make.make_policy(wang, scenario=make.make_scenario(f"s-{number}"), cited=False)
    client = browser_of(wang)
    with django_assert_max_num_queries(12):
        client.get(reverse(LIST))
