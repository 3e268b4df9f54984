"""The glossary, in the order of the reader's alphabet."""

from __future__ import annotations

import functools
import gc
import sys
import threading
from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guides.models import Term
from policies.languages import CODES
from policies.models.translated import mostly_spoken_in
from policies.speech import Said, Speech
from policies.views.page import Reader, reader_of, render_page


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A term with its meaning."""

    slug: str
    name: Said
    definition: Said


@dataclass(frozen=True, slots=True)
class TermGroup:
    """The terms under one letter."""

    label: str
    anchor: str
    terms: list[TermEntry]


@require_safe
def term_list(request: HttpRequest) -> HttpResponse:
    """All terms under their initial letters."""
    reader, terms = reader_of(request), list(Term.objects.all())
    return render_page(
        request,
        "guides/terms.html",
        {"groups": term_groups(terms, reader)},
        reader=reader,
        title=_("名词解释"),
        description=_("医保个人账户常见的词，用平常话说清楚。"),
        crumbs=[(_("名词解释"), None)],
        languages=mostly_spoken_in(terms, "name", "definition"),
    )


def term_groups(rows: Collection[Term], reader: Reader) -> list[TermGroup]:
    """Terms by the first letter of their name or its pinyin."""
    terms = [term_entry(term, reader.speech) for term in rows]
    spelled = spellings(names_of(rows))
    terms.sort(key=lambda term: spelled[term.name])
    return [
        TermGroup(letter, f"letter-{letter.lower()}", list(found))
        for letter, found in groupby(terms, key=lambda term: spelled[term.name][:1].upper())
    ]


def names_of(terms: Collection[Term]) -> tuple[str, ...]:
    """What terms are called in every language: they are spelled together."""
    speeches = [Speech(language) for language in CODES]
    return tuple(str(speech.of(term, "name")) for speech in speeches for term in terms)


_spelling = threading.Lock()


@functools.lru_cache(maxsize=8)
def spellings(names: tuple[str, ...]) -> dict[str, str]:
    """Names in Latin letters: their pinyin if they are Chinese.

    The phrases that tell 长期 from 长大 are sixty megabytes of each process and a third of a second
    to read, for a page of some fifty words: they are asked once about all of them, and forgotten.
    """
    with _spelling:
        from pypinyin import lazy_pinyin

        found = {name: "".join(lazy_pinyin(name)).lower() for name in names}
        for module in [each for each in sys.modules if each.partition(".")[0] == "pypinyin"]:
            del sys.modules[module]
    del lazy_pinyin
    gc.collect()
    return found


def term_entry(term: Term, speech: Speech) -> TermEntry:
    """A term as the glossary shows it."""
    return TermEntry(term.slug, speech.of(term, "name"), speech.of(term, "definition"))
