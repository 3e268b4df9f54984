"""The answer page: one region, one scenario, one day."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policies.addresses import address_of
from policies.condition_list import (
    ConditionList,
    Text,
    condition_list,
    picture_of,
    text_of,
)
from policies.languages import CODES
from policies.models import Policy, Region, Scenario
from policies.models.translated import spoken_in
from policies.picture import Picture
from policies.rules.answer import Answer, answer
from policies.rules.citations import Cited
from policies.rules.ways import Rows, numbered, rows_of, with_more
from policies.speech import Said
from policies.views import parameters
from policies.views.absent import Absent, absent
from policies.views.linked_data import Thing
from policies.views.moved import moved_to
from policies.views.page import (
    Crumb,
    Reader,
    dated,
    place_or_404,
    reader_of,
    render_page,
)
from policies.views.regions import region_crumbs
from policies.views.values import (
    CitationLine,
    EditionFooter,
    Hotline,
    answer_url,
    citation_lines,
    edition_footer,
    full_name,
    hotlines,
    to_call_at_once,
)
from policies.views.values.answer import (
    AnswerHead,
    UnknownDay,
    answer_head,
    sentence,
    unknown_day,
)
from policies.views.values.check import WaysOn, check_label, check_url, is_to_check
from policies.views.values.how import FactRow, HowDone, how_done, limits, phones, sheet_url_of
from policies.views.values.region import answer_data_url, places_up_to
from policies.views.values.times import Times, times, warnings


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """Everything the page shows; conditions, notes and edition only where there is a rule."""

    head: AnswerHead
    place: Said  # its name without those above it, which the heading has said
    warnings: list[str]
    question: Said
    limits: list[FactRow]
    phones: list[Hotline]
    whose_conditions: str
    conditions: ConditionList | None
    picture: Picture | None
    notes: Text | None
    done: HowDone
    sources: list[CitationLine]
    edition: EditionFooter | None
    absent: Absent | None
    unknown_day: UnknownDay | None
    times: Times
    hotlines: list[Hotline]
    ways: WaysOn
    is_to_do: bool  # whether there is something to apply for
    is_another_day: bool
    at_once: list[Hotline]  # whom to call at once, of a fraud
    rule_places: list[str]  # by code: this place and those above it up to whose rule it is
    done_places: list[str]  # the same up to who says how it is done


@require_safe
def answer_page(request: HttpRequest, code: str, scenario_code: str) -> HttpResponse:
    """The verdict, its conditions and sources, and how it is done."""
    days = parameters.days_as_typed(request.GET)
    reader = reader_of(request, on=days.on, known_on=days.known_on)
    region, scenario = place_or_404(code, scenario_code, reader)
    if region.code != code:
        return moved_to(answer_url(region, scenario), request)
    found = answer(region, scenario, on=reader.on, at=reader.at)
    return shown(request, found, reader, days)


def shown(
    request: HttpRequest, found: Answer, reader: Reader, days: parameters.Days
) -> HttpResponse:
    """The page; only what was recorded for this very place, seen today, is to be found."""
    title = _("%(region)s：%(scenario)s") % {
        "region": full_name(found.region, reader.speech),
        "scenario": reader.speech.of(found.scenario, "name"),
    }
    page = values(found, reader)
    return render_page(
        request,
        "policies/answer.html",
        {
            "page": page,
            "data_url": answer_data_url(found.region, found.scenario, reader.days),
            "days": days,
        },
        reader=reader,
        title=dated(title, reader),
        description=dated(title, reader) if reader.chose_a_day else sentence(found, reader),
        crumbs=crumbs(found.region, found.scenario, reader),
        query=days.query(),
        canonical=canonical(found),
        languages=spoken_in(found.policy) if found.policy else CODES,
        robots="" if found.is_own and not reader.chose_a_day and not days.mistakes else "noindex",
        status=days.status,
        kind=page.head.badge.kind,
        about=service(found, title, reader),
    )


def service(found: Answer, title: str, reader: Reader) -> list[Thing]:
    """What may be applied for, for search engines; nothing where nobody may."""
    if found.policy is None or not is_to_check(found):
        return []
    region = full_name(found.region, reader.speech)
    return [
        {
            "@type": "GovernmentService",
            "name": title,
            "serviceType": str(reader.speech.of(found.scenario, "name")),
            "areaServed": {"@type": "AdministrativeArea", "name": str(region)},
            "url": settings.SITE_URL + answer_url(found.region, found.scenario),
        }
    ]


def crumbs(region: Region, scenario: Scenario, reader: Reader) -> list[Crumb]:
    above = region_crumbs(region, reader, last_is_link=True)
    return [*above, (reader.speech.of(scenario, "name"), None)]


def canonical(found: Answer) -> str:
    """The page that should be found for this answer: that of the level that holds it."""
    if found.policy is None or found.is_own:
        return answer_url(found.region, found.scenario)
    return answer_url(found.policy.region, found.scenario)


def values(found: Answer, reader: Reader) -> AnswerPage:
    """Everything the page shows."""
    policy, speech = found.policy, reader.speech
    rows = shown_rows(policy) if policy else ()
    sources = numbered(found.citations, rows)
    passages, of_how = with_more(sources.passages, cited_by_procedures(found))
    listed = condition_list(policy, rows, sources.number_of, speech) if policy else None
    done = how_done(found, reader, of_how)
    lines = hotlines(reader)
    return AnswerPage(
        head=answer_head(found, reader),
        place=speech.of(found.region, "name"),
        warnings=warnings(found),
        question=speech.of(found.scenario, "question"),
        limits=limits(policy, done.how),
        phones=phones(done, lines),
        whose_conditions=str(speech.of(policy.region, "name")) if policy else "",
        conditions=listed,
        picture=picture_of(listed) if listed else None,
        notes=text_of(policy, "notes", speech) if policy else None,
        done=done,
        sources=citation_lines(passages, speech),
        edition=edition_of(found, policy) if policy else None,
        absent=absent(found, reader),
        unknown_day=unknown_day(found, reader),
        times=times(found, reader),
        hotlines=lines,
        ways=ways_on(found, reader),
        is_to_do=is_to_check(found),
        is_another_day=reader.on != reader.today,
        at_once=to_call_at_once([found.scenario], reader),
        rule_places=places_up_to(policy.region if policy else None, found.region),
        done_places=places_up_to(found.procedures_from, found.region),
    )


def shown_rows(policy: Policy) -> Rows:
    """The rows of a rule, none of one of before whose conditions are a text. At most one query."""
    is_text = bool(policy.conditions_zh_hans)  # type: ignore[attr-defined]
    return () if is_text else rows_of([policy])[policy.pk]


def cited_by_procedures(found: Answer) -> list[Cited]:
    return [cited for each in found.procedures for cited in each.citations]


def ways_on(found: Answer, reader: Reader) -> WaysOn:
    """Where the page leads on; to the wizard only with a rule that it can ask about."""
    policy = found.policy
    return WaysOn(
        sheet_url=sheet_url_of(found, reader),
        check_url=check_url(found, reader) if policy else "",
        check_label=check_label(found, reader),
        change_url=f"{address_of('region-list')}?e={found.scenario.code}",
        report_url=edition_of(found, policy).feedback_url if policy else "",
        is_past=reader.on < reader.today,
    )


def edition_of(found: Answer, policy: Policy) -> EditionFooter:
    """Which edition of the rule this is, where it stands for ever, and where to correct it."""
    return edition_footer(policy, found.citations, answer_url(found.region, found.scenario))
