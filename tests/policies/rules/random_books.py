"""Small random rule books and answers, and what is true of them in plain logic."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from hypothesis import strategies as st

from policies.rules.eligibility import (
    DONT_KNOW,
    Answers,
    Condition,
    Question,
    Rule,
    RuleBook,
    evaluate,
    next_question,
    possible_options,
)

DECIDED = ("yes", "conditional", "no")
Draw = st.DrawFn
Case = tuple[RuleBook, dict[str, str]]


def draw_ways(draw: Draw, questions: tuple[Question, ...]) -> tuple[tuple[Condition, ...], ...]:
    """Up to three ways of one to three conditions; a question may come twice."""
    ways = []
    for way in range(draw(st.integers(0, 3))):
        asked = draw(st.lists(st.sampled_from(questions), min_size=1, max_size=3))
        accepted = [
            draw(st.frozensets(st.sampled_from(question.options), min_size=1)) for question in asked
        ]
        ways.append(
            tuple(
                Condition(100 * way + place, question.code, accepts, f"not {question.code}", "LAW")
                for place, (question, accepts) in enumerate(zip(asked, accepted, strict=True))
            )
        )
    return tuple(ways)


@st.composite
def books(draw: Draw, *, impossible: bool = True) -> RuleBook:
    """Up to five questions, four rules and a scenario without a rule."""
    questions = tuple(
        Question(
            f"q{number}",
            ("a", "b", "c")[: draw(st.integers(2, 3))],
            position=draw(st.integers(0, 2)),
            pin=draw(st.none() | st.integers(0, 2)),
            changeable=draw(st.sampled_from(("self", "time", "no"))),
        )
        for number in range(draw(st.integers(1, 5)))
    )
    rules = tuple(
        Rule(
            f"s{number}",
            draw(st.sampled_from(DECIDED)),
            draw_ways(draw, questions),
            modelled=draw(st.booleans()),
            conflicting=draw(st.booleans()),
        )
        for number in range(draw(st.integers(0, 4)))
    )
    facts = st.sampled_from([(each.code, option) for each in questions for option in each.options])
    combinations = st.lists(facts, min_size=2, max_size=3, unique_by=lambda fact: fact[0])
    conflicts = st.lists(combinations.map(tuple), max_size=3 if impossible else 0)
    scenarios = (*(rule.scenario for rule in rules), "unheard-of")
    return RuleBook(questions, rules, scenarios, tuple(draw(conflicts)))


@st.composite
def books_and_answers(draw: Draw, *, impossible: bool = True) -> Case:
    """A book and answers to some of its questions, in any order."""
    book = draw(books(impossible=impossible))
    answers = {}
    for question in draw(st.permutations(book.questions)):
        if answer := draw(st.sampled_from(("", DONT_KNOW, *question.options))):
            answers[question.code] = answer
    return book, answers


def is_possible(book: RuleBook, answers: Answers) -> bool:
    facts = set(answers.items())
    return not any(facts.issuperset(combination) for combination in book.impossible)


def leaves_no_option(book: RuleBook, answers: Answers) -> bool:
    """Whether the answers, possible so far, forbid every option of some question."""
    return any(
        not any(is_possible(book, {**answers, each.code: option}) for option in each.options)
        for each in book.questions
        if answers.get(each.code, DONT_KNOW) == DONT_KNOW
    )


def completions(book: RuleBook, answers: Answers) -> Iterator[dict[str, str]]:
    """Every full set of answers that agrees with these and is possible."""
    choices = []
    for question in book.questions:
        answer = answers.get(question.code, DONT_KNOW)
        choices.append(question.options if answer == DONT_KNOW else (answer,))
    codes = [question.code for question in book.questions]
    for options in itertools.product(*choices):
        completion = dict(zip(codes, options, strict=True))
        if is_possible(book, completion):
            yield completion


def naive_outcome(book: RuleBook, scenario: str, answers: Answers) -> str:
    """The outcome for full answers, in plain boolean logic."""
    rule = {rule.scenario: rule for rule in book.rules}.get(scenario)
    if rule is None:
        return "none"
    if not rule.ways and rule.verdict == "yes" and (rule.conflicting or not rule.modelled):
        return "conditional"
    if rule.verdict == "no" or not rule.ways:
        return rule.verdict
    if any(all(answers[each.question] in each.accepts for each in way) for way in rule.ways):
        return "yes" if rule.modelled and not rule.conflicting else "conditional"
    return "no"


def outcomes(book: RuleBook, answers: Answers) -> list[str]:
    return [result.outcome for result in evaluate(book, answers)]


def walk(book: RuleBook, data: st.DataObject) -> list[str]:
    """Answer whatever is asked, at random; return the codes asked."""
    answers: dict[str, str] = {}
    while question := next_question(book, answers):
        assert question.code not in answers
        options = possible_options(book, answers, question.code)
        answers[question.code] = data.draw(st.sampled_from((DONT_KNOW, *options)))
    return list(answers)
