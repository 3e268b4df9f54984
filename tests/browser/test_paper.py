"""What is printed: the sheet for the counter is one page, whatever stands on it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from policies.models import Requirement

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
PAGE = re.compile(rb"/Type\s*/Page\b")


def longest() -> tuple[str, str]:
    """The place and the situation with the most papers."""
    names = ("procedure__region__code", "procedure__scenario__code")
    rows: list[tuple[str, str]] = list(Requirement.objects.values_list(*names))
    return max(sorted(set(rows)), key=rows.count)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_longest_sheet_is_one_page_of_a4(site: str, window: Any, language: str) -> None:
    page = window(scripts=True)
    page.goto(f"{site}/{language}/regions/{'/'.join(longest())}/sheet/")
    assert page.locator("ul.requirements > li").count() > 5
    assert len(PAGE.findall(page.pdf(format="A4"))) == 1


def test_a_whole_guide_is_printed_with_its_sources_and_where_its_links_lead(
    site: str, window: Any
) -> None:
    page = window(800, scripts=True)
    page.goto(f"{site}/zh-hans/guides/death/")
    page.emulate_media(media="print")
    last = page.locator("#sources .source-list > li").last
    assert last.bounding_box()["height"] > 0
    link = ".prose a[href^='/']"
    behind = f"""getComputedStyle(document.querySelector("{link}"), "::after").content"""
    assert page.locator(link).first.get_attribute("href") in page.evaluate(behind)
    assert page.locator(".contents").is_hidden()
