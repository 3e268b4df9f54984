"""Who holds a port: what bin/run says before it starts a second server."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Iterator

import pytest

from tests.bin.scripts import script

pytestmark = pytest.mark.sqlite("once is enough: no test here asks the database")
port = script("port")


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A socket of this process that listens on some port."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        found.listen()
        yield found


def number(of: socket.socket) -> int:
    return int(of.getsockname()[1])


def test_a_taken_port_is_refused_with_the_process_that_holds_it(listener: socket.socket) -> None:
    words = port.refusal(number(listener))
    assert f"端口 {number(listener)} 已经有程序在用（进程 {os.getpid()}：" in words
    assert "PORT=8001 bin/run" in words, "what to do about it"


def test_a_free_port_is_not_refused(listener: socket.socket) -> None:
    free = number(listener)
    listener.close()
    assert port.refusal(free) == ""


def test_who_talks_on_a_port_does_not_listen_on_it(listener: socket.socket) -> None:
    """The last readers of a server that has ended do not keep the next one from starting."""
    with socket.create_connection(("127.0.0.1", number(listener))):
        accepted, _address = listener.accept()
        with accepted:
            assert len(port.listening_sockets(number(listener))) == 1
            listener.close()
            assert port.listening_sockets(number(accepted)) == set()


def test_the_newer_internet_counts_too() -> None:
    with socket.socket(socket.AF_INET6) as listener:
        listener.bind(("::1", 0))
        listener.listen()
        assert len(port.listening_sockets(number(listener))) == 1
        assert f"（进程 {os.getpid()}：" in port.holder(number(listener))


def test_a_holder_that_cannot_be_seen_is_not_guessed(listener: socket.socket) -> None:
    free = number(listener)
    listener.close()
    assert port.holder(free) == ""


def test_a_port_that_may_not_be_used_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(_self: socket.socket, _address: object) -> None:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(socket.socket, "bind", denied)
    assert port.refusal(80) == f"PORT: 不能使用端口 80：{os.strerror(errno.EACCES)}。"


@pytest.mark.parametrize("named", ["x", "", "0", "-1", "80808", "8000.5", "９０００", "1" * 5000])
def test_what_is_no_port_is_refused_by_its_name(named: str) -> None:
    assert port.refusal_of([named]) == f"PORT: {named!r} 不是端口号（1 到 65535）。"
    assert port.refusal_of([]).startswith("PORT: ")


def test_a_port_that_is_named_is_looked_at(listener: socket.socket) -> None:
    assert "已经有程序在用" in port.refusal_of([str(number(listener))])
