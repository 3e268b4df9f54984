"""A template tag for what every page shows: the terms in it lead to their meaning."""

from __future__ import annotations

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from guides.explained import State, explained, known_terms
from policies.views.page import Reader

register = template.Library()
GLOSSARY = "term-list"


@register.simple_block_tag(takes_context=True)
def with_terms(context: Context, content: str) -> SafeString:
    """What stands inside, with the first word of each term in prose linked; as it is on the page of
    the terms themselves, and where no reader is known."""
    reader, glossary = context.get("reader"), reverse(GLOSSARY)
    request = context.get("request")
    is_glossary = request is not None and request.path_info == glossary
    if not isinstance(reader, Reader) or is_glossary:
        return mark_safe(content)  # noqa: S308 - what a template has rendered
    known = known_terms(State(reader.published, reader.language, reader.now))
    return mark_safe(explained(content, known, glossary))  # noqa: S308 - the same with links
