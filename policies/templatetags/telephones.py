"""A filter for texts that may name a telephone number."""

from __future__ import annotations

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from policies import dialling

register = template.Library()


@register.filter
def dialled(text: str) -> SafeString:
    """A text whose telephone numbers are links that dial them; HTML is left as it is."""
    if isinstance(text, SafeString):
        return text
    return mark_safe(dialling.dialled(conditional_escape(text)))  # noqa: S308 - just escaped
