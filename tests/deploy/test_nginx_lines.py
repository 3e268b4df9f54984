"""What nginx writes of a request, under which id, whom it gives up, what it leaves to the site."""

from __future__ import annotations

import json
import re
from ipaddress import ip_network
from pathlib import Path

import pytest

from tests.deploy.nginx import HOST, Nginx, nginx, with_parts
from tests.deploy.test_nginx import (
    PAGE,
    StandIn,
    assert_own_page,
    front,  # noqa: F401 - a fixture
    site,  # noqa: F401 - a fixture
)
from tests.servers import ROOT, wait_until

pytestmark = pytest.mark.sqlite("once is enough: no test here asks the database")


def test_a_line_of_the_log_and_its_answer_have_one_id(front: Nginx, site: StandIn) -> None:  # noqa: F811
    """And the site is told it, which writes what went wrong under it."""
    answer = front.ask("/zh-hans/check/?b=secret", headers={"X-Request-ID": "a" * 32})
    name = answer.headers["x-request-id"]
    assert re.fullmatch("[0-9a-f]{32}", name) and name != "a" * 32, "readers do not choose it"
    assert site.named[-1] == name
    assert front.ask(PAGE).headers["x-request-id"] != front.ask(PAGE).headers["x-request-id"]
    log = front.folder / "site.log"
    wait_until(lambda: name in log.read_text(), "nginx wrote the line")
    [line] = [
        each for each in map(json.loads, log.read_text().splitlines()) if each["request"] == name
    ]
    assert (line["method"], line["path"], line["status"]) == ("GET", "/zh-hans/check/", 200)
    assert set(line) == {"time", "request", "method", "path", "status", "bytes", "seconds", "cache"}
    assert "secret" not in log.read_text()


def test_how_the_site_is_in_detail_is_said_to_private_networks_alone(
    site: StandIn,  # noqa: F811
    tmp_path: Path,
) -> None:
    """The tests ask from this machine, so here it is taken out of those that may."""
    example = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
    may = [ip_network(each) for each in re.findall(r"^ {8}allow (\S+);$", example, re.M)]
    assert len(may) == 6 and all(each.is_private for each in may)
    with nginx(tmp_path, site.server_address[1], stranger=True) as front:  # noqa: F811
        assert_own_page(front.ask("/readyz"), 403)
        assert front.ask("/healthz").status == front.ask(PAGE).status == 200


def test_a_line_can_be_read_whatever_was_asked(front: Nginx) -> None:  # noqa: F811
    front.ask("/zh-hans/%22%7B%0A/")
    front.raw(f'GET /zh-hans/"{{ HTTP/1.0\r\nHost: {HOST}\r\n\r\n'.encode())
    log = front.folder / "site.log"
    wait_until(lambda: '/zh-hans/\\"{' in log.read_text(), "nginx wrote the line")
    assert all(json.loads(line)["status"] for line in log.read_text().splitlines())


def test_who_sends_a_little_at_a_time_is_given_up() -> None:
    example = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
    limits = dict(
        re.findall(r"^    (client_header|client_body|send)_timeout (\d+)s;$", example, re.M)
    )
    assert set(limits) == {"client_header", "client_body", "send"}
    assert all(int(seconds) <= 20 for seconds in limits.values())
    assert "    limit_conn connections 200;" in example


def test_each_page_of_nginx_is_used() -> None:
    example = with_parts("deploy/nginx.conf")
    for page in (ROOT / "deploy/nginx-pages").iterdir():
        assert f"/nginx-pages/{page.name};" in example


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_how_the_site_is_the_site_says_itself(front: Nginx, site: StandIn, address: str) -> None:  # noqa: F811
    """Neither a copy nor a page of nginx's stands in for what it answers, and nothing is held."""
    said = {}
    for site.mode in ("500", "works"):
        answer = front.ask(address)
        said[site.mode] = answer.status, answer.body
    assert said == {"500": (500, b"a page\n"), "works": (200, b"a page\n")}
