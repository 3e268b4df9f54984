"""Finds pages by what a person types: an index in memory for each state of publication.

What is indexed is what is shown in the language, with the Chinese title beside it.
"""

from __future__ import annotations

import datetime as dt
import functools
import math
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.utils import timezone

from guides.models import FactCheck, Faq, Guide, Term
from guides.search.asked import pages_asked
from guides.search.beginnings import beginning
from guides.search.words import (
    is_lawful_errand,
    other_words,
    smells_of_fraud,
    spelled_out,
    words,
)
from policies.folding import folded
from policies.models import Scenario
from policies.models.translated import SOURCE_SUFFIX, TranslatedModel, texts_that_refer
from policies.references import references
from policies.referring import Referring
from policies.rules.referred import names_of
from policies.speech import Said, Speech

MOST_FOUND = 40
WORTH_SHOWING = 0.2  # of the best score
TITLE_WEIGHT, TEXT_WEIGHT, SYNONYM_WEIGHT = 4.0, 1.0, 0.5
ASKED_WEIGHT = 6.0  # of a question that is known word for word
REMEMBERED = 2048  # documents whose words are kept from one state of publication to the next
FRAUD = "cash-out-fraud"
# The page of a situation and the guide answer; a claim or a term only touches on it.
KIND_WEIGHTS = {"scenario": 1.5, "guide": 1.3, "faq": 1.0, "factcheck": 0.9, "term": 0.9}
WARNINGS_IN_ORDER = ("factcheck", "scenario", "guide")


@dataclass(frozen=True)
class State:
    """What is published, in a language. Two with the same token hold the same texts."""

    published: str
    language: str
    at: dt.datetime = field(compare=False)


@dataclass(frozen=True, slots=True)
class Document:
    """One page or part of a page that can be found."""

    kind: str  # the model's name
    code: str  # what its address ends with
    title: Said
    summary: Said
    verdict: str  # of a fact-check
    warns: bool  # of fraud
    about: frozenset[str]  # the codes of the situations

    @property
    def asked_as(self) -> str:
        """What it is called among the questions; a guide of a situation leaves them to that."""
        leaves_them = self.kind == "guide" and self.code in self.about
        return "" if leaves_them else self.code.rpartition("#")[2]


@dataclass(frozen=True)
class Index:
    """Every document, and for each word the documents that hold it with their weights."""

    documents: tuple[Document, ...]
    holders: dict[str, dict[int, float]]

    def rarity(self, word: str) -> float:
        """How much a word tells: next to nothing if every document has it."""
        return math.log((len(self.documents) + 1) / (len(self.holders.get(word, ())) + 0.5))


def search(query: str, state: State) -> list[Document]:
    """The documents that fit a query, best first; warnings of fraud first if it smells of it."""
    wanted = spelled_out(folded(query))
    index = build_index(state)
    scores: Counter[int] = Counter()
    for word, weight in _weighted(wanted):
        for number, held in index.holders.get(word, {}).items():
            scores[number] += weight * held * index.rarity(word)  # type: ignore[assignment]
    for number in scores:
        scores[number] *= KIND_WEIGHTS[index.documents[number].kind]  # type: ignore[assignment]
    worth = WORTH_SHOWING * max(scores.values(), default=0)
    _weigh_questions(wanted, index, scores)
    found = [n for n, score in scores.most_common(MOST_FOUND) if score >= worth]
    documents = [index.documents[number] for number in found]
    is_risky = smells_of_fraud(wanted) and not is_lawful_errand(wanted)
    return _warnings_first(documents, index) if is_risky else documents


def _weigh_questions(wanted: str, index: Index, scores: Counter[int]) -> None:
    """Adds for each page how like the query is to one of the questions that people ask for it."""
    asked = pages_asked(wanted)
    together = sum(map(index.rarity, set(words(wanted))))
    most = ASKED_WEIGHT * max(together, 1.0)  # a word that all have, too
    for number, document in enumerate(index.documents):
        if alike := asked.get(document.asked_as):
            scores[number] += most * alike  # type: ignore[assignment]


def _weighted(wanted: str) -> Iterator[tuple[str, float]]:
    own = set(words(wanted))
    yield from ((word, 1.0) for word in sorted(own))
    yield from ((word, SYNONYM_WEIGHT) for word in sorted(other_words(wanted) - own))


def _warnings_first(found: list[Document], index: Index) -> list[Document]:
    """The warnings before all else: of each kind the one that fits best, then the others."""
    fitting = [document for document in found if document.warns]
    warnings = [*fitting, *(each for each in index.documents if each.warns and each not in fitting)]
    first = [
        next((each for each in warnings if each.kind == kind), None) for kind in WARNINGS_IN_ORDER
    ]
    ordered = [*(each for each in first if each), *warnings, *found]
    return list(dict.fromkeys(ordered))


Texts = tuple[tuple[str, float], ...]


@functools.lru_cache(maxsize=6)
def build_index(state: State) -> Index:
    """The index of a state of publication: at most seven queries, then none. What was published
    elsewhere leaves the index of the state before; of a text that stayed nothing is reckoned anew.
    """
    return _index(tuple(Entry(*each) for each in _documents(state)), state.language)


@dataclass(frozen=True, slots=True)
class Entry:
    """A document and its texts. Equal texts may be marked as of another language."""

    document: Document
    texts: Texts
    marks: tuple[str | None, ...] = field(init=False)

    def __post_init__(self) -> None:
        marks = (self.document.title.lang, self.document.summary.lang)
        object.__setattr__(self, "marks", marks)


@functools.lru_cache(maxsize=6)
def _index(entries: tuple[Entry, ...], _language: str) -> Index:
    holders: dict[str, dict[int, float]] = {}
    for number, entry in enumerate(entries):
        for word, weight in _weights(entry.texts).items():
            holders.setdefault(word, {})[number] = weight
    return Index(tuple(entry.document for entry in entries), holders)


@functools.lru_cache(maxsize=REMEMBERED)
def _weights(texts: Texts) -> Mapping[str, float]:
    """Each word of some texts with its weight; the same word in many texts is kept once."""
    weights: dict[str, float] = {}
    for text, weight in texts:
        for word in map(sys.intern, set(words(folded(text)))):
            weights[word] = weights.get(word, 0.0) + weight
    return weights


def _documents(state: State) -> Iterator[tuple[Document, Texts]]:
    """Every document with its texts and their weights."""
    scenarios = list(Scenario.objects.all())
    guides = list(Guide.objects.live(state.at).prefetch_related("scenarios"))
    faqs = list(Faq.objects.live(state.at).select_related("scenario"))
    checks = list(FactCheck.objects.live(state.at).select_related("instead"))
    said = _said(state, scenarios, [*guides, *faqs, *checks])
    for scenario in scenarios:
        is_fraud = scenario.code == FRAUD
        titles = "question name"
        yield _document(scenario, said, scenario.code, titles, "summary", is_fraud, [scenario])
    for guide in guides:
        is_fraud = FRAUD in {scenario.code for scenario in guide.scenarios.all()[:1]}
        about = guide.scenarios.all()
        yield _document(guide, said, guide.slug, "title", "summary body", is_fraud, about)
    for faq in faqs:
        place = f"?about={faq.subject}#{faq.slug}"
        about = [faq.scenario] if faq.scenario else []
        yield _document(faq, said, place, "question", "answer", False, about)
    for check in checks:
        is_scam = check.verdict == FactCheck.Verdict.SCAM
        about = [check.instead] if check.instead else []
        yield _document(check, said, check.slug, "claim", "finding", is_scam, about)
    for term in Term.objects.all():
        yield _document(term, said, term.slug, "name", "definition")


Saying = Callable[[TranslatedModel, str], Said]


def _said(state: State, scenarios: list[Scenario], rows: list[TranslatedModel]) -> Saying:
    """How a field of a row is said in the language: of rules that it names, the bare names, since
    what they say may be another thing tomorrow. One query."""
    named = references(text for row in rows for text in texts_that_refer(row).values())
    today = timezone.localdate(state.at)
    speech = Speech(state.language)
    referring = Referring(names_of(named, scenarios, on=today), speech)

    def said(row: TranslatedModel, field: str) -> Said:
        text = speech.of(row, field)
        return Said(referring.named(text), text.lang)

    return said


def _document(
    row: TranslatedModel,
    said: Saying,
    code: str,
    titles: str,
    rest: str,
    warns: bool = False,
    about: Iterable[Scenario] = (),
) -> tuple[Document, Texts]:
    """A document; the first of its titles and the first of the rest are shown."""
    shown = [said(row, name) for name in titles.split()]
    source = [str(getattr(row, f"{name}_{SOURCE_SUFFIX}")) for name in titles.split()]
    others = [said(row, name) for name in rest.split()]
    document = Document(
        kind=str(row._meta.model_name),
        code=code,
        title=shown[0],
        summary=beginning(others[0]),
        verdict=getattr(row, "verdict", ""),
        warns=warns,
        about=frozenset(each.code for each in about),
    )
    weighted = [(str(text), TITLE_WEIGHT) for text in dict.fromkeys([*shown, *source])]
    return document, (*weighted, *((str(text), TEXT_WEIGHT) for text in others))
