"""Former addresses lead somewhere: to a page of this site, without going in a circle."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from guides.models import OldAddress
from tests import factories as make

pytestmark = pytest.mark.django_db


def refusal(**columns: Any) -> dict[str, list[str]]:
    """What is wrong with an old address by field; empty if it is taken."""
    try:
        OldAddress(**columns).full_clean()
    except ValidationError as error:
        return error.message_dict
    return {}


@pytest.mark.parametrize(
    "became", ["/guides/", "/guides/new/", "/questions/?about=death#who", "/compare/", "/"]
)
def test_an_address_of_this_site_is_taken(became: str) -> None:
    make.guide(slug="new", live=True)
    assert refusal(path="/guides/old/", became=became) == {}


@pytest.mark.parametrize(
    "became",
    [
        "https://evil.example/", "//evil.example/", "evil", "/zh-hans/guides/x/", "/en",
        "/no/such/place/", "/guides/a b/", "/\\evil.example/",
    ],
)  # fmt: skip
def test_what_is_no_address_of_this_site_is_refused(became: str) -> None:
    assert "became" in refusal(path="/guides/old/", became=became)


@pytest.mark.parametrize("path", ["/zh-hans/guides/old/", "guides/old/", "/guides/old"])
def test_a_path_with_a_language_or_without_its_ends_is_refused(path: str) -> None:
    assert "path" in refusal(path=path, became="/guides/")


def test_what_became_itself_is_refused() -> None:
    found = refusal(path="/guides/a/", became="/guides/a/")
    assert found["became"] == ["绕成了圈，读者永远走不到头：/guides/a/ → /guides/a/。"]


def test_a_circle_is_refused_and_named() -> None:
    make.old_address("/guides/b/", became="/guides/c/")
    make.old_address("/guides/c/", became="/guides/a/")
    (message,) = refusal(path="/guides/a/", became="/guides/b/")["became"]
    assert "/guides/a/ → /guides/b/ → /guides/c/ → /guides/a/" in message


def test_a_changed_row_is_followed_as_it_will_be() -> None:
    make.lift_database_rules()
    row = make.old_address("/guides/a/", became="/guides/b/")
    make.old_address("/guides/b/", became="/guides/a/")
    row.became, row.gone_because = "", "并入了别的页面。"
    row.full_clean()


def test_a_chain_of_former_addresses_is_taken() -> None:
    make.old_address("/former/", became="/guides/")
    assert refusal(path="/guides/a/", became="/former/") == {}


def test_the_address_of_a_living_page_is_refused() -> None:
    guide, claim = make.guide(live=True), make.fact_check(live=True)
    region, scenario, source = make.region(), make.scenario(), make.source()
    for path in (
        "/", "/guides/", "/compare/", f"/guides/{guide.slug}/", f"/fact-checks/{claim.slug}/",
        f"/regions/{region.code}/", f"/regions/{region.code}/{scenario.code}/",
        f"/scenarios/{scenario.code}/", f"/sources/{source.code}/",
    ):  # fmt: skip
        assert refusal(path=path, gone_because="没有了。").keys() == {"path"}, path


def test_the_address_of_a_page_that_is_not_there_is_taken() -> None:
    draft = make.guide()
    for path in (
        f"/guides/{draft.slug}/", "/fact-checks/gone/", "/regions/999999/", "/no/such/place/",
        "/regions/440000/settle-abroad/", "/scenarios/gone/", "/sources/gone/",
    ):  # fmt: skip
        assert refusal(path=path, gone_because="没有了。") == {}, path
