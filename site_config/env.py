"""Settings come from the environment; a wrong value stops the start with the variable's name."""

from __future__ import annotations

from typing import Any

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
