"""Permissions stand in the forms of accounts and groups in Chinese."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User

from tests.admin_factories import browser_of, group_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["user", "group"])
def test_every_permission_that_is_offered_is_named_in_chinese(kind: str) -> None:
    root = User.objects.create_superuser("root")
    pk, field = (
        (root.pk, "user_permissions") if kind == "user" else (group_of("Author").pk, "permissions")
    )
    page = BeautifulSoup(
        browser_of(root).get(f"/admin/auth/{kind}/{pk}/change/").content, "html.parser"
    )
    offered = [each.text for each in page.select(f"select[name={field}] option")]
    assert {"政策：增加", "政策：修改", "政策：删除", "政策：查看"} <= set(offered)
    assert [each for each in offered if "Can " in each or "device" in each.lower()] == []
