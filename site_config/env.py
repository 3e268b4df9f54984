"""Settings come from the environment; a wrong value stops the start with the variable's name."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

env = Env()
Settings = dict[str, Any]  # of a database, or its options, as Django reads them
DEBUGGING_KEY = "only-for-debugging-never-in-production-0123456789abcdef"
SQLITE, POSTGRESQL = "django.db.backends.sqlite3", "django.db.backends.postgresql"
OURS = "site_config.sqlite"  # SQLite, of a file that is still there
HEALTH = {"CONN_HEALTH_CHECKS": True}
# Options of PostgreSQL that the address says itself, as Django calls them.
IN_THE_ADDRESS = {
    "dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"
}  # fmt: skip
SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
LONGEST_TIMEOUT = 3600  # seconds; SQLite takes far more for none


def read(kind: str, name: str, *args: object, **kwargs: object) -> Any:
    """The value of a variable, read as `kind` (str, bool, int, list, dj_db_url, dj_cache_url).

    Raises ImproperlyConfigured naming the variable when it is missing or cannot be read.
    """
    try:
        return getattr(env, kind)(name, *args, **kwargs)
    except (EnvError, ValueError) as error:
        raise ImproperlyConfigured(f"{name}: {error}") from error


def secret_key(*, debug: bool) -> str:
    """SECRET_KEY; only with DEBUG on may it be left out. Raises ImproperlyConfigured."""
    key = str(read("str", "SECRET_KEY", DEBUGGING_KEY) if debug else read("str", "SECRET_KEY"))
    if len(key) < 32:
        raise ImproperlyConfigured("SECRET_KEY: at least 32 characters are needed")
    if key == DEBUGGING_KEY and not debug:
        raise ImproperlyConfigured("SECRET_KEY: this one is for debugging and known to everybody")
    return key


def refuse_public_debugging(*, debug: bool, hosts: list[str], url: str) -> None:
    """DEBUG shows the insides to every reader, and its key is known: only this machine may be told.

    Raises ImproperlyConfigured naming DEBUG and the public name.
    """
    names = {"SITE_URL": [urlsplit(url).hostname or ""], "ALLOWED_HOSTS": hosts}
    public = [
        f"{variable}={name}"
        for variable, its_names in names.items()
        for name in its_names
        if not _is_local(name)
    ]
    if debug and public:
        raise ImproperlyConfigured(
            f"DEBUG: must be off where the site has a public name ({', '.join(public)})"
        )


def _is_local(name: str) -> bool:
    """Whether only this machine is called so."""
    name = name.strip("[]").lower().rstrip(".")
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def site_url(default: str) -> str:
    """SITE_URL without a slash at its end.

    Raises ImproperlyConfigured unless it is http(s), a host and perhaps a port, and nothing else.
    """
    url = str(read("str", "SITE_URL", default=default)).rstrip("/")
    if not re.fullmatch(
        r"https?://(\[[0-9A-Fa-f:.]+\]|[^\s/?#@:\[\]]+)(:\d+)?", url
    ) or not _has_port(url):
        raise ImproperlyConfigured(f"SITE_URL: {url!r} is not like https://example.org")
    return url


def _has_port(url: str) -> bool:
    """Whether the port of an address, if it names one, can be one."""
    try:
        return urlsplit(url).port != 0
    except ValueError:
        return False


def allowed_hosts(default: list[str], *, debug: bool) -> list[str]:
    """ALLOWED_HOSTS. Raises ImproperlyConfigured if no name is left: every page would be a 400.

    With DEBUG on, Django itself then allows the names of this machine.
    """
    hosts: list[str] = [name.strip() for name in read("list", "ALLOWED_HOSTS", default=default)]
    if not debug and not any(hosts):
        raise ImproperlyConfigured("ALLOWED_HOSTS: at least one name is needed")
    return hosts


def admin_path(default: str) -> str:
    """ADMIN_PATH with one slash at its end. Raises ImproperlyConfigured if nothing is left."""
    path = str(read("str", "ADMIN_PATH", default=default)).strip("/")
    if not re.fullmatch(r"[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*", path):
        raise ImproperlyConfigured(f"ADMIN_PATH: {path!r} is not like admin/")
    return f"{path}/"


def proxy_depth(default: int) -> int:
    """PROXY_DEPTH, the number of proxies of ours. Raises ImproperlyConfigured if it is negative."""
    depth: int = read("int", "PROXY_DEPTH", default=default)
    if depth < 0:
        raise ImproperlyConfigured("PROXY_DEPTH: a number of proxies is not negative")
    return depth


def metrics_port() -> int:
    """METRICS_PORT, 0 where none is named. Raises ImproperlyConfigured for what is no port."""
    port: int | None = read("int", "METRICS_PORT", default=None)
    if port is not None and not 0 < port < 65536:
        raise ImproperlyConfigured("METRICS_PORT: a port is a number from 1 to 65535")
    return port or 0


def database(default: str) -> Settings:
    """DATABASE_URL as Django's settings of a database; options in the address go before ours.

    Raises ImproperlyConfigured for databases that the site does not know, and for options that
    the database does not know.
    """
    found: Settings = read("dj_db_url", "DATABASE_URL", default=default, conn_max_age=0)
    _refuse_unread(str(read("str", "DATABASE_URL", default=default)), found)
    asked: Settings = found.get("OPTIONS", {})
    if not found["NAME"] and "service" not in asked:
        raise ImproperlyConfigured("DATABASE_URL: it names no database")
    if twice := sorted(name for name, value in asked.items() if isinstance(value, list)):
        raise ImproperlyConfigured(f"DATABASE_URL: it says more than once: {', '.join(twice)}")
    if found["ENGINE"] == SQLITE:
        options = _sqlite_options(asked)
        return found | {"ENGINE": OURS, "CONN_MAX_AGE": 600, **HEALTH, "OPTIONS": options}
    if found["ENGINE"] == POSTGRESQL:
        return found | {**HEALTH, "OPTIONS": _postgresql_options(asked)}
    raise ImproperlyConfigured("DATABASE_URL: only sqlite:// and postgres:// are known here")


def _refuse_unread(address: str, found: Settings) -> None:
    """Raise ImproperlyConfigured if an address says what nobody would read: a name for nothing, a
    host of SQLite, what follows a "#", an option that the address itself goes before."""
    parts = urlsplit(address)
    said = parse_qsl(parts.query, keep_blank_values=True)
    if unsaid := sorted({name for name, value in said if not value.strip()}):
        raise ImproperlyConfigured(f"DATABASE_URL: nothing is said of {', '.join(unsaid)}")
    if "%00" in address:
        raise ImproperlyConfigured("DATABASE_URL: no name holds a %00")
    if parts.fragment or "//" not in address or address != address.strip():
        raise ImproperlyConfigured('DATABASE_URL: write "#" and blanks as %23 and %20, after //')
    if found["ENGINE"] == SQLITE and (found.get("HOST") or found.get("USER")):
        raise ImproperlyConfigured(
            "DATABASE_URL: SQLite has no host; write sqlite:////the/whole/path"
        )
    asked = [name for name, _value in said if name in IN_THE_ADDRESS]
    if twice := sorted(name for name in asked if found.get(IN_THE_ADDRESS[name])):
        raise ImproperlyConfigured(f"DATABASE_URL: it says more than once: {', '.join(twice)}")
    if found.get("PORT") == 0 or parts.netloc.endswith(":0"):
        raise ImproperlyConfigured("DATABASE_URL: a port is a number from 1 to 65535")


def _sqlite_options(asked: Settings) -> Settings:
    ours: Settings = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
        " PRAGMA cache_size=-500;",  # kB a thread: the system keeps the file's pages, too
    }
    if unknown := sorted(set(asked) - set(ours)):
        raise ImproperlyConfigured(
            f"DATABASE_URL: SQLite has no option {', '.join(unknown)}; known: {', '.join(ours)}"
        )
    options = ours | asked
    if str(options["transaction_mode"]).upper() not in ("DEFERRED", "IMMEDIATE", "EXCLUSIVE"):
        raise ImproperlyConfigured("DATABASE_URL: transaction_mode is not one of SQLite's")
    if not isinstance(options["timeout"], int) or options["timeout"] > LONGEST_TIMEOUT:
        raise ImproperlyConfigured("DATABASE_URL: timeout is no number of seconds, 3600 at most")
    return options


def _postgresql_options(asked: Settings) -> Settings:
    from psycopg import ProgrammingError  # only where PostgreSQL is used
    from psycopg.conninfo import make_conninfo

    from site_config.postgresql import POOL

    try:
        make_conninfo(**asked)
    except ProgrammingError as error:
        raise ImproperlyConfigured(f"DATABASE_URL: {str(error).strip()}") from error
    if asked.get("sslmode", "require") not in SSL_MODES:
        raise ImproperlyConfigured(f"DATABASE_URL: sslmode is one of {', '.join(SSL_MODES)}")
    numbers = [name for name in asked if name.endswith("timeout") or name.startswith("keepalives")]
    if odd := [name for name in numbers if not isinstance(asked[name], int)]:
        raise ImproperlyConfigured(f"DATABASE_URL: no number: {', '.join(odd)}")
    # Data in memory or on a solid disk: with PostgreSQL's own figure, made for disks that turn, it
    # reads whole tables where an index leads there (an answer at full content: 2.7 s, now 0.6).
    # To compile a question takes longer than to answer it (a guide at full content: 0.19 s).
    limits = "-c statement_timeout=10000 -c lock_timeout=3000 -c random_page_cost=1.1 -c jit=off"
    return {
        "connect_timeout": 2,
        "tcp_user_timeout": 5000,  # ms until a silent network counts as broken
        **asked,
        "pool": POOL,
        "options": f"{limits} {asked.get('options', '')}".strip(),
    }
