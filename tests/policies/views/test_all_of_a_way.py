"""What has to be so is shown whole: no condition waits behind something to open."""

from __future__ import annotations

import pytest

from tests.shipped import LANGUAGES, fetch, one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content", "today")]
AND = {"zh-hans": "并且", "zh-hant": "並且", "en": "and"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", ["440300", "320281", "320106"])
def test_every_condition_of_a_way_is_shown_and_joined_to_the_one_before(
    language: str, place: str
) -> None:
    page = fetch(f"/{language}/regions/{place}/death/")
    ways = page.select("#conditions ol.ways > li")
    assert len(ways) > 1
    for way in ways:
        first, *others = way.select("ul.ways > li")
        assert not any(row.find_parent("details") for row in (first, *others))
        assert first.find("b") is None
        assert [one(row, "b").get_text() for row in others] == [AND[language]] * len(others)


def test_where_to_find_something_out_is_read_later() -> None:
    page = fetch("/zh-hans/regions/440300/death/")
    asked = page.select("#conditions li[data-asked=no]")
    assert any(row.select("details.condition__where > summary") for row in asked)
