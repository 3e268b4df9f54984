"""The wizard: a question with its options, what was answered, and the results."""

from __future__ import annotations

from dataclasses import dataclass

from policies.speech import Said
from policies.views.values.badge import Badge


@dataclass(frozen=True, slots=True)
class Option:
    """One answer as a large card; `is_unsure` is "I don't know"."""

    value: str
    text: str
    hint: str = ""
    is_unsure: bool = False
    is_checked: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far: the number of this question, and how many there are at most."""

    number: int
    at_most: int


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """A question of the wizard; `hidden` are the answers so far, which its form carries along."""

    code: str
    text: Said
    hint: Said
    where_to_find_out: Said
    options: list[Option]
    hidden: list[tuple[str, str]]
    progress: Progress


@dataclass(frozen=True, slots=True)
class Given:
    """What was answered, with the address that asks it again and keeps the rest."""

    question: str
    answer: str
    change_url: str


@dataclass(frozen=True, slots=True)
class Unmet:
    """A condition in the way, whether it can change, and the source that states it."""

    text: Said
    changeable: str
    source: Said
    source_url: str


@dataclass(frozen=True, slots=True)
class Need:
    """What is still to be found out, and where."""

    text: Said
    where: Said


@dataclass(frozen=True, slots=True)
class OutcomeCard:
    """What the wizard found for one situation, and why."""

    scenario_code: str
    region_code: str
    region_name: Said
    title: Said
    url: str
    outcome: str
    badge: Badge
    sentence: str
    edition: str
    ways: list[str]
    unmet: list[Unmet]
    needs: list[Need]
