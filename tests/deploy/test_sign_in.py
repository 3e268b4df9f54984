"""Signing in through nginx and TLS: whose address is seen, which cookies are set, what is asked."""

from __future__ import annotations

from collections.abc import Iterator
from http.cookies import Morsel, SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from bs4 import BeautifulSoup
from pytest_django.fixtures import Settings

from tests.admin_factories import PASSWORD, make_user
from tests.deploy.nginx import HOST, Answer, Nginx, nginx
from tests.site_config.accounts.door import CODE, LOGIN, What, code_of, phone_of, written_down

pytestmark = [
    pytest.mark.sqlite("once is enough: the database has no part in it"),
    pytest.mark.django_db(transaction=True),
]


class Browser:
    """Keeps cookies, and what was said of them."""

    def __init__(self, front: Nginx) -> None:
        self.front = front
        self.cookies: dict[str, Morsel[str]] = {}
        self.url, self.page = "", b""

    def ask(self, path: str, fields: dict[str, str] | None = None, **headers: str) -> Answer:
        sent = {"Host": HOST, **{name.replace("_", "-"): value for name, value in headers.items()}}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{m.key}={m.value}" for m in self.cookies.values())
        body = None
        if fields is not None:
            token = BeautifulSoup(self.page, "html.parser").select_one("[name=csrfmiddlewaretoken]")
            assert token
            fields["csrfmiddlewaretoken"] = str(token["value"])
            body = urlencode(fields).encode()
            sent |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": self.url}
        answer = self.front.ask(path, "POST" if body else "GET", headers=sent, body=body)
        self.url, self.page = f"https://{HOST}{path}", answer.body
        for line in answer.set_cookies:
            self.cookies |= SimpleCookie(line)
        return answer


@pytest.fixture
def front(live_server: Any, settings: Settings, tmp_path: Path) -> Iterator[Nginx]:
    """The example of nginx before a site with the settings of https."""
    settings.ALLOWED_HOSTS = [HOST]
    settings.CSRF_TRUSTED_ORIGINS = [f"https://{HOST}"]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.PROXY_DEPTH = 1
    settings.SECOND_FACTOR_ENFORCED = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    for name in ("SESSION", "CSRF", "KNOWN_DEVICE"):
        settings_name = f"{name}_COOKIE_NAME"
        setattr(settings, settings_name, f"__Host-{getattr(settings, settings_name)}")
    with nginx(tmp_path, urlsplit(live_server.url).port or 0) as served:
        yield served


def test_an_editor_signs_in_from_an_address_that_cannot_be_made_up(front: Nginx) -> None:
    phone = phone_of(make_user("wang", "Author", password=PASSWORD))
    browser = Browser(front)
    assert browser.ask(LOGIN).status == 200
    wrong = {"username": "wang", "password": "wrong"}
    assert browser.ask(LOGIN, wrong, X_Forwarded_For="192.0.2.66").status == 200
    answer = browser.ask(LOGIN, wrong | {"password": PASSWORD})
    assert answer.status == 302 and answer.headers["location"].startswith(CODE)
    assert browser.ask("/admin/").headers["location"].startswith(LOGIN)
    browser.ask(CODE)
    assert browser.ask(CODE, {"code": code_of(phone)}).headers["location"] == "/admin/"
    assert browser.ask("/admin/").status == 200
    assert written_down("what", "address") == [
        (What.WRONG_PASSWORD, "127.0.0.1"), (What.SIGNED_IN, "127.0.0.1"),
    ]  # fmt: skip
    assert {"__Host-sessionid", "__Host-csrftoken", "__Host-knowndevice"} == set(browser.cookies)
    for cookie in browser.cookies.values():
        assert cookie["secure"] and cookie["httponly"] and cookie["samesite"] == "Lax"
        assert cookie["path"] == "/" and not cookie["domain"]


def test_of_a_reader_the_site_is_told_no_address_and_sets_no_cookie(
    front: Nginx, monkeypatch: pytest.MonkeyPatch
) -> None:
    from site_config.http.headers import SecurityHeaders

    told: list[str | None] = []
    answer_of = SecurityHeaders.__call__

    def listening(self: SecurityHeaders, request: Any) -> Any:
        told.append(request.META.get("HTTP_X_FORWARDED_FOR"))
        return answer_of(self, request)

    monkeypatch.setattr(SecurityHeaders, "__call__", listening)
    answer = front.ask("/robots.txt", headers={"Host": HOST})
    assert answer.status == 200 and answer.set_cookies == [] and told == [None]
    front.ask(LOGIN, headers={"Host": HOST})
    assert told[1:] == ["127.0.0.1"]
