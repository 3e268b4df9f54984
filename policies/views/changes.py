"""What changes for whom when another rule takes effect in a place: behind the notice of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from policies.models import Region, Scenario
from policies.rules.applicability import Applicable, applicable_policies
from policies.rules.rulecheck.difference import Group
from policies.rules.rulecheck.findings import Witness
from policies.rules.state import Outcome, State
from policies.rules.turning import Turning, turning
from policies.speech import Said
from policies.views import parameters
from policies.views.moved import moved_to
from policies.views.page import Reader, place_or_404, reader_of, render_page
from policies.views.regions import region_crumbs
from policies.views.values import Badge, answer_url, badge_of, full_name
from policies.views.values.answer import shown_sentence
from policies.views.values.badge import state_badge
from policies.views.values.region import answer_url_on, changes_url


@dataclass(frozen=True, slots=True)
class Side:
    """What applies before the day, or from it on."""

    title: str
    badge: Badge
    sentence: str
    url: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """Some situations that end otherwise; one of them in words, and as a journey on that day."""

    before: Badge
    after: Badge
    counted: str
    example: list[tuple[Said, Said]]
    url: str


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """Both rules, and for whom the end differs; `changed` says how many that are.

    Without a coming rule `sides` are empty and `changed` says so.
    """

    sides: list[Side]
    changed: str
    lines: list[ChangeLine]
    answer_url: str
    check_url: str = ""


@require_safe
def changes_page(request: HttpRequest, code: str, scenario_code: str) -> HttpResponse:
    """For whom a rule changes on a day; by default on the first day on which it will."""
    days = parameters.days(request.GET)
    reader = reader_of(request, known_on=days.known_on)
    region, scenario = place_or_404(code, scenario_code, reader)
    if region.code != code:
        return moved_to(changes_url(region, scenario), request)
    return shown(request, region, scenario, reader, days)


def shown(
    request: HttpRequest,
    region: Region,
    scenario: Scenario,
    reader: Reader,
    days: parameters.Days,
) -> HttpResponse:
    """The page for a day, or for the first one on which another rule takes effect."""
    day = days.on or coming_day(region, scenario, reader)
    name = reader.speech.of(scenario, "name")
    words = {"region": full_name(region, reader.speech), "scenario": name}
    above = region_crumbs(region, reader, last_is_link=True)
    here = (_("对你有什么变化"), None)
    return render_page(
        request,
        "policies/changes.html",
        {"page": values(region, scenario, reader, day)},
        reader=reader,
        title=_("%(region)s：%(scenario)s，对你有什么变化") % words,
        crumbs=[*above, (name, answer_url(region, scenario)), here],
        query=days.query(),
    )


def coming_day(region: Region, scenario: Scenario, reader: Reader) -> dt.date | None:
    """The first day on which another rule will take effect, None if none is known. One query."""
    found = applicable_policies([region], [scenario], on=reader.on, at=reader.at)
    starts = (each.effective_from for each in found[region.pk, scenario.pk].coming)
    return min((day for day in starts if day), default=None)


def values(region: Region, scenario: Scenario, reader: Reader, day: dt.date | None) -> ChangesPage:
    """Everything the page shows."""
    here = answer_url(region, scenario)
    if day is None:
        return ChangesPage([], _("没有查到以后要实行的新规定。"), [], here)
    found = turning(region, scenario, reader.vocabulary, day=day, at=reader.at)
    titles = (_("%s以前"), _("从%s起"))
    return ChangesPage(
        sides=[
            side(title % date_format(day, "DATE_FORMAT"), each, reader)
            for title, each in zip(titles, (found.before, found.after), strict=True)
        ],
        changed=counted(found),
        lines=[line(each, found, reader) for each in found.difference.groups],
        answer_url=here,
        check_url=journey_url(Witness(region.code, scenario.code, (), day)),
    )


def side(title: str, found: Applicable, reader: Reader) -> Side:
    """The rule of one side of the day."""
    return Side(
        title=title,
        badge=state_badge(found.state, found.policy, reader),
        sentence=shown_sentence(found, reader),
        url=answer_url_on(found.region, found.scenario, f"on={found.on}"),
    )


def counted(found: Turning) -> str:
    """For how many of how many situations the end differs, in a sentence."""
    every, changed = found.difference.situations, found.difference.changed
    if found.difference.unwalked:
        return _("这条规定问得太多，变化没有逐一算出来。请看这两天的规定。")
    if found.before.policy == found.after.policy:
        return _("这一天规定没有变。")
    if not changed:
        return _("查出来的结果不变。要交的材料、金额和依据可能变了，请看这两天的规定。")
    words = ngettext(
        "%(every)s 种情况里，%(changed)s 种的结果会变。",
        "%(every)s 种情况里，%(changed)s 种的结果会变。",
        changed,
    )
    return words % {"every": every, "changed": changed}


def line(group: Group, found: Turning, reader: Reader) -> ChangeLine:
    """One group of situations in the reader's language."""
    sides = zip((found.before, found.after), group.outcomes, strict=True)
    before, after = (end(side, outcome, reader) for side, outcome in sides)
    old, new = group.witnesses
    said = {**dict(old.answers), **dict(new.answers)}
    return ChangeLine(
        before=before,
        after=after,
        counted=ngettext("%s 种情况", "%s 种情况", group.situations) % group.situations,
        example=[in_words(*each, reader) for each in said.items()],
        url=journey_url(new),
    )


def end(found: Applicable, outcome: str, reader: Reader) -> Badge:
    """How situations end on one side of the day: without a rule, or where a rule lays down how
    much or how long, as the side itself is called, which nobody passes or fails."""
    if found.policy is None or found.state == State.RULE:
        return state_badge(found.state, found.policy, reader)
    return badge_of(Outcome, outcome)


def in_words(question: str, option: str, reader: Reader) -> tuple[Said, Said]:
    """An answer as the wizard asks and offers it."""
    known, speech = reader.vocabulary, reader.speech
    chosen = next(each for each in known.options[question] if each.code == option)
    return speech.of(known.questions[question], "text"), speech.of(chosen, "text")


def journey_url(witness: Witness) -> str:
    """The wizard's address of a journey, in the reader's language."""
    return f"{reverse('check')}?{witness.query}"
