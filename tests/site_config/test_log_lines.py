"""Lines of the log: JSON, with the request's id, without what anybody typed."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from site_config.log_lines import JsonLines, request_id

pytestmark = pytest.mark.sqlite("once is enough: no database is asked")
NAME = "5f0c" * 8


@pytest.fixture
def asked() -> Iterator[None]:
    """Inside a request."""
    before = request_id.set(NAME)
    yield
    request_id.reset(before)


def line(message: str = "something", *args: object, failed: Exception | None = None) -> Any:
    """What is written of it."""
    info = None
    if failed:
        try:
            raise failed
        except type(failed):
            info = sys.exc_info()
    record = logging.LogRecord("site", logging.ERROR, "x.py", 1, message, args, info)
    written = JsonLines().format(record)
    assert "\n" not in written
    return json.loads(written)


def test_a_line_is_an_object_with_when_how_bad_where_and_what() -> None:
    written = line("%s pages", 3)
    assert set(written) == {"time", "level", "logger", "message"}
    assert (written["level"], written["logger"]) == ("ERROR", "site")
    assert written["message"] == "3 pages"
    assert written["time"].endswith("+00:00")


@pytest.mark.usefixtures("asked")
def test_a_line_of_a_request_has_its_id() -> None:
    assert line()["request"] == NAME


@pytest.mark.usefixtures("asked")
def test_of_an_error_in_a_request_its_kind_and_way_are_written_and_nothing_it_quotes() -> None:
    failed = ValueError("invalid literal: 110101199003077715")
    failed.__cause__ = KeyError("张三")
    written = line(failed=failed)
    assert written["error"] == ["ValueError", "KeyError"]
    assert written["at"][-1].endswith(" line")
    assert "1101" not in json.dumps(written) and "张三" not in json.dumps(
        written, ensure_ascii=False
    )


def test_an_error_of_a_command_says_what_it_says() -> None:
    assert line(failed=ValueError("no such file"))["said"] == "no such file"


def test_errors_that_follow_from_each_other_in_a_circle_end() -> None:
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first
    assert len(line(failed=first)["error"]) == 10


@pytest.mark.parametrize("message", ["Not found: /zh-hans/search/?q=secret", "GET /?secret"])
def test_no_query_is_written(message: str) -> None:
    assert "secret" not in line(message)["message"]


def test_chinese_can_be_read() -> None:
    record = logging.LogRecord("site", logging.INFO, "x.py", 1, "更新数据库", (), None)
    assert "更新数据库" in JsonLines().format(record)
