"""What no expected case tries of a rule: a way that nobody meets, a refusal that nobody gets."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from policies.rules.eligibility import evaluate
from policies.rules.rulebook import DONT_KNOW, Answers, AskedWay, RuleBook


@dataclass(frozen=True, slots=True)
class Untried:
    """Something that a rule does and no case tries, with answers that would try it."""

    words: str
    answers: Answers


def untried(book: RuleBook, scenario: str, cases: Collection[Answers]) -> list[Untried]:
    """What none of some cases tries of a rule: each way met, each option that a source rejects as
    the one thing in the way of somebody who is refused, each that it does not speak of, and
    somebody who does not know. Nothing of a rule that asks nothing, and nothing that nobody can
    try: an option of one way that meets another, answers that are impossible together."""
    ways = book.asked.get(scenario, ())
    tried = {each for answers in cases for each in _tried(book, scenario, ways, answers)}
    return [
        each
        for key, each in _to_try(book, ways)
        if key not in tried
        and not any({*facts} <= each.answers.items() for facts in book.impossible)
        and key in _tried(book, scenario, ways, each.answers)
    ]


_Key = tuple[object, ...]


def _to_try(book: RuleBook, ways: tuple[AskedWay, ...]) -> Iterator[tuple[_Key, Untried]]:
    questions = []
    for way in ways:
        met = {each.question: min(each.accepts) for each in way.asked if each.accepts}
        yield ("met", way.index), Untried(f"符合第{way.index + 1}种途径", met)
        for each in way.asked:
            questions.append(each.question)
            for option in book.by_code[each.question].options:
                if option not in each.accepts:
                    kind = "不清楚" if option in each.unclear else "不符合"
                    said = book.by_code[each.question].said(option)
                    words = f"只因“{said}”{kind}（第{way.index + 1}种途径）"
                    answers = {**met, each.question: option}
                    yield (way.index, each.row.id, option), Untried(words, answers)
    if questions:
        yield (DONT_KNOW,), Untried("有一题答“我不知道”", {questions[0]: DONT_KNOW})


def _tried(
    book: RuleBook, scenario: str, ways: tuple[AskedWay, ...], answers: Answers
) -> set[_Key]:
    """What one case tries."""
    ranges = book.possible(answers)
    (result,) = (each for each in evaluate(book, answers) if each.scenario == scenario)
    is_met = result.outcome in ("yes", "conditional") and not result.unmet
    tried: set[_Key] = set()
    for way in ways:
        if is_met and all(ranges[each.question] <= each.accepts for each in way.asked):
            tried.add(("met", way.index))
        against = [each for each in way.asked if ranges[each.question].isdisjoint(each.accepts)]
        if not is_met and len(against) == 1:
            tried.add((way.index, against[0].row.id, answers.get(against[0].question, "")))
        if any(answers.get(each.question) == DONT_KNOW for each in way.asked):
            tried.add((DONT_KNOW,))
    return tried
