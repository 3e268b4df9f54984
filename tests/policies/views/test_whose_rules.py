"""What the page of a place says first of its rules; nothing stands above the nation."""

from __future__ import annotations

import pytest
from django.test import Client

from policies.models import Region
from policies.speech import Said
from policies.views.whose_rules import lead_of


def lead(level: str, own: int = 0, gone: int = 0, undated: int = 0) -> str:
    return lead_of(Region(level=level), Said("某地", ""), own, gone, undated)


@pytest.mark.parametrize("counts", [(13, 0, 0), (0, 1, 0), (0, 0, 1), (0, 0, 0)])
def test_nothing_stands_above_the_nation(counts: tuple[int, int, int]) -> None:
    assert "上级" not in lead(Region.Level.NATION, *counts)
    assert "参保地的规定" in lead(Region.Level.NATION, *counts)
    assert "上级" in lead(Region.Level.PROVINCE, *counts)


@pytest.mark.django_db
@pytest.mark.usefixtures("today", "content")
@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_the_page_of_the_nation_names_no_level_above(client: Client, language: str) -> None:
    nation = client.get(f"/{language}/regions/100000/").content.decode()
    province = client.get(f"/{language}/regions/320000/").content.decode()
    for words in ("上级地区", "上級地區", "higher level"):
        assert words not in nation
    assert any(words in province for words in ("上级地区", "上級地區", "higher level"))
