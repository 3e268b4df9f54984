"""Change anything: a page whose bytes change has another name, and no page of before is given.

The name of a page is a digest of its bytes, so what could go wrong is an answer from memory: the
state of the site (the token of what is published, and the day) stays while a page changes.
"""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import Any

import time_machine
from django.core.wsgi import get_wsgi_application
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from policies.public_page import Kind
from policies.publishing import events
from site_config.http.names import name_of
from site_config.pages import PAGES
from tests.running import IS_LONG, examples
from tests.shipped import TODAY
from tests.site_config.http.kept_site import Answer, Server, one_connection
from tests.site_config.http.random_changes import begin, change_something, forget

CHANGES = 50 if IS_LONG else 3  # forty times fifty in the long tier
FEW, MANY = (
    4,
    60 if IS_LONG else 16,
)  # addresses that are looked at after a change, and after one without a word
OTHERS = (
    "/zh-hans/regions/440300/death/", "/zh-hans/regions/440000/settle-abroad/?on=2026-12-31",
    "/en/regions/440000/settle-abroad/", "/zh-hans/compare/?regions=440000,440300",
    "/zh-hant/regions/440000/", "/zh-hans/changes/?region=440000",
)  # fmt: skip
Pages = dict[str, bytes]


def addresses() -> list[str]:
    """One of each page, and some more; of those that say the same as Markdown only one."""
    places = {page.name: next(iter(page.places(TODAY.date(), TODAY)), None) for page in PAGES}
    found = [
        reverse(page.name, args=place.arguments)
        for page in PAGES
        if (place := places[page.name]) and page.is_kept and page.kind is not Kind.REDIRECT
    ]
    texts = [each for each in found if each.endswith(".md")]
    return [each for each in found if each not in texts[1:]] + list(OTHERS)


def state() -> tuple[str, str]:
    return events.token(timezone.now()), str(timezone.localdate())


def shown(pages: list[str]) -> Pages:
    """What each page says now, made anew; nothing for what is none any more."""
    found = {}
    for address in pages:
        answer = Client().get(address)
        found[address] = answer.content if answer.status_code == 200 else b""
        assert not found[address] or answer.headers["ETag"] == name_of(answer.content), address
    return found


class Bytes(TestCase):
    @settings(max_examples=examples(2), phases=[Phase.generate])
    @given(st.integers(0, 2**32))
    def test_bytes_change_only_with_the_state(self, seed: int) -> None:
        random, done = Random(seed), Counter[str]()  # noqa: S311 - changes of a test
        begin()
        kept = Server(get_wsgi_application())
        with time_machine.travel(TODAY, tick=False) as clock:
            pages = addresses()
            for _time in range(CHANGES):
                few = random.sample(pages, FEW)
                names = {each: asked(kept, each).headers.get("ETag", "") for each in few}
                change, is_silent = self.something_changes(random, clock, pages)
                done[change] += 1
                done["of which silent"] += is_silent
                self.given_as_they_are(kept, names)
        print(f"{dict(done)}, {len(pages)} pages")

    def something_changes(self, random: Random, clock: Any, pages: list[str]) -> tuple[str, bool]:
        """One change; where it leaves the state as it is, pages are as they were."""
        known, now, drawn = state(), timezone.now(), random.getstate()
        with transaction.atomic():
            change = change_something(random, clock)
            is_silent = state() == known
            transaction.set_rollback(is_silent)
        if is_silent:  # take it back, look at the pages, and do it again
            clock.move_to(now)
            pages = Random(str(drawn)).sample(pages, min(MANY, len(pages)))  # noqa: S311 - pages of a test
            before = shown(pages)
            random.setstate(drawn)
            change_something(random, clock)
            after = shown(pages) if state() == known else before
            assert [each for each in pages if before[each] != after[each]] == [], change
        return change, is_silent

    def given_as_they_are(self, kept: Server, names: dict[str, str]) -> None:
        """Of the kept pages: who has a page is told that it is the same exactly if it is, also if
        the process had remembered nothing."""
        told = {each: asked(kept, each, name) for each, name in names.items()}
        forget()
        for address, page in shown(list(names)).items():
            answer, is_same = told[address], names[address] == name_of(page)
            assert (answer.status[:3] in ("200", "304")) == bool(page), address
            assert not page or answer.status.startswith("304" if is_same else "200"), address
            assert is_same or not page or answer.body == page, address


def asked(kept: Server, address: str, name: str = "") -> Answer:
    """What a kept page answers in the state of now."""
    kept.state.state = (state()[0], timezone.localdate())
    with one_connection():
        return kept.ask(address, HTTP_IF_NONE_MATCH=name)
