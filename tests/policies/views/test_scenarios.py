"""Situations under their kinds, wherever they are listed."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "headings"),
    [
        ("/zh-hans/", "main h3"),
        ("/zh-hans/scenarios/", "main h2"),
        ("/zh-hans/regions/440000/", "main h2"),
        ("/zh-hans/check/?r=440000", "main legend"),
    ],
)
def test_each_kind_stands_once_though_situations_share_a_position(
    path: str, headings: str, client: Client
) -> None:
    make.region()
    for code, kind in [("a", "withdraw"), ("b", "use"), ("c", "withdraw")]:
        make.scenario(code, kind=kind)
    page = BeautifulSoup(client.get(path).content, "html.parser")
    kinds = [heading.get_text(strip=True) for heading in page.select(headings)]
    assert [kinds.count("取出来"), kinds.count("用起来")] == [1, 1], kinds
