"""Every source, and what rests on it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policies.composed import Composed, Given
from policies.models import Condition, Policy, PolicyCitation, Procedure, Source
from policies.rules.checks import with_checks
from policies.rules.state import state_of
from policies.site_notes import name_and_note
from policies.speech import Joined, Said
from policies.views.page import Reader, reader_of, render_page
from policies.views.values import Badge, answer_url
from policies.views.values.answer import period_words
from policies.views.values.badge import state_badge
from policies.views.values.procedure import Fact


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source in the list; `title` and `issuer` are Chinese and say so elsewhere."""

    title: Said | Joined
    issuer: Said | Joined
    doc_number: Said
    issued_on: dt.date | None
    url: str


@dataclass(frozen=True, slots=True)
class Resting:
    """What cites a source: a policy with its badge and period, or a procedure with its channel."""

    region: Said
    scenario: Said
    url: str
    channel: str = ""
    badge: Badge | None = None
    period: str = ""


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One source; `in_force_from` only while that day is to come."""

    title: Said | Joined
    facts: list[Fact]
    in_force_from: dt.date | None
    link: str
    resting: list[Resting]


@require_safe
def source_list(request: HttpRequest) -> HttpResponse:
    """All sources by kind, laws first."""
    reader = reader_of(request)
    return render_page(
        request,
        "policies/sources.html",
        {"groups": sources_by_kind(reader)},
        reader=reader,
        title=_("依据"),
        description=_("本站引用的每一份法律、文件、指南和答复。"),
        crumbs=[(_("依据"), None)],
    )


@require_safe
def source_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One source: what it is, where the official text is, and what rests on it."""
    source = source_or_404(code)
    reader = reader_of(request)
    page = values(source, reader)
    return render_page(
        request,
        "policies/source.html",
        {"page": page},
        reader=reader,
        title=str(page.title),
        description=name_and_note(source.issuer, reader.speech),
        crumbs=[(_("依据"), reverse("source-list")), (page.title, None)],
    )


def source_or_404(code: str) -> Source:
    """The source of a code. Raises Http404 with a sentence for the reader."""
    source = Source.objects.filter(code=code).first()
    if source is None:
        raise Http404(_("没有这份依据。"))
    return source


def sources_by_kind(reader: Reader) -> list[tuple[str, list[SourceEntry]]]:
    """Every source under its kind, the newest first, those without a day last.

    Kinds without one are left out.
    """
    sources = list(Source.objects.order_by(F("issued_on").desc(nulls_last=True), "code"))
    named = dict(Source.Kind.choices) | {each.kind: each.get_kind_display() for each in sources}
    groups = [
        (str(label), [source_entry(each, reader) for each in sources if each.kind == kind])
        for kind, label in named.items()
    ]
    return [(label, entries) for label, entries in groups if entries]


def source_entry(source: Source, reader: Reader) -> SourceEntry:
    return SourceEntry(
        title=name_and_note(source.title, reader.speech),
        issuer=name_and_note(source.issuer, reader.speech),
        doc_number=reader.speech.untranslated(source.doc_number),
        issued_on=source.issued_on,
        url=reverse("source", args=[source.code]),
    )


def values(source: Source, reader: Reader) -> SourcePage:
    """Everything the page shows. Two queries: the policies and the procedures."""
    start = source.effective_from
    policies = [policy_entry(each, reader) for each in policies_resting_on(source, reader)]
    procedures = [procedure_entry(each, reader) for each in procedures_resting_on(source, reader)]
    return SourcePage(
        title=name_and_note(source.title, reader.speech),
        facts=source_facts(source, reader),
        in_force_from=start if start and start > reader.today else None,
        link=source.link,
        resting=[*policies, *procedures],
    )


def source_facts(source: Source, reader: Reader) -> list[Fact]:
    """What is known of a source; what is not known is left out, not guessed."""
    chinese = reader.speech.untranslated
    facts = [
        (_("种类"), source.get_kind_display()),
        (_("发布机关"), name_and_note(source.issuer, reader.speech)),
        (_("文号"), chinese(source.doc_number) or _("没有见到")),
        (_("发布日期"), source.issued_on),
        (_("施行日期"), source.effective_from),
        (_("失效日期"), source.effective_to),
        (_("查阅日期"), source.retrieved_on),
    ]
    return [
        (name, value if isinstance(value, (Said, Joined)) else str(localize(value)))
        for name, value in facts
        if value
    ]


def policies_resting_on(source: Source, reader: Reader) -> list[Policy]:
    return _policies(source=source.pk, at=reader.at)


@Composed
def _policies(source: Given, at: Given) -> QuerySet[Policy]:
    of_rule, of_row = (  # a row may rest on another paper than its rule
        part.objects.filter(source=source).order_by().values("policy")
        for part in (PolicyCitation, Condition)
    )
    cited = Policy.objects.live(at).filter(pk__in=of_rule.union(of_row))
    return with_checks(cited.select_related("region", "scenario"), at)


def procedures_resting_on(source: Source, reader: Reader) -> list[Procedure]:
    return _procedures(source=source.pk, at=reader.at)


@Composed
def _procedures(source: Given, at: Given) -> QuerySet[Procedure]:
    cited = Procedure.objects.live(at).filter(citations__source=source)
    return cited.select_related("region", "scenario").distinct()


def policy_entry(policy: Policy, reader: Reader) -> Resting:
    return Resting(
        region=reader.speech.of(policy.region, "name"),
        scenario=reader.speech.of(policy.scenario, "name"),
        url=answer_url(policy.region, policy.scenario),
        badge=state_badge(state_of(policy, reader.on), policy, reader),
        period=period_words(policy),
    )


def procedure_entry(procedure: Procedure, reader: Reader) -> Resting:
    url = answer_url(procedure.region, procedure.scenario)
    return Resting(
        region=reader.speech.of(procedure.region, "name"),
        scenario=reader.speech.of(procedure.scenario, "name"),
        url=f"{url}#procedure-{procedure.code}",
        channel=procedure.get_channel_display(),
    )
