"""Files of data: of any length, in bounded memory, the same bytes under the same name."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import os
import tempfile
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from guides import coverage
from guides.data import cells, records
from policies import long_file
from policies.models import Scenario
from policies.views.open_data import (
    LongFile,
    bytes_of,
    drop,
    file_for_all,
    json_for_all,
    rows_for_all,
)
from tests import factories as make

FILES = (
    "/data/policies.csv",
    "/data/policies.json",
    "/data/regions.json",
    "/data/fact-checks.json",
    "/data/coverage.csv",
    "/data/coverage.json",
)
ROWS: list[dict[str, object]] = [
    {"answer": "可以“，”\n", "day": dt.date(2026, 12, 31), "number": 1, "none": None},
    {"sources": [{"code": "a"}], "is": True},
    {},
]


@pytest.mark.parametrize("number", range(4))
@pytest.mark.parametrize("about", [{}, {"schema_version": 1, "note": "空，不是没有"}])
def test_rows_one_by_one_are_the_bytes_of_all_at_once(number: int, about: dict[str, Any]) -> None:
    rows = ROWS[:number]
    whole = json_for_all({**about, "rows": rows})
    one_by_one = rows_for_all("rows", iter(rows), **about)
    assert b"".join(bytes_of(one_by_one)) == whole.content
    assert dict(one_by_one.headers) == dict(whole.headers)


def test_memory_holds_little_of_a_long_file() -> None:
    def rows() -> Iterator[str]:
        for number in range(300):
            yield f"{number}" * 20_000

    tracemalloc.start()
    answer = file_for_all(rows(), "text/csv")
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    length = sum(len(part) for part in bytes_of(answer))
    assert length > 15_000_000 and most < 4_000_000


def test_a_file_that_fails_half_way_is_no_answer() -> None:
    def rows() -> Iterator[str]:
        yield "x" * 2 * long_file.LONGEST
        raise LookupError

    with pytest.raises(LookupError):
        file_for_all(rows(), "text/csv")


def answers(client: Client, address: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
    response: Any = client.get(address, headers=headers)
    told = {name: response.headers.get(name, "") for name in response.headers}
    return response.status_code, response.getvalue(), told


@pytest.fixture
def small_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every file were a long one."""
    monkeypatch.setattr(long_file, "LONGEST", 10)


@pytest.fixture
def some_rules(afternoon: None) -> None:
    """Rules of three places."""
    for code in ("440000", "450000", "440300"):
        make.policy(live=True, region=make.region(code))


@pytest.mark.usefixtures("some_rules")
@pytest.mark.parametrize("address", FILES)
def test_a_long_file_has_the_bytes_the_name_and_the_headers_of_a_short_one(
    client: Client, address: str, request: pytest.FixtureRequest
) -> None:
    short = answers(client, address)
    assert isinstance(client.get(address), HttpResponse)
    request.getfixturevalue("small_room")
    long: Any = client.get(address)
    assert long.streaming and long.getvalue() == short[1]
    assert answers(client, address) == short
    told = answers(client, address, **{"if-none-match": short[2]["ETag"]})
    assert told[:2] == (304, b"")


@pytest.mark.usefixtures("some_rules", "small_room")
@pytest.mark.parametrize("address", FILES)
def test_not_modified_before_its_name_is_noted(client: Client, address: str) -> None:
    name = answers(client, address)[2]["ETag"]
    make.policy(live=True, region=make.region("110000"))  # nobody knows the names any more
    status, _body, told = answers(client, address, **{"if-none-match": name})
    is_same = told["ETag"] == name
    assert status == (304 if is_same else 200)


@pytest.mark.usefixtures("some_rules", "small_room")
def test_the_page_of_data_has_the_checksums_of_long_files(client: Client) -> None:
    page = client.get("/data/").content.decode()
    for address in FILES:
        _status, body, _told = answers(client, address)
        assert hashlib.sha256(body).hexdigest() in page, address


@pytest.mark.usefixtures("some_rules")
@pytest.mark.parametrize("at_once", [1, 2, 50])
@pytest.mark.parametrize("address", ["/data/coverage.csv", "/data/coverage.json"])
def test_cells_are_read_some_places_at_a_time(
    client: Client, monkeypatch: pytest.MonkeyPatch, at_once: int, address: str
) -> None:
    whole = client.get(address).content
    monkeypatch.setattr(coverage, "AT_ONCE", at_once)
    assert client.get(address).content == whole


@pytest.mark.usefixtures("some_rules")
def test_cells_are_told_of_rules_without_their_texts() -> None:
    """Whatever else was looked at would be asked for rule by rule."""
    scenarios, at = list(Scenario.objects.all()), make.NOON + make.DAY
    with CaptureQueriesContext(connection) as asked:
        known = list(coverage.all_cells(scenarios, on=at.date(), at=at))
        assert [row for each in known for row in cells.records(each) if row["edition"]]
        assert cells.totals(known[0])["cells"]
    assert len(asked) == 3 and "answer_zh_hans" not in "".join(each["sql"] for each in asked)


@pytest.mark.usefixtures("some_rules")
@pytest.mark.parametrize("at_once", [1, 2, 50])
def test_rules_are_read_some_at_a_time_by_two_questions(
    client: Client, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    whole, at = client.get("/data/policies.csv").content, make.NOON + make.DAY
    monkeypatch.setattr(records, "AT_ONCE", at_once)
    assert client.get("/data/policies.csv").content == whole
    with CaptureQueriesContext(connection) as asked:
        assert len(list(records.policy_records(at))) == 3
    assert len(asked) == 3 + 2 * -(-3 // at_once)


def test_only_a_long_file_lies_on_disk() -> None:
    for length in (long_file.LONGEST, long_file.LONGEST + 1):
        answer = file_for_all(["x" * length], "text/csv")
        assert isinstance(answer, LongFile) == (length > long_file.LONGEST)
        drop(answer)


@pytest.mark.usefixtures("some_rules", "small_room")
@pytest.mark.parametrize("fails", ["rollover", "seek"])
def test_where_the_disk_is_full_a_file_of_data_answers_503_with_the_hotline(
    monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    def full(*_given: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    client = Client(raise_request_exception=False)
    with monkeypatch.context() as disk:
        disk.setattr(tempfile.SpooledTemporaryFile, fails, full)
        for address in FILES:
            status, body, told = answers(client, address)
            assert (status, told["Cache-Control"]) == (503, "no-store"), address
            assert int(told["Retry-After"]) > 0 and b"tel:12393" in body
            assert "Content-Disposition" not in told
    assert {answers(client, address)[0] for address in FILES} == {200}
