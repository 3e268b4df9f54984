"""What questions offer, in an editor's words: for what is said of conditions and combinations.

Pure: no ORM, no request, no clock. Options are named with their question, as "ret=yes".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass, field

NO_OPTIONS = "这个问题没有选项，谁也答不了：请先写选项，至少一个。"
ONLY_RESIDUAL = "这个问题的选项全是兜底选项，怎么答也得不出结果：至少要有一个不是兜底的选项。"


@dataclass(frozen=True, slots=True)
class Offered:
    """A question's words, those of its options by their names, and which of them are residual."""

    words: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    residual: frozenset[str] = frozenset()

    def said(self, option: str) -> str:
        """An option as an editor reads it; by its name where it has no words."""
        return f"“{self.options.get(option) or option}”"


Options = Mapping[str, Offered]  # by the code of the question
Together = Iterable[Set[str]]  # the questions of each impossible combination
NOTHING = Offered()


def nothing_to_answer(residual: Collection[bool]) -> list[str]:
    """Why a question could decide nothing; `residual` says of each option whether it is."""
    if not residual:
        return [NO_OPTIONS]
    return [ONLY_RESIDUAL] if all(residual) else []


def question_of(option: str) -> str:
    """The code of the question that an option belongs to."""
    return option.partition("=")[0]


def asked(question: str, options: Options) -> str:
    """A question as an editor reads it; by its code where it has no words."""
    return f"“{options.get(question, NOTHING).words or question}”"


def answered(option: str, options: Options) -> str:
    """An option with its question, as an editor reads both."""
    offered = options.get(question_of(option), NOTHING)
    return f"“{offered.words}”的{offered.said(option)}" if offered.words else f"“{option}”"


def all_answered(named: Iterable[str], options: Options) -> str:
    """Options of whatever questions, each with its own."""
    return "、".join(answered(each, options) for each in named)
