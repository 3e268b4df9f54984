"""Somebody has lost the phone: a superuser, or the operator on the server, resets it."""

from __future__ import annotations

from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from site_config.accounts import second_factor
from tests.admin_factories import browser_of, make_user, text_of
from tests.site_config.accounts.door import (
    ELSEWHERE,
    HOME,
    What,
    enter,
    guess,
    phone_of,
    written_down,
)  # fmt: skip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def chief(db: None) -> User:
    return make_user("chief", is_superuser=True)


def page_of(user: User) -> str:
    return f"/admin/auth/user/{user.pk}/second-factor/"


def test_a_superuser_resets_it_and_that_is_written_down(wang: User, chief: User) -> None:
    phone_of(wang)
    second_factor.renew_recovery_codes(wang)
    client = browser_of(chief)
    assert page_of(wang) in client.get(f"/admin/auth/user/{wang.pk}/change/").content.decode()
    assert "打一个电话" in text_of(client.get(page_of(wang))) and second_factor.is_set(wang)
    client.post(page_of(wang))
    assert not second_factor.is_set(wang) and second_factor.recovery_codes_left(wang) == 0
    assert written_down("what", "name", "note") == [(What.FACTOR_RESET, "wang", "chief 重设")]


@pytest.mark.parametrize("who", ["wang", "editor", "chief"])
def test_nobody_else_does_and_no_superuser_ones_own(wang: User, chief: User, who: str) -> None:
    phones = [phone_of(user) for user in (wang, chief)]
    by = {"wang": wang, "chief": chief, "editor": make_user("editor", "Approver")}[who]
    about = chief if who == "chief" else wang
    assert browser_of(by).post(page_of(about)).status_code == 403
    assert TOTPDevice.objects.count() == len(phones)
    assert (What.REFUSED, who) in written_down("what", "name")


def test_the_admin_shows_nobody_keys_or_recovery_codes(wang: User, chief: User) -> None:
    phone_of(wang)
    for page in ("otp_totp/totpdevice/", "otp_static/staticdevice/"):
        assert browser_of(chief).get(f"/admin/{page}").status_code == 404


def test_the_operator_resets_it_and_lets_in_whom_strangers_made_wait(wang: User) -> None:
    phone_of(wang)
    guess(6)
    assert enter(Client(), at=HOME).status_code == 429
    out = StringIO()
    call_command("reset_second_factor", "wang", stdout=out)
    assert "已经重设" in out.getvalue() and not second_factor.is_set(wang)
    assert enter(Client(), at=HOME).status_code == 302
    assert (What.FACTOR_RESET, "wang") in written_down("what", "name")
    assert enter(Client(), "wang", "wrong", at=ELSEWHERE).status_code == 200


def test_the_operator_is_told_of_a_name_that_nobody_has() -> None:
    with pytest.raises(CommandError, match="没有账号“nobody”"):
        call_command("reset_second_factor", "nobody")
