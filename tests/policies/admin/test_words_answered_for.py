"""Who proposes an option that no rule takes is told what would be found, keeps what was entered,
and answers it; who approves sees what nobody answered."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from policies.models import Option, Proposal, Question
from policies.publishing import proposals
from tests import factories as make
from tests.admin_factories import browser_of, text_of
from tests.policies.admin.saving.desk import fields_of

pytestmark = pytest.mark.django_db
FOUND = [
    f"选项“你退休了吗？{each}”没有一条规则接受：选它的人都是“不可以”。" for each in ("还没退", "no")
] + ["选项“你退休了吗？还没退”和“你退休了吗？no”在每条规则里都一样。"]
WHY = "退休前后要分开写。"


def asked() -> Question:
    """A question that a live rule asks."""
    policy = make.policy()
    make.condition(policy)
    make.publish(policy)
    return Question.objects.get()


def test_what_would_be_found_is_told_and_what_was_entered_stays(wang: Any) -> None:
    browser = browser_of(wang)
    address = reverse("admin:policies_question_change", args=[asked().pk])
    option = {"code": "notyet", "text_zh_hans": "还没退", "position": 9}
    entered = {f"options-2-{name}": value for name, value in option.items()}
    sent = fields_of(browser.get(address)) | entered | {"options-TOTAL_FORMS": 3, "_save": ""}
    refused = browser.post(address, {**sent, "proposal_why": WHY})
    words = text_of(refused)
    assert all(each in words for each in FOUND) and "原样抄进" in words
    page = BeautifulSoup(refused.content, "html.parser")
    kept = [each.get_text() for each in page.select("textarea")] + [words]
    assert refused.status_code == 409
    assert all(any(text in each for each in kept) for text in ("还没退", WHY))
    assert not Proposal.objects.exists()
    answered = "\n".join([*FOUND, WHY])
    assert browser.post(address, {**sent, "proposal_why": answered}).status_code == 302
    assert FOUND[0] in Proposal.objects.get().why


def test_the_approver_sees_what_nobody_answered(wang: Any, li: Any) -> None:
    option = Option(question=make.question(), code="notyet", text_zh_hans="还没退", position=9)
    proposal = proposals.propose_new(option, by=wang, why=WHY)
    address = reverse("admin:policies_proposal_change", args=[proposal.pk])
    assert FOUND[0] not in text_of(browser_of(li).get(address))
    asked()
    page = browser_of(li).get(address)
    step = BeautifulSoup(page.content, "html.parser").select_one("[data-verb=approve]")
    assert step and step.select("button[disabled]")
    assert all(each in step.get_text() for each in FOUND)
