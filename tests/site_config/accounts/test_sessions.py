"""A session ends half an hour after the last page, and half a day after it began."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from site_config.accounts.sessions import STARTED
from tests.admin_factories import browser_of, text_of
from tests.site_config.accounts.door import enter, is_in

pytestmark = pytest.mark.django_db
DESK = "/admin/password_change/"
FAQ = "/admin/guides/faq/add/"


def minutes(number: float) -> dt.timedelta:
    return dt.timedelta(minutes=number)


def test_half_an_hour_without_a_page_ends_it(wang: User, noon: time_machine.Traveller) -> None:
    client = browser_of(wang)
    noon.shift(minutes(29))
    assert is_in(client)
    noon.shift(minutes(29))
    assert is_in(client)
    noon.shift(minutes(30))
    assert not is_in(client)


def test_half_a_day_ends_it_however_busy_somebody_is(
    wang: User, noon: time_machine.Traveller
) -> None:
    client = browser_of(wang)
    for _ in range(35):
        noon.shift(minutes(20))
        assert is_in(client)
    noon.shift(minutes(20))
    assert not is_in(client)
    assert "_auth_user_id" not in client.session


def test_a_session_of_which_nobody_knows_when_it_began_is_over(wang: User) -> None:
    client = browser_of(wang)
    session = client.session
    del session[STARTED]
    session.save()
    assert not is_in(client)


@pytest.mark.parametrize("late", [31, 12 * 60 + 1])
def test_what_was_being_written_is_given_back(
    wang: User, noon: time_machine.Traveller, late: int
) -> None:
    client = browser_of(wang)
    for _ in range(late // 25):
        noon.shift(minutes(25))
        if late > 60:
            client.get(DESK)
    noon.shift(minutes(late % 25))
    answer = client.post(FAQ, {"question_zh_hans": "写了一个上午的一段话？"})
    assert answer.status_code == 403 and "登录过期" in text_of(answer)
    assert "写了一个上午的一段话？" in text_of(answer)


def test_a_cookie_that_was_kept_beyond_the_end_is_worth_nothing(
    wang: User, noon: time_machine.Traveller
) -> None:
    client = browser_of(wang)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    noon.shift(minutes(30))
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = key
    assert not is_in(thief)


def test_the_cookie_ends_with_the_session(wang: User, noon: time_machine.Traveller) -> None:
    client = browser_of(wang)
    noon.shift(minutes(2))
    cookie = client.get(DESK).cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["max-age"] == 30 * 60 and cookie["httponly"] and cookie["samesite"] == "Lax"


def test_only_one_page_a_minute_writes_the_session(
    wang: User, noon: time_machine.Traveller
) -> None:
    client = browser_of(wang)
    written = []
    for _ in range(4):
        noon.shift(dt.timedelta(seconds=31))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(DESK)
        written.append(any(q["sql"].startswith('UPDATE "django_session"') for q in queries))
    assert written == [False, True, False, True]


def test_sessions_that_ended_are_forgotten_when_somebody_comes_in(
    wang: User, noon: time_machine.Traveller
) -> None:
    browser_of(wang)
    noon.shift(minutes(31))
    enter(Client())
    assert Session.objects.count() == 1


@pytest.mark.parametrize(
    "path", ["/zh-hans/", "/zh-hans/regions/", "/zh-hans/feedback/", "/robots.txt"]
)
def test_a_public_page_neither_reads_nor_sets_a_cookie(wang: User, path: str) -> None:
    client = browser_of(wang)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    assert answer.status_code == 200 and not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert not any("session" in q["sql"] or "auth_user" in q["sql"] for q in queries)


def test_when_somebody_came_in_is_noted_before_the_first_page_is_asked_for() -> None:
    script = (
        "import django; django.setup(); "
        "from django.contrib.auth.signals import user_logged_in as signal; "
        "print([ref().__module__ for _, ref, *_ in signal.receivers])"
    )
    variables = {"DJANGO_SETTINGS_MODULE": "site_config.settings"}
    out = subprocess.run(
        [sys.executable, "-c", script], cwd=settings.BASE_DIR, env=os.environ | variables,
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert "site_config.accounts.sessions" in out
