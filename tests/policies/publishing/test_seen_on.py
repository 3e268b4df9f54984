"""Before a change of a shared row is sent it is known where readers will see it."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from policies.models.plain import SharedRow
from policies.public_page import Kind, listed_pages
from policies.publishing.shared.seen_on import PagesOfOneForm, Resting, seen_on
from tests import factories as make

pytestmark = pytest.mark.django_db
ASKED = {
    "check": {"r": "440000", "e": "settle-abroad", "ret": "no"},
    "question-list": {"about": "settle-abroad"},
}
LATER = make.NOON + make.DAY


@pytest.fixture
def site(db: None) -> dict[str, SharedRow]:
    """One row of each kind, each word once, and everything that is published about them."""
    rows: dict[str, Any] = {
        "nation": make.change(make.nation(), name_zh_hans="测试国"),
        "region": make.region(name="桂林省"),
        "scenario": make.scenario(name_zh_hans="测试情形"),
        "source": make.source(title="测试依据"),
        "material": make.material(name_zh_hans="测试材料"),
        "contact": make.contact("office", name_zh_hans="测试电话", phone="020-1"),
        "hotline": make.contact("medical-insurance-hotline", name_zh_hans="测试热线"),
        "term": make.term(name_zh_hans="测试名词"),
        "question": make.question(text_zh_hans="测试问题？"),
    }
    rows["option"] = make.change(rows["question"].options.get(code="no"), text_zh_hans="测试选项")
    rule = make.policy()
    make.condition(rule)
    make.publish(rule)
    make.procedure(live=True, phone=rows["contact"])
    make.policy(live=True, region=rows["nation"])
    guide = make.guide()
    guide.scenarios.add(rows["scenario"])
    make.publish(guide)
    make.faq(live=True, region=rows["region"], scenario=rows["scenario"])
    make.fact_check(live=True, instead=rows["scenario"])
    return rows


def counted(row: SharedRow) -> dict[str, int]:
    """How many pages of each form are said to show a row."""
    return {each.word: each.number for each in seen_on(row, at=LATER).pages}


def words_of(row: Any) -> set[str]:
    """What a page says, one of these, where it shows a row; a province has a short name too."""
    names = ("phone", "name_zh_hans", "title", "text_zh_hans")
    words = {str(getattr(row, name)) for name in names if hasattr(row, name)}
    return {word.removesuffix("省") for word in words}


def rendered(client: Client) -> list[tuple[str, int, str]]:
    """Every page in Simplified Chinese: its form, how many languages it stands in, what it says."""
    found = []
    for page in listed_pages():
        for place in page.places(LATER.date(), LATER) if page.kind is Kind.HTML else ():
            address = reverse(page.name, args=place.arguments)
            said = client.get(address, ASKED.get(page.name, {})).content.decode()
            found.append((str(page.called or page.label), 3 if page.in_languages else 1, said))
    return found


def test_pages_that_are_said_to_show_a_row_do_and_no_others(
    client: Client, site: dict[str, SharedRow]
) -> None:
    with time_machine.travel(LATER, tick=False), translation.override("zh-hans"):
        pages = rendered(client)
        for name, row in site.items():
            seen: Counter[str] = Counter()
            for form, languages, said in pages:
                if any(word in said for word in words_of(row)):
                    seen[form] += languages
            assert counted(row) == seen, name


def test_national_hotline_is_on_every_page_and_the_home_pages_are_three(
    site: dict[str, SharedRow],
) -> None:
    with translation.override("zh-hans"):
        seen = seen_on(site["hotline"], at=LATER)
        html = [page for page in listed_pages() if page.kind is Kind.HTML]
        places = {page.name: len(list(page.places(LATER.date(), LATER))) for page in html}
    assert PagesOfOneForm("首页", 3) in seen.pages and seen.resting == ()
    assert seen.number == sum(places[page.name] * (3 if page.in_languages else 1) for page in html)


def test_what_two_rules_and_a_scheduled_one_rest_on_says_so(site: dict[str, SharedRow]) -> None:
    rule = make.policy(scenario=make.scenario("death"))
    make.condition(rule)
    make.publish(rule, publish_at=LATER + make.DAY)
    drafted = make.policy(scenario=make.scenario("fitness"))
    make.condition(drafted)
    assert seen_on(site["question"], at=LATER).resting == (Resting("政策", 2),)
    kinds = {each.kind: each.number for each in seen_on(site["source"], at=LATER).resting}
    assert kinds == {"政策": 3, "办理": 1, "指南": 1, "问答": 1, "辟谣": 1}


def test_telephone_of_two_regions_is_on_the_answers_of_both(site: dict[str, SharedRow]) -> None:
    make.procedure(
        live=True, region=make.region("450000", "广西"), complaints_phone=site["contact"]
    )
    with translation.override("zh-hans"):
        assert counted(site["contact"])["答案页"] == 6


def test_what_nothing_published_uses_is_seen_nowhere() -> None:
    make.nation()
    make.procedure(phone=make.contact())
    for row in (make.contact(), make.material(), make.expected_case(), make.old_address()):
        assert seen_on(row, at=LATER).number == 0


def test_queries_do_not_grow_with_what_shows_a_row(
    site: dict[str, SharedRow], django_assert_max_num_queries: Any
) -> None:
    for name, most in (("hotline", 24), ("source", 20), ("region", 31), ("contact", 7)):
        with CaptureQueriesContext(connection) as before:
            seen_on(site[name], at=LATER)
        assert len(before) <= most, name
    for code in ("450000", "460000"):
        make.procedure(live=True, region=make.region(code, code), phone=site["contact"])
    with django_assert_max_num_queries(7):
        seen_on(site["contact"], at=LATER)
