"""Prose: Markdown in, safe HTML out."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from itertools import pairwise

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.anchors import anchors_plugin
from mdit_py_plugins.anchors.index import slugify

from policies.dialling import dialled
from policies.models.source import is_official_address

TAGS = {
    "p", "br", "strong", "em", "ul", "ol", "li", "h2", "h3", "h4", "blockquote", "a", "table",
    "thead", "tbody", "tr", "th", "td", "hr", "code",
}  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "h2": {"id"}, "h3": {"id"}, "ol": {"start"}}

MARKS = re.compile(r"([\\`*_\[\]<>|])")
SOURCE = re.compile(r"- \[[^\]]+\]\(/[a-z-]+/sources/")
OF_PAGES = {"main", "sources"}  # the anchors of what stands around a text


def _anchor(heading: str) -> str:
    """The anchor of a heading, and never one of the page around it."""
    anchor = slugify(heading)
    return f"text-{anchor}" if anchor in OF_PAGES else anchor


_markdown = (
    MarkdownIt("commonmark", {"html": False})
    .enable("table")
    .use(anchors_plugin, max_level=3, slug_func=_anchor)
)


def _text(
    self: RendererHTML, tokens: Sequence[Token], place: int, options: OptionsDict, env: EnvType
) -> str:
    """A piece of text; outside links its telephone numbers are some."""
    before = [token.type for token in tokens[:place]]
    escaped = escapeHtml(tokens[place].content)
    return escaped if before.count("link_open") > before.count("link_close") else dialled(escaped)


_markdown.add_render_rule("text", _text)


@functools.lru_cache(maxsize=1024)
def render(text: str) -> SafeString:
    """Safe HTML of Markdown. Links lead to this site or to gov.cn; others lose their address."""
    html = nh3.clean(
        _markdown.renderer.render(_parsed(text), _markdown.options, {}),
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_keep,
        url_schemes={"https", "http", "tel"},
        link_rel="noopener noreferrer",
    )
    return mark_safe(html)  # noqa: S308 - nh3 has just cleaned it


@functools.lru_cache(maxsize=4)
def _parsed(text: str) -> list[Token]:
    """The parts of Markdown; a page asks for its contents and for its text."""
    return _markdown.parse(text)


def contents(text: str) -> list[tuple[str, str]]:
    """The anchor and words of each second-level heading, for a list of contents."""
    return list(_contents(text))


@functools.lru_cache(maxsize=1024)
def _contents(text: str) -> tuple[tuple[str, str], ...]:
    found = []
    for opening, inline in pairwise(_parsed(text)):
        if opening.type == "heading_open" and opening.tag == "h2":
            found.append((str(opening.attrGet("id") or ""), inline.content))
    return tuple(found)


def _keep(tag: str, attribute: str, value: str) -> str | None:
    if tag == "a" and attribute == "href":
        is_ours = value.startswith(("/", "#")) and not value.startswith("//")
        return value if is_ours or value.startswith("tel:") or is_official_address(value) else None
    return value


def sources_apart(text: str) -> tuple[str, str]:
    """A text without its last section, and that section without its heading, where it is a list of
    sources and nothing else; else the whole text and nothing."""
    body, _break, last = text.rpartition("\n## ")
    lines = [line for line in last.splitlines()[1:] if line]
    is_list = bool(body and lines) and all(SOURCE.match(line) for line in lines)
    return (body, "\n".join(lines)) if is_list else (text, "")


def plain(text: str) -> str:
    """The words of Markdown without its marks, for descriptions."""
    return " ".join(nh3.clean(_markdown.render(text), tags=set()).split())


def escaped(words: str) -> str:
    """Words that stand in Markdown as they are."""
    return MARKS.sub(r"\\\1", words)
