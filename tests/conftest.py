"""What every test shares: no network, a fresh vocabulary, three people of the editorial office."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction
from django.template import Template
from django.test import TransactionTestCase
from django.test.utils import _TestState
from pytest_django import DjangoDbBlocker
from pytest_django.plugin import blocking_manager_key

from policies.publishing import database_rules
from policies.rules.regions import known_provinces
from policies.rules.vocabulary import vocabulary
from tests import factories as make
from tests.cheap_states import make_cheaper
from tests.databases import EMPTY, States, states
from tests.shipped import FOLDER, TODAY, key, put_shipped

STATES = pytest.StashKey[States]()
LOCAL = {"127.0.0.1", "::1", "localhost"}


def pytest_configure(config: pytest.Config) -> None:
    """Pages name static files plainly: no test depends on whether they were collected.

    Passwords are hashed in no time.
    """
    settings.STATIC_ROOT = settings.VAR_DIR / "no-static-files"
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    backend = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": backend}}


class NetworkRefused(RuntimeError):
    """A test tried to reach another machine."""


def _guarded(connect: Callable[..., Any]) -> Callable[..., Any]:
    def guard(self: socket.socket, address: Any) -> Any:
        if isinstance(address, tuple) and address[0] not in LOCAL:
            raise NetworkRefused(f"tests use no network, but this one calls {address}")
        return connect(self, address)

    return guard


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Only this machine can be reached."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _guarded(socket.socket.connect))
        patch.setattr(socket.socket, "connect_ex", _guarded(socket.socket.connect_ex))
        yield


@pytest.fixture(autouse=True, scope="session")
def plain_pages(django_test_environment: None) -> Iterator[None]:
    """Pages are rendered as on the site: nobody keeps a copy of the context of each template.

    Django's tests do, for `response.context`, at a fifteenth of the cost of a page.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", _TestState.saved_data.template_render)  # type: ignore[attr-defined]
        yield


@pytest.fixture(scope="session")
def cheap_migrations() -> Iterator[None]:
    """Whatever migrates in this process does so with less work for Django's states."""
    with pytest.MonkeyPatch.context() as patch:
        make_cheaper(patch)
        yield


@pytest.fixture(scope="session")
def migrated_once(
    request: pytest.FixtureRequest, cheap_migrations: None
) -> Iterator[pytest.MonkeyPatch]:
    """Until undone: where Django migrates its new test database, a migrated one is copied."""

    def call(name: str, **options: Any) -> None:
        def command() -> None:
            call_command(name, **options)

        if name == "migrate":
            kept = request.config.stash[STATES] = states()
            kept.make_empty(key(settings.BASE_DIR), command, FOLDER)
        else:
            command()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.core.management.call_command", call)
        yield patch


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    migrated_once: pytest.MonkeyPatch,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """The test database, and the states of it that are kept; see `tests.databases`."""
    migrated_once.undo()
    assert STATES in request.config.stash, "without a test marked django_db there is no database"
    yield
    with django_db_blocker.unblock():
        request.config.stash[STATES].close()


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest, django_db_setup: None) -> States:
    """The states of the test database."""
    return request.config.stash[STATES]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """What a test with real transactions wrote or flushed is put back, groups included."""
    yield
    marker = item.get_closest_marker("django_db")
    if nextitem and marker and marker.kwargs.get("transaction"):
        with item.config.stash[blocking_manager_key].unblock():
            item.config.stash[STATES].restore()


@pytest.fixture(scope="module")
def content(database: States, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The shipped content, for the tests of one module."""
    with django_db_blocker.unblock():
        put_shipped(database)
    yield
    with django_db_blocker.unblock():
        database.put(EMPTY)


@pytest.fixture(scope="module")
def rows_of_module(database: States, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """What fixtures of a module write while this one stands is taken back after its last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def today() -> Iterator[time_machine.Traveller]:
    """Noon in China on the day the content was compiled."""
    with time_machine.travel(TODAY, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True, scope="session")
def _rules_let_the_cleaning_pass() -> Iterator[None]:
    """Emptying the tables after a test that committed deletes what was approved.

    Django's flush makes the rules again, as it sends the signal after migrations.
    """
    case: Any = TransactionTestCase
    clean = case._fixture_teardown

    def lift_and_clean(self: TransactionTestCase) -> None:
        database_rules.remove()
        clean(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(case, "_fixture_teardown", lift_and_clean)
        yield


@pytest.fixture(autouse=True)
def _fresh_vocabulary() -> Iterator[None]:
    """Both are kept by state of publication, which a rolled-back test does not change."""
    vocabulary.cache_clear()
    known_provinces.cache_clear()
    yield
    vocabulary.cache_clear()
    known_provinces.cache_clear()


@pytest.fixture
def permit(db: None) -> Iterator[None]:
    """Shared rows may change while this test runs, as they may in an approval."""
    with make.permitted("a test"):
        yield


@pytest.fixture
def author(db: None) -> User:
    """Writes."""
    return make.user("author")


@pytest.fixture
def approver(db: None) -> User:
    """Approves what the author wrote."""
    return make.user("approver")


@pytest.fixture
def reader(db: None) -> User:
    """May only look."""
    return make.user("reader")
