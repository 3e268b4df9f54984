"""Components that say the same on page after page: rendered once for the same values.

A component sees its parameters and the language, and nothing else; so the same parameters give the
same HTML for as long as the process lives. They are told apart by everything they hold, with its
types: a text that carries a `lang` is another than the same letters without.
"""

from __future__ import annotations

import pickle
import threading

from cachetools import LRUCache, cached
from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()
ROOM = 8 * 1024 * 1024  # characters in a process
Key = tuple[str, str | None, bytes]


def _key(component: str, values: dict[str, object]) -> Key:
    return component, get_language(), pickle.dumps(values)


def _size(html: str) -> int:
    return len(html) + 512  # with its key


rendered: LRUCache[Key, SafeString] = LRUCache(ROOM, getsizeof=_size)


@register.simple_tag
def kept(component: str, **values: object) -> SafeString:
    """A component with these parameters, as `include … only` shows it; with DEBUG as its file says
    now, since somebody may be writing it."""
    return render_to_string(component, values) if settings.DEBUG else _kept(component, values)


@cached(rendered, key=_key, lock=threading.Lock())
def _kept(component: str, values: dict[str, object]) -> SafeString:
    return render_to_string(component, values)
