"""修改密码: the old password is guessed no faster at an open session than at the door."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client

from tests.admin_factories import PASSWORD
from tests.site_config.accounts.door import ELSEWHERE, enter, guess, is_in, written_down

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/password_change/"
NEW = "ein-langes-Passwort-9"


@pytest.fixture
def session(wang: User) -> Client:
    """A session of wang that somebody else sits down at."""
    client = Client(REMOTE_ADDR=ELSEWHERE)
    client.force_login(wang)
    return client


def change(session: Client, old: str, new: str = NEW) -> Any:
    sent = {"old_password": old, "new_password1": new, "new_password2": new}
    return session.post(ADDRESS, sent)


def test_after_five_wrong_old_passwords_one_has_to_wait_though_the_sixth_is_right(
    session: Client, wang: User, noon: time_machine.Traveller
) -> None:
    assert [change(session, f"guess-{n}").status_code for n in range(5)] == [200] * 5
    answer = change(session, PASSWORD)
    assert answer.status_code == 429 and answer["Retry-After"] == "30"
    page = answer.content.decode()
    assert "旧密码输错的次数太多了" in page and "30 秒再试" in page and ADDRESS in page
    assert is_in(session)
    wang.refresh_from_db()
    assert wang.check_password(PASSWORD)
    noon.shift(30)
    assert change(session, PASSWORD).status_code == 302
    wang.refresh_from_db()
    assert wang.check_password(NEW)


def test_tries_at_the_door_and_at_an_open_session_are_one_count(session: Client) -> None:
    assert guess(4) == [200] * 4
    assert change(session, "guess").status_code == 200
    assert change(session, PASSWORD).status_code == 429
    assert enter(Client(), at=ELSEWHERE).status_code == 429


def test_a_new_password_that_is_refused_is_no_try_in_vain(session: Client) -> None:
    assert [change(session, PASSWORD, "kurz").status_code for _ in range(7)] == [200] * 7
    assert change(session, PASSWORD).status_code == 302
    assert written_down("what") == []


def test_wrong_old_passwords_are_written_down(session: Client) -> None:
    for n in range(6):
        change(session, f"guess-{n}")
    found = written_down("what", "name", "times", "where")
    assert found == [("wrong_password", "wang", 5, ADDRESS), ("throttled", "wang", 1, ADDRESS)]
