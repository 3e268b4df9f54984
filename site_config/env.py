"""Settings come from the environment; a wrong value stops the start with the variable's name."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

env = Env()


def read(kind: str, name: str, *args: Any, **kwargs: Any) -> Any:
    """The value of a variable, read as `kind` (str, bool, int, list, dj_db_url, dj_cache_url).

    Raises ImproperlyConfigured naming the variable when it is missing or cannot be read.
    """
    try:
        return getattr(env, kind)(name, *args, **kwargs)
    except (EnvError, ValueError) as error:
        raise ImproperlyConfigured(f"{name}: {error}") from error


def secret_key(*, debug: bool) -> str:
    """SECRET_KEY; only with DEBUG on may it be left out. Raises ImproperlyConfigured."""
    default = "only-for-debugging-never-in-production-0123456789abcdef" if debug else None
    key = str(read("str", "SECRET_KEY", default)) if default else str(read("str", "SECRET_KEY"))
    if len(key) < 32:
        raise ImproperlyConfigured("SECRET_KEY: at least 32 characters are needed")
    return key


def site_url(default: str) -> str:
    """SITE_URL without a slash at its end. Raises ImproperlyConfigured unless it is http(s)."""
    url = str(read("str", "SITE_URL", default=default)).rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path:
        raise ImproperlyConfigured(f"SITE_URL: {url!r} is not like https://example.org")
    return url


def admin_path(default: str) -> str:
    """ADMIN_PATH with one slash at its end. Raises ImproperlyConfigured if nothing is left."""
    path = str(read("str", "ADMIN_PATH", default=default)).strip("/")
    if not re.fullmatch(r"[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*", path):
        raise ImproperlyConfigured(f"ADMIN_PATH: {path!r} is not like admin/")
    return f"{path}/"
