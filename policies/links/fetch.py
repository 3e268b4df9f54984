"""Opening an address of a source as a polite program: never inside a network, never in a hurry."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import quote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

SECONDS = 20
BETWEEN = 1.0  # seconds between two requests to one host
MOST_HOPS = 5
MOST_BYTES = 5_000_000
ROBOT = "zhanghu-links"
PERMANENT, TEMPORARY = {301, 308}, {302, 303, 307}
OF_ADDRESSES = "!#$%&'()*+,/:;=?@[]~"  # what stands in an address as it is


class NotOpened(Exception):
    """No answer was had: `why` is "timed_out", "blocked" or "gone"; the words say what happened."""

    def __init__(self, why: str, words: str) -> None:
        super().__init__(words)
        self.why = why


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered in the end, where that was, and whether all hops are for good."""

    status: int
    url: str
    moved: bool
    headers: dict[str, str]
    body: bytes


def public_address(host: str, port: int) -> str:
    """The address of a host's machine. Raises NotOpened unless all it has are public."""
    try:
        found = {row[4][0] for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except OSError as error:
        raise NotOpened("gone", f"找不到主机 {host}") from error
    addresses = [str(each) for each in found]
    if not addresses or not all(ipaddress.ip_address(each).is_global for each in addresses):
        raise NotOpened("blocked", f"{host} 不是公网地址，没有打开")
    return sorted(addresses)[0]


@dataclass
class Browser:
    """Asks politely: robots.txt first, one request a host and second, a host that says wait is left
    alone. `address_of` gives the machine of a host; clock and sleep are arguments for tests."""

    agent: str
    address_of: Callable[[str, int], str] = public_address
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    seconds: float = SECONDS
    _asked: dict[str, float] = field(default_factory=dict)
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)
    _told_to_wait: set[str] = field(default_factory=set)

    def open(self, url: str, *, etag: str = "", last_modified: str = "") -> Answer:
        """What the address answers, redirects followed to public hosts. Raises NotOpened."""
        try:
            headers = {"If-None-Match": etag, "If-Modified-Since": last_modified}
            return self._followed(quote(url, OF_ADDRESSES), headers)
        except ValueError as error:  # an address that a host names and nobody can read
            raise NotOpened("blocked", "不是可以打开的网址") from error

    def _followed(self, url: str, headers: dict[str, str]) -> Answer:
        moved, here = True, url
        for hop in range(MOST_HOPS + 1):
            if not self._robots_of(here).can_fetch(ROBOT, here):
                raise NotOpened("blocked", "robots.txt 不让程序打开")
            answer = self._ask(here, {name: text for name, text in headers.items() if text})
            if answer.status not in PERMANENT | TEMPORARY or "location" not in answer.headers:
                return Answer(answer.status, here, hop > 0 and moved, answer.headers, answer.body)
            moved = moved and answer.status in PERMANENT
            leads = answer.headers["location"].encode("latin-1")  # the bytes that were sent
            here = urljoin(here, quote(leads, OF_ADDRESSES))
        raise NotOpened("gone", "转来转去没有尽头")

    def _robots_of(self, url: str) -> RobotFileParser:
        """What the host's robots.txt says; without one everything may be opened."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            rules = RobotFileParser()
            answer = self._ask(f"{origin}/robots.txt", {})
            if answer.status in (401, 403) or answer.status >= 500:
                rules.parse(["User-agent: *", "Disallow: /"])
            else:
                text = answer.body.decode("utf-8", "replace") if answer.status == 200 else ""
                rules.parse(text.splitlines())
            self._robots[origin] = rules
        return self._robots[origin]

    def _ask(self, url: str, headers: dict[str, str]) -> Answer:
        parts = urlsplit(url)
        host = parts.hostname or ""
        if parts.scheme not in ("http", "https") or not host or parts.username:
            raise NotOpened("blocked", "不是可以打开的网址")
        if host in self._told_to_wait:
            raise NotOpened("later", f"{host} 要求程序等一等")
        self._wait_for(host)
        try:
            answer = self._request(url, host, headers)
        except (TimeoutError, ConnectionError, ssl.SSLError, http.client.HTTPException) as error:
            raise NotOpened("timed_out", f"没有回答：{type(error).__name__}") from error
        except OSError as error:
            raise NotOpened("timed_out", f"连不上：{error.strerror}") from error
        if answer.status in (429, 503) and "retry-after" in answer.headers:
            self._told_to_wait.add(host)
        return answer

    def _wait_for(self, host: str) -> None:
        now = self.clock()
        if (last := self._asked.get(host)) is not None and now - last < BETWEEN:
            self.sleep(BETWEEN - (now - last))
        self._asked[host] = self.clock()

    def _request(self, url: str, host: str, headers: dict[str, str]) -> Answer:
        """One request to the very machine that was looked at, whatever the name says later."""
        parts = urlsplit(url)
        secure = parts.scheme == "https"
        port = parts.port or (443 if secure else 80)
        plain = socket.create_connection((self.address_of(host, port), port), self.seconds)
        connection = http.client.HTTPConnection(host, port, timeout=self.seconds)
        try:
            if secure:
                context = ssl.create_default_context()
                connection.sock = context.wrap_socket(plain, server_hostname=host)
            else:
                connection.sock = plain
            path = parts.path or "/"
            target = f"{path}?{parts.query}" if parts.query else path
            own = {"User-Agent": self.agent, "Accept-Encoding": "identity", "Connection": "close"}
            connection.request("GET", target, headers=own | headers)
            response = connection.getresponse()
            body = self._read(response)
            got = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, url, False, got, body)
        finally:
            connection.close()
            plain.close()

    def _read(self, response: http.client.HTTPResponse) -> bytes:
        """The body, cut where it gets too long. Raises TimeoutError for one that drips for ever."""
        until, parts, size = self.clock() + self.seconds, [], 0
        while size < MOST_BYTES and (part := response.read1(65_536)):
            parts.append(part)
            size += len(part)
            if self.clock() > until:
                raise TimeoutError
        return b"".join(parts)[:MOST_BYTES]
