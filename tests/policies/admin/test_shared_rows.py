"""Rows that editions share keep their codes and stay while something names them."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from policies.models import Option, Question, Region
from tests import admin_factories as make
from tests import factories as rows
from tests.admin_factories import browser_of, text_of

pytestmark = pytest.mark.django_db


def test_a_region_in_use_cannot_be_deleted(root: Any, wang: Any) -> None:
    policy = make.make_policy(wang)
    address = reverse("admin:policies_region_delete", args=[policy.region_id])
    page = browser_of(root).get(address)
    assert page.status_code == 200 and policy.code in text_of(page)
    browser_of(root).post(address, {"post": "yes"})
    assert Region.objects.filter(pk=policy.region_id).exists()


def test_a_scenario_that_a_published_guide_names_cannot_be_deleted(root: Any) -> None:
    scenario = make.make_scenario("vaccine")
    guide = rows.guide()
    guide.scenarios.set([scenario])
    address = reverse("admin:policies_scenario_delete", args=[scenario.pk])
    assert browser_of(root).post(address, {"post": "yes"}).status_code == 403
    rows.publish(guide)
    assert browser_of(root).post(address, {"post": "yes"}).status_code == 403
    assert list(guide.scenarios.all()) == [scenario]


def test_codes_are_chosen_once(root: Any) -> None:
    client = browser_of(root)
    question = Question.objects.create(code="ret", text_zh_hans="您退休了吗？", changeable="time")
    option = Option.objects.create(question=question, code="no", text_zh_hans="没有")
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
    }
    assert client.post(address, sent).status_code == 302
    question.refresh_from_db()
    option.refresh_from_db()
    assert (question.code, question.text_zh_hans) == ("ret", "您退休了没有？")  # type: ignore[attr-defined]
    assert (option.code, option.text_zh_hans) == ("no", "还没有")  # type: ignore[attr-defined]
