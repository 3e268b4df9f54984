"""Which addresses are copied, and where their files lie."""

from __future__ import annotations

import pytest

from policies.languages import CODES
from site_config.export import addresses
from site_config.export.addresses import file_of, is_copied, is_followed, narrowed, units
from site_config.pages import PAGES
from tests.shipped import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content")]


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/zh-hans/", "zh-hans/index.html"),
        ("/en/regions/440300/death/", "en/regions/440300/death/index.html"),
        ("/en/questions/?about=death", "en/questions/index~about=death.html"),
        ("/r/NTCMN/v1", "r/NTCMN/v1.html"),
    ],
)
def test_a_page_lies_where_no_address_leads(address: str, file: str) -> None:
    assert file_of(address, is_page=True) == file


@pytest.mark.parametrize("address", ["/r/NTCMN.svg", "/sitemap.xml", "/en/compare.csv"])
def test_other_files_lie_where_their_address_says(address: str) -> None:
    assert file_of(address, is_page=False) == address[1:]


def test_every_page_is_copied_but_what_is_typed_sent_asked_or_leads_on() -> None:
    left_out = {page.name for page in PAGES if not is_copied(page)}
    assert left_out == {
        "check", "search", "feedback", "message", "short", "root", "healthz", "readyz"
    }  # fmt: skip


def test_every_place_is_copied_once_in_each_language_with_its_text() -> None:
    found = list(units(TODAY.date(), TODAY))
    every = [address for unit in found for address in unit]
    assert len(every) == len(set(every)) > 5000
    for language in CODES:
        page = f"/{language}/regions/440300/death/"
        assert (page, page.rstrip("/") + ".md") in found
        assert (f"/{language}/", f"/{language}/index.md") in found
    assert ("/r/NTCMN.svg",) in found and ("/data/policies.csv",) in found


@pytest.mark.parametrize(
    ("address", "followed"),
    [
        ("/zh-hans/compare/?kind=use", True),
        ("/zh-hans/compare/?kind=use&regions=440300", False),  # two: too many
        ("/zh-hans/regions/440300/death/?on=2027-01-01", True),
        ("/zh-hans/regions/440300/death/?known_on=2027-01-01", False),
        ("/zh-hans/check/?r=440300", False),
        ("/zh-hans/scenarios/?r=440300", False),  # says the same without it
        ("/zh-hans/questions/?about=../../x", False),
        ("/zh-hans/no-such-page/?on=2027-01-01", False),
    ],
)
def test_what_a_parameter_narrows_is_copied_where_it_says_something_else(
    address: str, followed: bool
) -> None:
    assert is_followed(address) is followed


def test_what_a_page_leads_to_is_read_from_its_links() -> None:
    page = (
        '<a href="/en/questions/?about=death">a</a> <a href="/en/questions/?about=death#x">b</a>'
        '<a href="/en/check/?r=440300&amp;e=death">c</a> <a href="https://gov.cn/?about=x">d</a>'
        '<a href="/en/compare/?kind=use">e</a>'
    )
    assert narrowed(page) == ["/en/compare/?kind=use", "/en/questions/?about=death"]


def test_each_followed_parameter_is_one_that_its_page_reads() -> None:
    read = {page.name: set(page.parameters) for page in PAGES}
    assert all(names <= read[page] for page, names in addresses.FOLLOWED.items())


def test_the_day_decides_what_there_is() -> None:
    """Where a rule takes effect later there is a page of what changes; afterwards there is none."""
    later = TODAY.replace(year=2040)
    today, then = (
        {unit[0] for unit in units(at.date(), at) if unit[0].endswith("/changes/")}
        for at in (TODAY, later)
    )
    assert then < today
