"""What a password must be, wherever an editor chooses one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.test import Client

from site_config.accounts.management.commands.make_editor import first_password
from tests.admin_factories import browser_of, make_user

OLD = "the old password of wangxiaoming"


@pytest.fixture
def editor(db: None) -> User:
    return make_user("wangxiaoming", "Author", password=OLD, first_name="Xiaoming")


def change(editor: User, new: str) -> Any:
    fields = {"old_password": OLD, "new_password1": new, "new_password2": new}
    return browser_of(editor).post("/admin/password_change/", fields)


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("1", "密码太短，至少要 12 个字符"),
        ("yibao2026", "密码太短，至少要 12 个字符"),
        ("abcdefghi11", "密码太短，至少要 12 个字符"),
        ("839201746251", "密码只包含数字"),
        ("wangxiaoming", "相似"),
        ("wangxiaoming1", "相似"),
        ("1qaz2wsx3edc", "常见"),
        ("aaaaaaaaaaaa", "密码里不同的字符太少"),
        ("ABABabab2026", "密码里不同的字符太少"),
        ("2026-WangXiaoMing-2026-Shenzhen", "密码里不要有登录名"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(
    editor: User, password: str, reason: str
) -> None:
    answer = change(editor, password)
    assert answer.status_code == 200 and reason in answer.content.decode()
    editor.refresh_from_db()
    assert editor.check_password(OLD)


def test_a_good_password_is_taken(editor: User) -> None:
    assert change(editor, "eine-lange-Nacht-in-Xiamen").status_code == 302
    editor.refresh_from_db()
    assert editor.check_password("eine-lange-Nacht-in-Xiamen")


def test_first_passwords_are_good_ones(editor: User) -> None:
    for _ in range(20):
        validate_password(first_password(), editor)


@pytest.mark.parametrize("page", ["password_change/", "password_change/done/", "login/", "", "x/"])
def test_no_cache_keeps_a_page_of_the_admin(editor: User, page: str) -> None:
    for client in (browser_of(editor), Client()):
        assert "no-store" in client.get(f"/admin/{page}").headers["Cache-Control"]


def test_cookies_of_a_site_with_tls_belong_to_its_host_alone() -> None:
    kinds = ("SESSION", "CSRF", "KNOWN_DEVICE")
    names = (
        *(f"{kind}_COOKIE_NAME" for kind in kinds),
        *(f"{kind}_COOKIE_{what}" for kind in kinds[:2] for what in ("SECURE", "PATH", "DOMAIN")),
        "SECOND_FACTOR_ENFORCED",
        "PROXY_DEPTH",
    )
    script = (
        "import json; from django.conf import settings; "
        f"print(json.dumps([getattr(settings, name) for name in {names!r}]))"
    )
    variables = {"SITE_URL": "https://www.example.org", "ALLOWED_HOSTS": "www.example.org"}
    variables["DJANGO_SETTINGS_MODULE"] = "site_config.settings"
    out = subprocess.run(
        [sys.executable, "-c", script],
        cwd=settings.BASE_DIR,
        env=os.environ | variables,
        check=True,
        capture_output=True,
    ).stdout
    cookies = ["__Host-sessionid", "__Host-csrftoken", "__Host-knowndevice"]
    assert json.loads(out) == [*cookies, True, "/", None, True, "/", None, True, 1]
