"""The number of a source that leads to it, which a page shows behind every sentence."""

from __future__ import annotations

import functools

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag
def mark(anchor: str, number: int) -> SafeString:
    """The component `mark`; there are few numbers, so each is rendered once in a language."""
    return _mark(anchor, number, get_language())


@functools.lru_cache(maxsize=1024)
def _mark(anchor: str, number: int, _language: str | None) -> SafeString:
    shown = render_to_string("components/mark.html", {"anchor": anchor, "number": number})
    return SafeString(shown.strip())
