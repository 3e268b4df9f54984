"""What is wrong with an impossible combination, or with a question nobody can answer.

One place for forms, proposals and content files. Pure: no ORM, no request, no clock. Options are
named with their question, as "ret=yes".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Set

from policies.rules.offered import NOTHING, Options, answered, asked, question_of

Together = Set[frozenset[str]]  # combinations, each of options that cannot hold together
ONE_OPTION = "一个组合至少要有两个选项。一个选项谁也不能选，就删掉那个选项。"


def combination_problems(
    chosen: Collection[str],
    others: Iterable[Collection[str]],
    options: Options,
) -> Iterator[str]:
    """What is wrong with a combination beside the others; `options` are those of each question.

    Combinations must not go round: where each option of a question is impossible with one answer,
    whoever gives that answer has nothing left to choose. Nor may that take several steps, nor may
    answers fix each other in a ring of three questions or more, which are then one question.
    """
    if len(chosen) < 2:
        yield ONE_OPTION
    questions = [question_of(option) for option in chosen]
    for question in sorted({each for each in questions if questions.count(each) > 1}):
        said = asked(question, options)
        yield f"{said}只能选一个选项，它的两个选项本来就不会同时选，不用写成组合。"
    every = {frozenset(each) for each in (*others, chosen) if len(set(each)) > 1}
    stuck = list(_nothing_to_choose(chosen, questions, every, options))
    yield from stuck or _round(chosen, every, options)


def problems_of_all(every: Collection[Collection[str]], options: Options) -> list[str]:
    """What is wrong between all combinations, each thing once."""
    said = (each for chosen in every for each in combination_problems(chosen, every, options))
    return list(dict.fromkeys(said))


def _nothing_to_choose(
    chosen: Collection[str], questions: Collection[str], every: Together, options: Options
) -> Iterator[str]:
    """Answers to which a question has no option left, in one step."""
    if len(set(chosen)) == len(set(questions)) == 2:
        for given in sorted(chosen):
            (left,) = {question_of(option) for option in chosen} - {question_of(given)}
            choices = options.get(left, NOTHING).options
            if choices and all({given, choice} in every for choice in choices):
                yield (
                    f"这样一来，答了{answered(given, options)}的人，"
                    f"{asked(left, options)}就没有一个选项可选：组合绕成了圈。"
                )


def _round(chosen: Collection[str], every: Together, options: Options) -> Iterator[str]:
    """Answers that nobody can give, as the combinations leave no way to answer the rest, and
    answers that fix each other in a ring; only those that hang together with the chosen ones."""
    near = _hanging_together(chosen, every)
    for given in sorted({option for each in near for option in each}):
        if not _can_answer([given], near, options):
            yield (
                f"这样一来，谁也不能答{answered(given, options)}："
                f"它和别的组合合起来，不管怎样答都有一个组合不可能。组合绕成了圈。"
            )
            return
    if ring := _ring(near, options):
        said = "、".join(answered(each, options) for each in ring)
        yield f"这样一来，{said}互相限定，绕成了圈：答了一个，别的就都定了。请只留一个问题。"


def _hanging_together(chosen: Collection[str], every: Together) -> Together:
    """The combinations that share a question with the chosen options, directly or by others."""
    found, reached = set[frozenset[str]](), {question_of(each) for each in chosen}
    while True:
        more = {
            each
            for each in every - found
            if not reached.isdisjoint(question_of(option) for option in each)
        }
        if not more:
            return found
        found |= more
        reached |= {question_of(option) for each in more for option in each}


def _can_answer(given: list[str], every: Together, options: Options) -> bool:
    """Whether answers can be completed without an impossible combination."""
    if any(each <= {*given} for each in every):
        return False
    known = {question_of(each) for each in given}
    left = {question_of(option) for each in every for option in each} - known
    if not left:
        return True
    choices = options.get(min(left), NOTHING).options
    return not choices or any(_can_answer([*given, each], every, options) for each in choices)


def _ring(every: Together, options: Options) -> tuple[str, ...]:
    """Answers to three questions or more of which each fixes the next, and the last the first."""
    fixes: dict[str, list[str]] = {}
    for given in sorted({option for each in every for option in each}):
        for question in sorted({question_of(option) for each in every for option in each}):
            choices = options.get(question, NOTHING).options
            possible = [each for each in choices if {given, each} not in every]
            if question != question_of(given) and len(choices) > 1 and len(possible) == 1:
                fixes.setdefault(given, []).append(possible[0])
    return next((ring for start in fixes if (ring := _back_to([start], fixes))), ())


def _back_to(path: list[str], fixes: Mapping[str, list[str]]) -> tuple[str, ...]:
    """A way on from the last answer of a path back to its first, over three questions at least."""
    for following in fixes.get(path[-1], ()):
        if following == path[0] and len(path) > 2:
            return tuple(path)
        if following not in path and (found := _back_to([*path, following], fixes)):
            return found
    return ()
