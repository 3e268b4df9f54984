"""Release 2f4f2af with editors' work in it, brought up to date: everything answers as before."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from policies.models import Contact, Edition, Question, Verification
from policies.models.canonical import same_content
from policies.models.edition import edition_models
from policies.models.made_from import TARGETS, Standing
from policies.models.translated import column, translated_fields
from policies.pack.load import load_content
from policies.pack.read import default_roots
from policies.publishing import database_rules, ledger
from policies.publishing.verification import passages_of
from tests.databases import EMPTY, States
from tests.running import IS_WHOLE, is_dealt_here
from tests.upgrade.added_since import without_what_was_added
from tests.upgrade.answered_anew import recorded_answer
from tests.upgrade.asking import ask
from tests.upgrade.old_release import put_release, recorded
from tests.upgrade.since_2f4f2af import (
    expected,
    promised,
    reordered,
)
from tests.upgrade.told_anew import without_order

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("old")]
RELEASE = "2f4f2af"
INSTANT = dt.datetime.fromisoformat(recorded(RELEASE, "editions")["instant"])
PERMANENT = re.compile(r"/r/|/data/|/[^/]*$")
EVERY = 1 if IS_WHOLE else 6  # of the other pages, which share a few dozen views


@pytest.fixture(scope="module")
def old(database: States, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The old database after today's migrations, for the tests of this module."""
    with django_db_blocker.unblock():
        put_release(database, RELEASE)
    yield
    with django_db_blocker.unblock():
        database.put(EMPTY)


def editions() -> dict[tuple[str, int], Edition]:
    found = [row for model in edition_models() for row in model._base_manager.all()]
    return {(row.code, row.version): row for row in found}


def test_every_edition_is_what_it_was() -> None:
    was = {(row["code"], row["version"]): row for row in recorded(RELEASE, "editions")["editions"]}
    now = editions()
    assert set(now) == set(was) and len(was) > 100
    for key, row in now.items():
        for name in ("state", "content_hash", "previous_hash"):
            assert getattr(row, name) == was[key][name], key
        assert row._meta.label_lower == was[key]["model"]
        text = json.dumps(was[key]["content"])
        assert same_content(type(row), text, row.content()), key


def test_every_hash_is_of_the_text_that_was_kept() -> None:
    verified = list(ledger.verify())
    assert [each for each in verified if each.damages] == []
    assert len(verified) == len([row for row in editions().values() if row.approved_at])


def test_the_rules_of_the_database_are_todays() -> None:
    assert database_rules.missing() == []


def test_translations_of_then_are_taken_as_made_from_the_text_they_stood_beside() -> None:
    """Nobody noted what they were made from: what equals a conversion is one."""
    known = {Standing.CONVERTED: 0, Standing.WRITTEN: 0, Standing.MISSING: 0}
    for row in editions().values():
        for field in set(translated_fields(type(row))) - row.unmarked:
            for language in TARGETS:
                if standing := row.standing_of(field, language):
                    known[standing] += 1
                    marked = column(field, language) in row.translation_state
                    assert marked == (standing != Standing.MISSING)
    assert min(known.values()) > 10


def addresses() -> list[str]:
    """Permanent and open-data addresses, and of the others some, or all in the long tier.

    Two stages share them: the rows are compared on both databases, the pages made of them on one.
    """
    known = list(recorded(RELEASE, "pages"))
    lasting = [address for address in known if PERMANENT.match(address)]
    asked = lasting + [each for each in known if each not in lasting][::EVERY]
    return [address for address in asked if is_dealt_here(address)]


def test_every_address_answers_as_it_did() -> None:
    pages, browser = recorded(RELEASE, "pages"), Client()
    differing = {}
    with time_machine.travel(INSTANT, tick=False):
        for address in addresses():
            was = promised(address, expected(address, recorded_answer(address, pages)))
            page = ask(browser, address)
            if instead := reordered(address, page):
                page = ask(browser, instead)
            now = promised(address, without_what_was_added(address, page))
            was, now = without_order(address, was, now)
            if difference := {k: (was.get(k), now[k]) for k in now if was.get(k) != now[k]}:
                differing[address] = difference
    assert differing == {}


def shipped_beside(folder: Path, taken: set[str]) -> dict[str, Path]:
    """A copy of the shipped content in which addresses that are in use here are others."""
    for area, root in default_roots().items():
        shutil.copytree(root, folder / area)
    for file in [*folder.rglob("*.yaml"), *folder.rglob("*.md")]:
        text = re.sub(
            r"(?m)\bslug: (\S+)$",
            lambda found: found[0] + ("-shipped" if found[1] in taken else ""),
            file.read_text("utf-8"),
        )
        name, _dot, ending = file.name.partition(".")
        is_guide = file.parent.name == "guides" and name in taken
        file.unlink()
        other = file.with_name(f"{name}-shipped.{ending}") if is_guide else file
        other.write_text(text, "utf-8")
    return {area: folder / area for area in default_roots()}


def test_loading_the_shipped_content_keeps_what_editors_did(tmp_path: Path) -> None:
    before = editions()
    taken = {getattr(row, "slug", "") for row in before.values()}
    report = load_content(shipped_beside(tmp_path, taken), now=INSTANT)
    after = editions()
    for key, row in before.items():
        if not row.origin:
            assert (after[key].state, after[key].content_hash) == (row.state, row.content_hash), key
    theirs = {row.code for row in before.values() if not row.origin}
    assert not [key for key in set(after) - set(before) if key[0] in theirs]
    assert report.created > 3000 and report.kept
    assert Contact.objects.get(code="shenzhen-desk").phone == "0755-87654321"
    job: Any = Question.objects.get(code="job")
    assert job.hint_zh_hans == "看缴费记录。"
    assert [each for each in ledger.verify() if each.damages] == []


def test_days_of_verification_became_records_of_their_code() -> None:
    """Two days of the fixture: authors' drafts on the first, the approver on rows of the pack."""
    records = list(Verification.objects.select_related("person"))
    assert {record.result for record in records} == {"unchanged"}
    assert {str(record.person) for record in records} == {"author", "approver"}
    rows = list(editions().values())
    cited = {passage for row in rows for passage in passages_of(row)}
    assert {record.passage for record in records} <= cited
    assert len({record.passage for record in records}) == len(records) >= len(edition_models())
    for record in records:
        assert timezone.localtime(record.at).date() == record.day
        assert timezone.localtime(record.at).time() == dt.time.min
