"""What is wrong with an impossible combination, or with a question nobody can answer.

One place for forms, proposals and content files. Pure: no ORM, no request, no clock. Options are
named with their question, as "ret=yes".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

NO_OPTIONS = "这个问题没有选项，谁也答不了：请先写选项，至少一个。"
ONE_OPTION = "一个组合至少要有两个选项。一个选项谁也不能选，就删掉那个选项。"


def combination_problems(
    options: Collection[str],
    others: Iterable[Collection[str]],
    offered: Mapping[str, Collection[str]],
) -> Iterator[str]:
    """What is wrong with a combination beside the others; `offered` are the options of each
    question.

    Combinations must not go round: where each option of a question is impossible with one answer,
    whoever gives that answer has nothing left to choose.
    """
    if len(options) < 2:
        yield ONE_OPTION
    questions = [_question(option) for option in options]
    for question in sorted({each for each in questions if questions.count(each) > 1}):
        yield f"“{question}”只能选一个选项，它的两个选项本来就不会同时选，不用写成组合。"
    pairs = {frozenset(each) for each in (*others, options) if len(set(each)) == 2}
    if len(set(options)) == len(set(questions)) == 2:
        for given in sorted(options):
            (left,) = {_question(option) for option in options} - {_question(given)}
            choices = offered.get(left, ())
            if choices and all({given, choice} in pairs for choice in choices):
                yield f"这样一来，答了{given}的人，“{left}”就没有一个选项可选：组合绕成了圈。"


def _question(option: str) -> str:
    return option.partition("=")[0]
