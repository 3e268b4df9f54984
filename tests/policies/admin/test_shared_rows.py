"""Rows that editions share keep their codes and stay while something names them."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from policies.models import Proposal
from tests import admin_factories as make
from tests import factories as rows
from tests.admin_factories import browser_of, said, text_of
from tests.policies.admin.saving.desk import fields_of

pytestmark = pytest.mark.django_db


def test_a_scenario_that_a_guide_names_is_not_proposed_for_deletion(root: Any) -> None:
    scenario, client = make.make_scenario("vaccine"), browser_of(root)
    guide = rows.guide()
    guide.scenarios.set([scenario])
    address = reverse("admin:policies_scenario_delete", args=[scenario.pk])
    page = client.get(address)
    assert "出境定居怎样取" in text_of(page)
    answer = client.post(address, fields_of(page) | {"why": "不用了"})
    assert "不能删除" in said(answer) and not Proposal.objects.exists()


def test_codes_are_chosen_once(root: Any) -> None:
    client, question = browser_of(root), rows.question("ret", ("no",))
    option = question.options.get()
    address = reverse("admin:policies_question_change", args=[question.pk])
    sent = {
        "code": "other",
        "text_zh_hans": "您退休了没有？",
        "changeable": "time",
        "position": 0,
        "options-TOTAL_FORMS": 1,
        "options-INITIAL_FORMS": 1,
        "options-0-id": option.pk,
        "options-0-question": question.pk,
        "options-0-code": "other",
        "options-0-text_zh_hans": "还没有",
        "options-0-position": 0,
        "proposal_why": "说得更清楚",
    }
    assert client.post(address, sent).status_code == 302
    wanted = {each.code: each.values_after for each in Proposal.objects.all()}
    assert set(wanted) == {"ret", "ret=no"}
    assert all("code" not in values for values in wanted.values())


def test_the_history_of_a_row_is_for_those_who_may_see_it(root: Any) -> None:
    row = rows.material()
    address = reverse("admin:policies_material_history", args=[row.pk])
    assert browser_of(root).get(address).status_code == 200
    nobody = User.objects.create(username="nobody", is_staff=True)
    assert browser_of(nobody).get(address).status_code == 403
    gone = reverse("admin:policies_material_history", args=[row.pk + 1])
    assert browser_of(root).get(gone).status_code == 404
