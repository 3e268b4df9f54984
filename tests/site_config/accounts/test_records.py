"""Who came in, who did not, and what was refused behind the door, is written down."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import Permission, User
from django.db import DatabaseError
from django.test import Client

from site_config.accounts import records
from site_config.accounts.models import SignInRecord
from tests import factories as rows
from tests.admin_factories import PASSWORD, browser_of, form_of, make_user, published, text_of
from tests.policies.admin.other_province import editor
from tests.site_config.accounts.door import ELSEWHERE, HOME, What, enter, guess, written_down

pytestmark = pytest.mark.django_db
LIST = "/admin/accounts/signinrecord/"


@pytest.fixture(autouse=True)
def wang(db: None) -> User:
    return make_user("wang", "Author", password=PASSWORD)


def test_a_wrong_password_is_written_down_and_so_is_who_came_in() -> None:
    enter(Client(), password="wrong", at=ELSEWHERE)
    enter(Client(), at=HOME)
    assert written_down("what", "name", "address", "where") == [
        (What.WRONG_PASSWORD, "wang", ELSEWHERE, "/admin/login/"),
        (What.SIGNED_IN, "wang", HOME, "/admin/login/"),
    ]


def test_no_password_is_written_anywhere_even_if_it_was_typed_as_the_name() -> None:
    enter(Client(), "geheimes-Wort-9", "noch-ein-Wort-8", at=ELSEWHERE)
    rows = repr(list(SignInRecord.objects.values()))
    assert "heimes" not in rows and "noch" not in rows
    assert written_down("name", "user") == [("ge…", None)]


def test_what_was_not_even_judged_is_written_down_as_such() -> None:
    guess(7)
    assert written_down("what", "times") == [(What.WRONG_PASSWORD, 5), (What.THROTTLED, 2)]


def test_the_same_within_an_hour_is_one_row_and_later_another() -> None:
    with time_machine.travel(dt.datetime(2026, 11, 26, 4, tzinfo=dt.UTC), tick=False) as clock:
        guess(2)
        clock.shift(dt.timedelta(minutes=59))
        guess(1)
        clock.shift(dt.timedelta(minutes=61))
        guess(1)
    rows = written_down("times", "since", "at")
    assert [times for times, *_ in rows] == [3, 1]
    assert rows[0][2] - rows[0][1] == dt.timedelta(minutes=59)


def test_a_page_that_was_refused_is_written_down_with_who_asked_for_it(wang: User) -> None:
    policy = published(wang, make_user("li", "Approver"))
    page = form_of(policy).replace("change", "delete")
    assert browser_of(wang).get(page).status_code == 403
    assert written_down("what", "name", "where") == [(What.REFUSED, "wang", page)]


def test_a_row_out_of_reach_is_written_down_with_the_reason() -> None:
    here, there = rows.region("440000", "广东省"), rows.region("330000", "浙江省")
    policy = rows.policy(region=there)
    answer = browser_of(editor(regions=[here])).get(form_of(policy))
    (what, name, where, note), *others = written_down("what", "name", "where", "note")
    assert answer.status_code == 403 and note and note in text_of(answer) and not others
    assert (what, name, where) == (What.REFUSED, "yue", form_of(policy))


def test_a_form_from_before_another_login_is_written_down(wang: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(wang)
    client.post("/admin/guides/faq/add/", {"question_zh_hans": "会丢吗？"})
    assert [(each[0], each[1]) for each in written_down("what", "note")] == [
        (What.REFUSED, "表单不是这次登录打开的")
    ]


def test_of_readers_nothing_is_written_down() -> None:
    refused = Client(enforce_csrf_checks=True)
    for path in ("/zh-hans/feedback/", "/admin/guides/faq/add/", "/admin/x/"):
        refused.post(path, {"text": "x"})
    assert written_down() == []


def test_a_refusal_stays_one_if_it_cannot_be_written_down(
    wang: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_given: object, **_named: object) -> None:
        raise DatabaseError("full")

    policy = published(wang, make_user("li", "Approver"))
    monkeypatch.setattr(SignInRecord.objects, "create", fails)
    answer = browser_of(wang).get(form_of(policy).replace("change", "delete"))
    assert answer.status_code == 403 and "没有做这件事的权限" in text_of(answer)
    assert "not recorded: refused" in caplog.text


def test_half_a_year_later_it_is_gone() -> None:
    with time_machine.travel(dt.datetime(2026, 1, 1, tzinfo=dt.UTC), tick=False) as clock:
        guess(1)
        clock.shift(records.KEPT_FOR + dt.timedelta(seconds=1))
        enter(Client())
    assert written_down("what") == [(What.SIGNED_IN,)]


def test_whoever_has_the_right_reads_it_and_nobody_changes_it(wang: User) -> None:
    enter(Client(), password="wrong", at=ELSEWHERE)
    assert browser_of(wang).get(LIST).status_code == 403
    wang.user_permissions.add(Permission.objects.get(codename="view_signinrecord"))
    page = text_of(browser_of(wang).get(LIST))
    assert "密码不对" in page and ELSEWHERE in page
    chief = make_user("chief", is_superuser=True)
    row = SignInRecord.objects.get(what=What.WRONG_PASSWORD)
    for path in (f"{LIST}add/", f"{LIST}{row.pk}/delete/"):
        assert browser_of(chief).post(path, {"post": "yes"}).status_code == 403
    assert browser_of(chief).post(f"{LIST}{row.pk}/change/", {"name": "x"}).status_code == 403
    action = {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"}
    browser_of(chief).post(LIST, action)
    row.refresh_from_db()
    assert row.name == "wang"


def test_editors_of_no_role_read_it_by_themselves() -> None:
    for role in ("Author", "Approver", "Reader"):
        user = make_user(f"one-{role}", role)
        assert not user.has_perm("accounts.view_signinrecord"), role
