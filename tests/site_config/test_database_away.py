"""Without its database the site says so, with the hotline, and at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.test import Client

from policies.publishing import events
from site_config.pages import PAGES as PAGES_OF_THE_SITE

PAGES = ["/zh-hans/", "/en/regions/440300/death/", "/zh-hant/check/", "/nothing-here/", "/r/K7M2P"]
AWAY = [OperationalError("connection refused"), InterfaceError("connection already closed")]


class Broken:
    """Fails every statement as a database that went away does."""

    def __init__(self, error: DatabaseError | InterfaceError) -> None:
        self.error = error

    def __call__(self, *_statement: Any) -> None:
        raise self.error


@pytest.fixture(params=AWAY, ids=["refused", "closed"])
def away(request: pytest.FixtureRequest, db: None) -> Iterator[None]:
    with connection.execute_wrapper(Broken(request.param)):
        yield


def ask(path: str, method: str = "GET") -> Any:
    return Client(raise_request_exception=False).generic(method, path)


@pytest.mark.usefixtures("away")
@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_503_with_the_hotline(path: str) -> None:
    response = ask(path)
    assert response.status_code == 503
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one('a[href="tel:12393"]')
    assert response.headers["Cache-Control"] == "no-store"
    assert int(response.headers["Retry-After"]) > 0
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert not response.cookies


@pytest.mark.usefixtures("away")
def test_the_admin_answers_503_too() -> None:
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "a" * 32
    assert client.get("/admin/").status_code == 503


@pytest.mark.usefixtures("away")
@pytest.mark.parametrize("path", ["/zh-hans/feedback/", "/admin/guides/guide/add/"])
def test_what_was_sent_is_given_back(path: str) -> None:
    text = "等了两周，<b>窗口</b>说不行。\n第二行"
    sent = {"text": text, "csrfmiddlewaretoken": "secret", "password": "secret", "_save": "secret"}
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "a" * 32
    response: Any = client.post(path, sent)
    assert response.status_code == 503
    given = BeautifulSoup(response.content, "html.parser").select_one("#entered")
    assert given and "没有保存" in given.text and not given.b
    assert [each.get_text("\n", strip=True) for each in given.select("dd")] == [text]
    assert b"secret" not in response.content


@pytest.mark.usefixtures("away")
def test_a_long_word_that_was_sent_may_be_broken_and_is_copied_as_it_was() -> None:
    text = f"看\n{'<&>x' * 30}"
    response: Any = Client(raise_request_exception=False).post("/zh-hans/feedback/", {"text": text})
    (given,) = BeautifulSoup(response.content, "html.parser").select("#entered dd")
    assert len(given.select("wbr")) == 4 and given.get_text() == text.replace("\n", "")
    assert max(map(len, given.stripped_strings)) <= 24


@pytest.mark.usefixtures("away")
@pytest.mark.parametrize(
    ("path", "sent", "told", "language"),
    [
        ("/zh-hans/feedback/", {"text": "甲", "reason": "wrong"},
         ["说说情况", "怎么了"], "zh-Hans"),
        ("/zh-hant/feedback/", {"part": "甲", "edition": "K7M2P/v1"}, ["哪一句"], "zh-Hant"),
        ("/en/feedback/", {"text": "a", "address": "/x"}, ["Tell us more", "Which page"], "en"),
        ("/en/message/", {"message": "a", "more": "b"}, ["What somebody sent you"], "en"),
        ("/en/about/", {"a": "a", "b": "b"}, ["Other text", "Other text 2"], "en"),
        ("/admin/policies/policy/7/change/",
         {"verdict": "yes", "region": "9", "citations-0-locator": "第三条", "why_2": "甲"},
         ["结论", "地区", "引用的依据 1：条款", "其他内容"], "zh-Hans"),
        ("/admin/policies/policy/7/step/reject/", {"note": "甲"},
         ["退回的原因（作者会看到：哪里要改，怎么改）"], "zh-Hans"),
        ("/admin/policies/contact/7/change/", {"phone": "1", "proposal_why": "甲"},
         ["电话", "为什么这样改"], "zh-Hans"),
    ],
)  # fmt: skip
def test_it_is_given_back_by_the_names_that_people_know(
    path: str, sent: dict[str, str], told: list[str], language: str
) -> None:
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "a" * 32
    response: Any = client.post(path, sent)
    page = BeautifulSoup(response.content, "html.parser")
    given = page.select_one("#entered dl")
    assert response.status_code == 503 and given and given["lang"] == language
    assert sorted(each.text for each in given.select("dt")) == sorted(told)


@pytest.mark.usefixtures("away")
def test_nothing_of_the_door_and_nothing_that_cannot_be_read_is_given_back() -> None:
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "a" * 32
    for path in ("login/", "login/code/", "second-factor/phone/", "second-factor/codes/"):
        response: Any = client.post(f"/admin/{path}", {"username": "wang", "new_code": "271828"})
        assert response.status_code == 503, path
        assert b"wang" not in response.content and b"271828" not in response.content, path
    for kind in ("multipart/form-data", "multipart/form-data; boundary=x"):
        response = client.post("/zh-hans/feedback/", data=b"--x\r\n", content_type=kind)
        assert response.status_code in (400, 503) and b"12393" in response.content


@pytest.mark.usefixtures("away")
def test_the_root_and_the_health_of_the_process_need_no_database() -> None:
    assert ask("/").status_code == 302
    assert ask("/healthz").status_code == 200
    assert ask("/readyz").status_code == 503


@pytest.mark.usefixtures("away")
def test_what_rests_on_no_row_is_there() -> None:
    """A search engine that is refused /robots.txt stays away from the whole site."""
    without = [f"/{page.route}" for page in PAGES_OF_THE_SITE if not page.asks_database]
    assert {"/robots.txt", "/llms.txt", "/data/openapi.json"} < {*without}
    for address in without:
        told = ask(address)
        assert told.status_code == 200 and told.headers["Cache-Control"].startswith("public")
        assert (
            Client().get(address, headers={"If-None-Match": told.headers["ETag"]}).status_code
            == 304
        )


def test_another_fault_is_ours(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(at: object) -> str:
        raise ZeroDivisionError

    monkeypatch.setattr(events, "token", fail)
    response = ask("/zh-hans/")
    assert response.status_code == 500
    assert response.headers["Cache-Control"] == "no-store"
    assert "tel:12393" in response.content.decode()
