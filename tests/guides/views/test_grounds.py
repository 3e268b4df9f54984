"""The sources that a guide itself lists stand with those it cites."""

from __future__ import annotations

import pytest

from tests.shipped import LANGUAGES, fetch, one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content", "today")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sources_that_a_guide_lists_are_folded_with_those_it_cites(language: str) -> None:
    page = fetch(f"/{language}/guides/death/")
    assert not page.select(f'main article a[href^="/{language}/sources/"]')
    folded = one(page, "details#sources")
    assert folded.select(".prose li") and folded.select("ol.source-list > li")
    listed = [str(each["href"]) for each in page.select(".contents a")]
    assert len(listed) == len(set(listed)) == len(page.select("article h2")) + 1
