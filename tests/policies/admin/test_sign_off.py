"""The sign-off table in the admin: what is open, ticking several rows, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.urls import reverse

from policies.models import Condition, Policy, SignOff
from policies.publishing import actions
from tests import admin_factories as desk
from tests import factories as make
from tests.admin_factories import browser_of, form_of, said, seen, step_of, text_of
from tests.policies.admin.other_province import editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(wang: Any) -> Policy:
    """A draft that asks about two things, each with an answer that it rejects."""
    policy = desk.make_policy(wang)
    make.condition(policy)
    age = make.question("age", ("yes", "no"), text_zh_hans="你到年龄了吗？")
    make.condition(policy, question=age, text_if_unmet_zh_hans="你还没有到年龄。")
    return policy


def table_of(policy: Policy) -> str:
    return reverse("admin:policies_policy_sign_off", args=[policy.pk])


def boxes(page: Any) -> list[Tag]:
    return BeautifulSoup(page.content, "html.parser").select("input[name=read]")


def names(page: Any) -> list[str]:
    return [str(box["value"]) for box in boxes(page)]


def test_it_says_how_many_are_open_and_what_a_citizen_reads(wang: Any, draft: Policy) -> None:
    page = browser_of(wang).get(table_of(draft))
    words = text_of(page)
    assert "还有 2 行没有看过" in words and "你还没有到年龄。" in words
    for box in boxes(page):
        told = str(box["aria-describedby"]).split()
        ids = [BeautifulSoup(page.content, "html.parser").find(id=each) for each in told]
        assert all(ids) and box.parent is not None and box.parent.name == "label"


def test_several_are_ticked_at_once_and_say_by_whom(li: Any, draft: Policy) -> None:
    browser = browser_of(li)
    sent = {"read": names(browser.get(table_of(draft)))}
    assert "记下了：看过 2 行" in said(browser.post(table_of(draft), sent))
    page = browser.get(table_of(draft))
    assert boxes(page) == [] and "2 行都看过了" in text_of(page) and "li，20" in text_of(page)
    assert "你还没有到年龄。" in text_of(browser.get(reverse("admin:policies_signoff_changelist")))


def test_one_is_enough_for_now(wang: Any, draft: Policy) -> None:
    browser = browser_of(wang)
    browser.post(table_of(draft), {"read": names(browser.get(table_of(draft)))[:1]})
    assert "还有 1 行没有看过" in text_of(browser.get(form_of(draft)))


def test_a_sentence_that_changed_meanwhile_is_not_ticked_unseen(wang: Any, draft: Policy) -> None:
    browser = browser_of(wang)
    shown = names(browser.get(table_of(draft)))
    Condition.objects.filter(question__code="age").update(text_if_unmet_zh_hans="年龄不够。")
    answer = browser.post(table_of(draft), {"read": shown})
    assert answer.status_code == 409 and "一行也没有记下" in text_of(answer)
    assert [box.has_attr("checked") for box in boxes(answer)] == [True, False]
    assert not SignOff.objects.exists()


def test_nothing_ticked_and_nonsense_are_refused(wang: Any, draft: Policy) -> None:
    browser = browser_of(wang)
    for sent, status in (({}, 422), ({"read": ["ret no"]}, 409), ({"read": ["\x00"]}, 409)):
        assert browser.post(table_of(draft), sent).status_code == status
    assert not SignOff.objects.exists()


def test_the_approver_is_told_and_led_there(wang: Any, li: Any, draft: Policy) -> None:
    actions.submit(draft, by=wang)
    browser = browser_of(li)
    page = browser.get(form_of(draft))
    assert "签核表还有 2 行没有人看过" in text_of(page)
    assert f'href="{table_of(draft)}"' in page.content.decode()
    refused = browser.post(step_of(draft, "approve"), seen(draft))
    assert refused.status_code == 409 and "读到“你还没有到年龄。”" in text_of(refused)
    browser.post(table_of(draft), {"read": names(browser.get(table_of(draft)))})
    left_out = {**seen(draft), "leave_out_en": "on"}
    assert browser.post(step_of(draft, "approve"), left_out).status_code == 302
    assert Policy.objects.get().state == "approved"


def test_who_may_only_read_sees_the_table_and_no_boxes(draft: Policy) -> None:
    browser = browser_of(desk.make_user("du", "Reader"))
    page = browser.get(table_of(draft))
    assert page.status_code == 200 and boxes(page) == []
    assert browser.post(table_of(draft), {"read": ["x"]}).status_code == 403


@pytest.mark.parametrize("limits", [{"languages": ["en"]}, {"regions": []}])
def test_translators_and_other_provinces_tick_nothing(
    wang: Any, draft: Policy, limits: dict[str, Any]
) -> None:
    make.region()
    regions = [make.region("330000", "浙江省")] if "regions" in limits else [draft.region]
    browser = browser_of(editor(**limits | {"regions": regions}))
    shown = names(browser_of(wang).get(table_of(draft)))
    assert browser.post(table_of(draft), {"read": shown}).status_code == 403
    assert not SignOff.objects.exists()


def test_a_text_that_asks_nothing_has_nothing_to_be_read(wang: Any) -> None:
    policy = desk.make_policy(wang)
    browser = browser_of(wang)
    assert "没有要看的行" in text_of(browser.get(table_of(policy)))
    assert "签核表" not in text_of(browser.get(form_of(policy)))
