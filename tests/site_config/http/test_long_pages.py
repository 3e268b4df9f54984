"""Pages too long for memory: kept on disk, given to any number of readers, gone when replaced."""

from __future__ import annotations

import errno
import gc
import os
import tempfile
import threading
import warnings
from pathlib import Path
from typing import Any
from wsgiref.util import FileWrapper

import pytest

from policies.long_file import LONGEST
from site_config.http.kept_page import Page
from site_config.http.long_body import LongBody, body_of
from site_config.http.shared_pages import SharedPages
from tests.site_config.http.kept_site import PATH, WORDS, Answer, Server, Site

LONG = "".join(f"{number} 字" for number in range(200_000))


@pytest.fixture
def server() -> Server:
    return Server(Site(words=LONG))


def files_without_a_name() -> int:
    """How many files of this process nobody else can open."""
    with warnings.catch_warnings():  # of answers that other tests did not read to their end
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()
    found = (each.path for each in os.scandir("/proc/self/fd"))
    return sum(Path(each).is_symlink() and "(deleted)" in os.readlink(each) for each in found)


def test_a_long_page_is_made_once_and_is_the_same_again(server: Server) -> None:
    first = server.ask()
    assert server.ask() == first and server.made == 1
    assert first.body.decode() == LONG
    assert first.headers["Content-Length"] == str(len(first.body))


def test_it_is_given_as_it_is_whatever_a_reader_takes(server: Server) -> None:
    page = server.ask(HTTP_ACCEPT_ENCODING="br, gzip")
    assert "Content-Encoding" not in page.headers and page.body.decode() == LONG


def test_who_has_it_is_told_so_and_who_asks_for_no_body_gets_none(server: Server) -> None:
    page = server.ask()
    told = server.ask(HTTP_IF_NONE_MATCH=page.headers["ETag"])
    assert told.status == "304 Not Modified" and not told.body
    head = server.ask(method="HEAD")
    assert head.headers == page.headers and not head.body and server.made == 1


def test_each_of_many_readers_gets_all_of_it(server: Server) -> None:
    answers: list[Answer] = []
    readers = [threading.Thread(target=lambda: answers.append(server.ask())) for _n in range(6)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert [each.body.decode() == LONG for each in answers] == [True] * 6 and server.made == 1


def test_one_that_is_for_one_reader_alone_is_not_kept() -> None:
    server = Server(Site(words=LONG, keep="private, no-cache"))
    for _time in range(2):
        assert server.ask().body.decode() == LONG
    assert server.made == 2


def test_what_is_replaced_leaves_no_file_behind(server: Server) -> None:
    before = files_without_a_name()
    for token in "abcd":
        server.state.state = (token, server.state.state[1]) if server.state.state else None
        server.ask()
    assert server.made == 4 and files_without_a_name() == before + 1


def test_a_reader_goes_on_with_a_page_that_is_replaced_meanwhile() -> None:
    body = body_of([LONG.encode()])
    assert isinstance(body, LongBody)
    parts = iter(body)
    first = next(parts)
    del body
    gc.collect()
    assert b"".join([first, *parts]).decode() == LONG


def test_where_the_disk_is_full_a_long_page_goes_through_and_is_not_kept(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_without_a_name()

    def full(_file: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as disk:
        disk.setattr(tempfile.SpooledTemporaryFile, "rollover", full)
        for _time in range(2):
            page = server.ask()
            assert (page.status, page.body.decode() == LONG) == ("200 OK", True)
    assert server.made == 4  # each time once in vain
    assert server.ask().body.decode() == LONG and server.ask().body and server.made == 5
    assert files_without_a_name() == before + 1


@pytest.mark.parametrize("length", [0, 1, LONGEST, LONGEST + 1])
def test_where_it_lies_depends_on_its_length(length: int) -> None:
    pieces = [b"x" * 4096] * (length // 4096)
    body = body_of([*pieces, b"x" * (length % 4096)])
    assert isinstance(body, LongBody) == (length > LONGEST)
    assert len(body) == length


def test_disk_is_bounded_as_memory_is() -> None:
    page = Page("200 OK", [], body_of([b"x" * 3 * LONGEST]), None)
    assert LONGEST // 16 < Page.size(page) < LONGEST


@pytest.mark.parametrize("words", [WORDS, LONG])
def test_other_processes_are_not_sent_a_long_page(words: str) -> None:
    class Noting:
        """A Redis that holds nothing and notes for how long it should hold what."""

        def __init__(self) -> None:
            self.sent: list[object] = []

        def set(self, _name: str, value: object, *, ex: int = 0, **_options: object) -> bool:
            self.sent += [value] if ex else []
            return True

        def __getattr__(self, name: str) -> Any:
            return lambda *_values: b""

    redis = Noting()
    server = Server(Site(words=words), shared=SharedPages(redis))  # type: ignore[arg-type]
    assert server.ask().body.decode() == words
    assert len(redis.sent) == (words == WORDS)


def test_a_file_that_a_server_would_send_itself_is_read() -> None:
    """gunicorn gives a way to send files, which knows no second reader."""

    class Sending(Site):
        def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
            list(super().__call__(environ, start_response))
            read, write = os.pipe()
            with os.fdopen(write, "wb") as end:
                end.write(WORDS.encode())
            return FileWrapper(os.fdopen(read, "rb"), 100)

    server = Server(Sending())
    assert server.ask(PATH).body.decode() == server.ask(PATH).body.decode() == WORDS
