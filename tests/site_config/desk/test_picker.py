"""What the pickers of forms offer."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import admin_factories as desk
from tests import factories as make

pytestmark = pytest.mark.django_db
REGIONS = {"app_label": "policies", "model_name": "policy", "field_name": "region"}


def offered(client: Client, term: str) -> tuple[list[str], int]:
    """The names that a picker of regions offers, and how many queries they cost."""
    with CaptureQueriesContext(connection) as captured:
        answer = client.get("/admin/autocomplete/", REGIONS | {"term": term})
    return [each["text"] for each in answer.json()["results"]], len(captured)


def test_counties_of_one_name_are_told_apart_by_where_they_lie() -> None:
    client = desk.browser_of(desk.make_user("wang", "Author"))
    jiangsu, fujian = make.region("320000", "江苏省"), make.region("350000", "福建省")
    nanjing = make.region("320100", "南京市", level="prefecture", parent=jiangsu)
    make.region("320106", "鼓楼区", level="county", parent=nanjing)
    _names, cost_of_one = offered(client, "鼓楼")
    fuzhou = make.region("350100", "福州市", level="prefecture", parent=fujian)
    make.region("350102", "鼓楼区", level="county", parent=fuzhou)
    names, cost = offered(client, "鼓楼")
    assert names == ["鼓楼区 320106（南京市 · 江苏省）", "鼓楼区 350102（福州市 · 福建省）"]
    assert cost == cost_of_one
    assert offered(client, "江苏")[0] == ["江苏省 320000"]
