"""Small random rule books and answers, and what is true of them in plain logic."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator
from dataclasses import replace

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
from policies.rules.rulebook import Changeable, Verdict

DECIDED = ("yes", "conditional", "no")
# An option that can change otherwise than the others of its question.
ONE_WAY: tuple[tuple[tuple[str, Changeable], ...], ...] = ((), (("a", "no"),), (("b", "self"),))
Draw = st.DrawFn
Case = tuple[RuleBook, dict[str, str]]
Fact = tuple[str, str]  # a question and an option of it


# A strategy costs more to make and to look through than to draw from: each is made once.
FROM_0_TO = [st.integers(0, most) for most in range(8)]
PINS = st.none() | FROM_0_TO[2]
CHANGEABLE: st.SearchStrategy[Changeable] = st.sampled_from(("no", "self", "time", "circumstance"))
RESIDUAL = st.sampled_from((frozenset[str](), frozenset("b")))
CHANGEABLE_FROM = st.sampled_from(ONE_WAY)
VERDICTS: st.SearchStrategy[Verdict] = st.sampled_from(DECIDED)


@functools.cache
def some_of(options: tuple[str, ...], least: int, most: int) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(options), min_size=least, max_size=most)


@functools.cache
def places_of(number: int) -> st.SearchStrategy[list[int]]:
    """One to three of so many questions, by their places; one may come twice."""
    return st.lists(FROM_0_TO[number - 1], min_size=1, max_size=3)


@functools.cache
def orders_of(number: int) -> st.SearchStrategy[list[int]]:
    return st.permutations(range(number))


@functools.cache
def answers_of(options: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.sampled_from(("", DONT_KNOW, *options))


@functools.cache
def conflicts_of(facts: tuple[Fact, ...]) -> st.SearchStrategy[list[tuple[Fact, ...]]]:
    each = st.sampled_from(facts)
    one = st.lists(each, min_size=2, max_size=3, unique_by=lambda fact: fact[0]).map(tuple)
    return st.lists(one, max_size=3)


def draw_condition(draw: Draw, number: int, question: Question) -> Condition:
    """One in eight is not asked; the others accept something, and may not know of something."""
    if draw(FROM_0_TO[7]) == 7:
        return Condition(number, None, frozenset(), "", "LAW")
    accepts = draw(some_of(question.options, 1, len(question.options)))
    others = tuple(sorted(set(question.options) - accepts))
    unclear = draw(some_of(others, 0, 1)) if others else frozenset()
    return Condition(number, question.code, accepts, f"not {question.code}", "LAW", unclear)


def draw_ways(draw: Draw, questions: tuple[Question, ...]) -> tuple[tuple[Condition, ...], ...]:
    """Up to three ways of one to three conditions; a question may come twice."""
    return tuple(
        tuple(
            draw_condition(draw, 100 * way + place, questions[which])
            for place, which in enumerate(draw(places_of(len(questions))))
        )
        for way in range(draw(FROM_0_TO[3]))
    )


@st.composite
def _books(draw: Draw, *, impossible: bool) -> RuleBook:
    questions = tuple(
        Question(
            f"q{number}",
            ("a", "b", "c")[: 2 + draw(FROM_0_TO[1])],
            position=draw(FROM_0_TO[2]),
            pin=draw(PINS),
            changeable=draw(CHANGEABLE),
            residual=draw(RESIDUAL),
            changeable_from=draw(CHANGEABLE_FROM),
        )
        for number in range(1 + draw(FROM_0_TO[4]))
    )
    rules = tuple(
        Rule(
            f"s{number}",
            draw(VERDICTS),
            draw_ways(draw, questions),
            modelled=draw(st.booleans()),
            conflicting=draw(st.booleans()),
        )
        for number in range(draw(FROM_0_TO[4]))
    )
    facts = tuple((each.code, option) for each in questions for option in each.options)
    conflicts = tuple(draw(conflicts_of(facts))) if impossible else ()
    scenarios = (*(rule.scenario for rule in rules), "unheard-of")
    return RuleBook(questions, rules, scenarios, conflicts)


@functools.cache
def books(*, impossible: bool = True) -> st.SearchStrategy[RuleBook]:
    """Up to five questions, four rules and a scenario without a rule."""
    return _books(impossible=impossible)


@st.composite
def books_and_answers(draw: Draw, *, impossible: bool = True) -> Case:
    """A book and answers to some of its questions, in any order."""
    book = draw(books(impossible=impossible))
    answers = {}
    for place in draw(orders_of(len(book.questions))):
        question = book.questions[place]
        if answer := draw(answers_of(question.options)):
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


def can_mend(book: RuleBook, question: str, option: str, accepts: frozenset[str]) -> bool:
    """Whether the citizen can change an answer in one step, into one that nothing forbids."""
    forbidden = {fact for each in book.impossible for fact in each}
    asked, options = book.by_code[question], [(question, each) for each in accepts]
    changeable = dict(asked.changeable_from).get(option, asked.changeable)
    return changeable == "self" and not forbidden.issuperset(options)


def naive_end(book: RuleBook, scenario: str, answers: Answers) -> str:
    """How a rule ends for full answers, in plain logic: met, open, mendable or no."""
    rule = book.rule_of[scenario]
    ends = set()
    for way in rule.ways:
        asked = [(each, answers[each.question]) for each in way if each.question]
        is_unclear = any(option in each.unclear for each, option in asked)
        failed = [each for each, option in asked if option not in each.accepts | each.unclear]
        if not failed:
            ends.add("may be met" if is_unclear else "met")
        elif rule.verdict != "no" and all(
            can_mend(book, each.question or "", answers[each.question or ""], each.accepts)
            for each in failed
        ):
            ends.add("may be mendable" if is_unclear else "mendable")
    best_first = ("met", "may be met", "mendable", "may be mendable")
    end = next((each for each in best_first if each in ends), "no")
    return "open" if end.startswith("may") else end


def naive_outcome(book: RuleBook, scenario: str, answers: Answers) -> str:
    """The outcome for full answers, in plain logic."""
    rule = {rule.scenario: rule for rule in book.rules}.get(scenario)
    if rule is None:
        return "none"
    if not rule.ways and rule.verdict != "yes":
        return rule.verdict
    end = naive_end(book, scenario, answers) if rule.ways else "met"
    if end == "met":
        rows = [each for way in rule.ways for each in way]
        says_all = rule.modelled and not rule.conflicting and all(each.question for each in rows)
        return "yes" if says_all and rule.verdict != "no" else "conditional"
    return {"open": "needs", "mendable": "conditional"}.get(end, end)


def outcomes(book: RuleBook, answers: Answers) -> list[str]:
    return [result.outcome for result in evaluate(book, answers)]


def ends(book: RuleBook, answers: Answers) -> list[tuple[str, bool]]:
    """The outcomes, and of the conditional ones whether something has to be mended first."""
    return [
        (each.outcome, each.outcome == "conditional" and bool(each.unmet))
        for each in evaluate(book, answers)
    ]


def open_questions(book: RuleBook, answers: Answers) -> set[str]:
    found = {code for result in evaluate(book, answers) for code in result.open_questions}
    return found - answers.keys()


def where_all_is_said(book: RuleBook) -> RuleBook:
    """The book without pins, and without answers of which no source speaks: they spare others."""
    plain = [replace(each, pin=None, residual=frozenset()) for each in book.questions]
    rules = [
        replace(
            rule,
            ways=tuple(
                tuple(replace(each, unclear=frozenset()) for each in way if each.accepts)
                or (replace(way[0], question=None, accepts=frozenset(), unclear=frozenset()),)
                for way in rule.ways
            ),
        )
        for rule in book.rules
    ]
    return replace(book, questions=tuple(plain), rules=tuple(rules))


def walk(book: RuleBook, data: st.DataObject) -> list[str]:
    """Answer whatever is asked, at random; return the codes asked."""
    answers: dict[str, str] = {}
    while question := next_question(book, answers):
        assert question.code not in answers
        options = possible_options(book, answers, question.code)
        answers[question.code] = data.draw(st.sampled_from((DONT_KNOW, *options)))
    return list(answers)
