"""What settings follow from the variables of a machine."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as running
from django.utils.module_loading import import_string

from tests.servers import free_port

pytestmark = pytest.mark.sqlite("once is enough: no test here asks the database")
Read = Callable[..., dict[str, Any]]
PUBLIC = {"SITE_URL": "https://yibao.example.org", "ALLOWED_HOSTS": "yibao.example.org"}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Read:
    """The settings that a machine with these variables has, and none of this one's."""

    def settings(**variables: str) -> dict[str, Any]:
        for name in (
            "SITE_URL",
            "ALLOWED_HOSTS",
            "CACHE_URL",
            "PROXY_DEPTH",
            "DEBUG",
            "ADMIN_PATH",
        ):
            monkeypatch.delenv(name, raising=False)
        for name, value in {"SECRET_KEY": "s" * 50, "DATABASE_URL": "sqlite:///x"}.items():
            monkeypatch.setenv(name, value)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(running.BASE_DIR / "site_config" / "settings.py"))

    return settings


def test_over_tls_cookies_belong_to_this_very_host_and_never_travel_in_clear(read: Read) -> None:
    found = read(**PUBLIC)
    assert found["SESSION_COOKIE_SECURE"] and found["CSRF_COOKIE_SECURE"]
    names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "KNOWN_DEVICE_COOKIE_NAME")
    assert all(found[name].startswith("__Host-") for name in names)
    assert len({found[name] for name in names}) == 3


def test_over_tls_browsers_are_told_to_stay_there_and_the_proxy_is_believed(read: Read) -> None:
    found = read(**PUBLIC)
    assert found["SECURE_HSTS_SECONDS"] == 365 * 24 * 60 * 60
    assert found["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")
    assert found["PROXY_DEPTH"] == 1
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://yibao.example.org"]
    assert found["SECOND_FACTOR_ENFORCED"]


def test_without_tls_nothing_promises_it(read: Read) -> None:
    found = read(SITE_URL="http://127.0.0.1:8000")
    assert not found["SESSION_COOKIE_SECURE"] and not found["CSRF_COOKIE_SECURE"]
    assert "SECURE_HSTS_SECONDS" not in found and "SESSION_COOKIE_NAME" not in found
    assert "SECURE_PROXY_SSL_HEADER" not in found, "anybody could send that header"
    assert found["PROXY_DEPTH"] == 0 and found["CSRF_TRUSTED_ORIGINS"] == []
    assert not found["SECOND_FACTOR_ENFORCED"]


def test_a_redis_that_is_away_fails_nobody_and_delays_nobody(read: Read) -> None:
    cache = read(CACHE_URL=f"redis://127.0.0.1:{free_port()}/1")["CACHES"]["default"]
    away = import_string(cache["BACKEND"])(cache["LOCATION"], cache)
    assert away.get("key", "nothing") == "nothing"
    assert cache["OPTIONS"]["SOCKET_CONNECT_TIMEOUT"] <= 0.2
    assert cache["OPTIONS"]["SOCKET_TIMEOUT"] <= 0.2


def test_the_cache_in_memory_has_no_options_of_redis(read: Read) -> None:
    cache = read()["CACHES"]["default"]
    assert cache["BACKEND"].endswith("LocMemCache")
    assert "IGNORE_EXCEPTIONS" not in cache.get("OPTIONS", {})


def test_a_field_is_called_by_the_tab_of_its_language(read: Read) -> None:
    label = read()["MODELTRANSLATION_BUILD_LOCALIZED_VERBOSE_NAME"]
    assert label("问题", "zh-hant") == "问题 [繁體]"


def test_pages_load_nothing_from_elsewhere_and_stand_in_no_frame(read: Read) -> None:
    directives = read()["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]
    assert directives["default-src"] == directives["frame-ancestors"] == ["'none'"]
    allowed = {each for values in directives.values() for each in values}
    assert allowed == {"'self'", "'none'", "data:"}
    assert "data:" not in directives["script-src"]


def test_whoever_does_nothing_for_half_an_hour_is_out(read: Read) -> None:
    found = read()
    assert found["SESSION_COOKIE_AGE"] == 1800 and found["SESSION_LONGEST"] == 43_200
    assert found["SESSION_COOKIE_HTTPONLY"] and found["CSRF_COOKIE_HTTPONLY"]


@pytest.mark.parametrize("module", ["SecurityMiddleware", "CSPMiddleware", "SecurityHeaders"])
def test_headers_are_set_on_whatever_a_later_part_answers(read: Read, module: str) -> None:
    names = [each.rpartition(".")[2] for each in read()["MIDDLEWARE"]]
    for later in ("RefuseMalformed", "PublicPages", "CsrfViewMiddleware", "SessionLimits"):
        assert names.index(module) < names.index(later)
