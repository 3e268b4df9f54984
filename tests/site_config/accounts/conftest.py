"""An editor at noon, and the site where the second factor is enforced."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.contrib.auth.models import User
from pytest_django.fixtures import Settings

from tests.admin_factories import PASSWORD, make_user

NOON = dt.datetime(2026, 11, 26, 4, tzinfo=dt.UTC)


@pytest.fixture
def wang(db: None) -> User:
    """An author with a password."""
    return make_user("wang", "Author", password=PASSWORD)


@pytest.fixture
def noon() -> Iterator[time_machine.Traveller]:
    """Noon in China, until the test moves the clock."""
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def enforced(settings: Settings) -> None:
    """As where SITE_URL is https."""
    settings.SECOND_FACTOR_ENFORCED = True
