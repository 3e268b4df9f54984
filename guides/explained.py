"""The words of a page that few know, each linked to its meaning where it first stands in prose.

What is looked at is the finished page: whatever a text is made of, a word is explained once.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from guides.models import Term
from policies.speech import Speech

BETWEEN = "、"
MOST = 8  # links of this kind on a page: more would be read as decoration
TAG = re.compile(r"(<[^>]*>)")
OPENING = re.compile(r"<([a-z][a-z0-9]*)\b[^>]*>")
# Where sentences stand, what holds parts of them, and what in them is a name, a label, a quote or
# a link already.
SENTENCES = frozenset({"p", "li", "dd"})
PARTS = frozenset({"span", "div", "ol", "ul", "dl", "section", "article"})
NAMES = frozenset(
    {"a", "button", "summary", "label", "legend", "h1", "h2", "h3", "h4", "dt", "q", "select",
     "textarea", "svg", "strong", "small", "del", "ins", "code", "nav", "thead"}
)  # fmt: skip
FOLLOWED = SENTENCES | PARTS | NAMES
NAMING_CLASS = re.compile(
    r'class="[^"]*\b(?:tag|verdict|kicker|small|source-list|claim|card--link|key-facts)\b'
)


class Inside(enum.Enum):
    """What a piece of a page stands in."""

    NOTHING = enum.auto()
    SENTENCE = enum.auto()
    NAME = enum.auto()
    AS_AROUND = enum.auto()  # what it stood in already


@dataclass(frozen=True)
class State:
    """What is published, in a language. Two with the same token hold the same terms."""

    published: str
    language: str
    at: dt.datetime = field(compare=False)


@dataclass(frozen=True, slots=True)
class Known:
    """The words that are explained, by how they are written, and the pattern that finds them."""

    slugs: Mapping[str, str]
    pattern: re.Pattern[str] | None


@functools.lru_cache(maxsize=6)
def known_terms(state: State) -> Known:
    """The terms that prose explains, in a language. One query a publication, then none."""
    speech, slugs = Speech(state.language), dict[str, str]()
    for term in Term.objects.order_by("slug"):
        said = speech.of(term, "in_prose")
        forms = () if said.lang else said.split(BETWEEN)
        slugs |= {form.strip().lower(): term.slug for form in forms if form.strip()}
    return Known(slugs, pattern_of(slugs))


def pattern_of(words: Iterable[str]) -> re.Pattern[str] | None:
    """The pattern that finds words, the longer ones first: 视同缴费年限 before 视同缴费."""
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join(map(_whole, longest_first)), re.I) if longest_first else None


def _whole(word: str) -> str:
    """The pattern of a word; of a Latin one only as a whole."""
    return rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word)


def explained(html: str, known: Known, glossary: str) -> str:
    """HTML with the first word of each term in prose linked to its meaning. `glossary`: the address
    of the page with the meanings."""
    pieces = TAG.split(html)
    prose = _in_prose(pieces)
    if known.pattern is None:
        return "".join(pieces)
    left = set(known.slugs.values())
    most = len(left) - MOST

    def link(found: re.Match[str]) -> str:
        slug = known.slugs[found[0].lower()]
        if slug not in left or len(left) <= most:
            return found[0]
        left.remove(slug)
        return f'<a class="term" href="{glossary}#{slug}">{found[0]}</a>'

    for place in prose:
        pieces[place] = known.pattern.sub(link, pieces[place])
    return "".join(pieces)


def _in_prose(pieces: list[str]) -> list[int]:
    """The places of the texts in prose among the pieces of well-formed HTML, a text, a tag, a text
    and so on. Of the empty lines of its templates a page sends one."""
    inside, found = [Inside.NOTHING], list[int]()
    for place, piece in enumerate(pieces):
        around = inside[-1]
        if place % 2:
            opened, is_end = _followed(piece)
            if opened:
                is_as_around = around is Inside.NAME or opened is Inside.AS_AROUND
                inside.append(around if is_as_around else opened)
            elif is_end:
                inside.pop()
        elif piece.isspace():
            pieces[place] = "\n" if "\n" in piece else piece
        elif piece and around is Inside.SENTENCE:
            found.append(place)
    return found


@functools.lru_cache(maxsize=4096)
def _followed(tag: str) -> tuple[Inside | None, bool]:
    """What one is inside of behind a tag that opens an element to follow, and whether a tag closes
    one. A page has few tags that no page before it had."""
    if tag.startswith("</"):
        return None, tag[2:-1] in FOLLOWED
    opening = OPENING.fullmatch(tag)
    if opening is None or opening[1] not in FOLLOWED:
        return None, False
    if opening[1] in NAMES or NAMING_CLASS.search(tag):
        return Inside.NAME, False
    return Inside.SENTENCE if opening[1] in SENTENCES else Inside.AS_AROUND, False
