"""A filter for days: one and the same stands on a page a dozen times."""

from __future__ import annotations

import datetime as dt
import functools

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.filter
def day(of: dt.date) -> SafeString:
    """A day in words of the reader's language, for machines too."""
    return _day(of, get_language())


@functools.lru_cache(maxsize=4096)
def _day(of: dt.date, _language: str | None) -> SafeString:
    said = date_format(of, "DATE_FORMAT")
    return format_html('<time datetime="{}">{}</time>', of.strftime("%Y-%m-%d"), said)
