"""Steps taken for many rows at once from the list."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from policies.models import Policy, PolicyCitation
from tests import admin_factories as make
from tests.admin_factories import (
    browser_of,
    published,
    said,
)

pytestmark = pytest.mark.django_db
State = Policy.State

LIST = "admin:policies_policy_changelist"


def listed(browser: Client) -> dict[str, Any]:
    """What a browser sends that ticks every row of the list and presses the button."""
    page = BeautifulSoup(browser.get(reverse(LIST)).content, "html.parser")
    names = ("_selected_action", "listed")
    sent = {name: [str(e["value"]) for e in page.select(f"input[name={name}]")] for name in names}
    return {"action": "submit_selected", **sent}


def test_bulk_action_does_each_row_and_names_the_refused(wang: Any, li: Any) -> None:
    good = make.make_policy(wang)
    refused = published(wang, li, scenario=make.make_scenario("death", name_zh_hans="去世"))
    browser = browser_of(wang)
    response = browser.post(reverse(LIST), listed(browser))
    good.refresh_from_db()
    refused.refresh_from_db()
    assert good.state == State.IN_REVIEW and refused.state == State.APPROVED
    assert refused.code in said(response) and "只有草稿可以提交" in said(response)


@pytest.mark.parametrize("reason", ["文字又改了", "请先打开这一版"])
def test_bulk_action_leaves_a_text_that_is_not_the_one_listed_and_names_it(
    wang: Any, reason: str
) -> None:
    same = make.make_policy(wang)
    other = make.make_policy(wang, scenario=make.make_scenario("death", name_zh_hans="去世"))
    browser = browser_of(wang)
    sent = listed(browser)
    if reason == "文字又改了":
        PolicyCitation.objects.filter(policy=other).update(locator="第十三条")
    else:
        sent["listed"] = [each for each in sent["listed"] if each.split()[0] == str(same.pk)]
    told = said(browser.post(reverse(LIST), sent))
    states = {row.pk: row.state for row in Policy.objects.all()}
    assert states == {same.pk: State.IN_REVIEW, other.pk: State.DRAFT}
    assert f"没有提交审核“{other}”：" in told and reason in told and f"“{same}”" not in told


def test_neither_approval_unseen_nor_return_unexplained_nor_deletion_is_offered_for_many_rows(
    wang: Any, root: Any
) -> None:
    make.make_policy(wang)
    authors = browser_of(wang).get(reverse(LIST)).content.decode()
    assert "submit_selected" in authors
    assert "approve_selected" not in browser_of(root).get(reverse(LIST)).content.decode()
    assert "reject_selected" not in browser_of(root).get(reverse(LIST)).content.decode()
    assert "delete_selected" not in browser_of(root).get(reverse(LIST)).content.decode()
