"""In which state the site is, without asking the database for every reader."""

from __future__ import annotations

import datetime as dt
import threading
import time

from django.db import DatabaseError, InterfaceError, close_old_connections
from django.utils import timezone

from policies.publishing import events
from site_config.counted import DATABASE_ERRORS
from site_config.patience import FOR_READERS, patience

ASKED_EVERY = 0.5  # seconds
ASKED_AGAIN = 5.0  # seconds after the database did not answer

State = tuple[str, dt.date]  # the token of what is published, and the day in China


class StateOfTheSite:
    """What is published and which day it is, asked for now and then, and remembered while the
    database does not answer."""

    def __init__(self) -> None:
        self._token: str | None = None
        self._asking = threading.Lock()
        self._due = 0.0

    def now(self) -> State | None:
        """The state of the site; None as long as it was never read."""
        # Who knows one goes on with it while another asks: the database may take its time.
        if time.monotonic() >= self._due and self._asking.acquire(blocking=self._token is None):
            try:
                if time.monotonic() >= self._due:
                    self._ask()
            finally:
                self._asking.release()
        return None if self._token is None else (self._token, timezone.localdate())

    def _ask(self) -> None:
        close_old_connections()
        try:
            with patience(FOR_READERS):
                self._token = events.token(timezone.now())
            self._due = time.monotonic() + ASKED_EVERY
        except (DatabaseError, InterfaceError):
            DATABASE_ERRORS.labels("state").inc()
            self._due = time.monotonic() + ASKED_AGAIN
        finally:
            close_old_connections()
