"""A server of PostgreSQL that has stopped answering costs nobody more than their patience."""

from __future__ import annotations

import psycopg
import pytest
from psycopg.errors import _WaitTimeout

from site_config import postgresql
from site_config.patience import patience

pytestmark = pytest.mark.sqlite("once is enough: no test here asks the database")


class Silent(postgresql.ImpatientConnection):
    """A connection whose server never answers."""

    def __init__(self) -> None:
        self.is_closed_by_us = False

    def __del__(self, *_args: object) -> None:
        """There is nothing to give back."""

    def close(self) -> None:
        self.is_closed_by_us = True


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> list[float | None]:
    """How long psycopg was told to wait, each time; it waits in vain."""
    told: list[float | None] = []

    def wait(self: object, gen: object, interval: float, timeout: float | None) -> object:
        told.append(timeout)
        raise _WaitTimeout

    monkeypatch.setattr(psycopg.Connection, "wait", wait)
    return told


def ask(connection: Silent, timeout: float | None = None) -> None:
    connection.wait(iter(()), timeout=timeout)  # type: ignore[arg-type]


def test_a_query_without_an_answer_fails_once_the_patience_is_over(
    limits: list[float | None],
) -> None:
    connection = Silent()
    with patience(2.5), pytest.raises(psycopg.OperationalError, match=r"within 2\.5 s"):
        ask(connection)
    assert limits == [2.5]


def test_a_connection_in_the_middle_of_an_answer_is_used_no_more(
    limits: list[float | None],
) -> None:
    connection = Silent()
    with pytest.raises(psycopg.OperationalError):
        ask(connection)
    assert connection.is_closed_by_us


def test_who_sets_a_limit_of_their_own_hears_of_it_and_keeps_the_connection(
    limits: list[float | None],
) -> None:
    """So psycopg looks for notifications: that none came is no failure."""
    connection = Silent()
    with patience(2.5), pytest.raises(_WaitTimeout):
        ask(connection, timeout=0)
    assert limits == [0] and not connection.is_closed_by_us


def test_an_answer_in_time_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(psycopg.Connection, "wait", lambda *_args, **_options: "answer")
    assert Silent().wait(iter(())) == "answer"  # type: ignore[arg-type]


def test_the_pool_gives_up_sooner_than_a_reader_and_tries_again_for_ever() -> None:
    assert postgresql.POOL["connection_class"] is postgresql.ImpatientConnection
    assert postgresql.POOL["timeout"] == 2
    assert postgresql.POOL["reconnect_timeout"] == 3
