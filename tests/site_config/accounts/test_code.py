"""The second step of signing in: a code of the phone, each once, or a recovery code, each once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from site_config.accounts import second_factor
from tests.admin_factories import browser_of, make_user, text_of, verified_browser_of
from tests.site_config.accounts.door import (
    CODE,
    ELSEWHERE,
    LOGIN,
    What,
    code_of,
    enter,
    is_in,
    phone_of,
    send_code,
    written_down,
)  # fmt: skip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def phone(wang: User) -> TOTPDevice:
    return phone_of(wang)


def test_the_password_alone_lets_nobody_in_who_has_a_phone(phone: TOTPDevice) -> None:
    client = Client()
    answer = enter(client)
    assert answer["Location"].startswith(CODE)
    assert not is_in(client) and "_auth_user_id" not in client.session
    assert send_code(client, code_of(phone)).status_code == 302
    assert is_in(client)


def test_the_code_alone_leads_back_to_the_password(phone: TOTPDevice) -> None:
    answer = send_code(Client(), code_of(phone))
    assert answer.status_code == 302 and answer["Location"].startswith(LOGIN)
    assert not is_in(Client())


@pytest.mark.parametrize(
    ("late", "taken"), [(0, True), (30, True), (-30, True), (61, False), (-61, False)]
)
def test_the_clock_of_a_phone_may_be_half_a_minute_off(
    phone: TOTPDevice, late: float, taken: bool
) -> None:
    client = Client()
    enter(client)
    send_code(client, code_of(phone, late=late))
    assert is_in(client) is taken


def test_a_code_is_good_for_one_time(phone: TOTPDevice, noon: time_machine.Traveller) -> None:
    first, second = Client(), Client()
    for client in (first, second):
        enter(client)
    code = code_of(phone)
    send_code(first, code)
    assert "已经用过了" in text_of(send_code(second, code))
    assert is_in(first) and not is_in(second)
    noon.shift(30)
    send_code(second, code_of(phone))
    assert is_in(second)


@pytest.mark.parametrize("typed", ["{0} {1}", " {0}{1} ", "{0}-{1}"])
def test_a_code_may_be_typed_as_phones_show_it(phone: TOTPDevice, typed: str) -> None:
    client, code = Client(), code_of(phone)
    enter(client)
    send_code(client, typed.format(code[:3], code[3:]))
    assert is_in(client)


@pytest.mark.parametrize("typed", ["", "0", "abcdef", "-12345", "1e5", "٠٠٠٠٠٠", "\0", "9" * 41])
def test_what_is_no_code_is_refused_like_a_wrong_one(phone: TOTPDevice, typed: str) -> None:
    client = Client()
    enter(client)
    assert send_code(client, typed).status_code == 200
    assert not is_in(client)


def test_after_three_wrong_codes_one_has_to_wait(
    phone: TOTPDevice, noon: time_machine.Traveller
) -> None:
    client = Client()
    enter(client)
    wrong = f"{(int(code_of(phone)) + 1) % 10**6:06d}"
    assert [send_code(client, wrong).status_code for _ in range(3)] == [200] * 3
    answer = send_code(client, code_of(phone))
    assert answer.status_code == 429 and answer["Retry-After"] == "30" and not is_in(client)
    assert (What.WRONG_CODE, 3) in written_down("what", "times")
    noon.shift(31)
    send_code(client, code_of(phone))
    assert is_in(client)


def test_who_knows_the_password_keeps_no_owner_out_by_wrong_codes(
    phone: TOTPDevice, noon: time_machine.Traveller
) -> None:
    mine, thief = Client(), Client()
    enter(mine)
    send_code(mine, code_of(phone))
    mine.post("/admin/logout/")
    noon.shift(30)
    enter(thief, at=ELSEWHERE)
    assert [send_code(thief, "000000", at=ELSEWHERE).status_code for _ in range(4)][-1] == 429
    enter(mine, at="192.0.2.9")
    send_code(mine, code_of(phone), at="192.0.2.9")
    assert is_in(mine)


def test_a_recovery_code_lets_in_once(wang: User, phone: TOTPDevice) -> None:
    code = second_factor.renew_recovery_codes(wang)[0]
    first, second = Client(), Client()
    for client in (first, second):
        enter(client)
    send_code(first, code.upper().replace("-", " "))
    send_code(second, code)
    assert "还剩 9 个" in text_of(first.get("/admin/")) and not is_in(second)
    assert second_factor.recovery_codes_left(wang) == 9
    assert What.RECOVERY_CODE in [what for (what,) in written_down("what")]


def test_a_recovery_code_of_somebody_else_lets_nobody_in(phone: TOTPDevice) -> None:
    code = second_factor.renew_recovery_codes(make_user("li"))[0]
    client = Client()
    enter(client)
    send_code(client, code)
    assert not is_in(client) and StaticToken.objects.filter(token=code.replace("-", "")).exists()


def test_a_step_that_took_too_long_begins_anew(
    phone: TOTPDevice, noon: time_machine.Traveller
) -> None:
    client = Client()
    enter(client)
    noon.shift(600)
    assert send_code(client, code_of(phone))["Location"].startswith(LOGIN)


@pytest.mark.parametrize("change", ["password", "is_active", "is_staff"])
def test_a_step_ends_when_the_account_changes(wang: User, phone: TOTPDevice, change: str) -> None:
    client = Client()
    enter(client)
    if change == "password":
        wang.set_password("another password of wang")
    else:
        setattr(wang, change, False)
    wang.save()
    assert send_code(client, code_of(phone))["Location"].startswith(LOGIN)


@pytest.mark.usefixtures("enforced")
def test_where_it_is_enforced_a_session_without_it_opens_no_page(wang: User) -> None:
    policies = "/admin/policies/policy/"
    assert browser_of(wang).get(policies)["Location"].startswith(LOGIN)
    assert verified_browser_of(wang).get(policies).status_code == 200


@pytest.mark.usefixtures("enforced")
def test_a_session_is_over_when_the_phone_that_proved_it_is_taken_away(wang: User) -> None:
    client = verified_browser_of(wang)
    second_factor.reset(wang)
    assert not is_in(client)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_one_code_sent_four_times_at_once_lets_in_once(
    wang: User, phone: TOTPDevice, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, verify = code_of(phone), TOTP.verify

    def slow(self: TOTP, *given: int) -> bool:
        threading.Event().wait(0.2)  # time enough for the others to read the row as well
        return bool(verify(self, *given))

    monkeypatch.setattr(TOTP, "verify", slow)

    def one(_number: int) -> bool:
        try:
            return second_factor.accepted(wang, code) is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(one, range(4))) == [False, False, False, True]


def test_a_phone_that_has_not_proved_itself_lets_nobody_in(wang: User, phone: TOTPDevice) -> None:
    client = Client()
    enter(client)
    send_code(client, code_of(second_factor.new_phone(wang)))
    assert not is_in(client)
