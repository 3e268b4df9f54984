"""The first page of the admin, and that every model can be reached from there."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from policies.models.edition import edition_models
from policies.publishing import actions
from tests import admin_factories as make
from tests import factories as rows
from tests.admin_factories import browser_of, text_of

pytestmark = pytest.mark.django_db


def test_every_model_has_its_admin_and_every_page_opens(root: Any) -> None:
    client = browser_of(root)
    inlines = {inline.model for found in admin.site._registry.values() for inline in found.inlines}
    for label in ("policies", "guides"):
        for model in apps.get_app_config(label).get_models():
            nobody_may = not model._meta.default_permissions  # kept by the program alone
            assert nobody_may or model in admin.site._registry or model in inlines, model
            if model in admin.site._registry:
                name = f"admin:{label}_{model._meta.model_name}"
                assert client.get(reverse(f"{name}_changelist"), {"q": "甲"}).status_code == 200
                assert client.get(reverse(f"{name}_add")).status_code in (200, 403)
    assert all(model in admin.site._registry for model in edition_models())


def test_first_page_asks_nobody_to_read_again_who_may_record_nothing(li: Any) -> None:
    rows.policy(live=True)
    for person, is_asked in ((li, True), (make.make_user("rd", "Reader"), False)):
        page = text_of(browser_of(person).get(reverse("admin:index")))
        assert ("处引用" in page) is is_asked, page


def test_first_page_names_the_work_that_waits(wang: Any, li: Any) -> None:
    def says(person: Any) -> str:
        return text_of(browser_of(person).get(reverse("admin:index")))

    policy = make.make_policy(wang)
    assert "1 份你的草稿没有写完" in says(wang)
    actions.submit(policy, by=wang)
    assert "1 份等你审核" in says(li) and "等你审核" not in says(wang)
    assert "1 份你提交的，等第二个人审核" in says(wang)
    actions.reject(policy, by=li, note="文号写错了。")
    assert "1 份退回给你，等你修改" in says(wang) and "没有写完" not in says(wang)
