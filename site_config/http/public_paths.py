"""Which addresses belong to the public side."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from site_config.pages import PAGES

GetResponse = Callable[[HttpRequest], HttpResponse]
PRIVATE = (
    f"/{settings.ADMIN_PATH}",
    settings.STATIC_URL,
    *(f"/{page.route}" for page in PAGES if not page.is_kept),
)
TAKE_POSTS = {
    f"/{language}/{page.route}"
    for page in PAGES
    if page.takes_post
    for language, _name in settings.LANGUAGES
}

# The same whatever is published.
WITHOUT_DATABASE = {f"/{page.route}" for page in PAGES if not page.asks_database}

# Where readers type what they look for: whatever it is, the page is an ordinary one.
SEARCHES = {
    f"/{language}/{page.route}"
    for page in PAGES
    if page.takes_whatever_is_typed
    for language, _name in settings.LANGUAGES
}

# The wizard, whose questions name their own parameters.
TAKE_ANY = {
    f"/{language}/{page.route}"
    for page in PAGES
    if page.takes_any_parameter
    for language, _name in settings.LANGUAGES
}


def is_public(path: str) -> bool:
    """Whether a path belongs to the public side, whose pages depend on nothing but the address."""
    return not path.startswith(PRIVATE)


def takes_post(path: str) -> bool:
    """Whether readers may send something to a path."""
    return path in TAKE_POSTS
