"""A filter for what somebody typed, on a page that has no stylesheet to break it."""

from __future__ import annotations

import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

LONG = re.compile(r"(\S{24})(?=\S)")


@register.filter
def breakable(text: str) -> SafeString:
    """A text whose long words may be broken; nothing is copied with it that was not typed."""
    marked = conditional_escape(LONG.sub("\\1\0", text))
    return mark_safe(marked.replace("\0", "<wbr>"))  # noqa: S308 - it was just escaped
