"""The glossary, in the order of the reader's alphabet."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from pypinyin import lazy_pinyin

from guides.models import Term
from policies.views.page import Reader, reader_of, render_page
from policies.views.values import Values


@require_safe
def term_list(request: HttpRequest) -> HttpResponse:
    """All terms under their initial letters."""
    reader = reader_of(request)
    return render_page(
        request,
        "guides/terms.html",
        {"groups": term_groups(reader)},
        reader=reader,
        title=_("名词解释"),
        description=_("医保个人账户常见的词，用平常话说清楚。"),
        crumbs=[(_("名词解释"), None)],
    )


def term_groups(reader: Reader) -> list[Values]:
    """Terms by the first letter of their name or its pinyin. One query."""
    terms = sorted((term_values(term, reader) for term in Term.objects.all()), key=sort_key)
    return [
        {"label": letter, "anchor": f"letter-{letter.lower()}", "terms": list(found)}
        for letter, found in groupby(terms, key=lambda term: sort_key(term)[:1].upper())
    ]


def term_values(term: Term, reader: Reader) -> Values:
    name = reader.speech.of(term, "name")
    return {
        "slug": term.slug,
        "name": name,
        "lang": name.lang,
        "definition": reader.speech.of(term, "definition"),
    }


def sort_key(term: Values) -> str:
    """How a term is spelt in Latin letters: its pinyin if it is Chinese."""
    return "".join(lazy_pinyin(term["name"])).lower()
