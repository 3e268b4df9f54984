"""What is wrong with an impossible combination, or with a question nobody can answer.

One place for forms, proposals and content files. Pure: no ORM, no request, no clock. Options are
named with their question, as "ret=yes".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from policies.rules.offered import NOTHING, Options, answered, asked, question_of

ONE_OPTION = "一个组合至少要有两个选项。一个选项谁也不能选，就删掉那个选项。"


def combination_problems(
    chosen: Collection[str],
    others: Iterable[Collection[str]],
    options: Options,
) -> Iterator[str]:
    """What is wrong with a combination beside the others; `options` are those of each question.

    Combinations must not go round: where each option of a question is impossible with one answer,
    whoever gives that answer has nothing left to choose.
    """
    if len(chosen) < 2:
        yield ONE_OPTION
    questions = [question_of(option) for option in chosen]
    for question in sorted({each for each in questions if questions.count(each) > 1}):
        said = asked(question, options)
        yield f"{said}只能选一个选项，它的两个选项本来就不会同时选，不用写成组合。"
    pairs = {frozenset(each) for each in (*others, chosen) if len(set(each)) == 2}
    if len(set(chosen)) == len(set(questions)) == 2:
        for given in sorted(chosen):
            (left,) = {question_of(option) for option in chosen} - {question_of(given)}
            choices = options.get(left, NOTHING).options
            if choices and all({given, choice} in pairs for choice in choices):
                yield (
                    f"这样一来，答了{answered(given, options)}的人，"
                    f"{asked(left, options)}就没有一个选项可选：组合绕成了圈。"
                )
