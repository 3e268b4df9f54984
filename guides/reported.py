"""The sentences of an answer page that a report may be about, and what was answered to reports."""

from __future__ import annotations

import datetime as dt
import functools
import html
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import quote

from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from guides.models import PublicReply
from guides.models.old_address import page_at
from policies.addresses import address_of, parts_of
from policies.condition_list import sentence_of
from policies.languages import CODES
from policies.models import Policy, Procedure, Region
from policies.models.translated import TranslatedModel
from policies.prose import render
from policies.rules.regions import with_lineage
from policies.speech import Said, Speech
from policies.views.page import Reader
from policies.views.values.procedure import facts, limits

Replies = Mapping[str, Said]  # by the sentence that they are about
WORDS_OF_ROWS = "conditions_in_ways__question"
SHORTEST_MARK = 3
MARKED = "s"  # the parameter that names the sentence which is reported
# What a passage of prose ends at.
BLOCK = re.compile(r"(</?(?:p|[uo]l|li|h[2-4]|blockquote|table|t[rhd]|thead|tbody|hr)\b[^>]*>)")


@dataclass(frozen=True, slots=True)
class Reports:
    """Where a sentence of a page is reported, its mark to be added, and what was answered."""

    form: str
    replies: Replies

    def reply_to(self, sentence: str) -> Said | None:
        """What editors answered in public to reports on a sentence."""
        return self.replies.get(plain(sentence))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as a page says it and as each language does, the edition that says it, and the
    page of that, which is of a place above where the sentence is inherited."""

    text: Said
    edition: str
    texts: dict[str, str] = field(default_factory=dict)
    page: str = ""
    key: str = ""  # of a cell: its place and its row or column; a link names it by that


@dataclass(frozen=True)
class State:
    """What is published, in a language. Two with the same token hold the same replies."""

    published: str
    language: str
    at: dt.datetime = field(compare=False)


@functools.lru_cache(maxsize=6)
def replies_by_page(state: State) -> dict[str, dict[str, Said]]:
    """Every public reply by its page and its sentence, in a language. One query a publication,
    then none."""
    speech, found = Speech(state.language), dict[str, dict[str, Said]]()
    for reply in PublicReply.objects.order_by("slug"):
        sentence = plain(speech.of(reply, "sentence"))
        found.setdefault(reply.path, {})[sentence] = speech.of(reply, "text")
    return found


def reports_at(address: str, places: Sequence[str], reader: Reader) -> Reports:
    """What is reported at an address, and answered there or, for a sentence that comes from above,
    on the pages of the places it comes through; the nearest answer counts."""
    return Reports(form_at(address), replies_at(address, places, reader))


def replies_at(address: str, places: Sequence[str], reader: Reader) -> Replies:
    """What was answered at the address of the first of some places and of those above it."""
    known = replies_by_page(State(reader.published, reader.language, reader.now))
    own = f"/{places[0]}/"
    pages = [without_language(address).replace(own, f"/{code}/") for code in places]
    return {text: said for page in reversed(pages) for text, said in known.get(page, {}).items()}


def form_at(address: str) -> str:
    """The form for what stands at an address, up to the mark."""
    return f"{reverse('feedback')}?address={quote(address)}&{MARKED}="


def mark_of(sentence: str) -> str:
    """What a link calls a sentence by: short, for a page has many. Two may share one; then a
    reader is asked."""
    return f"{zlib.crc32(plain(sentence).encode()) & 0xFFFF:04x}"


def fact(name: str, value: str) -> Said:
    """A fact with its name, without which a number or a day says nothing."""
    return Said(f"{name}{_('：')}{value}", getattr(value, "lang", ""))


def passages(text: str) -> Iterator[str]:
    """Each paragraph, heading, cell and entry of safe HTML, in words."""
    for piece in BLOCK.split(text)[::2]:
        if words := plain(html.unescape(strip_tags(piece))):
            yield words


def marked(mark: str, sentences: Iterable[Sentence]) -> Sentence | None:
    """The one sentence of this key or mark, or of one of three digits, as they were before."""
    if len(mark) < SHORTEST_MARK:
        return None
    found = [s for s in sentences if s.key == mark or mark_of(s.text).endswith(mark)]
    return found[0] if len(found) == 1 else None


def plain(text: str) -> str:
    """A sentence as sentences are compared: its blanks are one blank."""
    return " ".join(text.split())


def sentences_at(address: str, at: dt.datetime, speech: Speech) -> list[Sentence]:
    """What the answer at an address says, each sentence once; empty where none stands there. At
    most seven queries."""
    place = _answer_at(address)
    region = with_lineage(Region.objects.filter(code=place[0])).first() if place else None
    if place is None or region is None:
        return []
    found = _sentences(region, place[1], at, speech)
    return list({plain(each.text): each for each in found if each.text}.values())


def without_language(address: str) -> str:
    """The path of an address of a page, without its language."""
    language, _slash, rest = parts_of(address).path.removeprefix("/").partition("/")
    return f"/{rest}" if language in CODES else ""


def _answer_at(address: str) -> tuple[str, str] | None:
    """The codes of the region and the scenario whose answer stands at an address."""
    match = page_at(without_language(address))
    if match is None or match.url_name != "answer":
        return None
    return match.kwargs["code"], match.kwargs["scenario_code"]


def _passages_of(rule: Policy, speech: Speech) -> Iterator[Sentence]:
    """The passages of the notes of a rule."""
    notes = speech.of(rule, "notes")
    for words in passages(render(notes)) if notes else ():
        yield Sentence(Said(words, notes.lang), rule.edition_label)


def _papers_of(procedure: Procedure, speech: Speech) -> Iterator[Sentence]:
    """The papers, and when they are needed."""
    for each in procedure.requirements.all():
        yield Sentence(speech.of(each.material, "name"), procedure.edition_label)
        yield Sentence(speech.of(each, "when"), procedure.edition_label)


def _facts_of(procedure: Procedure, speech: Speech) -> Iterator[Sentence]:
    """The place, the help without a telephone, and what else is recorded, each with its name."""
    for name in ("place", "offline_help"):
        yield _sentence(procedure, speech, partial(_field, procedure, name))
    for name, value in (*facts(procedure, speech), *limits(procedure)):
        yield Sentence(fact(name, value), procedure.edition_label)


def _sentences(
    region: Region, scenario: str, at: dt.datetime, speech: Speech
) -> Iterator[Sentence]:
    """What the rules of a place and of those above it say of a scenario, and the steps there."""
    here = {"scenario__code": scenario, "region__in": region.lineage()}
    rules = Policy.objects.live(at).filter(**here)
    for rule in rules.select_related("region", "scenario").prefetch_related(WORDS_OF_ROWS):
        yield _sentence(rule, speech, partial(_field, rule, "answer"))
        for row in rule.conditions_in_ways.all():
            yield _sentence(rule, speech, partial(sentence_of, row))
        yield from _passages_of(rule, speech)
    procedures = Procedure.objects.live(at).filter(**here)
    parts = "steps", "requirements__material"
    beside = "region", "scenario", "complaints_phone"
    for procedure in procedures.select_related(*beside).prefetch_related(*parts):
        for step in procedure.steps.all():
            yield _sentence(procedure, speech, partial(_field, step, "text"))
        yield from _papers_of(procedure, speech)
        yield from _facts_of(procedure, speech)


def _field(row: TranslatedModel, name: str, speech: Speech) -> Said:
    return speech.of(row, name)


def _sentence(
    edition: Policy | Procedure, speech: Speech, say: Callable[[Speech], Said]
) -> Sentence:
    """What an edition says; `say`: it in a language."""
    texts = {code: str(said) for code in CODES if not (said := say(Speech(code))).lang}
    page = without_language(address_of("answer", edition.region.code, edition.scenario.code))
    return Sentence(say(speech), edition.edition_label, texts, page)
