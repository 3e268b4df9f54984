"""A web site of an office, for tests of links: a server in a thread that answers as it is told."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from policies.links.fetch import Browser

PAGE = "<html><body><nav>首页</nav><p>第十二条　参保人{}，余额可以取。</p></body></html>"


@dataclass
class Reply:
    """What a path answers."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0  # before the answer
    etag: str = ""


@dataclass
class Office:
    """The replies by path, what was asked, and when."""

    port: int
    replies: dict[str, Reply] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str], float]] = field(default_factory=list)

    def url(self, path: str = "/a", host: str = "www.office.gov.cn") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _headers, _at in self.asked if path != "/robots.txt"]

    def browser(self, *, seconds: float = 1, naps: list[float] | None = None) -> Browser:
        """A browser that takes every host for this machine, and naps without waiting."""
        slept = naps if naps is not None else []
        return Browser(
            agent="zhanghu-links (+https://example.org)",
            address_of=lambda _host, _port: "127.0.0.1",
            sleep=slept.append,
            seconds=seconds,
        )


def page(sentence: str, encoding: str = "utf-8") -> bytes:
    return PAGE.format(sentence).encode(encoding)


@contextlib.contextmanager
def open_office() -> Iterator[Office]:
    """The server while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            office.asked.append((self.path, dict(self.headers), time.monotonic()))
            missing = Reply(404) if self.path == "/robots.txt" else Reply(404, b"gone")
            reply = office.replies.get(self.path, missing)
            time.sleep(reply.seconds)
            same = bool(reply.etag) and self.headers.get("If-None-Match") == reply.etag
            self.send_response(304 if same else reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if reply.etag:
                self.send_header("ETag", reply.etag)
            self.end_headers()
            if not same:
                with contextlib.suppress(OSError):
                    self.wfile.write(reply.body)

        def log_message(self, *_args: object) -> None:
            """Tests print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    office = Office(int(server.server_address[1]))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield office
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
