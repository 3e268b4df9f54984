"""The server of these tests waits for its readers when it is told to end."""

from __future__ import annotations

import http.client
import socket
import threading
from contextlib import closing

import pytest

from tests.browser.conftest import served

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def readers() -> list[str]:
    return [one.name for one in threading.enumerate() if "process_request_thread" in one.name]


def test_lines_left_open_end_before_the_server_does(content: None) -> None:
    with served() as server:
        at = (server.thread.host, server.thread.port)
        with (
            socket.create_connection(at, timeout=10),
            closing(http.client.HTTPConnection(*at, timeout=10)) as asking,
        ):
            asking.request("GET", "/zh-hans/regions/")
            assert asking.getresponse().read()
            during = readers()
            server.thread.terminate()
            assert (len(during), readers()) == (2, [])
