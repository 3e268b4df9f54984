"""How it is done, all channels told as one: what is the same in all once, forks elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from policies.rules.answer import CitedProcedure
from policies.speech import Said, Speech
from policies.views.values.contact import Hotline, contact_lines
from policies.views.values.procedure import Fact, Paper, ProcedureCard, procedure_card
from policies.views.values.told_once import Branch, forks, told_once


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
    """How it is done. `papers` say themselves whose they are; `phones` are those to ask first."""

    where: list[Where]
    limits: list[FactRow]
    phones: list[Hotline]
    papers: list[Paper]
    facts: list[FactRow]
    steps: list[ShownStep]
    offline_help: list[Line]
    is_of_one: bool

    @property
    def tells_how_to_get(self) -> bool:
        """Whether it says of a paper how to get it."""
        return any(paper.how_to_get for paper in self.papers)


def how(procedures: Sequence[CitedProcedure], speech: Speech) -> How | None:
    """All channels as one; None where none is recorded."""
    if not procedures:
        return None
    cards = [procedure_card(each.procedure, speech) for each in procedures]
    phones = {each.procedure.phone_id: each.procedure.phone for each in procedures}
    papers = told_once([each.papers for each in cards])
    steps = forks(told_once([each.steps for each in cards]), len(cards))
    return How(
        where=where(cards),
        limits=fact_rows([each.limits for each in cards], cards),
        phones=contact_lines([phone for phone in phones.values() if phone], speech),
        papers=[replace(each.value, who=who(each.by, cards)) for each in papers],
        facts=fact_rows([each.facts for each in cards], cards),
        steps=[ShownStep([step_branch(each, cards) for each in part]) for part in steps],
        offline_help=lines(
            [[each.offline_help] if each.offline_help else [] for each in cards], cards
        ),
        is_of_one=any(each.is_of_one for each in cards),
    )


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
