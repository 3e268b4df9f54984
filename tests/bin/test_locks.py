"""A migration never makes readers wait: it gives a lock up that it cannot have, and tries again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from types import ModuleType
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connection, transaction
from psycopg.errors import LockNotAvailable, QueryCanceled

from site_config.patience import FOR_READERS
from tests.bin.scripts import script

READ = "SELECT count(*) FROM guides_term"
CHANGE = "ALTER TABLE guides_term ADD COLUMN tried integer"


@pytest.fixture(scope="module")
def prepare() -> ModuleType:
    """The script as a module."""
    return script("prepare")


class Step:
    """Fails with an error as often as told."""

    def __init__(self, failures: int, cause: Exception) -> None:
        self.failures, self.cause, self.tried = failures, cause, 0

    def __call__(self) -> None:
        self.tried += 1
        if self.tried <= self.failures:
            raise OperationalError("canceling statement") from self.cause


@pytest.fixture
def patiently(prepare: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """The function, where the database is not asked."""
    monkeypatch.setattr(connection, "vendor", "sqlite")
    done: Callable[..., None] = prepare.patiently
    return done


@pytest.mark.sqlite("once is enough: no database is asked")
def test_a_lock_that_cannot_be_had_is_tried_again(
    patiently: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    step = Step(2, LockNotAvailable())
    patiently(step, tries=5, pause=0)
    assert step.tried == 3
    assert [line.count("再试") for line in capsys.readouterr().err.splitlines()] == [1, 1]


@pytest.mark.sqlite("once is enough: no database is asked")
def test_it_is_not_tried_for_ever(patiently: Callable[..., None]) -> None:
    step = Step(9, LockNotAvailable())
    with pytest.raises(OperationalError):
        patiently(step, tries=4, pause=0)
    assert step.tried == 4


@pytest.mark.sqlite("once is enough: no database is asked")
def test_another_failure_is_not_tried_again(patiently: Callable[..., None]) -> None:
    step = Step(9, QueryCanceled())
    with pytest.raises(OperationalError):
        patiently(step, tries=4, pause=0)
    assert step.tried == 1


def other_connection() -> psycopg.Connection[Any]:
    """As another process has it."""
    values = connection.get_connection_params()
    names = ("host", "port", "user", "password", "dbname")
    return psycopg.connect(**{name: values[name] for name in names if name in values})


@pytest.fixture
def reading() -> Iterator[psycopg.Connection[Any]]:
    """A long report reads the table in a transaction that stays open."""
    with closing(other_connection()) as held:
        held.execute(READ)
        yield held


@pytest.mark.postgresql
@pytest.mark.django_db
def test_readers_pass_while_a_migration_waits_for_its_lock(
    prepare: ModuleType, reading: psycopg.Connection[Any]
) -> None:
    """Behind a waiting ALTER TABLE every reader waits; it must end before they give up."""
    waits, failed = threading.Event(), list[Exception]()

    def read() -> None:
        waits.wait()
        try:
            with closing(other_connection()) as reader:
                reader.execute(f"SET statement_timeout = {int(FOR_READERS * 1000)}")
                reader.execute(READ)
        except psycopg.Error as error:
            failed.append(error)

    def change() -> None:
        waits.set()
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(CHANGE)

    reader = threading.Thread(target=read)
    reader.start()
    with pytest.raises(OperationalError) as given_up:
        prepare.patiently(change, tries=1, pause=0)
    reader.join()
    assert isinstance(given_up.value.__cause__, LockNotAvailable)
    assert not failed
    reading.rollback()
    prepare.patiently(change, tries=1, pause=0)  # the report has ended
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("3s",), "who loads content waits for others as ever"


@pytest.mark.postgresql
@pytest.mark.django_db
def test_two_machines_do_not_prepare_one_database_at_once(prepare: ModuleType) -> None:
    asked = f"SELECT pg_try_advisory_lock({prepare.PREPARING})"
    prepare.wait_for_other_machines()
    try:
        with closing(other_connection()) as other:
            assert other.execute(asked).fetchone() == (False,)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_advisory_unlock({prepare.PREPARING})")
    with closing(other_connection()) as other:
        assert other.execute(asked).fetchone() == (True,)
