"""The panel beside an edition: what stands in the way, what readers see, and when."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.utils import timezone

from policies.models import Option, Policy, Question
from policies.publishing import actions, proposals
from tests import factories as make
from tests.admin_factories import (
    browser_of,
    form_of,
    in_review,
    make_policy,
    published,
    text_of,
)

pytestmark = pytest.mark.django_db


def test_every_blocker_stands_beside_its_button(wang: Any, li: Any) -> None:
    published(wang, li)
    policy = in_review(wang)
    policy.citations.all().delete()
    page = BeautifulSoup(browser_of(li).get(form_of(policy)).content, "html.parser")
    step = page.select_one('[data-verb="approve"]')
    assert step and step.select_one("button[disabled]") and not step.select_one("form")
    reasons = [item.get_text() for item in step.select(".edition-step__reasons li")]
    assert len(reasons) == 2
    assert reasons[0] == "至少要引用一个依据。" and "有效期重叠" in reasons[1]


def test_button_says_when_the_text_goes_live(wang: Any, li: Any) -> None:
    new_year = dt.datetime(2027, 1, 1, tzinfo=timezone.get_default_timezone())
    ahead = timezone.now() + dt.timedelta(days=1)
    policy = in_review(wang, publish_at=max(new_year, ahead))
    page = text_of(browser_of(li).get(form_of(policy)))
    local = timezone.localtime(policy.publish_at)
    assert f"批准并于 {local.year}年{local.month}月{local.day}日" in page
    assert "（北京时间）上线" in page
    Policy.objects.filter(pk=policy.pk).update(publish_at=None)
    assert "批准并立即上线" in text_of(browser_of(li).get(form_of(policy)))


def test_panel_says_whether_readers_see_an_edition(wang: Any, li: Any) -> None:
    first = published(wang, li)
    draft = actions.revise(first, by=wang)
    assert "不在网站上" in text_of(browser_of(wang).get(form_of(draft)))
    tomorrow = timezone.now() + dt.timedelta(days=1)
    Policy._base_manager.filter(pk=draft.pk).update(publish_at=tomorrow)
    draft.refresh_from_db()
    actions.submit(draft, by=wang)
    actions.approve(draft, by=li, left_out=("en",))
    assert "定于 " in text_of(browser_of(wang).get(form_of(draft)))
    with time_machine.travel(tomorrow + dt.timedelta(hours=1), tick=False):
        assert "已被新版取代" in text_of(browser_of(wang).get(form_of(first)))


def test_an_edition_called_off_before_its_day_was_never_on_the_site(wang: Any, li: Any) -> None:
    tomorrow = timezone.now() + dt.timedelta(days=1)
    policy = published(wang, li, publish_at=tomorrow)
    actions.withdraw(policy, by=li, reason="写错了")
    panel = BeautifulSoup(browser_of(wang).get(form_of(policy)).content, "html.parser")
    facts = panel.select_one(".edition-facts")
    assert facts and "没有上线过" in facts.get_text() and " 起" not in facts.get_text()


def test_an_approver_sees_for_whom_a_rule_would_end_otherwise(wang: Any, li: Any) -> None:
    policy = in_review(wang, answer_en="")
    form, step = form_of(policy), form_of(policy).replace("change/", "step/approve/")
    for address in (form, step):
        page = BeautifulSoup(browser_of(li).get(address).content, "html.parser")
        day = page.select_one(".edition-outcomes [data-day]")
        assert day and (day["data-changed"], day["data-situations"]) == ("1", "1")
        (group,) = day.select("[data-group]")
        link = group.select_one("a")
        assert "没有记录 → " in group.get_text()
        assert link and str(link["href"]).startswith("/zh-hans/check/?r=440300&e=settle-abroad")


def test_every_day_that_was_compared_is_named(wang: Any, li: Any) -> None:
    """A rule that ends: nothing changes today, and it is the day after that counts."""
    first = published(wang, li)
    draft = actions.revise(first, by=wang)
    make.change(draft, effective_to=dt.date(2099, 12, 31))
    page = BeautifulSoup(browser_of(wang).get(form_of(draft)).content, "html.parser")
    days = page.select(".edition-outcomes [data-day]")
    assert [each["data-changed"] for each in days] == ["0", "1"]
    assert days[1]["data-day"] == "2100-01-01" and "有规定 → " not in days[1].get_text()


def test_what_is_published_is_compared_no_more(wang: Any, li: Any) -> None:
    page = text_of(browser_of(li).get(form_of(published(wang, li))))
    assert "查出来的结果有什么变化" not in page


def test_a_draft_is_drawn_as_readers_will_see_it_decided(wang: Any) -> None:
    policy = make_policy(wang)
    page = BeautifulSoup(browser_of(wang).get(form_of(policy)).content, "html.parser")
    assert not page.select("#picture"), "without rows there is no picture"
    make.condition(policy, text_zh_hans="你已经退休")
    make.unasked_condition(policy, text_zh_hans="没有欠费")
    page = BeautifulSoup(browser_of(wang).get(form_of(policy)).content, "html.parser")
    (picture,) = page.select(".edition-picture svg[aria-hidden=true]")
    kinds = ["row", "unasked", "end", "failed", "needs"]
    assert [str(each["data-box"]) for each in picture.select("rect")] == kinds
    outline = [each.get_text(strip=True) for each in page.select(".edition-picture ol li")]
    assert outline[1:] == [
        "没有欠费",
        "看来符合，还要核实",
        "有一条不符合 你现在还不符合",
        "说不准，或者依据没有写 还缺信息",
    ]
    assert outline[0].split() == ["你已经退休", "问：你退休了吗？"]


def test_a_row_that_is_not_asked_and_names_options_can_be_mended_on_its_form(wang: Any) -> None:
    """What is stored of it is shown: else nobody could reach the field that is wrong."""
    policy = make_policy(wang)
    make.unasked_condition(policy).accepted.set(make.question().options.all())
    assert browser_of(wang).get(form_of(policy)).status_code == 200


def test_a_question_that_waits_for_its_approval_can_be_asked_by_a_draft(wang: Any) -> None:
    policy = make_policy(wang)
    question: Any = Question(code="waits", text_zh_hans="要等吗？", changeable="no")
    inside = {"options": [Option(code="yes", text_zh_hans="要")]}
    proposals.propose_new(question, by=wang, why="要问", inside=inside)
    make.condition(policy, (), question=question)
    assert browser_of(wang).get(form_of(policy)).status_code == 200
