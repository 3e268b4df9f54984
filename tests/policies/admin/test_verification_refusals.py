"""What the queue of passages refuses, and what it says of a text that is being revised."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from policies.models import Policy, Verification
from policies.publishing import actions
from tests import admin_factories as make
from tests import factories as rows
from tests.admin_factories import browser_of, form_of, said

pytestmark = pytest.mark.django_db
QUEUE = "/admin/policies/verification/queue/"


@pytest.fixture
def checker() -> Client:
    return browser_of(make.make_user("checker", "Approver"))


def key_of(policy: Policy) -> str:
    return f"policies.policy-{policy.citations.get().pk}"


def test_a_change_in_what_is_being_revised_opens_no_second_draft_and_names_the_first(
    checker: Client,
) -> None:
    policy = rows.policy(live=True)
    draft = actions.revise(policy, by=rows.user("author"))
    found = {"passage": key_of(policy), "result": "changed", "note": "第十二条改了"}
    sent = found | {"day": timezone.localdate().isoformat()}
    told = said(checker.post(QUEUE, sent))
    assert f"{draft} 已经有没有完成的草稿，那份草稿上标明了“来源已变”。" in told
    assert Policy._base_manager.count() == 2
    assert "来源已变" in checker.get(form_of(draft)).content.decode()


@pytest.mark.parametrize(
    ("said_of_it", "reason"),
    [
        ({"passage": "policies.policy-999999"}, "选中的引用有的已经不在网站上"),
        ({"passage": "policies.policy-abc"}, "选中的引用有的已经不在网站上"),
        ({"passage": "nothing"}, "选中的引用有的已经不在网站上"),
        ({"passage": []}, "请先选出核对过的引用"),
        ({"result": "perhaps"}, "perhaps"),
        ({"result": "changed", "note": ""}, "请写明原文变了什么"),
        ({"day": "2999-01-01"}, "核对日期还没有到"),
        ({"day": "昨天"}, "日期"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_all_that_was_entered(
    checker: Client, said_of_it: dict[str, Any], reason: str
) -> None:
    policy = rows.policy(live=True)
    sent = {
        "passage": key_of(policy),
        "result": "gone",
        "note": "写了半页的话",
        "day": "2026-11-01",
    }
    answer = checker.post(QUEUE, sent | said_of_it)
    assert answer.status_code == 422 and not Verification.objects.exists()
    page = answer.content.decode()
    assert reason in page
    assert (sent | said_of_it)["note"] in page
