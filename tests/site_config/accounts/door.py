"""What somebody at the door does, from an address of the internet, with a browser of theirs."""

from __future__ import annotations

from typing import Any

from django.test import Client

from site_config.accounts.models import SignInRecord
from tests.admin_factories import PASSWORD

LOGIN = "/admin/login/"
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
    """Whether the editors' first page opens."""
    return client.get("/admin/").status_code == 200


def written_down(*names: str) -> list[tuple[Any, ...]]:
    """The columns of the records, the oldest first."""
    return list(SignInRecord.objects.order_by("pk").values_list(*names))
