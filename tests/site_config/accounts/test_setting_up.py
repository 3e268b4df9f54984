"""Setting up the second factor: a phone that scans, codes for when it is lost, or later."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from site_config.accounts import second_factor
from tests.admin_factories import browser_of, text_of, verified_browser_of
from tests.site_config.accounts.door import (
    CODE,
    LOGIN,
    SET_UP,
    What,
    code_of,
    enter,
    is_in,
    phone_of,
    send_code,
    written_down,
)  # fmt: skip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
PHONE, CODES = f"{SET_UP}phone/", f"{SET_UP}codes/"


def new_phone() -> TOTPDevice:
    """The key that the page opened last shows."""
    return TOTPDevice.objects.filter(confirmed=False).latest("pk")


def codes_on(answer: Any) -> list[str]:
    page = BeautifulSoup(answer.content, "html.parser")
    return [code.text for code in page.select(".recovery-codes code")]


@pytest.mark.usefixtures("wang")
def test_at_the_first_sign_in_it_is_offered_and_can_be_skipped() -> None:
    client = Client()
    answer = enter(client)
    assert answer["Location"].startswith(SET_UP)
    assert "以后再说" in text_of(client.get(answer["Location"]))
    assert is_in(client)
    client.post("/admin/logout/")
    assert enter(client)["Location"] == "/admin/"


@pytest.mark.usefixtures("wang")
def test_who_wanted_to_go_to_a_page_is_not_held_up() -> None:
    page = "/admin/guides/guide/"
    assert enter(Client(), next=page)["Location"] == page


def test_the_desk_says_so_until_it_is_set(wang: User) -> None:
    client = browser_of(wang)
    assert "第二步验证还没有设置" in text_of(client.get("/admin/"))
    phone_of(wang)
    assert "恢复码只剩 0 个" in text_of(client.get("/admin/"))
    second_factor.renew_recovery_codes(wang)
    desk = text_of(client.get("/admin/"))
    assert "还没有设置" not in desk and "恢复码还有 10 个" in desk


def test_the_page_shows_the_key_as_an_image_and_as_text(wang: User) -> None:
    client = browser_of(wang)
    answer = client.get(SET_UP)
    page = BeautifulSoup(answer.content, "html.parser")
    image, key = page.select_one(".second-factor__qr svg"), page.select_one("code")
    assert image and not image.select("[style], style, script")
    assert key and key.text == second_factor.key_in_groups(new_phone())
    assert client.get(SET_UP).content.count(key.text.encode()) == 1  # the same again


@pytest.mark.usefixtures("enforced")
def test_who_stole_the_password_and_saw_a_key_does_not_know_the_one_that_its_owner_takes(
    wang: User,
) -> None:
    thief, owner = Client(), Client()
    for client in (thief, owner):
        enter(client)
        client.get(SET_UP)
    seen, taken = TOTPDevice.objects.order_by("pk")
    assert seen.key != taken.key
    assert codes_on(owner.post(SET_UP, {"new_code": code_of(seen)})) == []
    assert len(codes_on(owner.post(SET_UP, {"new_code": code_of(taken)}))) == 10
    assert TOTPDevice.objects.get().key == taken.key


def test_a_code_of_the_new_phone_sets_it_and_shows_the_recovery_codes_once(wang: User) -> None:
    client = browser_of(wang)
    client.get(SET_UP)
    answer = client.post(SET_UP, {"new_code": code_of(new_phone())})
    assert len(codes_on(answer)) == 10 == second_factor.recovery_codes_left(wang)
    assert second_factor.is_set(wang) and "只显示这一次" in text_of(answer)
    assert "已经设置" in text_of(client.get(SET_UP)) and codes_on(client.get(SET_UP)) == []
    assert written_down("what") == [(What.FACTOR_SET,)]


def test_a_key_that_no_phone_took_is_forgotten_when_somebody_comes_in(
    wang: User, noon: time_machine.Traveller
) -> None:
    browser_of(wang).get(SET_UP)
    second_factor.phone_in_terminal(wang)
    noon.shift(25 * 60 * 60)
    enter(Client(), next="/admin/guides/guide/")
    assert [phone.name for phone in TOTPDevice.objects.all()] == [second_factor.IN_TERMINAL]


def test_a_wrong_code_sets_nothing(wang: User) -> None:
    client = browser_of(wang)
    client.get(SET_UP)
    for code in ("000000", "", "abcdef", code_of(new_phone(), late=90)):
        assert client.post(SET_UP, {"new_code": code}).status_code == 200
    assert not second_factor.is_set(wang)


@pytest.mark.usefixtures("enforced")
def test_where_it_is_enforced_the_first_sign_in_sets_it_up_and_cannot_skip(wang: User) -> None:
    client = Client()
    answer = enter(client)
    page = client.get(answer["Location"])
    assert answer["Location"].startswith(SET_UP) and "以后再说" not in text_of(page)
    assert not is_in(client)
    answer = client.post(SET_UP, {"new_code": code_of(new_phone())})
    assert len(codes_on(answer)) == 10 and is_in(client)
    assert [what for (what,) in written_down("what")] == [What.SIGNED_IN, What.FACTOR_SET]


def test_the_code_that_set_it_up_does_not_let_in_once_more(
    wang: User, noon: time_machine.Traveller
) -> None:
    client = browser_of(wang)
    client.get(SET_UP)
    code = code_of(new_phone())
    client.post(SET_UP, {"new_code": code})
    another = Client()
    enter(another)
    send_code(another, code)
    assert not is_in(another)
    noon.shift(30)
    send_code(another, code_of(TOTPDevice.objects.get()))
    assert is_in(another)


def test_nobody_who_is_not_in_sees_a_key() -> None:
    for page in (SET_UP, PHONE, CODES):
        answer = Client().get(page, follow=True)
        assert answer.request["PATH_INFO"] == LOGIN
    assert not TOTPDevice.objects.exists()


def test_the_password_alone_gets_no_new_phone_or_codes_where_there_is_a_phone(wang: User) -> None:
    phone_of(wang)
    client = Client()
    enter(client)
    for page in (SET_UP, PHONE, CODES):
        for answer in (client.get(page, follow=True), client.post(page, follow=True)):
            assert answer.request["PATH_INFO"] == CODE, page
    assert TOTPDevice.objects.count() == 1


def test_another_phone_needs_a_code_of_the_former_one(
    wang: User, noon: time_machine.Traveller
) -> None:
    client, former = verified_browser_of(wang), TOTPDevice.objects.get()
    client.get(PHONE)
    fields = {"code": "000000", "new_code": code_of(new_phone())}
    assert codes_on(client.post(PHONE, fields)) == []
    assert codes_on(client.post(PHONE, fields | {"code": code_of(former), "new_code": "1"})) == []
    assert len(codes_on(client.post(PHONE, fields | {"code": code_of(former)}))) == 10
    assert TOTPDevice.objects.get().pk != former.pk and is_in(client)


@pytest.mark.usefixtures("enforced")
def test_sessions_of_the_former_phone_end_with_it(wang: User) -> None:
    here, elsewhere = verified_browser_of(wang), verified_browser_of(wang)
    here.get(PHONE)
    fields = {"code": code_of(TOTPDevice.objects.get(confirmed=True))}
    here.post(PHONE, fields | {"new_code": code_of(new_phone())})
    assert is_in(here) and not is_in(elsewhere)


def test_new_recovery_codes_need_a_code_and_end_the_former_ones(wang: User) -> None:
    client, phone = verified_browser_of(wang), TOTPDevice.objects.get()
    former = second_factor.renew_recovery_codes(wang)
    assert codes_on(client.post(CODES, {"code": "000000"})) == []
    codes = codes_on(client.post(CODES, {"code": code_of(phone)}))
    assert len(codes) == 10 and not set(codes) & set(former)
    assert not second_factor.accepted(wang, former[0]) and second_factor.accepted(wang, codes[0])
    assert What.CODES_RENEWED in [what for (what,) in written_down("what")]
