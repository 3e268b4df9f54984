"""Template tags for what editors answered in public to reports on a sentence."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from guides.reported import Replies, plain, replies_at
from policies.views.page import Reader

register = template.Library()


@register.simple_tag
def public_replies(address: str, reader: Reader) -> Replies:
    """The public replies on the page at an address."""
    return replies_at(address, reader)


@register.simple_tag
def public_reply(replies: Replies | str, sentence: str) -> SafeString:
    """The public reply at a sentence; nothing where there is none."""
    reply = replies.get(plain(sentence)) if replies and not isinstance(replies, str) else None
    if not reply:
        return SafeString()
    words = '<small class="reply small" data-reply><strong>{}</strong>{}</small>'
    return format_html(words, _("编辑答复："), reply)
