"""make_editor: an account, its role, and a password that is shown once."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django.fixtures import Settings

from site_config.accounts import second_factor
from tests.admin_factories import group_of
from tests.site_config.accounts.door import CODE, SET_UP, code_of, enter, is_in, send_code

pytestmark = pytest.mark.django_db


def run(name: str, role: str) -> str:
    out = StringIO()
    call_command("make_editor", name, role, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("role", ["Author", "Approver", "Reader"])
def test_it_makes_an_account_that_can_log_in(role: str) -> None:
    group_of(role)
    found = re.search(r"：(\w{16})\n", run("小王", role))
    assert found
    user = authenticate(username="小王", password=found[1])
    assert isinstance(user, User) and user.is_staff and not user.is_superuser
    assert [group.name for group in user.groups.all()] == [role]


@pytest.mark.parametrize(
    ("name", "role", "reason"),
    [
        ("new", "Boss", "没有“Boss”这个角色"),
        ("OLD", "Author", "已经存在"),
        ("a b", "Author", "不能用"),
    ],
)
def test_it_refuses_with_a_reason_and_changes_nothing(name: str, role: str, reason: str) -> None:
    group_of("Author")
    User.objects.create_user("old", password="untouched")
    with pytest.raises(CommandError, match=reason) as refused:
        run(name, role)
    assert refused.value.returncode == 1
    assert User.objects.get().check_password("untouched")


@pytest.mark.usefixtures("noon")
@pytest.mark.parametrize("is_enforced", [False, True])
def test_it_shows_a_key_that_counts_at_once_only_where_it_is_enforced(
    settings: Settings, is_enforced: bool
) -> None:
    settings.SECOND_FACTOR_ENFORCED = is_enforced
    group_of("Author")
    shown = run("wang", "Author")
    phone = TOTPDevice.objects.get(user__username="wang")
    assert second_factor.key_in_groups(phone) in shown and shown.count("█") > 100
    client = Client()
    found = re.search(r"：(\w{16})\n", shown)
    answer = enter(client, "wang", found[1] if found else "")
    assert answer["Location"].startswith(CODE if is_enforced else SET_UP)
    if is_enforced:
        send_code(client, code_of(phone))
    else:
        assert second_factor.key_in_groups(phone) not in client.get(SET_UP).content.decode()
        client.post(SET_UP, {"new_code": code_of(phone)})
    assert is_in(client) and second_factor.is_set(phone.user)


def test_no_two_first_passwords_are_alike() -> None:
    group_of("Reader")
    assert run("one", "Reader").split("：")[-1] != run("two", "Reader").split("：")[-1]


def test_before_the_first_migration_it_says_what_to_run() -> None:
    Group.objects.all().delete()
    with pytest.raises(CommandError, match="请先运行 manage") as refused:
        run("小王", "Approver")
    assert refused.value.returncode == 1 and not User.objects.exists()
