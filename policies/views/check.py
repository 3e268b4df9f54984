"""The wizard: its whole state is the address."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policies.models import Region, Scenario
from policies.models.question import WIZARD_PARAMETERS
from policies.rules import eligibility
from policies.rules.applicability import applicable_policies
from policies.rules.in_force import RulesInForce, rules_in_force
from policies.rules.rulebook import DONT_KNOW
from policies.views import parameters
from policies.views.check_results import result_values
from policies.views.page import (
    Reader,
    reader_of,
    region_or_404,
    render_page,
    scenario_or_404,
    standing,
)
from policies.views.regions import found_regions, province_tiles, regions_below
from policies.views.values import Values, full_name, hotlines

Answers = dict[str, str]


@dataclass
class Journey:
    """Where a citizen stands: place of insurance, event, answers so far."""

    reader: Reader
    region: Region | None = None
    event: str = ""
    day: str = ""
    answers: Answers = field(default_factory=dict)

    def url(self, without: str = "") -> str:
        """The canonical address of this standing, or of it with one answer taken back."""
        pairs = [
            ("r", self.region.code if self.region else ""),
            ("e", self.event),
            *self.answers.items(),
            ("on", self.day),
        ]
        kept = [(name, value) for name, value in pairs if value and name != without]
        return reverse("check") + (f"?{urlencode(kept)}" if kept else "")

    @property
    def query(self) -> str:
        return self.url().partition("?")[2]

    def hidden(self) -> list[tuple[str, str]]:
        """What the next form carries along."""
        pairs = [pair.split("=", 1) for pair in self.query.split("&") if pair]
        return [(name, value) for name, value in pairs]


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """One question at a time: the place of insurance, what happened, then what still matters."""
    on = parameters.day(request.GET, "on")
    reader = reader_of(request, on=on)
    journey = Journey(reader, day=str(on or ""))
    if code := parameters.region_code(request.GET, "r"):
        journey.region = standing(region_or_404(code))
    journey.event = parameters.text(request.GET, "e")
    if journey.event and journey.event != DONT_KNOW:
        scenario_or_404(reader.vocabulary, journey.event)
    if journey.region is None:
        return ask_region(request, journey)
    if not journey.event:
        return moved_on(request, journey) or ask_event(request, journey)
    return ask_what_matters(request, journey)


def moved_on(request: HttpRequest, journey: Journey) -> HttpResponse | None:
    """One redirect to the canonical address if the request's differs: what is unknown or no
    longer matters is dropped."""
    given = [(name, value) for name, value in request.GET.items() if value]
    wanted = [tuple(pair) for pair in journey.hidden()]
    return None if given == wanted else HttpResponseRedirect(journey.url())


def ask_region(request: HttpRequest, journey: Journey) -> HttpResponse:
    """Where are you insured? Search, or choose the province."""
    reader, query = journey.reader, parameters.text(request.GET, "q")
    context = {
        "query": query,
        "found": found_regions(query, reader),
        "provinces": province_tiles(reader),
        "hidden": journey.hidden(),
    }
    return wizard_page(
        request, "policies/check_region.html", context, journey, _("你在哪里参加职工医保？")
    )


def ask_event(request: HttpRequest, journey: Journey) -> HttpResponse:
    """What happened? In a citizen's words, grouped, with "not sure"."""
    reader = journey.reader
    assert journey.region is not None  # noqa: S101 - check() asked for it first
    below = regions_below(journey.region, reader)
    day = f"&on={journey.day}" if journey.day else ""
    for entry in below:
        entry["url"] = f"{reverse('check')}?r={entry['code']}{day}"
    context = {
        "groups": event_groups(reader),
        "not_sure": DONT_KNOW,
        "hidden": journey.hidden(),
        "below": below,
    }
    return wizard_page(
        request, "policies/check_event.html", context, journey, _("你遇到了什么事？")
    )


def event_groups(reader: Reader) -> list[tuple[str, list[Values]]]:
    groups: dict[str, list[Values]] = {}
    for scenario in reader.vocabulary.scenarios:
        said = reader.speech.of(scenario, "question")
        option = {"value": scenario.code, "text": said, "hint": reader.speech.of(scenario, "name")}
        groups.setdefault(str(scenario.get_kind_display()), []).append(option)
    return list(groups.items())


def ask_what_matters(request: HttpRequest, journey: Journey) -> HttpResponse:
    """The next question that can still change an outcome, or the results."""
    reader = journey.reader
    rules = rules_for(journey)
    given = {n: str(value) for n, value in request.GET.items() if n not in WIZARD_PARAMETERS}
    journey.answers = dict(eligibility.relevant_answers(rules.book, given))
    if redirect := moved_on(request, journey):
        return redirect
    question = eligibility.next_question(rules.book, journey.answers)
    if question is None:
        results = eligibility.evaluate(rules.book, journey.answers)
        context = {
            "results": [result_values(each, rules, journey.answers, reader) for each in results],
            "hotlines": hotlines(reader),
            "use_url": reverse("scenario-list"),
        }
        return wizard_page(request, "policies/check_results.html", context, journey, _("结果"))
    context = question_values(question, rules, journey)
    title = journey.reader.speech.of(journey.reader.vocabulary.questions[question.code], "text")
    return wizard_page(request, "policies/check_question.html", context, journey, title)


def rules_for(journey: Journey) -> RulesInForce:
    """The rules that apply to the event at the place, on the day."""
    reader, region = journey.reader, journey.region
    assert region is not None  # noqa: S101 - check() asked for it first
    found = applicable_policies([region], events(journey), on=reader.on, at=reader.at)
    return rules_in_force(found.values(), reader.vocabulary)


def events(journey: Journey) -> list[Scenario]:
    """The scenarios of the event; whoever is not sure is asked about every way to withdraw."""
    known = journey.reader.vocabulary
    if journey.event == DONT_KNOW:
        return [s for s in known.scenarios if s.kind == Scenario.Kind.WITHDRAW]
    return [scenario_or_404(known, journey.event)]


def question_values(
    question: eligibility.Question, rules: RulesInForce, journey: Journey
) -> dict[str, Any]:
    """A question as its form takes it, with "I don't know" last."""
    speech, known = journey.reader.speech, journey.reader.vocabulary
    row = known.questions[question.code]
    possible = eligibility.possible_options(rules.book, journey.answers, question.code)
    options: list[Values] = [
        {"value": option.code, "text": speech.of(option, "text")}
        for option in known.options[question.code]
        if option.code in possible
    ]
    options.append({"value": DONT_KNOW, "text": _("我不知道"), "unsure": True})
    left = eligibility.questions_left_at_most(rules.book, journey.answers)
    done = len(journey.answers)
    return {
        "question": {
            "code": question.code,
            "text": speech.of(row, "text"),
            "hint": speech.of(row, "hint"),
            "where_to_find_out": speech.of(row, "where_to_find_out"),
        },
        "options": options,
        "hidden": journey.hidden(),
        "progress": {"number": done + 1, "at_most": done + left},
    }


def answers_so_far(journey: Journey) -> list[Values]:
    """What was answered, each with the address that takes it back and keeps the rest."""
    reader, known = journey.reader, journey.reader.vocabulary
    given: list[Values] = []
    if journey.region:
        place = full_name(journey.region, reader.speech)
        given.append({"question": _("参保地"), "answer": place, "change_url": journey.url("r")})
    if journey.event:
        scenario = known.scenario(journey.event)
        event = reader.speech.of(scenario, "name") if scenario else _("说不准")
        given.append({"question": _("遇到的事"), "answer": event, "change_url": journey.url("e")})
    for code, value in journey.answers.items():
        option = next((o for o in known.options[code] if o.code == value), None)
        given.append(
            {
                "question": reader.speech.of(known.questions[code], "text"),
                "answer": reader.speech.of(option, "text") if option else _("我不知道"),
                "change_url": journey.url(code),
            }
        )
    return given


def wizard_page(
    request: HttpRequest, template: str, context: dict[str, Any], journey: Journey, title: str
) -> HttpResponse:
    """A page of the wizard: never indexed, its address never sent on to another site."""
    response = render_page(
        request,
        template,
        context
        | {
            "answers": answers_so_far(journey),
            "restart_url": reverse("check"),
            "today_url": journey.url("on"),
            "action": reverse("check"),
            "region_name": full_name(journey.region, journey.reader.speech)
            if journey.region
            else "",
        },
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
