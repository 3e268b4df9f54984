"""The pages on which an approver chooses, and an author reads why a text came back."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from policies.models import Policy
from policies.publishing import actions
from tests import admin_factories as make
from tests.admin_factories import browser_of, form_of, published, said, seen, step_of, text_of

pytestmark = pytest.mark.django_db
State = Policy.State
LIST = "admin:policies_policy_changelist"


def page_of(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


@pytest.fixture
def third(wang: Any, li: Any) -> Policy:
    """A correction in review, while version 1 is live and version 2 waits for a day of its own."""
    first = published(wang, li)
    _revised(first, wang, publish_at=timezone.now() + dt.timedelta(days=30))
    actions.approve(Policy.objects.get(version=2), by=li, left_out=("en",))
    return _revised(first, wang)


def _revised(first: Policy, author: Any, **columns: Any) -> Policy:
    draft: Any = actions.revise(first, by=author)
    for name, value in columns.items():
        setattr(draft, name, value)
    draft.save()
    actions.submit(draft, by=author)
    found: Policy = draft
    return found


def test_the_button_leads_to_the_time_line_and_carries_what_was_seen(
    li: Any, third: Policy
) -> None:
    client = browser_of(li)
    link = page_of(client.get(form_of(third))).select_one('[data-verb="approve"] a')
    assert link
    page = page_of(client.get(str(link["href"])))
    rows = page.select(".time-line tbody tr")
    assert [row["data-version"] for row in rows] == ["1", "3", "2"]
    assert "在网站上" in rows[0].get_text() and "已定时" in rows[2].get_text()
    assert "深圳参保人出境定居的" in rows[2].get_text()
    looked_at = page.select_one("input[name=seen]")
    assert looked_at and looked_at["value"] == seen(third)["seen"]
    assert {i["value"] for i in page.select("input[name=fate_2]")} == {"off", "carry", "keep"}
    entered = {"fate_2": "keep", "seen": looked_at["value"]}
    client.post(step_of(third, "approve"), entered)
    third.refresh_from_db()
    assert third.state == State.APPROVED
    assert Policy.objects.get(version=2).state == State.APPROVED


def test_a_draft_of_what_was_withdrawn_meanwhile_is_approved_with_the_reason_read(
    wang: Any, li: Any
) -> None:
    first = published(wang, li)
    draft = _revised(first, wang)
    actions.withdraw(first, by=li, reason="{数字}抄错了")
    client = browser_of(li)
    asked = text_of(client.get(step_of(draft, "approve")))
    assert "第 1 版" in asked and "撤回，原因：{数字}抄错了" in asked and "叫停第 1 版" not in asked
    refused = client.post(step_of(draft, "approve"), seen(draft))
    assert refused.status_code == 409 and "不然就退回，让作者改" in text_of(refused)
    client.post(step_of(draft, "approve"), {**seen(draft), "fate_1": "return"})
    draft.refresh_from_db()
    assert draft.state == State.APPROVED


@pytest.mark.parametrize(
    ("entered", "reason"),
    [
        ({}, "第 2 版已经批准，定于"),
        ({"fate_2": "off", "why_2": ""}, "请写明为什么叫停第 2 版"),
        ({"fate_2": "later"}, "later"),
        ({"fate_2": "keep", "fate_9": "keep"}, "第 9 版现在不在等待上线"),
        ({"fate_2": "keep", "seen": ""}, "请先打开这一版，把文字看一遍"),
        ({"fate_2": "keep", "seen": "0" * 64}, "文字又改了"),
    ],
)
def test_a_hand_made_approval_is_refused_and_what_was_entered_given_back(
    li: Any, third: Policy, entered: dict[str, str], reason: str
) -> None:
    sent = {**seen(third), "why_2": "理由留着", **entered}
    response = browser_of(li).post(step_of(third, "approve"), sent)
    assert response.status_code == 409 and reason in text_of(response)
    assert sent["why_2"] in response.content.decode()
    third.refresh_from_db()
    assert third.state == State.IN_REVIEW
    assert Policy.objects.get(version=2).state == State.APPROVED


def test_approving_without_having_looked_is_refused(wang: Any, li: Any) -> None:
    policy = make.in_review(wang)
    for sent in ({}, {"seen": ""}):
        response = browser_of(li).post(step_of(policy, "approve"), sent)
        assert response.status_code == 409
        assert "请先打开这一版，把文字看一遍" in text_of(response)
    policy.refresh_from_db()
    assert policy.state == State.IN_REVIEW


def test_carrying_opens_a_draft_and_tells_the_author_what_to_do(
    wang: Any, li: Any, third: Policy
) -> None:
    entered = {"fate_2": "carry", "why_2": "更正要带进去。", **seen(third)}
    response = browser_of(li).post(step_of(third, "approve"), entered)
    assert "第 2 版已经叫停，照它另建了第 4 版草稿" in said(response)
    draft = Policy.objects.get(version=4)
    assert draft.author == wang and draft.copied_from == 2
    assert "从第 2 版复制" in text_of(browser_of(wang).get(form_of(draft)))


def test_what_was_changed_on_both_sides_is_named_for_the_author(wang: Any, li: Any) -> None:
    first = published(wang, li)
    later = timezone.now() + dt.timedelta(days=30)
    second = _revised(first, wang, publish_at=later, time_limit_days=15)
    second.citations.update(locator="第十四条")
    actions.approve(second, by=li, left_out=("en",))
    third = _revised(first, wang, time_limit_days=20)
    third.citations.update(locator="第十三条")
    entered = {"fate_2": "carry", "why_2": "带进去。", **seen(third)}
    told = said(browser_of(li).post(step_of(third, "approve"), entered | {"leave_out_en": "on"}))
    assert "两边都改过的，要由作者写进去：引用、办理时限（工作日）" in told
    draft = Policy.objects.get(version=4)
    assert (draft.time_limit_days, draft.citations.get().locator) == (15, "第十四条")


@pytest.mark.parametrize(
    ("days", "offered", "says"),
    [
        (20, {"off", "carry", "keep"}, "到时候由它取代这一版，这次的改动不会带进去"),
        (30, {"off"}, "两版定在同一时刻上线，只能留一版"),
        (40, {"off", "keep"}, "它先上线，到时候再由这一版取代"),
    ],
)
def test_what_is_offered_depends_on_which_of_both_goes_live_first(
    wang: Any, li: Any, third: Policy, days: int, offered: set[str], says: str
) -> None:
    waits_for: Any = Policy.objects.get(version=2).publish_at
    start = waits_for + dt.timedelta(days=days - 30)
    Policy._base_manager.filter(pk=third.pk).update(publish_at=start)
    third.refresh_from_db()
    page = page_of(browser_of(li).get(step_of(third, "approve")))
    assert {i["value"] for i in page.select("input[name=fate_2]")} == offered
    assert says in page.get_text()
    keep = browser_of(li).post(step_of(third, "approve"), {"fate_2": "keep", **seen(third)})
    assert keep.status_code == (302 if "keep" in offered else 409)


def test_withdrawing_shows_the_time_line_and_refuses_until_one_chooses(
    li: Any, third: Policy
) -> None:
    first, address = Policy.objects.get(version=1), ""
    address = step_of(first, "withdraw")
    page = page_of(browser_of(li).get(address))
    assert len(page.select(".time-line tbody tr")) == 2
    assert {i["value"] for i in page.select("input[name=fate_2]")} == {"off", "keep"}
    refused = browser_of(li).post(address, {"reason": "文件废止"})
    assert "第 2 版已经批准，定于" in text_of(refused) and "文件废止" in text_of(refused)
    entered = {"reason": "文件废止", "fate_2": "off", "why_2": "跟着撤"}
    browser_of(li).post(address, entered)
    assert {p.state for p in Policy.objects.filter(version__lt=3)} == {State.WITHDRAWN}
    assert Policy.objects.get(version=2).withdrawal_reason_zh_hans == "跟着撤"  # type: ignore[attr-defined]


def test_what_can_be_done_with_a_version_is_named_for_what_it_does(
    wang: Any, li: Any, third: Policy
) -> None:
    first, second = Policy.objects.get(version=1), Policy.objects.get(version=2)
    assert "修订（写新的一版）" in text_of(browser_of(wang).get(form_of(first)))
    assert "叫停（不再上线）" in text_of(browser_of(li).get(form_of(second)))
    entered = {"fate_2": "off", "why_2": "不改了。", **seen(third)}
    browser_of(li).post(step_of(third, "approve"), entered)
    for former in (first, second):  # replaced, and called off
        assert "恢复为草稿" in text_of(browser_of(wang).get(form_of(former)))
    browser_of(wang).post(step_of(second, "revise"))
    assert Policy.objects.get(version=4).copied_from == 2


def test_a_text_that_came_back_says_why_and_is_found_by_that(wang: Any, li: Any) -> None:
    policy = make.in_review(wang)
    unexplained = browser_of(li).post(step_of(policy, "reject"), {"note": "", **seen(policy)})
    assert "请写明退回的原因" in text_of(unexplained)
    browser_of(li).post(step_of(policy, "reject"), {"note": "文号写错了。", **seen(policy)})
    form = text_of(browser_of(wang).get(form_of(policy)))
    assert "已退回，等作者修改" in form and "文号写错了。" in form and "li" in form
    found = {
        stage: text_of(browser_of(wang).get(reverse(LIST), {"stage": stage}))
        for stage in ("draft", "returned", "waiting")
    }
    assert [stage for stage, page in found.items() if policy.code in page] == ["returned"]
    for person, has_to_do_it in ((wang, True), (li, False)):
        to_do = text_of(browser_of(person).get(reverse(LIST), {"todo": "returned"}))
        assert (policy.code in to_do) is has_to_do_it
    actions.submit(policy, by=wang)
    assert "上次退回的原因" in text_of(browser_of(li).get(form_of(policy)))
    waiting = text_of(browser_of(wang).get(reverse(LIST), {"stage": "waiting"}))
    assert policy.code in waiting and "审核中，等第二个人" in waiting


def test_the_register_is_read_by_everybody_and_written_by_nobody(wang: Any, li: Any) -> None:
    policy = published(wang, li)
    address = reverse("admin:policies_transition_changelist")
    page = text_of(browser_of(wang).get(address))
    assert policy.code in page and "批准" in page and "li" in page
    assert browser_of(wang).get(reverse("admin:policies_transition_add")).status_code == 403
