"""What the program writes down: a JSON object a line, without what anybody typed.

nginx writes a line for each request, under an id (deploy/nginx.conf); here stands what went wrong,
under the same id. A query is in neither. The message of an error may quote a row or an address, so
of an error that somebody's request met only its kind and its way through the code are kept.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import traceback
from contextvars import ContextVar
from types import TracebackType

request_id: ContextVar[str] = ContextVar("request_id", default="")  # empty outside of requests


class JsonLines(logging.Formatter):
    """Time, level, where from, what; the request's id and the error, if there is one."""

    def format(self, record: logging.LogRecord) -> str:
        at = dt.datetime.fromtimestamp(record.created, dt.UTC)
        line: dict[str, object] = {
            "time": at.isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage().partition("?")[0],
        }
        if asked := request_id.get():
            line["request"] = asked
        if record.exc_info and record.exc_info[1]:
            line["error"] = kinds(record.exc_info[1])
            line["at"] = places(record.exc_info[2])
            if not asked:
                line["said"] = str(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def kinds(error: BaseException) -> list[str]:
    """What kind of error it is, and what it followed from."""
    found: list[str] = []
    following: BaseException | None = error
    while following is not None and len(found) < 10:
        found.append(type(following).__qualname__)
        following = following.__cause__ or following.__context__
    return found


def places(trace: TracebackType | None) -> list[str]:
    """The way through the code: file, line and function, the last one last."""
    frames = traceback.extract_tb(trace)
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
