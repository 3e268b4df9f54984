"""What was reckoned of a rule book: derived from it alone, so that it may be kept, and forgotten at
any time. Answers are named as a set of facts, in whatever order they were given.

Pure: no ORM, no request, no clock.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from policies.rules.rule import Answers, Fact

MOST_KEPT = 1000  # of each kind, of a book: a crowd of odd addresses fills no memory
Known = frozenset[Fact]
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Reckoned:
    """By the usable answers: the question asked next (none: nothing decides any more), and how many
    the longest walk asks."""

    asked_next: dict[Known, str | None] = field(default_factory=dict)
    longest: dict[Known, int] = field(default_factory=dict)


def once(kept: dict[Known, Value], answers: Answers, reckon: Callable[[], Value]) -> Value:
    """What was kept for these answers, or else is reckoned now. Others may forget it meanwhile."""
    known = frozenset(answers.items())
    try:
        return kept[known]
    except KeyError:
        value = reckon()
    if len(kept) >= MOST_KEPT:
        kept.clear()
    kept[known] = value
    return value
