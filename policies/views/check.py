"""The wizard: its whole state is the address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policies.models import Region
from policies.models.region import MUNICIPALITIES
from policies.rules import eligibility
from policies.rules.applicability import applicable_policies
from policies.rules.in_force import RulesInForce, rules_of_both
from policies.rules.rulebook import DONT_KNOW
from policies.views.check_results import ResultsStep, results_step
from policies.views.found_places import CityChoice, FoundPlaces, city_choice, found_places
from policies.views.journey import Journey, answers_given, answers_so_far, journey_of, moved_on
from policies.views.page import render_page
from policies.views.reasons import Hearing
from policies.views.regions import regions_below
from policies.views.values import by_kind, full_name
from policies.views.values.region import ProvinceTile, RegionEntry, province_tiles
from policies.views.values.wizard import Choosing, Given, Option, Progress, QuestionShown


@dataclass(frozen=True, slots=True)
class Wizard:
    """What every step shows around its question."""

    answers: list[Given]
    region_name: str
    action: str
    today_url: str
    event_url: str
    feedback_url: str
    has_event: bool
    hidden: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class RegionStep:
    """Where are you insured? What the search found, None without a search."""

    query: str
    found: FoundPlaces | None
    provinces: list[ProvinceTile]
    chosen: Option | None
    kept: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class CityStep:
    """Which city of the province? `kept` is what the form carries along."""

    choice: CityChoice
    kept: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class EventStep(Choosing):
    """What happened? And the places below the one chosen."""

    groups: list[tuple[str, list[Option]]]
    not_sure: Option
    below: list[RegionEntry]

    def choices(self) -> list[Option]:
        return [*(each for _kind, group in self.groups for each in group), self.not_sure]


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """One question at a time: the place of insurance, what happened, then what still matters."""
    journey = journey_of(request)
    if province := journey.choosing_city_in():
        return ask_city(request, journey, province)
    if journey.region is None:
        return ask_region(request, journey)
    if not journey.event:
        return moved_on(request, journey) or ask_again(request, journey, journey.region)
    return ask_what_matters(request, journey, journey.region)


def ask_again(request: HttpRequest, journey: Journey, region: Region) -> HttpResponse:
    """The place or the event once more if that is wished, else the event."""
    if journey.ask == "r":
        return ask_region(request, journey)
    return ask_event(request, journey, region)


def ask_region(request: HttpRequest, journey: Journey) -> HttpResponse:
    """Where are you insured? Search, or choose the province."""
    reader, region = journey.reader, journey.region
    step = RegionStep(
        query=journey.search,
        found=found_places(journey.search, reader) if journey.search else None,
        provinces=province_tiles(reader),
        chosen=Option(region.code, full_name(region, reader.speech), is_checked=True)
        if region
        else None,
        kept=[pair for pair in journey.pairs() if pair[0] != "q"],
    )
    title = _("你在哪里参加职工医保？")
    return wizard_page(request, "policies/check_region.html", step, journey, title)


def ask_city(request: HttpRequest, journey: Journey, province: Region) -> HttpResponse:
    """Which city? Rules are made by cities; whoever does not know theirs goes on without."""
    journey.answers = dict(answers_given(request, journey))
    step = CityStep(city_choice(province, journey.reader), journey.hidden("r"))
    title = _("%s哪个市？") % journey.reader.speech.of(province, "name")
    return wizard_page(request, "policies/check_city.html", step, journey, title)


def ask_event(request: HttpRequest, journey: Journey, region: Region) -> HttpResponse:
    """What happened? In a citizen's words, grouped, with "not sure"."""
    below = [
        replace(entry, url=journey.url_in(entry.code))
        for entry in regions_below(region, journey.reader)
        if region.code not in MUNICIPALITIES  # one rule for the whole city
    ]
    not_sure = Option(
        DONT_KNOW,
        _("说不准，我只想知道能不能取出来"),
        is_unsure=True,
        is_checked=journey.event == DONT_KNOW,
    )
    step = EventStep(event_groups(journey), not_sure, below)
    title = _("你遇到了什么事？")
    return wizard_page(request, "policies/check_event.html", step, journey, title)


def event_groups(journey: Journey) -> list[tuple[str, list[Option]]]:
    """Every situation as an option, grouped by kind; the one chosen before is ticked."""
    speech = journey.reader.speech
    groups = by_kind(journey.reader.vocabulary.scenarios, lambda scenario: scenario)
    return [
        (
            kind,
            [
                Option(
                    each.code,
                    speech.of(each, "question"),
                    speech.of(each, "name"),
                    is_checked=each.code == journey.event,
                )
                for each in group
            ],
        )
        for kind, group in groups
    ]


def ask_what_matters(request: HttpRequest, journey: Journey, region: Region) -> HttpResponse:
    """The next question that can still change an outcome, or the results."""
    reader, asked, uses = journey.reader, journey.scenarios(), journey.uses()
    found = applicable_policies([region], [*asked, *uses], on=reader.on, at=reader.at)
    of_asked, of_uses = ([found[region.pk, e.pk] for e in some] for some in (asked, uses))
    rules, allowing = rules_of_both(of_asked, of_uses, reader.vocabulary)
    journey.hear(eligibility.kept_answers(rules.book, answers_given(request, journey)))
    if redirect := moved_on(request, journey):
        return redirect
    if journey.ask in ("r", "e"):
        return ask_again(request, journey, region)
    again = rules.book.by_code.get(journey.ask)
    question = again or eligibility.next_question(rules.book, journey.answers)
    if question is None:
        hearing = Hearing(rules, journey.answers, reader)
        step = results_step(hearing, allowing, journey)
        return wizard_page(request, "policies/check_results.html", step, journey, _("结果"))
    shown = question_shown(question, rules, journey)
    return wizard_page(request, "policies/check_question.html", shown, journey, shown.text)


def question_shown(
    question: eligibility.Question, rules: RulesInForce, journey: Journey
) -> QuestionShown:
    """A question as its form takes it, with "I don't know" last and a former answer ticked."""
    speech, known = journey.reader.speech, journey.reader.vocabulary
    row, current = known.questions[question.code], journey.answers.get(question.code)
    others = {code: said for code, said in journey.answers.items() if code != question.code}
    possible = eligibility.possible_options(rules.book, others, question.code)
    options = [
        Option(option.code, speech.of(option, "text"), is_checked=option.code == current)
        for option in known.options[question.code]
        if option.code in possible
    ]
    not_known = Option(DONT_KNOW, _("我不知道"), is_unsure=True, is_checked=current == DONT_KNOW)
    return QuestionShown(
        code=question.code,
        text=speech.of(row, "text"),
        hint=speech.of(row, "hint"),
        where_to_find_out=speech.of(row, "where_to_find_out"),
        options=[*options, not_known],
        hidden=journey.hidden(question.code),
        progress=progress(question.code, rules, journey),
    )


def progress(question: str, rules: RulesInForce, journey: Journey) -> Progress:
    """Which question this is, and how many there are at most."""
    answered = list(journey.answers)
    left = eligibility.questions_left_at_most(rules.book, journey.answers)
    place = answered.index(question) if question in answered else len(answered)
    return Progress(number=place + 1, at_most=len(answered) + left)


def wizard_page(
    request: HttpRequest,
    template: str,
    step: RegionStep | CityStep | EventStep | QuestionShown | ResultsStep,
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
        crumbs=[(_("查一查"), None)],
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
        event_url=journey.url(ask="e"),
        feedback_url=f"{reverse('feedback')}?{urlencode({'address': journey.url()})}",
        has_event=bool(journey.event),
        hidden=journey.hidden(),
    )
