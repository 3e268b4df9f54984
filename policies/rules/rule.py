"""What the wizard asks and what a rule holds of it: questions, conditions, rules.

Pure: no ORM, no request, no clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

DONT_KNOW = "-"  # in addresses and cases: to a question, and to what happened

Verdict = Literal["yes", "conditional", "no"]
Outcome = Literal["yes", "conditional", "no", "needs", "none"]
Changeable = Literal["self", "time", "circumstance", "no"]

Answers = Mapping[str, str]  # question → option or DONT_KNOW; unknown codes are ignored
Fact = tuple[str, str]  # a question and one of its options
Ranges = Mapping[str, frozenset[str]]  # question → the options still possible, never none


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its option codes in the order shown; pinned ones are asked first.

    `residual` are options that say only what is not the case ("somebody else"): no source speaks of
    everybody who may choose them, so that they never decide a condition. `changeable`: whether an
    answer can become another; `changeable_from` are the options of which something else is true.
    `words` and `option_words` are what editors know them by, for findings alone.
    """

    code: str
    options: tuple[str, ...]
    position: int
    pin: int | None = None
    changeable: Changeable = "no"
    residual: frozenset[str] = frozenset()
    changeable_from: tuple[tuple[str, Changeable], ...] = ()
    words: str = field(default="", compare=False)
    option_words: tuple[tuple[str, str], ...] = field(default=(), compare=False)

    @property
    def named(self) -> str:
        """The question in an editor's words, or by its code where it has none."""
        return self.words or self.code

    def said(self, option: str) -> str:
        """An answer in an editor's words, with the question; by its codes where it has none."""
        known = {**dict(self.option_words), DONT_KNOW: "不知道"}
        return (
            f"{self.words}{known[option]}"
            if option in known and self.words
            else f"{self.code}={option}"
        )

    def change_from(self, option: str) -> Changeable:
        """Whether somebody who gave this answer can come to give another."""
        return dict(self.changeable_from).get(option, self.changeable)

    @property
    def editors_order(self) -> tuple[bool, int, int, str]:
        """Sort key: pinned by rank, then the others by position, then by code."""
        return (self.pin is None, self.pin or 0, self.position, self.code)


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds when the answer to the question is one of those accepted, fails when the source
    rejects it. Of the answers that are `unclear` the source does not say.

    A condition without a question is not asked: the wizard knows nothing of it, whatever is said.
    """

    id: int
    question: str | None
    accepts: frozenset[str]
    text_if_unmet: str
    source: str
    unclear: frozenset[str] = frozenset()


Way = tuple[Condition, ...]  # all must hold


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition that is asked, as the engine weighs it; `row` is the condition itself.

    `allowed` are the options that do not fail it, `mendable` those of the others that the citizen
    can change in one step; where nothing that is accepted is possible any more there are none, so
    that a range that fails is mendable as a whole or not at all.
    """

    question: str
    accepts: frozenset[str]
    unclear: frozenset[str]
    allowed: frozenset[str]
    mendable: frozenset[str]
    row: Condition


@dataclass(frozen=True, slots=True)
class AskedWay:
    """What is to be known of a way yet; others of its conditions may have failed, mendably.

    `index` is its place among the ways of the rule.
    """

    index: int
    asked: tuple[Asked, ...]
    has_failed: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """What applies to one scenario: any one of its ways is enough. The ways of a no are its
    exceptions."""

    scenario: str
    verdict: Verdict
    ways: tuple[Way, ...] = ()
    modelled: bool = True
    conflicting: bool = False

    @property
    def is_settled(self) -> bool:
        """No answer changes it: it has no way, or one of which nothing is asked."""
        return not self.ways or self.unasked_way is not None

    @property
    def unasked_way(self) -> int | None:
        """The first way that holds only conditions that are not asked."""
        return next((index for index, way in enumerate(self.ways) if not asks(way)), None)

    @property
    def settled_outcome(self) -> Outcome:
        """How a settled rule ends: a plain yes only where the rows say all and sources agree."""
        return self.best_outcome if self.ways or self.verdict == "yes" else self.verdict

    @property
    def best_outcome(self) -> Outcome:
        """What a met way may promise: the rows must say all and all be asked, the sources agree,
        and an exception to a no promises no yes."""
        says_all = self.modelled and not self.conflicting and self.verdict != "no"
        return "yes" if says_all and not _has_unasked(self.ways) else "conditional"


def asks(way: Way) -> Way:
    """The conditions of a way that are asked."""
    return tuple(condition for condition in way if condition.question is not None)


def _has_unasked(ways: tuple[Way, ...]) -> bool:
    return any(len(asks(way)) < len(way) for way in ways)
