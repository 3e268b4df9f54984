"""A wrong value of a variable stops the start with the variable's name."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from site_config import env

LOCAL = ["localhost", "127.0.0.1", "[::1]"]
HERE = "http://127.0.0.1:8000"


@pytest.mark.parametrize("value", ["", "/", "admin login", "..", "a?b"])
def test_admin_path_that_is_no_path_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("ADMIN_PATH", value)
    with pytest.raises(ImproperlyConfigured, match="ADMIN_PATH"):
        env.admin_path("admin/")


def test_admin_path_ends_in_one_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADMIN_PATH", "/office/desk")
    assert env.admin_path("admin/") == "office/desk/"


@pytest.mark.parametrize(
    "value",
    [
        "example",
        "ftp://example.org",
        "https://",
        "https://a.org/x",
        "https://a.org?x",
        "https://a.org#x",
        "https://a.org:99999",
        "https://a.org:0",
        "https://u:p@a.org",
        "https://a .org",
    ],
)
def test_site_url_that_is_no_address_is_refused(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("SITE_URL", value)
    with pytest.raises(ImproperlyConfigured, match="SITE_URL"):
        env.site_url("http://127.0.0.1:8000")


@pytest.mark.parametrize("value", ["https://a.org:8443", "http://[::1]:8000", "http://医保.cn/"])
def test_site_url_is_a_host_and_perhaps_a_port(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SITE_URL", value)
    assert env.site_url(HERE) == value.rstrip("/")


@pytest.mark.parametrize("value", ["", " ", ","])
def test_a_site_that_answers_to_no_name_is_refused(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", value)
    with pytest.raises(ImproperlyConfigured, match="ALLOWED_HOSTS"):
        env.allowed_hosts(LOCAL, debug=False)


def test_names_may_stand_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", "a.org, b.org")
    assert env.allowed_hosts(LOCAL, debug=False) == ["a.org", "b.org"]


def test_short_secret_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "short")
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        env.secret_key(debug=False)


def test_secret_has_no_default_outside_debug(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        env.secret_key(debug=False)
    assert len(env.secret_key(debug=True)) >= 32


def test_boolean_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBUG", "perhaps")
    with pytest.raises(ImproperlyConfigured, match="DEBUG"):
        env.read("bool", "DEBUG", default=False)


def test_the_key_for_debugging_is_refused_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    monkeypatch.setenv("SECRET_KEY", env.secret_key(debug=True))
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        env.secret_key(debug=False)


@pytest.mark.parametrize(
    ("hosts", "url"),
    [
        (LOCAL, "https://www.example.org"),
        (LOCAL, "http://192.0.2.7:8000"),
        ([*LOCAL, "www.example.org"], HERE),
        (["*"], HERE),
        ([".localhost.example.org"], HERE),
        (["0.0.0.0"], HERE),  # noqa: S104 - a name, bound to nothing
    ],
)
def test_debugging_is_refused_where_others_can_come(hosts: list[str], url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DEBUG"):
        env.refuse_public_debugging(debug=True, hosts=hosts, url=url)
    env.refuse_public_debugging(debug=False, hosts=hosts, url=url)


@pytest.mark.parametrize("url", [HERE, "http://localhost:1", "https://[::1]", "http://a.localhost"])
def test_debugging_on_this_machine_is_allowed(url: str) -> None:
    env.refuse_public_debugging(debug=True, hosts=[*LOCAL, ".localhost"], url=url)


@pytest.mark.parametrize(
    "url",
    [
        "mysql://u:p@127.0.0.1/site",
        "oracle://u:p@127.0.0.1/site",
        "postgis://u:p@127.0.0.1/site",
        "redshift://u:p@127.0.0.1/site",
        "postgres://u:p@127.0.0.1/site?sslmod=require",
        "postgres://u:p@127.0.0.1/site?sslmode=require&sslmode=disable",
        "postgres://u:p@127.0.0.1:70000/site",
        "postgres://u:p#x@127.0.0.1/site",
        "postgres://u@127.0.0.1/%00site",
        "sqlite:////srv/site/%00.db",
        "postgres://u@127.0.0.1/site?options=%00",
        "postgres://",
        "postgres://u:p@127.0.0.1/",
        "postgres://u:p@127.0.0.1/site?sslmode=",
        "postgres://u:p@127.0.0.1/site?sslmode",
        "postgres://u:p@127.0.0.1/site?sslmode=%20",
        "postgres://u:p@127.0.0.1/site?sslmode=sometimes",
        "postgres://u:p@127.0.0.1/site?SSLMODE=require",
        "postgres://u:p@127.0.0.1/site?connect_timeout=soon",
        "postgres://u:p@127.0.0.1/site?keepalives_idle=1.5",
        "postgres://u:p@127.0.0.1/site?conn_max_age=60",
        "postgres://u:p@127.0.0.1/site?pool=false",
        "postgres://u:p@127.0.0.1/site?dbname=other",
        "postgres://u:p@127.0.0.1/site?user=other",
        "postgres://u:p@127.0.0.1/site?host=127.0.0.2",
        "postgres://u:p@127.0.0.1/site?sslmode=require#x",
        "postgres://u:p@127.0.0.1:0/site",
        "postgres:/u:p@127.0.0.1/site",
        "postgres://u:p@127.0.0.1/site ",
        "sqlite://var/site.sqlite3",
        "sqlite://u:p@host/site.sqlite3",
        "sqlite:////var/lib/site.sqlite3?timeout=",
        "sqlite:////var/lib/site.sqlite3?timeout=9999999999",
        "sqlite:////var/lib/site.sqlite3?conn_max_age=5",
        "sqlite:////var/lib/site.sqlite3?mode=ro",
        "sqlite:////var/lib/site.sqlite3?journal=wal",
        "sqlite:////var/lib/site.sqlite3?timeout=long",
        "sqlite:////var/lib/site.sqlite3?timeout=5&timeout=9",
        "sqlite:////var/lib/site.sqlite3?transaction_mode=EAGER",
    ],
)
def test_database_or_option_that_is_not_known_is_refused(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        env.database("sqlite://:memory:")


def test_what_the_address_asks_of_postgresql_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = "sslmode=verify-full&sslrootcert=/ca.pem&connect_timeout=7&options=-c%20work_mem%3D9MB"
    monkeypatch.setenv("DATABASE_URL", f"postgres://u:p@db.example.org/site?{asked}")
    options = env.database("")["OPTIONS"]
    assert options["sslmode"] == "verify-full"
    assert options["sslrootcert"] == "/ca.pem"
    assert options["connect_timeout"] == 7
    assert options["options"].endswith(" -c work_mem=9MB")
    assert "statement_timeout" in options["options"] and options["pool"]


@pytest.mark.parametrize(
    ("url", "name", "value"),
    [
        ("postgres://u:p@h/site?application_name=my%20site", "application_name", "my site"),
        ("pgsql://u:p@h/site?sslmode=verify-ca", "sslmode", "verify-ca"),
        ("postgresql://u:p@h1,h2/site?target_session_attrs=any", "target_session_attrs", "any"),
        ("postgres://u:p@/site?host=/run/postgresql", "host", "/run/postgresql"),
        ("postgres:///?service=site", "service", "site"),
        ("postgres://u:p%23%3F@h/site?keepalives_idle=30", "keepalives_idle", 30),
    ],
)
def test_options_reach_postgresql_as_they_are_meant(
    monkeypatch: pytest.MonkeyPatch, url: str, name: str, value: object
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    assert env.database("")["OPTIONS"][name] == value


def test_nobody_waits_long_for_postgresql(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://u:p@db.example.org/site")
    options = env.database("")["OPTIONS"]
    assert options["pool"]["timeout"] == 2
    assert options["connect_timeout"] == 2
    assert {"statement_timeout=10000", "lock_timeout=3000"} <= set(options["options"].split())


def test_what_the_address_asks_of_sqlite_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:////var/lib/site.sqlite3?timeout=20")
    found = env.database("")
    assert found["NAME"] == "/var/lib/site.sqlite3"
    assert found["OPTIONS"]["timeout"] == 20
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "WAL" in found["OPTIONS"]["init_command"]
    assert "cache_size=-500" in found["OPTIONS"]["init_command"]  # of eight threads, 11 MB


@pytest.mark.parametrize("value", ["-1", "one", "1.5"])
def test_a_depth_of_proxies_that_is_no_number_of_them_is_refused(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("PROXY_DEPTH", value)
    with pytest.raises(ImproperlyConfigured, match="PROXY_DEPTH"):
        env.proxy_depth(0)


@pytest.mark.parametrize("value", ["0", "-1", "65536", "x"])
def test_a_port_for_counts_that_is_none_is_refused(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("METRICS_PORT", value)
    with pytest.raises(ImproperlyConfigured, match="METRICS_PORT"):
        env.metrics_port()


def test_counts_are_given_where_a_port_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("METRICS_PORT", raising=False)
    assert env.metrics_port() == 0
    monkeypatch.setenv("METRICS_PORT", "9180")
    assert env.metrics_port() == 9180
