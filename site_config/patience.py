"""How long whoever asks may wait for one answer of the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# Seconds. PostgreSQL cancels statements after 10 by itself; these are for a server that has
# stopped answering at all.
FOR_EDITORS = 15.0
FOR_READERS = 2.5
# Commands wait for one another: who loads content while another loads waits until that one is done.
FOR_COMMANDS = 600.0
_patience: ContextVar[float] = ContextVar("patience", default=FOR_COMMANDS)


def seconds() -> float:
    """How long whoever asks now is ready to wait."""
    return _patience.get()


@contextmanager
def patience(limit: float) -> Iterator[None]:
    """Inside, a query without an answer for so many seconds fails with OperationalError."""
    reset = _patience.set(limit)
    try:
        yield
    finally:
        _patience.reset(reset)
