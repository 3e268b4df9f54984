"""When an expected case can be true at all: what it names must be known to the wizard.

Pure: no ORM, no request, no clock.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import get_args

from policies.rules.rulebook import DONT_KNOW, Outcome

OUTCOMES: tuple[str, ...] = get_args(Outcome)


def wrong_answers(
    answers: Mapping[str, object], *, questions: Collection[str], options: Collection[str]
) -> list[str]:
    """A sentence for each answer that nobody can give; `options` are named "ret=yes"."""
    return [
        f"没有“{question}={answer}”这个选项。"
        for question, answer in answers.items()
        if f"{question}={answer}" not in options
        and not (answer == DONT_KNOW and question in questions)
    ]


def wrong_outcomes(outcomes: Mapping[str, object], *, scenarios: Collection[str]) -> list[str]:
    """A sentence for each outcome that no scenario can have, and one if none is named."""
    if not outcomes:
        return ["至少要写一个情形的结果。"]
    return [
        f"“{scenario}: {outcome}”不是情形和结果。"
        for scenario, outcome in outcomes.items()
        if scenario not in scenarios or outcome not in OUTCOMES
    ]
