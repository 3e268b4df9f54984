"""What one city publishes renews its own pages in every cache, and no others."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client

from policies.models import Policy
from policies.publishing import actions
from tests import factories as make
from tests.running import IS_WHOLE
from tests.shipped import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content", "today")]
PLACE, EVENT = "440300", "death"
BELOW = ["/zh-hans/regions/440305/death/", "/zh-hans/regions/440306/death/"]
ELSEWHERE = ["/zh-hans/regions/440305/settle-abroad/", "/zh-hans/regions/440106/death/"]
INSTANT = dt.timedelta(hours=2)
MOST = 12  # addresses of a language, besides districts without a rule of their own
CONCERNED = re.compile(rf"/zh-hans/((regions|scenarios)/({PLACE}|{EVENT})/.*|[a-z-]+/)?")
EVERY = 10 if IS_WHOLE else 60  # of the pages about other places and other things


def sitemap() -> list[str]:
    """Every address of the sitemap in Simplified Chinese; in the short tier some of the pages that
    this rule should not concern."""
    found = re.findall(r"<loc>https?://[^/]+(/zh-hans/[^<]*)</loc>", text("/sitemap.xml"))
    concerned = [each for each in found if CONCERNED.fullmatch(each)]
    return concerned + [each for each in found if each not in concerned][::EVERY]


def text(address: str) -> str:
    return Client().get(address).content.decode()


def names(addresses: list[str]) -> dict[str, str]:
    return {address: Client().get(address).headers["ETag"] for address in addresses}


def test_a_rule_of_one_city_changes_few_pages(today: Any) -> None:
    addresses = [*sitemap(), *BELOW, *ELSEWHERE]
    before = names(addresses)
    rule = Policy.objects.get(region__code=PLACE, scenario__code=EVENT, version=1)
    draft: Any = actions.revise(rule, by=make.user("author"))
    draft.answer_zh_hans = f"{draft.answer_zh_hans}（改了几个字）"
    draft.save()
    make.publish(draft, at=TODAY, publish_at=TODAY + INSTANT)
    assert names(addresses) == before, "nothing that is scheduled is told early"
    today.shift(INSTANT)
    after = names(addresses)
    changed = [address for address in addresses if before[address] != after[address]]
    assert set(BELOW) <= set(changed) and not set(ELSEWHERE) & set(changed)
    assert f"/zh-hans/regions/{PLACE}/{EVENT}/" in changed
    assert f"/zh-hans/scenarios/{EVENT}/" in changed
    assert len(set(changed) - set(BELOW)) <= MOST, changed


def test_midnight_changes_few_pages(today: Any) -> None:
    addresses = sitemap()
    before = names(addresses)
    today.shift(make.DAY)
    after = names(addresses)
    changed = [address for address in addresses if before[address] != after[address]]
    assert len(changed) <= MOST, changed
