"""The author sees what rulecheck finds, writes why it may stand, and everybody reads it later."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from policies.models import Acknowledgement, Policy, Source
from policies.publishing import actions
from policies.publishing.blockers import findings_to_judge
from tests import admin_factories as make
from tests.admin_factories import browser_of, form_of, said, seen, step_of, text_of

pytestmark = pytest.mark.django_db
WHY = "日期写在附件里，附件已经看过。"
FIGURE = "“2030 年 3 月 1日”在条件和摘录里都没有，请核对。"


@pytest.fixture
def draft(wang: Any) -> Policy:
    return make.make_policy(wang, answer_zh_hans="深圳参保人可以提取，到 2030 年 3 月 1 日为止。")


def asked(page: Any) -> dict[str, str]:
    """What the page of the step sends unseen."""
    fields = BeautifulSoup(page.content, "html.parser").select(".step-form input[type=hidden]")
    return {str(each["name"]): str(each["value"]) for each in fields}


def state(policy: Policy) -> str:
    return Policy.objects.get(pk=policy.pk).state


def test_the_author_is_shown_each_finding_with_a_journey(wang: Any, draft: Policy) -> None:
    page = browser_of(wang).get(step_of(draft, "submit"), seen(draft))
    assert FIGURE in text_of(page)
    tried, now = BeautifulSoup(page.content, "html.parser").select(".edition-findings a")
    assert now["href"] == "/zh-hans/check/?r=440300&e=settle-abroad"
    assert str(tried["href"]).endswith(f"/journey/{draft.code}/1/?r=440300&e=settle-abroad")
    walked = browser_of(wang).get(str(tried["href"]))
    assert "结果：" in text_of(walked) and str(draft) in text_of(walked)


def test_what_is_written_is_kept_and_shown_to_everybody(wang: Any, li: Any, draft: Policy) -> None:
    browser = browser_of(wang)
    sent = asked(browser.get(step_of(draft, "submit"), seen(draft)))
    answer = browser.post(step_of(draft, "submit"), {**sent, "acknowledged": WHY})
    assert answer.status_code == 302 and state(draft) == "in_review"
    history = reverse("admin:policies_policy_history", args=[draft.pk])
    register = reverse("admin:policies_transition_change", args=[_entry()])
    for page in (form_of(draft), history, register):
        words = text_of(browser_of(li).get(page))
        assert WHY in words and FIGURE in words, page


def _entry() -> int:
    return Acknowledgement.objects.get().entry_id


def test_without_words_the_form_comes_back(wang: Any, draft: Policy) -> None:
    browser = browser_of(wang)
    sent = asked(browser.get(step_of(draft, "submit"), seen(draft)))
    answer = browser.post(step_of(draft, "submit"), {**sent, "acknowledged": "  "})
    assert answer.status_code == 409 and "规则检查有 1 处要你写明" in text_of(answer)
    assert state(draft) == "draft"


def test_a_hand_made_post_without_what_was_shown_is_refused(wang: Any, draft: Policy) -> None:
    sent = {**seen(draft), "acknowledged": WHY}
    answer = browser_of(wang).post(step_of(draft, "submit"), sent)
    assert answer.status_code == 409 and "结果变了" in text_of(answer) and WHY in text_of(answer)
    assert state(draft) == "draft"


def test_save_and_submit_leads_to_where_it_is_written(wang: Any, draft: Policy) -> None:
    browser = browser_of(wang)
    entered = make.policy_form(
        draft.region,
        draft.scenario,
        Source.objects.get(),
        answer_zh_hans="深圳参保人可以提取，到 2029 年 3 月 1 日为止。",
    )
    answer = browser.post(reverse("admin:policies_policy_add"), {**entered, "_submit": "1"})
    made = Policy.objects.exclude(pk=draft.pk).get()
    assert urlsplit(answer["Location"]).path == step_of(made, "submit") and made.state == "draft"
    assert parse_qs(urlsplit(answer["Location"]).query)["seen"] == [seen(made)["seen"]]
    assert "已保存，还没有提交审核" in said(answer)


def test_many_at_once_are_not_submitted_without_words(wang: Any, draft: Policy) -> None:
    address = reverse("admin:policies_policy_changelist")
    browser = browser_of(wang)
    listed = BeautifulSoup(browser.get(address).content, "html.parser").select_one("[name=listed]")
    assert listed is not None
    sent = {"action": "submit_selected", "_selected_action": draft.pk, "listed": listed["value"]}
    answer = browser.post(address, sent)
    assert "规则检查有 1 处要你写明" in said(answer) and state(draft) == "draft"


def test_where_nothing_is_found_one_press_submits(wang: Any) -> None:
    policy = make.make_policy(wang)
    assert findings_to_judge(policy, timezone.now()) == ()
    browser_of(wang).post(step_of(policy, "submit"), seen(policy))
    assert state(policy) == "in_review"


def test_what_was_found_since_stands_among_the_reasons(wang: Any, li: Any) -> None:
    policy = make.make_policy(wang)
    actions.submit(policy, by=wang)
    Policy._base_manager.filter(pk=policy.pk).update(
        answer_zh_hans="深圳参保人可以提取，到 2030 年 3 月 1 日为止。"
    )
    assert "作者没有写过说明的发现" in text_of(browser_of(li).get(form_of(policy)))
