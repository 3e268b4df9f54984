"""A filter for headings."""

from __future__ import annotations

import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
COLON = re.compile(r"[^\W\d_]：")


@register.filter
def colon_held(text: str) -> SafeString:
    """A heading whose colon never begins a line: large letters break a name anywhere."""
    held = COLON.sub(
        lambda found: f'<span class="held">{found[0]}</span>', conditional_escape(text)
    )
    return mark_safe(held)  # noqa: S308 - just escaped
