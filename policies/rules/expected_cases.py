"""When an expected case can be true at all: what it names must be known to the wizard.

Pure: no ORM, no request, no clock.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from typing import get_args

from policies.rules.offered import Together
from policies.rules.rulebook import DONT_KNOW, Outcome

OUTCOMES: tuple[str, ...] = get_args(Outcome)


def wrong_answers(
    answers: Mapping[str, object], *, questions: Collection[str], options: Collection[str]
) -> list[str]:
    """A sentence for each answer that nobody can give; `options` are named "ret=yes"."""
    return [
        f"{'' if question in questions else f'没有“{question}”这个问题，'}"
        f"没有“{question}={answer}”这个选项。"
        for question, answer in answers.items()
        if f"{question}={answer}" not in options
        and not (answer == DONT_KNOW and question in questions)
    ]


def firm_for_somebody_else(
    answers: Mapping[str, object], outcomes: Mapping[str, object], *, residual: Set[str]
) -> list[str]:
    """A sentence for each outcome that is settled although nothing was answered but options that
    mean "somebody else", of whom no source speaks. `residual` are these, named "rel=other", but for
    those from which an impossible combination lets something follow."""
    given = {f"{code}={answer}" for code, answer in answers.items() if answer != DONT_KNOW}
    if not given or not given <= residual:
        return []
    return [
        f"“{scenario}: {outcome}”不会是结果：只答了“其他”一类的选项，依据没有说到这样的人，"
        "应得结果是“还要弄清楚”。"
        for scenario, outcome in outcomes.items()
        if outcome in ("yes", "conditional", "no")
    ]


def unasked_answers(
    answered: Iterable[str],
    asked: Set[str],
    together: Together,
    words: Mapping[str, str],
) -> Iterator[str]:
    """A sentence for each answered question that no rule asks which applies to the case, and that
    an impossible combination ties to none of those that one asks. `words` are of the questions."""
    tied = {each for questions in together if not asked.isdisjoint(questions) for each in questions}
    for question in answered:
        if question not in asked | tied:
            its = sorted(asked)
            named = f"只问 {'、'.join(its)}" if its else "什么也不问"
            said = f"“{words.get(question) or question}（{question}）”"
            yield f"这里这一天的规则不问{said}（{named}），答了也不算：请去掉这个回答。"


def wrong_outcomes(outcomes: Mapping[str, object], *, scenarios: Collection[str]) -> list[str]:
    """A sentence for each outcome that no scenario can have, and one if none is named."""
    if not outcomes:
        return ["至少要写一个情形的结果。"]
    return [
        f"“{scenario}: {outcome}”不是情形和结果。"
        for scenario, outcome in outcomes.items()
        if scenario not in scenarios or outcome not in OUTCOMES
    ]
