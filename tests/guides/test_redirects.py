"""Addresses that moved: followed to their end in one hop, the query kept, never to themselves."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from policies.models import Region
from policies.publishing import actions
from tests import factories as make
from tests.policies.rules.test_applicability import rolled_back
from tests.running import examples

pytestmark = pytest.mark.django_db
LANGUAGES = [code for code, _name in settings.LANGUAGES]
BEFORE = make.NOON - make.DAY


def led(client: Client, address: str) -> tuple[int, str]:
    """The status of an address, and where it leads."""
    response: Any = client.get(address)
    return response.status_code, response.headers.get("Location", "")


def renamed(*slugs: str, **columns: Any) -> None:
    """A guide that had these addresses, one after the other; the last is live."""
    guide = make.guide(slug=slugs[0], live=True, at=BEFORE, **columns)
    for number, slug in enumerate(slugs[1:], 1):
        guide = make.new_version(guide, at=BEFORE + number * make.DAY / 10, slug=slug)


@pytest.mark.parametrize("language", LANGUAGES)
def test_former_address_of_a_renamed_guide_leads_to_its_name_of_today(
    client: Client, language: str
) -> None:
    renamed("first", "second")
    make.old_address("/help/", became="/guides/first/")
    assert led(client, f"/{language}/help/") == (301, f"/{language}/guides/second/")


def test_guide_that_takes_back_its_first_name_leads_one_way_only(client: Client) -> None:
    renamed("a", "b", "a")
    assert led(client, "/zh-hans/guides/b/") == (301, "/zh-hans/guides/a/")
    assert led(client, "/zh-hans/guides/a/") == (200, "")


@time_machine.travel(make.NOON, tick=False)
def test_no_browser_keeps_a_redirect_longer_than_a_page(client: Client) -> None:
    """One that kept a → b for ever would go round once b leads to a."""
    renamed("a", "b")
    kept = client.get("/zh-hans/guides/a/").headers["Cache-Control"]
    assert kept == client.get("/zh-hans/guides/b/").headers["Cache-Control"]
    assert "max-age=60," in kept and "immutable" not in kept


def test_former_address_of_a_merged_region_leads_to_what_it_became(client: Client) -> None:
    heir = make.region()
    middle = make.region("440002", "乙市", level="prefecture", successor=heir)
    make.region("440001", "甲市", level="prefecture", successor=middle)
    make.scenario()
    make.old_address("/jia/", became="/regions/440001/settle-abroad/")
    assert led(client, "/en/jia/") == (301, "/en/regions/440000/settle-abroad/")


def test_former_address_of_what_was_withdrawn_says_why_at_once(client: Client) -> None:
    guide = make.guide(slug="wrong", live=True, at=BEFORE)
    actions.withdraw(guide, by=make.user("approver"), reason="引错了文件。", now=make.NOON)
    make.old_address("/help/", became="/guides/wrong/")
    response: Any = client.get("/zh-hans/help/")
    assert response.status_code == 410 and "引错了文件。" in response.content.decode()


def test_the_reason_at_the_end_of_a_chain_is_told_at_once(client: Client) -> None:
    make.old_address("/a/", became="/b/")
    make.old_address("/b/", gone_because="并入了别的页面。")
    response: Any = client.get("/zh-hans/a/")
    assert response.status_code == 410 and "并入了别的页面。" in response.content.decode()


@pytest.mark.parametrize(
    ("became", "asked", "leads"),
    [
        ("/compare/", "?regions=110000,310000&page=2", "/compare/?regions=110000,310000&page=2"),
        ("/compare/", "?on=2027-01-01&from=timeline", "/compare/?on=2027-01-01"),
        ("/questions/?about=death#who", "?page=2", "/questions/?about=death&page=2#who"),
        ("/questions/?about=death", "?about=other", "/questions/?about=death"),
        ("/check/", "?r=440300&ret=no&abroad=-", "/check/?r=440300&ret=no&abroad=-"),
        ("/guides/", "?isappinstalled=0&nsukey=x", "/guides/"),
    ],
)  # fmt: skip
def test_the_query_is_kept_but_for_what_others_added(
    client: Client, became: str, asked: str, leads: str
) -> None:
    make.old_address("/old/", became=became)
    assert led(client, f"/zh-hans/old/{asked}") == (301, f"/zh-hans{leads}")


@pytest.mark.parametrize("path", ["", "settle-abroad/"])
def test_a_merged_region_keeps_the_day_asked_about(client: Client, path: str) -> None:
    make.region("440001", "甲市", level="prefecture", successor=make.region())
    make.scenario()
    address = f"/zh-hans/regions/440001/{path}?on=2027-01-01&known_on=2026-12-01&from=wx"
    leads = f"/zh-hans/regions/440000/{path}?on=2027-01-01&known_on=2026-12-01"
    assert led(client, address) == (301, leads)


@pytest.mark.parametrize("became", ["guides/how-to", "https://evil.example/", "//evil.example/"])
def test_what_was_stored_before_any_rule_leads_nowhere_else(client: Client, became: str) -> None:
    make.lift_database_rules()
    make.old_address("/old/", became=became)
    assert led(client, "/zh-hans/old/") == (404, "")


SLUGS, CODES = ["a", "b", "c", "d"], ["440001", "440002", "440003"]
PATHS = [f"/guides/{slug}/" for slug in SLUGS] + [f"/regions/{code}/" for code in CODES]
PATHS += ["/x/", "/y/", "/guides/"]
histories = st.lists(st.lists(st.sampled_from(SLUGS), min_size=1, max_size=3), max_size=2)
targets = st.dictionaries(st.sampled_from(PATHS), st.sampled_from([*PATHS, ""]), max_size=6)
heirs = st.dictionaries(st.sampled_from(CODES), st.sampled_from(CODES), max_size=3)


@hypothesis(
    max_examples=examples(20),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(history=histories, became=targets, merged=heirs)
def test_whatever_is_stored_one_hop_leads_to_a_page_or_a_reason_and_never_back(
    history: list[list[str]], became: dict[str, str], merged: dict[str, str]
) -> None:
    """Rows of before any rule: circles, targets that are not there, names given up and taken."""
    client = Client()
    with rolled_back():
        make.lift_database_rules()
        regions = {code: make.region(code, f"{code}市", level="prefecture") for code in CODES}
        for code, heir in merged.items():
            if code != heir:
                make.change(Region.objects.get(code=code), successor=regions[heir])
        taken: set[str] = set()
        for slugs in history:
            if not taken.intersection(slugs):
                renamed(*slugs)
                taken.update(slugs)
        for path, target in became.items():
            words = {"became": target} if target else {"gone_because": "没有了。"}
            make.old_address(path, **words)
        for path in PATHS:
            status, location = led(client, f"/zh-hans{path}")
            assert status in (200, 301, 404, 410), path
            if status != 301:
                continue
            assert urlsplit(location).path != f"/zh-hans{path}"
            end = led(client, location)[0]
            known = urlsplit(location).path.removeprefix("/zh-hans")
            assert end == 200 or (end == 404 and known.startswith("/guides/")), (path, location)
