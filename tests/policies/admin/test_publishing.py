"""Two persons take a policy from draft to the site through the admin's own pages."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from policies.models import Policy, PolicyCitation
from tests import admin_factories as make
from tests.admin_factories import (
    browser_of,
    form_of,
    in_review,
    published,
    said,
    seen,
    step_of,
    text_of,
)
from tests.policies.admin.saving.desk import fields_of

pytestmark = pytest.mark.django_db
State = Policy.State


def test_two_persons_publish_what_nobody_saw_before(wang: Any, li: Any) -> None:
    region, scenario, source = make.make_region(), make.make_scenario(), make.make_source()
    address = reverse("admin:policies_policy_add")

    saved = browser_of(wang).post(address, make.policy_form(region, scenario, source))
    policy = Policy.objects.get()
    assert saved.status_code == 302 and policy.author == wang and policy.state == State.DRAFT
    assert "网站上还没有任何变化" in said(saved)
    assert not Policy.objects.live(timezone.now()).exists()
    public = f"/zh-hans/regions/{region.code}/{scenario.code}/"
    assert policy.answer_zh_hans not in Client().get(public).content.decode()  # type: ignore[attr-defined]

    browser_of(wang).post(step_of(policy, "submit"), seen(policy))
    assert not Policy.objects.live(timezone.now()).exists()
    browser_of(li).post(step_of(policy, "approve"), seen(policy))

    live = Policy.objects.live(timezone.now()).get()
    assert live == policy and live.approved_by == li and live.content_hash
    assert "在网站上查看" in text_of(browser_of(wang).get(form_of(policy)))


def test_save_and_submit_does_both(wang: Any) -> None:
    entered = make.policy_form(make.make_region(), make.make_scenario(), make.make_source())
    browser_of(wang).post(reverse("admin:policies_policy_add"), {**entered, "_submit": "1"})
    assert Policy.objects.get().state == State.IN_REVIEW


def test_save_and_submit_keeps_the_text_when_the_verb_refuses(wang: Any) -> None:
    entered = make.policy_form(make.make_region(), make.make_scenario(), None)
    response = browser_of(wang).post(
        reverse("admin:policies_policy_add"), {**entered, "_submit": "1"}
    )
    assert Policy.objects.get().state == State.DRAFT
    assert "已保存，但没有提交审核：至少要引用一个依据。" in said(response)


def test_author_role_cannot_approve(wang: Any) -> None:
    policy = in_review(wang)
    assert browser_of(wang).post(step_of(policy, "approve")).status_code == 403
    policy.refresh_from_db()
    assert policy.state == State.IN_REVIEW
    page = text_of(browser_of(wang).get(form_of(policy)))
    assert "这一版是你写的，要由另一个人批准。" in page


def test_author_who_may_approve_is_refused_with_the_reason(root: Any) -> None:
    policy = in_review(root)
    response = browser_of(root).post(step_of(policy, "approve"), seen(policy))
    assert response.status_code == 409
    assert "这一版是你写的，要由另一个人批准。" in text_of(response)
    policy.refresh_from_db()
    assert policy.approved_at is None


def test_approver_is_refused_when_the_text_changed_after_it_was_read(wang: Any, li: Any) -> None:
    policy = in_review(wang)
    page = BeautifulSoup(browser_of(li).get(form_of(policy)).content, "html.parser")
    looked_at = page.select_one('[data-verb="approve"] input[name=seen]')
    assert looked_at
    PolicyCitation.objects.filter(policy=policy).update(locator="第十三条")

    response = browser_of(li).post(step_of(policy, "approve"), {"seen": looked_at["value"]})
    assert response.status_code == 409 and "文字又改了" in text_of(response)
    policy.refresh_from_db()
    assert policy.state == State.IN_REVIEW


def test_reject_gives_the_draft_back_to_its_author(wang: Any, li: Any) -> None:
    policy = in_review(wang)
    browser_of(li).post(step_of(policy, "reject"), {"note": "文号写错了。", **seen(policy)})
    policy.refresh_from_db()
    assert policy.state == State.DRAFT


@pytest.mark.parametrize(
    ("refusal", "told"),
    [
        ("UNIQUE constraint failed: policies_policy.code", "另一个人刚刚处理了这一条"),
        ("CHECK constraint failed: policies_policy_any_rule", "和别人同时做了什么无关"),
    ],
)
def test_what_the_database_refuses_is_told_as_what_it_is(
    wang: Any, li: Any, refusal: str, told: str
) -> None:
    policy = in_review(wang)
    with patch.object(Policy, "save", side_effect=IntegrityError(refusal)):
        response = browser_of(li).post(
            step_of(policy, "reject"), {"note": "请改。", **seen(policy)}
        )
    assert told in text_of(response)
    policy.refresh_from_db()
    assert policy.state == State.IN_REVIEW


def test_revise_opens_the_new_draft(wang: Any, li: Any) -> None:
    first = published(wang, li)
    response = browser_of(wang).post(step_of(first, "revise"))
    second = Policy.objects.get(version=2)
    assert response.status_code == 302 and response["Location"] == form_of(second)
    assert second.citations.count() == 1 and second.author == wang
    page = text_of(browser_of(wang).get(form_of(second)))
    assert "网站上现在是 第 1 版" in page

    again = browser_of(wang).post(step_of(first, "revise"))
    assert again.status_code == 409 and "已经有一份没有完成的第 2 版" in text_of(again)
    assert Policy.objects.count() == 2


def test_the_reason_of_a_withdrawal_is_asked_in_each_language(wang: Any, li: Any) -> None:
    policy = published(wang, li)
    browser, address = browser_of(li), step_of(policy, "withdraw")
    form = BeautifulSoup(browser.get(address).content, "html.parser")
    assert form.select_one("[name=reason_en]") and not form.select_one("[name=reason_zh_hant]")
    browser.post(address, {"reason": "写错了。", "reason_en": "It was wrong."})
    panel = text_of(browser.get(form_of(policy)))
    assert "写错了。" in panel and "繁體：寫錯了。" in panel and "English：It was wrong." in panel


def test_withdraw_asks_for_a_reason_and_keeps_what_was_entered(wang: Any, li: Any) -> None:
    policy = published(wang, li)
    address = step_of(policy, "withdraw")
    assert browser_of(li).get(address).status_code == 200
    without = browser_of(li).post(address, {"reason": " ", "replaced_by": policy.code})
    assert "请写明撤回的原因" in text_of(without) and policy.code in without.content.decode()
    unknown = browser_of(li).post(address, {"reason": "文件废止", "replaced_by": "ZZZZZ"})
    assert "ZZZZZ 不是" in text_of(unknown) and "文件废止" in text_of(unknown)
    policy.refresh_from_db()
    assert policy.state == State.APPROVED

    browser_of(li).post(address, {"reason": "文件废止", "replaced_by": ""})
    policy.refresh_from_db()
    assert policy.state == State.WITHDRAWN
    assert "文件废止" in text_of(browser_of(wang).get(form_of(policy)))


def test_force_is_for_superusers_and_needs_a_long_reason(root: Any, wang: Any) -> None:
    policy = in_review(root)
    assert browser_of(wang).get(step_of(policy, "force")).status_code == 403
    short = browser_of(root).post(step_of(policy, "force"), {"reason": "急", **seen(policy)})
    assert "至少 10 个字" in text_of(short)
    browser_of(root).post(
        step_of(policy, "force"),
        {"reason": "旧文字会让人白跑一趟，今天没有第二个人。", **seen(policy)},
    )
    policy.refresh_from_db()
    assert policy.state == State.APPROVED and policy.forced_reason
    assert "旧文字会让人白跑一趟" in text_of(browser_of(wang).get(form_of(policy)))


def test_verbs_answer_only_post_and_only_known_names(wang: Any) -> None:
    policy = make.make_policy(wang)
    opened = browser_of(wang).get(step_of(policy, "submit"))  # as after a login in between
    assert (opened.status_code, opened["Location"]) == (302, form_of(policy))
    policy.refresh_from_db()
    assert policy.state == "draft"
    assert browser_of(wang).post(step_of(policy, "explode")).status_code == 404
    assert Client().post(step_of(policy, "submit")).status_code == 302
    policy.refresh_from_db()
    assert policy.state == State.DRAFT


def test_verbs_demand_the_csrf_token(wang: Any) -> None:
    policy = make.make_policy(wang)
    client = Client(enforce_csrf_checks=True)
    client.force_login(wang)
    assert client.post(step_of(policy, "submit")).status_code == 403


def test_the_form_of_a_verb_carries_the_csrf_token(wang: Any) -> None:
    policy = make.make_policy(wang)
    client = Client(enforce_csrf_checks=True)
    client.force_login(wang)
    page = client.get(form_of(policy))
    [button] = BeautifulSoup(page.content, "html.parser").select('[data-verb="submit"] button')
    assert (button["form"], button["name"]) == ("policy_form", "_submit")
    entered = fields_of(page) | {"_submit": "1"}
    assert client.post(form_of(policy), entered).status_code == 302
    policy.refresh_from_db()
    assert policy.state == State.IN_REVIEW
