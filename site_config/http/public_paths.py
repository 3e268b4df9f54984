"""Which addresses belong to the public side."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]


def is_public(path: str) -> bool:
    """Whether a path belongs to the public side, whose pages depend on nothing but the address."""
    private = (f"/{settings.ADMIN_PATH}", settings.STATIC_URL, "/healthz", "/readyz")
    return not path.startswith(private)
