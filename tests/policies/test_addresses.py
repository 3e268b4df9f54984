"""An address is looked up once in a language and stays what Django says it is."""

from __future__ import annotations

import pytest
from django.urls import NoReverseMatch, reverse, set_script_prefix
from django.utils import translation

from policies.addresses import address_of


@pytest.mark.parametrize("language", ["zh-hans", "en", "zh-hant"])
def test_it_is_the_address_in_the_language_of_the_moment(language: str) -> None:
    with translation.override(language):
        assert address_of("region", "440300") == reverse("region", args=["440300"])
        assert address_of("region", "440300").startswith(f"/{language}/")
        assert address_of("short-version", "24VT6", 2) == reverse(
            "short-version", args=["24VT6", 2]
        )


def test_a_site_below_a_path_leads_to_its_own_pages() -> None:
    at_the_root = address_of("home")
    set_script_prefix("/below/")
    try:
        assert address_of("home") == f"/below{at_the_root}"
    finally:
        set_script_prefix("/")
    assert address_of("home") == at_the_root


def test_a_page_that_is_not_there_has_no_address() -> None:
    for _ in range(2):
        with pytest.raises(NoReverseMatch):
            address_of("region", "44")
