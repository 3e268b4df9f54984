"""Nobody is led astray at the door: sessions, foreign addresses, forms from elsewhere, caches."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.admin_factories import browser_of, make_user
from tests.site_config.accounts.door import (
    CODE,
    LOGIN,
    SET_UP,
    code_of,
    enter,
    phone_of,
    send_code,
)  # fmt: skip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
FOREIGN = ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
DOOR = [LOGIN, CODE, SET_UP, f"{SET_UP}phone/", f"{SET_UP}codes/"]


@pytest.fixture
def phone(wang: User) -> TOTPDevice:
    return phone_of(wang)


def test_the_key_of_a_session_changes_at_each_step(phone: TOTPDevice) -> None:
    client = Client()
    client.session.save()
    planted = client.cookies["sessionid"].value
    keys = [planted]
    enter(client)
    keys.append(client.cookies["sessionid"].value)
    send_code(client, code_of(phone))
    keys.append(client.cookies["sessionid"].value)
    assert len(set(keys)) == 3
    for key in keys[:2]:
        thief = Client()
        thief.cookies["sessionid"] = key
        assert thief.get("/admin/").status_code == 302


def test_what_the_session_holds_is_carried_through_both_steps(phone: TOTPDevice) -> None:
    client = Client()
    session = client.session
    session["held"] = "写了一个上午的一段话"
    session.save()
    enter(client)
    send_code(client, code_of(phone))
    assert client.session["held"] == "写了一个上午的一段话"


def through(client: Client, phone: TOTPDevice, to: str) -> Any:
    """Both steps, as a browser goes them that was sent to `to`."""
    first = enter(client, next=to)
    page = client.get(first["Location"])
    field = page.content.decode().partition('name="next" value="')[2].partition('"')[0]
    return send_code(client, code_of(phone), next=field)


def test_both_steps_lead_to_where_one_wanted_to_go(phone: TOTPDevice) -> None:
    page = "/admin/guides/guide/?q=x&p=1"
    assert through(Client(), phone, page)["Location"].replace("&amp;", "&") == page


@pytest.mark.parametrize("to", FOREIGN)
def test_no_step_leads_to_another_site(wang: User, to: str) -> None:
    assert "evil" not in enter(Client(), next=to)["Location"]
    phone = phone_of(wang)
    client = Client()
    assert "evil" not in enter(client, next=to)["Location"]
    assert "evil" not in client.get(f"{CODE}?next={to}").content.decode()
    assert send_code(client, code_of(phone), next=to)["Location"] == "/admin/"
    for page in DOOR:
        answer = Client().get(page, {"next": to})
        assert f'"{to}"' not in answer.content.decode() and "evil" not in answer.get("Location", "")


@pytest.mark.parametrize("page", DOOR)
def test_no_form_of_the_door_is_taken_from_elsewhere(wang: User, page: str) -> None:
    client = Client(enforce_csrf_checks=True)
    if page in (LOGIN, CODE, SET_UP):
        assert client.post(page, {"code": "123456"}).status_code == 403
    phone_of(wang)
    client.force_login(wang)
    assert client.post(page, {"code": "123456"}).status_code == 403


@pytest.mark.parametrize("page", DOOR)
def test_no_cache_keeps_a_page_of_the_door(wang: User, page: str) -> None:
    between = Client()
    enter(between)
    for client in (Client(), between, browser_of(wang)):
        assert "no-store" in client.get(page)["Cache-Control"]


def test_an_unknown_name_reads_the_same_as_a_wrong_password_and_so_does_a_reader() -> None:
    make_user("li", password="the one of li")
    User.objects.create_user("citizen", password="the one of citizen")
    User.objects.create_user("left", password="the one of left", is_staff=True, is_active=False)
    tried = [
        ("nobody", "x"),
        ("li", "x"),
        ("citizen", "the one of citizen"),
        ("left", "the one of left"),
    ]
    pages = set()
    for name, password in tried:
        page = enter(Client(), name, password).content.decode()
        pages.add(page.partition('class="errornote"')[2].partition("</p>")[0])
    assert len(pages) == 1 and "密码" in pages.pop()


def test_checking_an_unknown_name_costs_as_many_hashes_as_a_known_one(
    wang: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.contrib.auth.hashers import MD5PasswordHasher

    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def counting(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counting)
    enter(Client(), "wang", "wrong")
    known = len(hashed)
    enter(Client(), "nobody", "wrong")
    assert known == 1 and len(hashed) == 2 * known
