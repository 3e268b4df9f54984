"""The markup of every page in every language holds; the rules of it each find their fault."""

from __future__ import annotations

import pytest
from django.test import Client

from guides.models import Guide
from policies.public_page import PublicPage
from tests.shipped import TODAY
from tests.site_config.asked_pages import LANGUAGES, addresses, answer, on_every_page_to_read
from tests.site_config.markup import mistakes


@on_every_page_to_read
@pytest.mark.django_db
@pytest.mark.usefixtures("content", "today")
def test_every_page_is_well_formed(page: PublicPage) -> None:
    found = {
        address: wrong
        for _language, address in addresses(page)
        if (wrong := mistakes(answer(address).content.decode()))
    }
    assert found == {}


@pytest.mark.django_db
@pytest.mark.usefixtures("content", "today")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_guide_is_well_formed(language: str) -> None:
    """Their headings become anchors, in each language others."""
    found = {}
    for slug in sorted(set(Guide.objects.live(TODAY).values_list("slug", flat=True))):
        shown = Client().get(f"/{language}/guides/{slug}/")
        if wrong := mistakes(shown.content.decode()):
            found[slug] = wrong
    assert found == {}


@pytest.mark.parametrize(
    ("page", "wrong"),
    [
        ('<p id="a"></p><p id="a"></p>', "id a 2 times"),
        ('<a href="#b">x</a>', "nothing is called b"),
        ('<label for="c">x</label>', "nothing is called c"),
        ("<div><p></div>", "</div> closes what is not open"),
        ("<div>", "<div> is never closed"),
        ("<p><div></div></p>", "<div> among words: ['p']"),
        ("<a><span><a></a></span></a>", "<a> inside <a>"),
        ("<div><li></li></div>", "<li> in <div>"),
        ("<ul><p></p></ul>", "<p> in <ul>"),
        ('<p class="a" class="b"></p>', "class twice in <p>"),
        ("<div/>", "<div/> outside a drawing"),
    ],
)
def test_each_fault_is_found(page: str, wrong: str) -> None:
    assert wrong in mistakes(page)


def test_what_is_well_formed_has_no_fault() -> None:
    page = '<!DOCTYPE html><ul id="a"><li><a href="#a">x</a><br><svg><path d="M0 0"/></svg></ul>'
    assert mistakes(page.replace("</ul>", "</li></ul>")) == []
