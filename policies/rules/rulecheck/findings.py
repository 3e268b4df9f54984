"""What can be wrong with rules, and how each finding is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlencode

from policies.rules.rulebook import Answers, Question


class Kind(StrEnum):
    """What is wrong, by its permanent name."""

    CONTRADICTION = "contradiction"  # the page allows and the wizard refuses, or two rules differ
    NEVER_MET = "never-met-way"
    NO_RESULT = "situation-without-result"
    SHADOWED = "shadowed-way"
    NEVER_NEEDED = "question-never-needed"
    NEVER_USED = "question-never-used"
    CHANGES_NOTHING = "option-changes-nothing"
    NEVER_ACCEPTED = "option-never-accepted"
    LIKE_PARENT = "override-equal-to-parent"
    GAP = "gap-between-periods"
    OVERLAP = "overlapping-periods"
    EXPIRED_SOURCE = "expired-source"
    OVERDUE = "overdue-review"
    UNTRANSLATED = "missing-translation"
    FAILED_CASE = "failed-case"
    FIGURE = "figure-without-source"
    EXCEPTION = "exception-without-way"
    SILENCE = "silence-taken-as-no"
    VERDICT_WORDS = "verdict-against-words"
    ANSWER_FOR_SOME = "answer-for-some"  # its sentence is untrue of somebody whom it answers
    SCOPE = "scope-against-place"  # whom it covers is not who reads it
    UNLIKE = "row-unlike-its-like"
    NO_CONDITION = "condition-missing"
    UNTRIED = "case-missing"
    TOO_LARGE = "too-many-situations"  # nothing else is known of its ways


BLOCKING = frozenset({Kind.CONTRADICTION, Kind.EXPIRED_SOURCE, Kind.FAILED_CASE})


@dataclass(frozen=True, slots=True)
class Witness:
    """A journey in the wizard: place, event, answers in canonical order, and the day if it is not
    the day on which the rules were checked."""

    region: str = ""
    event: str = ""
    answers: tuple[tuple[str, str], ...] = ()
    on: dt.date | None = None

    @property
    def query(self) -> str:
        """The query of its address, in the order in which the wizard writes it."""
        pairs = [
            ("r", self.region),
            ("e", self.event),
            *self.answers,
            ("on", str(self.on or "")),
        ]
        return urlencode([(name, value) for name, value in pairs if value])


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: where, of which edition, in an editor's words, and a journey that shows it."""

    kind: Kind
    region: str
    scenario: str
    edition: str
    message: str
    witness: Witness = field(default_factory=Witness)

    @property
    def is_blocking(self) -> bool:
        """Whether rules with this fault may not be published."""
        return self.kind in BLOCKING


Fault = tuple[Kind, str, Answers]
"""What is wrong with a rule, in words, and the answers of somebody who meets it."""


def in_words(answers: Answers, questions: Mapping[str, Question]) -> str:
    """Answers as an editor reads them: “你退休了吗？已经退休”、“…”."""
    return "、".join(f"“{questions[code].said(option)}”" for code, option in answers.items())
