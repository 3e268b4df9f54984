"""Questions people ask, with their cited answers, on one page."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guides.citations import cited_by
from guides.models import Faq
from guides.views.guides import in_reader_language
from policies import prose
from policies.applicability import Cited
from policies.views.page import Reader, reader, render_page
from policies.views.values import Values, citation_values, full_name


@require_safe
def question_list(request: HttpRequest) -> HttpResponse:
    """All questions, by the situation they are about."""
    who = reader(request)
    groups = question_groups(who)
    contents = [(group["anchor"], group["label"]) for group in groups]
    return render_page(
        request,
        "guides/questions.html",
        {"groups": groups, "contents": contents},
        reader=who,
        title=_("常见问答"),
        description=_("大家常问的问题，每个回答都写明依据；没有核实的会标出来。"),
        crumbs=[(_("常见问答"), None)],
    )


def question_groups(who: Reader) -> list[Values]:
    """Questions by scenario, those about none last. Two queries."""
    places = "region__parent__parent__parent"
    faqs = list(Faq.objects.live(who.at).select_related(places, "scenario"))
    faqs.sort(key=lambda faq: (faq.scenario.position if faq.scenario else 10_000, faq.slug))
    cited = cited_by(faqs)
    groups = []
    for scenario, found in groupby(faqs, key=lambda faq: faq.scenario):
        label = who.speech.of(scenario, "name") if scenario else _("其他")
        questions = [question_values(faq, cited.get(faq.pk, []), who) for faq in found]
        anchor = f"about-{scenario.code}" if scenario else "about-other"
        groups.append({"label": label, "anchor": anchor, "questions": questions})
    return groups


def question_values(faq: Faq, cited: list[Cited], who: Reader) -> Values:
    """One question as its component takes it."""
    question = who.speech.of(faq, "question")
    return {
        "anchor": faq.slug,
        "question": question,
        "lang": question.lang,
        "answer": prose.render(in_reader_language(who.speech.of(faq, "answer"), who)),
        "region_name": full_name(faq.region, who.speech) if faq.region else _("全国"),
        "evidence": faq.evidence,
        "edition": faq.edition_label,
        "code": faq.code,
        "citations": citation_values(cited, who.speech),
    }
