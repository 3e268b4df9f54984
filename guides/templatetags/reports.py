"""Template tags for reports on a sentence: a handle to report it, and what editors answered."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from guides.reported import (
    BLOCK,
    Reports,
    fact,
    form_at,
    mark_of,
    passages,
    plain,
    replies_at,
    reports_at,
)
from policies.addresses import address_of
from policies.views.page import Reader
from policies.views.values.comparison import Cell
from policies.views.values.one_scenario import PlaceRow

register = template.Library()
HEADING = re.compile("<(?:h[2-4]|th)")
HANDLE = '<a class="say" rel="nofollow" href="{}{}" aria-label="{}"></a>'
REPLY = '<small class="reply small" data-reply><strong>{}</strong>{}</small>'

NOTE = '<span class="comparison__note" data-reply>{}</span>'


@register.simple_tag
def reports(address: str, places: Sequence[str], reader: Reader) -> Reports:
    """Where the sentences of the page at an address are reported, and what was answered; `places`:
    the codes of its place and of those above it up to whose sentences they are."""
    return reports_at(address, places, reader)


@register.simple_tag
def reports_of_text(address: str) -> Reports:
    """Where the passages of a text at an address are reported."""
    return Reports(form_at(address), {})


@register.simple_tag
def reported(reports: Reports, text: str) -> SafeString:
    """Safe HTML with a handle at the end of each passage but headings."""
    pieces = BLOCK.split(text)
    for place in range(0, len(pieces), 2):
        words = next(passages(pieces[place]), "")
        if words and not (place and HEADING.match(pieces[place - 1])):
            pieces[place] = pieces[place].rstrip() + report(reports, words)
    return SafeString("".join(pieces))


@register.simple_tag
def report_fact(reports: Reports | str, name: str, value: str) -> SafeString:
    """At a fact: the link that reports it with its name."""
    return report(reports, fact(name, value))


@register.simple_tag
def reports_where(is_here: bool, reports: Reports | str) -> Reports | str:
    """The reports where something is reported, else none."""
    return reports if is_here else ""


@register.simple_tag
def report_cell(reports: Reports | str, *key: str) -> SafeString:
    """At a cell or a row of a table: the link that reports it by its place, its row or column."""
    if isinstance(reports, str):
        return SafeString()
    return format_html(HANDLE, reports.form, "/".join(key), _("报错"))


@register.simple_tag
def replied(reader: Reader | str, row: PlaceRow, sentence: str) -> SafeString:
    """At what a comparison says of a place: the public reply on that sentence of its answer."""
    if isinstance(reader, str):
        return SafeString()
    address = address_of("answer", row.hooks.region, row.hooks.scenario)
    reply = replies_at(address, row.places, reader).get(plain(sentence))
    return format_html(REPLY, _("编辑答复："), reply) if reply else SafeString()


@register.simple_tag
def reply_note(reader: Reader | str, cell: Cell) -> SafeString:
    """In a dense table: that there is a public reply on the sentence of a cell's answer."""
    if isinstance(reader, str) or not cell.sentence:
        return SafeString()
    address = address_of("answer", cell.hooks.region, cell.hooks.scenario)
    is_replied = plain(cell.sentence) in replies_at(address, cell.places, reader)
    return format_html(NOTE, _("编辑有答复")) if is_replied else SafeString()


@register.simple_tag
def report(reports: Reports | str, sentence: str) -> SafeString:
    """At a sentence: the link that reports it, and the public reply if there is one."""
    if isinstance(reports, str) or not sentence:
        return SafeString()
    handle = format_html(HANDLE, reports.form, mark_of(sentence), _("报错"))
    reply = reports.reply_to(sentence)
    return handle + format_html(REPLY, _("编辑答复："), reply) if reply else handle
