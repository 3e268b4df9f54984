"""What is published, asked for now and then and not for each reader."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import OperationalError
from django.utils import timezone

from site_config.http import site_state
from site_config.http.site_state import StateOfTheSite


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1000.0]
    monkeypatch.setattr("site_config.http.site_state.time.monotonic", lambda: now[0])
    monkeypatch.setattr(site_state, "close_old_connections", lambda: None)
    return now


@pytest.fixture
def tokens(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the database answers next; an exception where it does not."""
    answers: list[Any] = []

    def token(_at: dt.datetime) -> str:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return str(answer)

    monkeypatch.setattr("site_config.http.site_state.events.token", token)
    return answers


def test_it_is_asked_for_twice_a_second_at_most(clock: list[float], tokens: list[Any]) -> None:
    tokens += ["1", "2"]
    state = StateOfTheSite()
    assert [state.now() for _time in range(3)] == [("1", timezone.localdate())] * 3
    clock[0] += site_state.ASKED_EVERY
    assert (state.now() or "?")[0] == "2" and tokens == []


def test_it_is_remembered_while_the_database_is_away(clock: list[float], tokens: list[Any]) -> None:
    tokens += [OperationalError(), "1", OperationalError(), "2"]
    state = StateOfTheSite()
    assert state.now() is None, "never read"
    clock[0] += site_state.ASKED_AGAIN
    assert (state.now() or "?")[0] == "1"
    clock[0] += site_state.ASKED_EVERY
    assert (state.now() or "?")[0] == "1"
    clock[0] += site_state.ASKED_EVERY
    assert (state.now() or "?")[0] == "1" and len(tokens) == 1, "not asked for again at once"
    clock[0] += site_state.ASKED_AGAIN
    assert (state.now() or "?")[0] == "2"


def test_nobody_waits_for_another_who_asks(clock: list[float], tokens: list[Any]) -> None:
    tokens.append("1")
    state = StateOfTheSite()
    state.now()
    clock[0] += site_state.ASKED_EVERY
    with state._asking:
        assert (state.now() or "?")[0] == "1"
