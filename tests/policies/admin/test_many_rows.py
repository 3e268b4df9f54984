"""Steps taken for many rows at once from the list."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from policies.models import Policy
from tests import admin_factories as make
from tests.admin_factories import (
    browser_of,
    published,
    said,
)

pytestmark = pytest.mark.django_db
State = Policy.State

LIST = "admin:policies_policy_changelist"


def test_bulk_action_does_each_row_and_names_the_refused(wang: Any, li: Any) -> None:
    good = make.make_policy(wang)
    refused = published(wang, li, scenario=make.make_scenario("death", name_zh_hans="去世"))
    rows = {"action": "submit_selected", "_selected_action": [good.pk, refused.pk]}
    response = browser_of(wang).post(reverse(LIST), rows)
    good.refresh_from_db()
    refused.refresh_from_db()
    assert good.state == State.IN_REVIEW and refused.state == State.APPROVED
    assert refused.code in said(response) and "没有" in said(response)


def test_neither_approval_unseen_nor_return_unexplained_nor_deletion_is_offered_for_many_rows(
    wang: Any, root: Any
) -> None:
    make.make_policy(wang)
    authors = browser_of(wang).get(reverse(LIST)).content.decode()
    assert "submit_selected" in authors
    assert "approve_selected" not in browser_of(root).get(reverse(LIST)).content.decode()
    assert "reject_selected" not in browser_of(root).get(reverse(LIST)).content.decode()
    assert "delete_selected" not in browser_of(root).get(reverse(LIST)).content.decode()
