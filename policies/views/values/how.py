"""How it is done, all channels told as one: what is the same in all once, forks elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from policies.models import Policy, Region
from policies.rules.answer import Answer, CitedProcedure
from policies.speech import Said, Speech
from policies.views.page import Reader
from policies.views.values.answer import withdrawn_words
from policies.views.values.check import WaysOn, is_to_check
from policies.views.values.contact import Hotline, contact_lines
from policies.views.values.procedure import (
    Fact,
    Paper,
    ProcedureCard,
    procedure_card,
    with_choices,
    working_days,
)
from policies.views.values.region import sheet_url
from policies.views.values.scenario import DEATH
from policies.views.values.told_once import Branch, forks, told_once

IDENTITY_CARD = "identity-card"


@dataclass(frozen=True, slots=True)
class Line:
    """Something that is so where `who` names it: channels; empty where it is so in all."""

    who: str
    value: str


@dataclass(frozen=True, slots=True)
class FactRow:
    """A name, and what it is: one line, or one for each channel that has another."""

    name: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class StepBranch:
    """Sentences of a step that some channels need, or all of them."""

    who: str
    texts: list[Said]


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One step: one branch, or one for each channel that does something else there."""

    branches: list[StepBranch]


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel: its word, its anchor on the page, and the edition that says it."""

    word: str
    anchor: str
    code: str
    edition: str


@dataclass(frozen=True, slots=True)
class Where:
    """Channels that have the same place and the same official entrance."""

    channels: list[Channel]
    place: Said
    entrance_url: str


@dataclass(frozen=True, slots=True)
class How:
    """How it is done. `papers` say themselves by which channel; `phones` are those to ask first.
    `asks_whose`: some show who somebody is, and it is not told of whom, the dead or the heir."""

    where: list[Where]
    limits: list[FactRow]
    phones: list[Hotline]
    papers: list[Paper]
    facts: list[FactRow]
    steps: list[ShownStep]
    offline_help: list[Line]
    is_of_one: bool
    asks_whose: bool

    @property
    def tells_how_to_get(self) -> bool:
        """Whether it says of a paper how to get it."""
        return any(paper.how_to_get for paper in self.papers)


@dataclass(frozen=True, slots=True)
class HowDone:
    """How it is done; `place` is named if it is not the place asked about, `numbers` are those of
    its sources on the page, if those stand there."""

    how: How | None
    place: str
    are_national: bool
    numbers: list[int]
    withdrawn: str = ""  # that it was withdrawn, when and why


@dataclass(frozen=True, slots=True)
class Plan:
    """What somebody may do next who was told that it is possible, or perhaps; `is_to_do` says
    whether there is something to apply for, or else nothing is missing where no step is known."""

    phones: list[Hotline]
    limits: list[FactRow]
    done: HowDone
    is_to_do: bool
    is_another_day: bool
    ways: WaysOn


def how(
    procedures: Sequence[CitedProcedure], speech: Speech, *, is_of_another: bool = False
) -> How | None:
    """All channels as one; None where none is recorded. `is_of_another`: whoever applies is not
    the person insured."""
    if not procedures:
        return None
    cards = [procedure_card(each, speech) for each in procedures]
    phones = {each.procedure.phone_id: each.procedure.phone for each in procedures}
    papers = [
        replace(each.value, who=who(each.by, cards))
        for each in told_once([each.papers for each in cards])
    ]
    steps = forks(told_once([each.steps for each in cards]), len(cards))
    return How(
        where=where(cards),
        limits=fact_rows([each.limits for each in cards], cards),
        phones=contact_lines([phone for phone in phones.values() if phone], speech),
        papers=with_choices(papers),
        facts=fact_rows([each.facts for each in cards], cards),
        steps=[ShownStep([step_branch(each, cards) for each in part]) for part in steps],
        offline_help=lines(
            [[each.offline_help] if each.offline_help else [] for each in cards], cards
        ),
        is_of_one=any(each.is_of_one for each in cards),
        asks_whose=any(each.any_of and each.code == IDENTITY_CARD for each in papers)
        and is_of_another,
    )


def limits(policy: Policy | None, done: How | None) -> list[FactRow]:
    """How long it may take, by the rule and by how it is done."""
    days = working_days(policy.time_limit_days) if policy else ""
    of_rule = [FactRow(_("办理时限"), [Line("", days)])] if days else []
    return [*of_rule, *(done.limits if done else ())]


def how_done(found: Answer, reader: Reader, numbers: Sequence[int] = ()) -> HowDone:
    """How it is done, at the nearest level that says so."""
    place, gone = found.procedures_from, found.withdrawn_procedure
    is_elsewhere = place is not None and place != found.region
    return HowDone(
        how=how(found.procedures, reader.speech, is_of_another=found.scenario.code == DEATH),
        place=reader.speech.of(place, "name") if place and is_elsewhere else "",
        are_national=place is not None and place.level == Region.Level.NATION,
        numbers=list(numbers),
        withdrawn=withdrawn_words(gone, reader.speech) if gone else "",
    )


def plan(found: Answer, lines: list[Hotline], reader: Reader) -> Plan:
    """What to do next; `lines` are whom to call where no number is recorded."""
    done = how_done(found, reader)
    return Plan(
        phones=phones(done, lines),
        limits=limits(found.policy, done.how),
        done=done,
        is_to_do=is_to_check(found),
        is_another_day=reader.on != reader.today,
        ways=WaysOn(sheet_url_of(found, reader)),
    )


def sheet_url_of(found: Answer, reader: Reader) -> str:
    """The page of paper to take to the counter; empty where there is nothing to apply for."""
    if not is_to_check(found):
        return ""
    return sheet_url(found.region, found.scenario, reader.days)


def phones(done: HowDone, lines: list[Hotline]) -> list[Hotline]:
    """Whom to call first: those recorded with how it is done, else the first of the others."""
    return (done.how and done.how.phones) or lines[:1]


def who(by: Sequence[int], cards: Sequence[ProcedureCard]) -> str:
    """The words of the channels by their places; empty for all of them."""
    if len(by) == len(cards):
        return ""
    return _("、").join(dict.fromkeys(cards[place].channel_word for place in by))


def where(cards: Sequence[ProcedureCard]) -> list[Where]:
    """The channels, together where place and entrance are the same."""
    groups: dict[tuple[str, str], Where] = {}
    for card in cards:
        key = (card.place, card.entrance_url)
        group = groups.setdefault(key, Where([], card.place, card.entrance_url))
        group.channels.append(Channel(card.channel_word, card.anchor, card.channel, card.edition))
    return list(groups.values())


def fact_rows(facts: Sequence[Sequence[Fact]], cards: Sequence[ProcedureCard]) -> list[FactRow]:
    """Facts by name, each value once with the channels that it is of."""
    rows: dict[str, FactRow] = {}
    for told in told_once(facts):
        name, value = told.value
        row = rows.setdefault(name, FactRow(name, []))
        row.lines.append(Line(who(told.by, cards), value))
    return list(rows.values())


def lines(texts: Sequence[Sequence[Said]], cards: Sequence[ProcedureCard]) -> list[Line]:
    """Texts, each once with the channels that say it."""
    return [Line(who(told.by, cards), told.value) for told in told_once(texts)]


def step_branch(branch: Branch[Said], cards: Sequence[ProcedureCard]) -> StepBranch:
    return StepBranch(who(branch.by, cards), list(branch.values))
