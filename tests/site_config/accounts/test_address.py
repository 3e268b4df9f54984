"""Which address a request comes from, with and without proxies in front."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from site_config.accounts.address import address_of


def seen(remote: str, forwarded: str | None = None) -> str:
    headers = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return address_of(RequestFactory().get("/", REMOTE_ADDR=remote, **headers))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("depth", "remote", "forwarded", "address"),
    [
        (0, "203.0.113.7", None, "203.0.113.7"),
        (0, "203.0.113.7", "192.0.2.1", "203.0.113.7"),
        (1, "127.0.0.1", "203.0.113.7", "203.0.113.7"),
        (1, "127.0.0.1", "192.0.2.1, 203.0.113.7", "203.0.113.7"),
        (2, "127.0.0.1", "192.0.2.1,203.0.113.7,10.0.0.1", "203.0.113.7"),
        (1, "127.0.0.1", None, ""),
        (2, "127.0.0.1", "203.0.113.7", ""),
        (1, "127.0.0.1", "not-an-address", ""),
        (0, "", None, ""),
        (0, "2001:db8:1:2:aaaa:bbbb:cccc:dddd", None, "2001:db8:1:2::/64"),
        (0, "2001:db8:1:2::1", None, "2001:db8:1:2::/64"),
        (0, "::ffff:203.0.113.7", None, "203.0.113.7"),
    ],
)
def test_the_address_is_what_the_outermost_of_our_proxies_saw(
    settings: Settings, depth: int, remote: str, forwarded: str | None, address: str
) -> None:
    settings.PROXY_DEPTH = depth
    assert seen(remote, forwarded) == address
