"""The wizard: its whole state is the address."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policies.models import Region
from policies.models.question import WIZARD_PARAMETERS
from policies.rules import eligibility
from policies.rules.applicability import applicable_policies
from policies.rules.in_force import RulesInForce, rules_in_force
from policies.rules.rulebook import DONT_KNOW
from policies.views import parameters
from policies.views.check_results import outcome_card
from policies.views.journey import Journey, journey_of, moved_on
from policies.views.page import Reader, render_page
from policies.views.regions import found_regions, regions_below
from policies.views.values import Hotline, by_kind, full_name, hotlines
from policies.views.values.region import ProvinceTile, RegionEntry, province_tiles
from policies.views.values.wizard import Given, Option, OutcomeCard, Progress, QuestionShown


@dataclass(frozen=True, slots=True)
class Wizard:
    """What every step shows around its question."""

    answers: list[Given]
    region_name: str
    action: str
    today_url: str
    hidden: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class RegionStep:
    """Where are you insured? What the search found, None without a search."""

    query: str
    found: list[RegionEntry] | None
    provinces: list[ProvinceTile]


@dataclass(frozen=True, slots=True)
class EventStep:
    """What happened? And the places below the one chosen."""

    groups: list[tuple[str, list[Option]]]
    not_sure: str
    below: list[RegionEntry]


@dataclass(frozen=True, slots=True)
class ResultsStep:
    """What was found."""

    results: list[OutcomeCard]
    hotlines: list[Hotline]


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """One question at a time: the place of insurance, what happened, then what still matters."""
    journey = journey_of(request)
    if journey.region is None:
        return ask_region(request, journey)
    if not journey.event:
        return moved_on(request, journey) or ask_event(request, journey, journey.region)
    return ask_what_matters(request, journey, journey.region)


def ask_region(request: HttpRequest, journey: Journey) -> HttpResponse:
    """Where are you insured? Search, or choose the province."""
    reader, query = journey.reader, parameters.text(request.GET, "q")
    step = RegionStep(query, found_regions(query, reader), province_tiles(reader))
    title = _("你在哪里参加职工医保？")
    return wizard_page(request, "policies/check_region.html", step, journey, title)


def ask_event(request: HttpRequest, journey: Journey, region: Region) -> HttpResponse:
    """What happened? In a citizen's words, grouped, with "not sure"."""
    day = f"&on={journey.day}" if journey.day else ""
    below = [
        replace(entry, url=f"{reverse('check')}?r={entry.code}{day}")
        for entry in regions_below(region, journey.reader)
    ]
    step = EventStep(event_groups(journey.reader), DONT_KNOW, below)
    title = _("你遇到了什么事？")
    return wizard_page(request, "policies/check_event.html", step, journey, title)


def event_groups(reader: Reader) -> list[tuple[str, list[Option]]]:
    """Every situation as an option, grouped by kind."""
    speech = reader.speech
    groups = by_kind(reader.vocabulary.scenarios, lambda scenario: scenario)
    return [
        (kind, [Option(e.code, speech.of(e, "question"), speech.of(e, "name")) for e in group])
        for kind, group in groups
    ]


def ask_what_matters(request: HttpRequest, journey: Journey, region: Region) -> HttpResponse:
    """The next question that can still change an outcome, or the results."""
    reader = journey.reader
    found = applicable_policies([region], journey.scenarios(), on=reader.on, at=reader.at)
    rules = rules_in_force(found.values(), reader.vocabulary)
    given = {n: str(value) for n, value in request.GET.items() if n not in WIZARD_PARAMETERS}
    journey.answers = dict(eligibility.relevant_answers(rules.book, given))
    if redirect := moved_on(request, journey):
        return redirect
    question = eligibility.next_question(rules.book, journey.answers)
    if question is None:
        step = results(rules, journey)
        return wizard_page(request, "policies/check_results.html", step, journey, _("结果"))
    asked = question_shown(question, rules, journey)
    return wizard_page(request, "policies/check_question.html", asked, journey, asked.text)


def results(rules: RulesInForce, journey: Journey) -> ResultsStep:
    """How each scenario ends."""
    answers, reader = journey.answers, journey.reader
    found = eligibility.evaluate(rules.book, answers)
    return ResultsStep(
        results=[outcome_card(each, rules, answers, reader) for each in found],
        hotlines=hotlines(reader),
    )


def question_shown(
    question: eligibility.Question, rules: RulesInForce, journey: Journey
) -> QuestionShown:
    """A question as its form takes it, with "I don't know" last."""
    speech, known = journey.reader.speech, journey.reader.vocabulary
    row = known.questions[question.code]
    possible = eligibility.possible_options(rules.book, journey.answers, question.code)
    options = [
        Option(option.code, speech.of(option, "text"))
        for option in known.options[question.code]
        if option.code in possible
    ]
    left = eligibility.questions_left_at_most(rules.book, journey.answers)
    done = len(journey.answers)
    return QuestionShown(
        code=question.code,
        text=speech.of(row, "text"),
        hint=speech.of(row, "hint"),
        where_to_find_out=speech.of(row, "where_to_find_out"),
        options=[*options, Option(DONT_KNOW, _("我不知道"), is_unsure=True)],
        hidden=journey.hidden(),
        progress=Progress(number=done + 1, at_most=done + left),
    )


def answers_so_far(journey: Journey) -> list[Given]:
    """What was answered, each with the address that takes it back and keeps the rest."""
    speech, known = journey.reader.speech, journey.reader.vocabulary
    given: list[Given] = []
    if journey.region:
        place = full_name(journey.region, speech)
        given.append(Given(_("参保地"), place, journey.url("r")))
    if journey.event:
        scenario = known.scenario(journey.event)
        event = speech.of(scenario, "name") if scenario else _("说不准")
        given.append(Given(_("遇到的事"), event, journey.url("e")))
    for code, value in journey.answers.items():
        option = next((o for o in known.options[code] if o.code == value), None)
        answer = speech.of(option, "text") if option else _("我不知道")
        given.append(Given(speech.of(known.questions[code], "text"), answer, journey.url(code)))
    return given


def wizard_page(
    request: HttpRequest,
    template: str,
    step: RegionStep | EventStep | QuestionShown | ResultsStep,
    journey: Journey,
    title: str,
) -> HttpResponse:
    """A page of the wizard: never indexed, its address never sent on to another site."""
    response = render_page(
        request,
        template,
        {"step": step, "wizard": around(journey)},
        reader=journey.reader,
        title=title,
        description=_("一步一步回答，看个人账户里的钱能不能取、还差什么。不收集个人信息。"),
        crumbs=[(_("自查"), None)],
        query=journey.query,
        canonical=reverse("check"),
        robots="noindex" if journey.query else "",
    )
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def around(journey: Journey) -> Wizard:
    """What every step shows around its question."""
    region = journey.region
    return Wizard(
        answers=answers_so_far(journey),
        region_name=full_name(region, journey.reader.speech) if region else "",
        action=reverse("check"),
        today_url=journey.url("on"),
        hidden=journey.hidden(),
    )
