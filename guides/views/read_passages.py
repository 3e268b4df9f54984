"""The passages of a guide, a fact-check and of answers that a report may be about."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import QueryDict

from guides.models import FactCheck, Faq, Guide
from guides.models.old_address import page_at
from guides.reported import Sentence, passages, without_language
from guides.standing import live_by_slug
from guides.views.reading import read_alone
from policies import prose
from policies.addresses import parts_of
from policies.speech import Said
from policies.views.page import Reader

TITLES = {Guide: ("title", "summary"), FactCheck: ("truth", "claim"), Faq: ("question",)}
PROSE = {Guide: "body", FactCheck: "finding", Faq: "answer"}
Read = Guide | FactCheck | Faq


def passages_at(address: str, reader: Reader) -> list[Sentence]:
    """What the page at an address says, each passage once; empty where it is none to read. Three
    queries at most, and two for each text that names rules."""
    said = (each for row in _read_at(address, reader) for each in _said(row, reader))
    return list({str(each.text): each for each in said}.values())


def _read_at(address: str, reader: Reader) -> list[Read]:
    """The guide, the fact-check or the answers at an address."""
    match = page_at(without_language(address))
    if match is None:
        return []
    if match.url_name == "guide":
        guide = live_by_slug(Guide, match.kwargs["slug"], reader.at)
        return [guide] if guide else []
    if match.url_name == "fact-check":
        check = live_by_slug(FactCheck, match.kwargs["slug"], reader.at)
        return [check] if check else []
    about = QueryDict(parts_of(address).query).get("about")
    if match.url_name != "question-list" or not about:
        return []
    asked = Faq.objects.live(reader.at).select_related("scenario")
    return [faq for faq in asked if faq.subject == about]


def _said(row: Read, reader: Reader) -> Iterator[Sentence]:
    for name in TITLES[type(row)]:
        if title := reader.speech.of(row, name):
            yield Sentence(title, row.edition_label)
    text = read_alone(reader.speech.of(row, PROSE[type(row)]), reader)
    for words in passages(prose.render(text)):
        yield Sentence(Said(words, text.lang), row.edition_label)
