"""Template tags for reports on a sentence: a handle to report it, and what editors answered."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from guides.reported import Reports, mark_of, reports_at
from policies.views.page import Reader

register = template.Library()
HANDLE = '<a class="say" rel="nofollow" href="{}{}" aria-label="{}"></a>'
REPLY = '<small class="reply small" data-reply><strong>{}</strong>{}</small>'


@register.simple_tag
def reports(address: str, places: Sequence[str], reader: Reader) -> Reports:
    """Where the sentences of the page at an address are reported, and what was answered; `places`:
    the codes of its place and of those above it up to whose sentences they are."""
    return reports_at(address, places, reader)


@register.simple_tag
def report(reports: Reports | str, sentence: str) -> SafeString:
    """At a sentence: the link that reports it, and the public reply if there is one."""
    if isinstance(reports, str) or not sentence:
        return SafeString()
    handle = format_html(HANDLE, reports.form, mark_of(sentence), _("报错"))
    reply = reports.reply_to(sentence)
    return handle + format_html(REPLY, _("编辑答复："), reply) if reply else handle
