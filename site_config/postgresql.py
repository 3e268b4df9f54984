"""Connections to PostgreSQL that wait no longer than whoever asked is ready to."""

from __future__ import annotations

import psycopg
from psycopg.abc import RV, PQGen
from psycopg.errors import _WaitTimeout
from psycopg.rows import TupleRow

from site_config import patience


class ImpatientConnection(psycopg.Connection[TupleRow]):
    """A connection that does not wait for ever for a server that hangs."""

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        limit = patience.seconds() if timeout is None else timeout
        try:
            return super().wait(gen, interval, limit)
        except _WaitTimeout as error:
            if timeout is not None:
                raise
            self.close()  # in the middle of an answer: of no more use
            raise psycopg.OperationalError(f"no answer within {limit:g} s") from error


# A free connection, or a new one, within two seconds. A lost server is tried again with every
# request, and not ever more seldom: the pool's own way is to wait up to five minutes.
POOL = {
    "connection_class": ImpatientConnection,
    "min_size": 1,
    "max_size": 16,
    "timeout": 2,
    "reconnect_timeout": 3,
}
