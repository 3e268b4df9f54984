"""Tries in vain are slowed down by account and by address, and nobody is locked out for good."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.utils import timezone

from site_config.accounts import throttle
from site_config.accounts.models import Tries
from tests.admin_factories import make_user
from tests.site_config.accounts.door import ELSEWHERE, HOME, enter, guess, is_in

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 26, 4, tzinfo=dt.UTC)
PASSWORD = "the right one of wang"


@pytest.fixture(autouse=True)
def wang(db: None) -> User:
    return make_user("wang", "Author", password=PASSWORD)


def test_after_five_wrong_passwords_one_has_to_wait_and_reads_how_long() -> None:
    assert guess(5) == [200] * 5
    answer = enter(Client(), at=ELSEWHERE)
    assert answer.status_code == 429 and int(answer["Retry-After"]) in (29, 30)
    page = answer.content.decode()
    assert "登录失败的次数太多了" in page and " 秒再试" in page and "没有人会一直被锁住" in page
    assert "no-store" in answer["Cache-Control"]


def test_the_right_password_is_not_taken_while_one_waits_and_is_after_it() -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        guess(5)
        stranger = Client()
        assert enter(stranger, password=PASSWORD, at=ELSEWHERE).status_code == 429
        clock.shift(30)
        assert enter(stranger, password=PASSWORD, at=ELSEWHERE).status_code == 302
        assert is_in(stranger)


@pytest.mark.parametrize(
    ("failures", "seconds"), [(4, 0), (5, 30), (6, 60), (7, 120), (10, 900), (1_000_000, 900)]
)
def test_each_further_try_waits_twice_as_long_but_never_longer_than_a_quarter_of_an_hour(
    failures: int, seconds: int
) -> None:
    assert throttle.wait_after(failures, free=5) == dt.timedelta(seconds=seconds)


def test_tries_while_waiting_do_not_prolong_it() -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        guess(30)
        clock.shift(30)
        assert enter(Client(), password=PASSWORD, at=ELSEWHERE).status_code == 302


def test_many_addresses_share_the_tries_on_one_account() -> None:
    answers = [guess(1, at=f"198.51.100.{n}")[0] for n in range(1, 8)]
    assert answers == [200] * 5 + [429] * 2


def test_many_accounts_share_the_tries_from_one_address() -> None:
    answers = [guess(1, name=f"name{n}")[0] for n in range(22)]
    assert answers == [200] * 20 + [429] * 2
    assert enter(Client(), password=PASSWORD, at=HOME).status_code == 302


def test_an_account_of_ones_own_does_not_pay_for_tries_on_others() -> None:
    make_user("mallory", "Author", password=PASSWORD)
    for n in range(20):
        guess(1, name=f"name{n}")
        enter(Client(), "mallory", PASSWORD, at=ELSEWHERE)
    assert guess(1, name="another") == [429]


def test_a_browser_that_signed_in_before_is_not_kept_out_by_a_stranger() -> None:
    mine = Client()
    enter(mine, password=PASSWORD, at=HOME)
    mine.post("/admin/logout/")
    guess(9)
    assert enter(mine, password=PASSWORD, at="192.0.2.200").status_code == 302
    assert is_in(mine)


def test_an_address_that_signed_in_before_is_not_kept_out_by_a_stranger() -> None:
    enter(Client(), password=PASSWORD, at=HOME)
    guess(9)
    assert enter(Client(), password=PASSWORD, at=HOME).status_code == 302


def test_who_is_known_is_slowed_down_too() -> None:
    mine = Client()
    enter(mine, password=PASSWORD, at=HOME)
    for client in (mine, Client()):
        answers = [enter(client, password="wrong", at=HOME).status_code for _ in range(6)]
        assert answers == [200] * 5 + [429]


def test_the_mark_of_a_browser_counts_for_its_account_alone_and_cannot_be_made() -> None:
    make_user("li", "Author", password=PASSWORD)
    lis = Client()
    enter(lis, "li", PASSWORD, at=HOME)
    guess(5)
    assert enter(lis, "wang", PASSWORD, at=ELSEWHERE).status_code == 429
    lis.cookies["knowndevice"] = '{"account": "wang", "mark": "x"}'
    assert enter(lis, "wang", PASSWORD, at=ELSEWHERE).status_code == 429


def test_letters_and_width_make_no_other_account() -> None:
    for name in ("wang", "WANG", " Wang", "ｗａｎｇ", "wang\0"):
        guess(1, name=name)
    assert guess(1) == [429]


def test_what_failed_yesterday_counts_no_longer() -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        guess(4)
        clock.shift(dt.timedelta(days=1, seconds=1))
        assert guess(5) == [200] * 5


def test_an_unknown_name_is_answered_as_a_known_one_is() -> None:
    def pages(name: str) -> list[tuple[int, str]]:
        answers = [enter(Client(), name, "wrong", at=f"192.0.2.{n}") for n in range(6)]
        return [(each.status_code, _without_what_differs(each, name)) for each in answers]

    with time_machine.travel(NOW, tick=False):
        assert pages("wang") == pages("nobody")


def _without_what_differs(answer: Any, name: str) -> str:
    page: str = answer.content.decode()
    start, _, rest = page.partition('name="csrfmiddlewaretoken" value="')
    return (start + rest.partition('"')[2]).replace(name, "NAME")


def test_no_row_names_an_account_or_an_address() -> None:
    guess(1)
    rows = repr(list(Tries.objects.values()))
    assert "wang" not in rows and ELSEWHERE not in rows


def test_what_counts_no_longer_is_forgotten_when_somebody_comes_in() -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        guess(3)
        clock.shift(dt.timedelta(days=2))
        enter(Client(), password=PASSWORD, at=HOME)
        assert Tries.objects.filter(last_at__lt=timezone.now() - dt.timedelta(days=1)).count() == 0
        assert throttle.is_known("wang", HOME, timezone.now())
        clock.shift(dt.timedelta(days=89))
        enter(Client(), "wang", "wrong", at=HOME)
        assert throttle.is_known("wang", HOME, timezone.now())


def test_an_address_that_nobody_can_tell_is_not_shared_with_all_others() -> None:
    for n in range(25):
        enter(Client(), f"name{n}", "wrong", at="")
    assert enter(Client(), password=PASSWORD, at="").status_code == 302


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_twenty_tries_at_once_are_twenty() -> None:
    def one(_number: int) -> bool:
        try:
            return bool(throttle.password_try("wang", ELSEWHERE, "", NOW).wait)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        refused = list(pool.map(one, range(20)))
    assert refused.count(False) == 5
