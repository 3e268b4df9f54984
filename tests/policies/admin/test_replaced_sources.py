"""An editor who replaces a source is told what was cleared, and nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry

from policies.models import Policy, PolicyCitation
from tests import factories as make
from tests.admin_factories import browser_of, form_of, make_policy, policy_form, said

pytestmark = pytest.mark.django_db


def sent(policy: Policy, citation: PolicyCitation, **fields: Any) -> dict[str, Any]:
    """The form of a policy with one stored citation, of another source now."""
    other = make.source("other", title="另一份文件")
    return policy_form(
        policy.region,
        policy.scenario,
        other,
        **{
            "citations-INITIAL_FORMS": 1,
            "citations-0-id": citation.pk,
            "citations-0-policy": policy.pk,
            "citations-0-quote": citation.quote,
            "citations-0-seen_on": "2026-11-22",
        }
        | fields,
    )


@pytest.fixture
def policy(wang: Any) -> Policy:
    made = make_policy(wang)
    made.citations.update(quote="可以申请。")
    return made


def test_the_form_says_what_was_cleared_and_why(wang: Any, policy: Policy) -> None:
    citation = policy.citations.get()
    answer = browser_of(wang).post(form_of(policy), sent(policy, citation, _save="保存草稿"))
    words = said(answer)
    assert "换成了“另一份文件”" in words and "已经清空" in words
    assert "条款“第十二条”" in words and "原文摘录“可以申请。”" in words and "2026-11-22" in words
    citation.refresh_from_db()
    assert (citation.locator, citation.quote, citation.seen_on) == ("条号未见", "", None)
    assert any("可以申请。" in each.get_change_message() for each in LogEntry.objects.all())


def test_what_was_cleared_is_not_submitted_unseen(wang: Any, policy: Policy) -> None:
    posted = sent(policy, policy.citations.get(), _submit="保存并提交审核")
    answer = browser_of(wang).post(form_of(policy), posted)
    assert "没有提交审核" in said(answer)
    policy.refresh_from_db()
    assert policy.state == "draft"


def test_what_was_written_with_the_new_source_is_submitted(wang: Any, policy: Policy) -> None:
    new = {"locator": "第三条", "quote": "另外的话。", "seen_on": "2026-11-20"}
    fields = {f"citations-0-{name}": value for name, value in new.items()}
    posted = sent(policy, policy.citations.get(), _submit="保存并提交审核", **fields)
    assert "清空" not in said(browser_of(wang).post(form_of(policy), posted))
    policy.refresh_from_db()
    assert policy.state == "in_review" and policy.citations.get().quote == "另外的话。"
