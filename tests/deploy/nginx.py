"""The example for nginx, run as it stands but for its paths, ports and certificate."""

from __future__ import annotations

import contextlib
import datetime as dt
import http.client
import os
import re
import signal
import socket
import ssl
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from tests.servers import ROOT, free_port, running, wait_until

HOST = "www.example.org"
MAIN = """
daemon off;
user root;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/main.log emerg;
events {{ }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes
    set_cookies: list[str]

    @property
    def held(self) -> str:
        """What nginx did with its copy: HIT, MISS, STALE …"""
        return self.headers.get("x-cache", "")


def cookies_of(answer: http.client.HTTPResponse) -> list[str]:
    """Each line that sets a cookie."""
    return answer.headers.get_all("Set-Cookie", [])


class Nginx(NamedTuple):
    port: int
    folder: Path

    def connect(self, seconds: float = 15) -> ssl.SSLSocket:
        context = ssl.create_default_context(cafile=str(self.folder / "certificate.pem"))
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=seconds)
        return context.wrap_socket(plain, server_hostname=HOST)

    def ask(
        self,
        path: str,
        method: str = "GET",
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> Answer:
        with self.connect() as channel:
            connection = http.client.HTTPConnection(HOST)
            connection.sock = channel
            connection.request(method, path, body=body, headers=dict(headers or {}))
            found = connection.getresponse()
            names = {name.lower(): value for name, value in found.getheaders()}
            return Answer(found.status, names, found.read(), cookies_of(found))

    def raw(self, request: bytes, *, plain: bool = False) -> Answer:
        """The answer to bytes that no client would send, over TLS or without."""
        with self.connect_plainly() if plain else self.connect() as channel:
            channel.sendall(request)
            found = http.client.HTTPResponse(channel)
            found.begin()
            names = {name.lower(): value for name, value in found.getheaders()}
            return Answer(found.status, names, found.read(), cookies_of(found))

    def connect_plainly(self) -> socket.socket:
        """To what port 80 is in the example."""
        channel = socket.socket(socket.AF_UNIX)
        channel.settimeout(15)
        channel.connect(str(self.folder / "plain"))
        return channel


INCLUDED = re.compile(r"^( *)include /srv/site/(deploy/[\w.-]+);.*$", re.M)


def with_parts(name: str) -> str:
    """A file of the example with those that it includes in their places."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return INCLUDED.sub(lambda part: with_parts(part[2]), text)


def configuration(folder: Path, site: int, port: int, other: int, copy: Path) -> str:
    """The example with its marked names changed, and nothing else."""
    example = with_parts("deploy/nginx.conf")
    example = example.replace("127.0.0.1:8000", f"127.0.0.1:{other}", 1)
    changes = [
        (r"/var/lib/site-copy", f"{copy}"),
        (r"127\.0\.0\.1:8000", f"127.0.0.1:{site}"),
        (r"listen 443 ssl http2 default_server;", f"listen 127.0.0.1:{port} ssl default_server;"),
        (r"listen 443 ssl http2;", f"listen 127.0.0.1:{port} ssl;"),
        (r"listen 80( default_server)?;", f"listen unix:{folder}/plain\\1;"),
        (r"/var/cache/nginx/site", f"{folder}/pages"),
        (r"/var/log/nginx", f"{folder}"),
        (r"/etc/ssl/site/fullchain\.pem", f"{folder}/certificate.pem"),
        (r"/etc/ssl/site/privkey\.pem", f"{folder}/key.pem"),
        (r"/srv/site", f"{ROOT}"),
    ]
    for old, new in changes:
        example, found = re.subn(old, new, example)
        assert found, old
    return example


def make_certificate(folder: Path) -> None:
    """A key and a certificate that signs itself."""
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 "
        f"-subj /CN={HOST} -addext subjectAltName=DNS:{HOST} -keyout key.pem -out certificate.pem"
    )
    subprocess.run(command.split(), cwd=folder, check=True, capture_output=True)


@contextlib.contextmanager
def nginx(
    folder: Path,
    site: int,
    *,
    other: int = 0,
    zone: str = "Asia/Shanghai",
    clock: dt.datetime | None = None,
    copy: Path | None = None,
    stranger: bool = False,
) -> Iterator[Nginx]:
    """The example in front of a site on a port, or on that of another machine too, in a zone, at an
    instant or now, beside a copy; asked by somebody of this network, or by a stranger."""
    port = free_port()
    make_certificate(folder)
    example = configuration(folder, site, port, other or site, copy or folder / "no-copy")
    if stranger:
        example = example.replace("allow 127.0.0.0/8;", "")
    (folder / "site.conf").write_text(example, encoding="utf-8")
    (folder / "main.conf").write_text(MAIN.format(folder=folder), encoding="utf-8")
    command = ["nginx", "-c", str(folder / "main.conf")]
    variables = {"PATH": f"{os.environ['PATH']}:/usr/sbin", "TZ": zone}
    if clock:
        there = clock.astimezone(ZoneInfo(zone))
        command = ["faketime", "-f", f"@{there:%Y-%m-%d %H:%M:%S}", *command]
    with (folder / "start.log").open("wb") as log, running(command, variables, log) as process:
        served = Nginx(port, folder)

        def listens() -> bool:
            assert process.poll() is None, (folder / "start.log").read_text()
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                return True
            return False

        wait_until(listens, "nginx listens")
        yield served
        process.send_signal(signal.SIGTERM)
