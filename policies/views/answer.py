"""The answer page: one region, one scenario, one day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policies.condition_list import (
    ConditionList,
    Text,
    condition_list,
    picture_of,
    text_of,
)
from policies.languages import CODES
from policies.models import Evidence, Policy, Region, Scenario
from policies.models.translated import spoken_in
from policies.picture import Picture
from policies.rules.answer import Answer, answer
from policies.rules.citations import Cited
from policies.rules.state import State, review_due
from policies.rules.ways import Rows, numbered, rows_of
from policies.speech import Said
from policies.views import parameters
from policies.views.absent import Absent, absent
from policies.views.moved import moved_to
from policies.views.page import (
    Crumb,
    Reader,
    reader_of,
    region_or_404,
    render_page,
    scenario_or_404,
)
from policies.views.regions import region_crumbs
from policies.views.values import (
    CitationLine,
    EditionFooter,
    Hotline,
    answer_url,
    checked_days,
    citation_lines,
    edition_footer,
    full_name,
    hotlines,
)
from policies.views.values.answer import (
    AnswerHead,
    OtherPeriod,
    UnknownDay,
    answer_head,
    other_period,
    period_words,
    sentence,
    unknown_day,
    withdrawn_words,
)
from policies.views.values.check import check_label, check_url
from policies.views.values.procedure import Fact, ProcedureCard, procedure_card, working_days


@dataclass(frozen=True, slots=True)
class Procedures:
    """How it is done; `place` is named if it is not the place asked about."""

    cards: list[ProcedureCard]
    place: str
    are_national: bool
    withdrawn: str = ""  # that they were withdrawn, when and why


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the rule rests on, and which edition of it this is."""

    citations: list[CitationLine]
    are_conflicting: bool
    are_quoted: bool
    edition: EditionFooter


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """Everything the page shows; grounds, conditions and notes only where there is a rule."""

    head: AnswerHead
    warning: str
    question: Said
    conditions: ConditionList | None
    picture: Picture | None
    notes: Text | None
    facts: list[Fact]
    procedures: Procedures
    grounds: Grounds | None
    absent: Absent | None
    unknown_day: UnknownDay | None
    coming: list[OtherPeriod]
    former: list[OtherPeriod]
    hotlines: list[Hotline]
    check_url: str
    check_label: str
    is_another_day: bool


@require_safe
def answer_page(request: HttpRequest, code: str, scenario_code: str) -> HttpResponse:
    """The verdict, its conditions and sources, and how it is done."""
    days = parameters.days(request.GET)
    reader = reader_of(request, on=days.on, known_on=days.known_on)
    region = region_or_404(code)
    scenario = scenario_or_404(reader.vocabulary, scenario_code)
    if (heir := region.heir()).code != code:
        return moved_to(answer_url(heir, scenario), request)
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
    return render_page(
        request,
        "policies/answer.html",
        {"page": values(found, reader)},
        reader=reader,
        title=dated(title, reader),
        description=dated(title, reader) if reader.chose_a_day else sentence(found, reader),
        crumbs=crumbs(found.region, found.scenario, reader),
        query=days.query(),
        canonical=canonical(found),
        languages=spoken_in(found.policy) if found.policy else CODES,
        robots="" if found.is_own and not reader.chose_a_day else "noindex",
    )


def crumbs(region: Region, scenario: Scenario, reader: Reader) -> list[Crumb]:
    above = region_crumbs(region, reader, last_is_link=True)
    return [*above, (reader.speech.of(scenario, "name"), None)]


def dated(title: str, reader: Reader) -> str:
    """A title that says so when the page is not about today: shared, it stands alone."""
    if reader.on == reader.today:
        return title
    return _("%(title)s（%(day)s 那一天）") % {"title": title, "day": reader.on}


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
    listed = condition_list(policy, rows, sources.number_of, speech) if policy else None
    return AnswerPage(
        head=answer_head(found, reader),
        warning=warning(found),
        question=speech.of(found.scenario, "question"),
        conditions=listed,
        picture=picture_of(listed) if listed else None,
        notes=text_of(policy, "notes", speech) if policy else None,
        facts=policy_facts(policy) if policy else [],
        procedures=procedures(found, reader),
        grounds=grounds(found, policy, sources.passages, reader) if policy else None,
        absent=absent(found, reader),
        unknown_day=unknown_day(found, reader),
        coming=[other_period(found, each, reader) for each in found.coming],
        former=[other_period(found, each, reader) for each in found.former],
        hotlines=hotlines(reader),
        check_url=check_url(found, reader),
        check_label=check_label(found, reader),
        is_another_day=reader.on != reader.today,
    )


def warning(found: Answer) -> str:
    """What casts doubt on the rule, as a sentence; empty if nothing does."""
    if found.policy and found.state == State.OVERDUE:
        due = review_due(found.policy)
        return _("这条规定的依据最迟应在 %s 重新核对，那以后还没有核对过。办理前请打电话问。") % due
    if found.state == State.DOUBTED:
        day = checked_days(found.citations).doubted_on
        return _("%s 核对时发现依据有变动，这条规定正在核对，可能过时了。办理前请打电话问。") % day
    return ""


def shown_rows(policy: Policy) -> Rows:
    """The rows of a rule, none of one of before whose conditions are a text. At most one query."""
    is_text = bool(policy.conditions_zh_hans)  # type: ignore[attr-defined]
    return () if is_text else rows_of([policy])[policy.pk]


def policy_facts(policy: Policy) -> list[Fact]:
    """The facts of a policy beside its text."""
    facts = [
        (_("这条规定的有效期"), period_words(policy)),
        (_("办理时限"), working_days(policy.time_limit_days)),
        (_("最迟复核"), date_format(due, "DATE_FORMAT") if (due := review_due(policy)) else ""),
    ]
    return [(name, value) for name, value in facts if value]


def procedures(found: Answer, reader: Reader) -> Procedures:
    """How it is done, at the nearest level that says so."""
    place, gone = found.procedures_from, found.withdrawn_procedure
    is_elsewhere = place is not None and place != found.region
    return Procedures(
        cards=[procedure_card(each, reader.speech) for each in found.procedures],
        place=reader.speech.of(place, "name") if place and is_elsewhere else "",
        are_national=place is not None and place.level == Region.Level.NATION,
        withdrawn=withdrawn_words(gone, reader.speech) if gone else "",
    )


def grounds(found: Answer, policy: Policy, passages: Iterable[Cited], reader: Reader) -> Grounds:
    """The sources of the rule, where this edition stands for ever, and where to correct it."""
    address = answer_url(found.region, found.scenario)
    return Grounds(
        citations=citation_lines(passages, reader.speech),
        are_conflicting=policy.is_conflicting,
        are_quoted=policy.evidence == Evidence.QUOTED,
        edition=edition_footer(policy, found.citations, address),
    )
