"""Questions people ask: all of them as a list, and the cited answers of one situation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guides.citations import cited_by
from guides.listed import Listed, live_questions
from guides.models import Faq
from guides.models.faq import NO_SCENARIO
from guides.related import State
from guides.views.reading import as_read, named_in
from policies import prose
from policies.models import Evidence, Scenario
from policies.models.translated import mostly_spoken_in
from policies.rules.citations import Cited
from policies.speech import Said
from policies.views import parameters
from policies.views.page import Reader, reader_of, render_page
from policies.views.values import (
    Badge,
    CitationLine,
    citation_lines,
    evidence_badge,
    full_name,
    to_call_at_once,
)


@dataclass(frozen=True, slots=True)
class QuestionEntry:
    """One question as a link to its answer."""

    anchor: str
    question: Said
    region_name: str
    evidence: str
    badge: Badge | None
    url: str


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """The questions about one situation."""

    anchor: str
    label: str
    questions: list[QuestionEntry]


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """One question with its answer and what it rests on."""

    anchor: str
    question: Said
    answer: SafeString
    region_name: str
    evidence: str
    evidence_word: str
    badge: Badge | None
    edition: str
    code: str
    citations: list[CitationLine]


@require_safe
def question_list(request: HttpRequest) -> HttpResponse:
    """All questions by situation; with `?about=` the answers of that situation.

    One page with every answer would weigh more than a phone gets in its first round trip.
    """
    reader = reader_of(request)
    live = live_questions(State(reader.published, reader.at))
    subject = parameters.text(request.GET, "about")
    if subject:
        return answers_about(request, reader, [faq for faq in live.rows if faq.subject == subject])
    return every_question(request, reader, live)


def every_question(request: HttpRequest, reader: Reader, live: Listed[Faq]) -> HttpResponse:
    """The questions of every situation, each a link to its answer."""
    groups = question_groups(live.rows, reader)
    return render_page(
        request,
        "guides/questions.html",
        {"groups": groups},
        reader=reader,
        title=_("常见问答"),
        description=_("大家常问的问题，每个回答都写明依据；没有核实的会标出来。"),
        crumbs=[(_("常见问答"), None)],
        languages=live.languages,
    )


def answers_about(request: HttpRequest, reader: Reader, faqs: list[Faq]) -> HttpResponse:
    """The questions of one situation with their answers. Raises Http404 if there are none."""
    if not faqs:
        raise Http404(_("没有这方面的问答。"))
    about = faqs[0].scenario
    name = subject_name(about, reader)
    return render_page(
        request,
        "guides/questions_about.html",
        {
            "questions": answered_questions(faqs, reader),
            "page_address": f"{reverse('question-list')}?about={faqs[0].subject}",
            "at_once": to_call_at_once(filter(None, [about]), reader),
        },
        reader=reader,
        title=_("常见问答：%s") % name,
        description=_("大家常问的问题，每个回答都写明依据；没有核实的会标出来。"),
        crumbs=[(_("常见问答"), reverse("question-list")), (name, None)],
        query=f"about={faqs[0].subject}",
        languages=mostly_spoken_in(faqs),
    )


def question_groups(faqs: Iterable[Faq], reader: Reader) -> list[QuestionGroup]:
    """Questions in the order of situations, under the name of their situation."""
    return [
        QuestionGroup(
            anchor=f"about-{scenario.code if scenario else NO_SCENARIO}",
            label=subject_name(scenario, reader),
            questions=[question_entry(faq, reader) for faq in found],
        )
        for scenario, found in groupby(faqs, key=lambda faq: faq.scenario)
    ]


def subject_name(scenario: Scenario | None, reader: Reader) -> str:
    """What the questions of a scenario are about."""
    return reader.speech.of(scenario, "name") if scenario else _("其他")


def place_name(faq: Faq, reader: Reader) -> str:
    """Where an answer holds."""
    return full_name(faq.region, reader.speech) if faq.region else _("全国")


def question_entry(faq: Faq, reader: Reader) -> QuestionEntry:
    """One question as the list shows it."""
    return QuestionEntry(
        anchor=faq.slug,
        question=reader.speech.of(faq, "question"),
        region_name=place_name(faq, reader),
        evidence=faq.evidence,
        badge=evidence_badge(faq.evidence),
        url=f"{reverse('question-list')}?about={faq.subject}#{faq.slug}",
    )


def answered_questions(faqs: list[Faq], reader: Reader) -> list[AnsweredQuestion]:
    """Questions with their answers and sources. One query for the citations; two more where the
    answers name rules."""
    cited = cited_by(faqs, at=reader.at)
    answers = [reader.speech.of(faq, "answer") for faq in faqs]
    known = named_in(answers, reader)
    return [
        answered_question(faq, as_read(said, known, reader), cited.get(faq.pk, []), reader)
        for faq, said in zip(faqs, answers, strict=True)
    ]


def answered_question(
    faq: Faq, answer: Said, cited: list[Cited], reader: Reader
) -> AnsweredQuestion:
    """One question as its template takes it."""
    return AnsweredQuestion(
        anchor=faq.slug,
        question=reader.speech.of(faq, "question"),
        answer=prose.render(answer),
        region_name=place_name(faq, reader),
        evidence=faq.evidence,
        evidence_word=Evidence.word(faq.evidence),
        badge=evidence_badge(faq.evidence),
        edition=faq.edition_label,
        code=faq.code,
        citations=citation_lines(cited, reader.speech),
    )
