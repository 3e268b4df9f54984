"""Whether an act changes the token of what is published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from policies.publishing import events

LATER = dt.datetime(2099, 1, 1, tzinfo=dt.UTC)


def changes_token(act: Callable[[], Any], at: dt.datetime = LATER) -> bool:
    before = events.token(at)
    act()
    return events.token(at) != before
