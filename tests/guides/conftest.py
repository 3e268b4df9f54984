"""What tests of the reading pages share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine

from tests import factories as make


@pytest.fixture
def afternoon(db: None) -> Iterator[None]:
    """The clock stands an hour after everything the factories publish."""
    with time_machine.travel(make.NOON + dt.timedelta(hours=1), tick=False):
        yield
