"""The long lists read their rows once for each state of publication."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as make

pytestmark = pytest.mark.usefixtures("afternoon")
LISTS = {"/zh-hans/fact-checks/": "guides_factcheck", "/zh-hans/questions/": "guides_faq"}


def asked(client: Client, address: str) -> tuple[str, list[str]]:
    """A page, and what was read of the rows that it lists."""
    with CaptureQueriesContext(connection) as found:
        page: Any = client.get(address)
    assert page.status_code == 200
    table = LISTS[address.partition("?")[0]]
    return page.content.decode(), [e["sql"] for e in found if f'FROM "{table}"' in e["sql"]]


@pytest.mark.parametrize("address", LISTS)
def test_they_are_read_once_and_again_when_something_is_published(
    client: Client, address: str
) -> None:
    make.fact_check(live=True, claim_zh_hans="第一条说法")
    make.faq(live=True, question_zh_hans="第一个问题？")
    first, read = asked(client, address)
    assert len(read) == 1
    again, read = asked(client, address)
    assert again == first and not read
    make.fact_check(live=True, slug="second", claim_zh_hans="第二条说法")
    make.faq(live=True, slug="second", question_zh_hans="第二个问题？")
    later, read = asked(client, address)
    assert len(read) == 1
    assert "第二条说法" in later or "第二个问题？" in later


@pytest.mark.parametrize(
    "address", ["/zh-hans/fact-checks/?region=440000", "/zh-hans/questions/?about=general"]
)
def test_a_part_of_a_list_leaves_the_whole_as_it_was(client: Client, address: str) -> None:
    for number in range(3):
        make.fact_check(live=True, slug=f"check-{number}", claim_zh_hans=f"第{number}条说法")
        make.faq(live=True, slug=f"faq-{number}", question_zh_hans=f"第{number}个问题？")
    whole = address.partition("?")[0]
    before, _read = asked(client, whole)
    client.get(address)
    assert asked(client, whole) == (before, [])
