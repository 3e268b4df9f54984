"""A rule in doubt is said to be in every page, file and feed that shows it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.utils import translation
from pytest_django import DjangoDbBlocker

from policies.rules.state import State
from tests.databases import States
from tests.policies.views.test_doubts import ATOM, YESTERDAY, doubtful, entries
from tests.shipped import LANGUAGES, TODAY, fetch, one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DOUBTS = [State.OVERDUE, State.DOUBTED]
HTML = [
    "regions/440000/settle-abroad/",
    "regions/440000/",
    "scenarios/settle-abroad/",
    "compare/?regions=440000",
    "check/?r=440000&e=settle-abroad&ret=yes",
    "sources/guangdong-yuefuban-2021-56/",
]


@pytest.fixture(scope="module", params=DOUBTS)
def state(
    request: pytest.FixtureRequest, database: States, django_db_blocker: DjangoDbBlocker
) -> Iterator[State]:
    """A rule in this state stands, made once for all who look at it."""
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(TODAY, tick=False):
            doubtful(request.param)
        yield request.param
        transaction.set_rollback(True)


def words(state: State, language: str) -> str:
    with translation.override(language):
        return str(state.label)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", HTML)
def test_every_page_says_it_in_words_and_shape(state: State, address: str, language: str) -> None:
    page = fetch(f"/{language}/{address}")
    badge = one(page, f".verdict[data-kind='{state.value}']")
    assert words(state, language) in badge.text
    assert one(badge, "use")["href"] == f"#i-{state.value}"
    assert one(page, f"symbol#i-{state.value}")
    with translation.override(language):
        assert "（" in badge.text or "(" in badge.text


def test_the_verdict_stays_what_it_was(state: State) -> None:
    answer = one(fetch("/zh-hans/regions/440000/settle-abroad/"), "article[data-verdict]")
    assert answer["data-verdict"] == "conditional" and answer["data-kind"] == state.value
    cell = one(fetch("/zh-hans/compare/?regions=440000"), "td[data-verdict]")
    assert cell["data-verdict"] == "conditional" and "有条件" in cell.text
    found = one(fetch("/zh-hans/check/?r=440000&e=settle-abroad&ret=yes"), "article[data-outcome]")
    assert found["data-outcome"] == "conditional" and found["data-kind"] == state.value


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_page_says_it_in_a_sentence_with_the_day(state: State, language: str) -> None:
    page = fetch(f"/{language}/regions/440000/settle-abroad/")
    notice = one(page, "main .notice[data-kind=warning]")
    assert YESTERDAY.isoformat() in notice.text


def rows(address: str) -> list[dict[str, Any]]:
    response = Client().get(address)
    text = response.content.decode().removeprefix("\ufeff")
    if ".csv" in address:
        return list(csv.DictReader(io.StringIO(text)))
    data = json.loads(text)
    return next(value for value in data.values() if isinstance(value, list) and value)


@pytest.mark.parametrize(
    "address",
    [
        "/data/policies.csv",
        "/data/policies.json",
        "/zh-hans/compare.csv?regions=440000",
        "/zh-hans/compare.json?regions=440000",
    ],
)
def test_programs_are_told_the_state_beside_the_verdict(state: State, address: str) -> None:
    (row,) = rows(address)
    assert (row["verdict"], row["state"]) == ("conditional", state.value)


def test_the_feed_and_the_list_of_changes_name_it(state: State) -> None:
    (entry,) = entries()
    (category,) = entry.findall(f"{ATOM}category")
    assert category.get("term") == state.value
    assert words(state, "zh-hans") in str(entry.findtext(f"{ATOM}title"))
    assert words(state, "zh-hans") in one(fetch("/zh-hans/changes/"), "ol.changes").text
