"""What somebody at the door does, from an address of the internet, with a browser of theirs."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from site_config.accounts.models import SignInRecord
from tests.admin_factories import PASSWORD

LOGIN, CODE, SET_UP = "/admin/login/", "/admin/login/code/", "/admin/second-factor/"
HOME, ELSEWHERE = "203.0.113.7", "198.51.100.23"
What = SignInRecord.What


def enter(
    client: Client, name: str = "wang", password: str = PASSWORD, *, at: str = HOME, **fields: str
) -> Any:
    """Send name and password."""
    sent = {"username": name, "password": password, **fields}
    return client.post(LOGIN, sent, REMOTE_ADDR=at)


def guess(times: int, name: str = "wang", *, at: str = ELSEWHERE) -> list[int]:
    """What a stranger's wrong passwords are answered with."""
    return [enter(Client(), name, f"guess-{n}", at=at).status_code for n in range(times)]


def is_in(client: Client) -> bool:
    """Whether a page of the admin opens."""
    return client.get("/admin/password_change/").status_code == 200


def written_down(*names: str) -> list[tuple[Any, ...]]:
    """The columns of the records, the oldest first."""
    return list(SignInRecord.objects.order_by("pk").values_list(*names))


def code_of(phone: TOTPDevice, *, late: float = 0) -> str:
    """What a phone shows, whose clock is so many seconds late."""
    totp = TOTP(phone.bin_key)
    totp.time = timezone.now().timestamp() - late
    return f"{totp.token():06d}"


def phone_of(user: User) -> TOTPDevice:
    """A phone that has proved itself, none of whose codes has been used."""
    return TOTPDevice.objects.create(user=user, name="手机")


def send_code(client: Client, code: str, *, at: str = HOME, **fields: str) -> Any:
    """Send the code of the second step."""
    return client.post(CODE, {"code": code, **fields}, REMOTE_ADDR=at)
