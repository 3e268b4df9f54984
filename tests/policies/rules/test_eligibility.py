"""The engine against brute force: small random rule books, every answer there can be."""

from __future__ import annotations

import itertools
from dataclasses import replace
from fractions import Fraction
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from policies.rules.eligibility import (
    DONT_KNOW,
    Condition,
    Question,
    Rule,
    RuleBook,
    evaluate,
    next_question,
    possible_options,
    questions_left_at_most,
    relevant_answers,
)
from tests.policies.rules.random_books import (
    Case,
    books,
    books_and_answers,
    completions,
    is_possible,
    leaves_no_option,
    naive_outcome,
    outcomes,
    walk,
)

# Evaluation


@given(books_and_answers(), st.randoms())
def test_order_of_answers_never_matters(case: Case, random: Random) -> None:
    book, answers = case
    shuffled = list(answers.items())
    random.shuffle(shuffled)
    assert evaluate(book, dict(shuffled)) == evaluate(book, answers)
    assert next_question(book, dict(shuffled)) == next_question(book, answers)


@given(books_and_answers())
def test_full_answers_agree_with_plain_boolean_logic(case: Case) -> None:
    book, answers = case
    for completion in itertools.islice(completions(book, answers), 10):
        expected = [naive_outcome(book, scenario, completion) for scenario in book.scenarios]
        assert outcomes(book, completion) == expected


@given(books_and_answers())
def test_decided_outcome_holds_in_every_possible_completion(case: Case) -> None:
    book, answers = case
    for completion in completions(book, answers):
        for result in evaluate(book, answers):
            if result.outcome != "needs":
                assert result.outcome == naive_outcome(book, result.scenario, completion)


@given(books_and_answers(impossible=False))
def test_needs_means_that_completions_differ(case: Case) -> None:
    """Exact where no question comes twice in a rule: Kleene logic cannot see 'a or not a'."""
    book, answers = case
    ways_of = {rule.scenario: rule.ways for rule in book.rules}
    for result in evaluate(book, answers):
        asked = [each.question for way in ways_of.get(result.scenario, ()) for each in way]
        if result.outcome == "needs" and len(asked) == len(set(asked)):
            ends = {naive_outcome(book, result.scenario, c) for c in completions(book, answers)}
            assert len(ends) == 2


@given(books_and_answers(), st.data())
def test_more_answers_never_flip_a_decided_outcome(case: Case, data: st.DataObject) -> None:
    book, answers = case
    more = data.draw(st.sampled_from(list(completions(book, answers)) or [{}]))
    assume(more)
    known = {code: more[code] for code in answers if answers[code] != DONT_KNOW}
    before = outcomes(book, known)
    for code in data.draw(st.permutations(sorted(more))):
        known[code] = more[code]
        after = outcomes(book, known)
        for old, new in zip(before, after, strict=True):
            assert old in ("needs", new)
        before = after


@given(books_and_answers())
def test_no_way_fails_in_fewer_conditions_than_the_one_shown(case: Case) -> None:
    book, answers = case
    ways_of = {rule.scenario: rule.ways for rule in book.rules}
    for completion in itertools.islice(completions(book, answers), 10):
        for result in evaluate(book, completion):
            if not result.unmet:
                continue
            failing = [
                tuple(each for each in way if completion[each.question] not in each.accepts)
                for way in ways_of[result.scenario]
            ]
            assert result.unmet == min(failing, key=len)
            assert tuple(change.condition for change in result.changes) == result.unmet


@given(books_and_answers())
def test_every_reason_shown_is_a_reason(case: Case) -> None:
    """Met conditions are certain, unmet ones certain not to be, open questions neither."""
    book, answers = case
    possible = {each.code: possible_options(book, answers, each.code) for each in book.questions}
    for result in evaluate(book, answers):
        assert all(each.accepts.issuperset(possible[each.question]) for each in result.met)
        assert all(each.accepts.isdisjoint(possible[each.question]) for each in result.unmet)
        assert all(len(possible[code]) > 1 for code in result.open_questions)
        assert bool(result.open_questions) == (result.outcome == "needs")


# The walk


@given(books(), st.data())
def test_walk_never_asks_twice_and_ends_with_nothing_left_to_ask(
    book: RuleBook, data: st.DataObject
) -> None:
    asked = walk(book, data)
    assert len(asked) == len(set(asked)) <= len(book.questions)


@given(books_and_answers())
def test_only_questions_that_matter_are_asked_and_pinned_ones_first(case: Case) -> None:
    book, answers = case
    question = next_question(book, answers)
    needed = {code for result in evaluate(book, answers) for code in result.open_questions}
    candidates = [each for each in book.questions if each.code in needed - answers.keys()]
    assert (question is None) == (not candidates)
    if question and any(each.pin is not None for each in candidates):
        assert question == min(candidates, key=lambda each: each.editors_order)


@given(books_and_answers(impossible=False))
def test_question_asked_next_leaves_the_fewest_to_ask_on_average(case: Case) -> None:
    pinned, answers = case
    unpinned = tuple(replace(question, pin=None) for question in pinned.questions)
    book = replace(pinned, questions=unpinned)
    needed = {code for result in evaluate(book, answers) for code in result.open_questions}
    candidates = [each for each in book.questions if each.code in needed - answers.keys()]

    def left(question: Question) -> Fraction:
        after = [{**answers, question.code: option} for option in question.options]
        left_after = [questions_left_at_most(book, each) for each in after]
        return Fraction(sum(left_after), len(left_after))

    best = min(candidates, key=lambda each: (left(each), each.editors_order), default=None)
    assert next_question(book, answers) == best


@given(books_and_answers())
def test_results_name_their_scenarios_and_open_questions_in_order(case: Case) -> None:
    book, answers = case
    results = evaluate(book, answers)
    assert [each.scenario for each in results] == list(book.scenarios)
    for result in results:
        order = [book.by_code[code].editors_order for code in result.open_questions]
        assert order == sorted(order)


@given(books(impossible=False), st.data())
def test_questions_left_is_the_longest_walk_there_is(book: RuleBook, data: st.DataObject) -> None:
    def longest(answers: dict[str, str]) -> int:
        question = next_question(book, answers)
        if question is None:
            return 0
        choices = (DONT_KNOW, *question.options)
        return 1 + max(longest({**answers, question.code: choice}) for choice in choices)

    taken = dict(relevant_answers(book, data.draw(st.fixed_dictionaries({"q0": st.just("a")}))))
    assert questions_left_at_most(book, taken) == longest(taken)


@given(books_and_answers(), st.data())
def test_relevant_answers_are_canonical(case: Case, data: st.DataObject) -> None:
    book, answers = case
    relevant = relevant_answers(book, answers)
    shuffled = dict(data.draw(st.permutations(list(answers.items()))))
    assert relevant_answers(book, dict(relevant)) == relevant
    assert relevant_answers(book, {"utm": "x", **shuffled}) == relevant
    assert set(relevant) <= set(answers.items())
    # What forbids every option of a question says nothing of it: whatever is answered then stands.
    before_the_last = (dict(relevant[:taken]) for taken in range(len(relevant)))
    assert is_possible(book, dict(relevant)) or any(
        leaves_no_option(book, answers) for answers in before_the_last
    )


def test_an_answer_stands_where_those_before_forbid_every_option() -> None:
    questions = tuple(Question(code, ("a", "b"), place) for place, code in enumerate(("q1", "q0")))
    ways = tuple(
        (Condition(number, code, frozenset("a"), f"not {code}", "LAW"),)
        for number, code in enumerate(("q0", "q1"))
    )
    forbidden = tuple((("q1", "b"), ("q0", option)) for option in ("a", "b"))
    book = RuleBook(questions, (Rule("s", "yes", ways),), ("s",), forbidden)
    assert relevant_answers(book, {"q0": "a", "q1": "b"}) == (("q1", "b"), ("q0", "a"))
    assert outcomes(book, {"q0": "a", "q1": "b"}) == ["yes"]


@given(books(), st.dictionaries(st.sampled_from(("q0", "q1", "x")) | st.text(), st.text()))
def test_junk_never_raises_and_changes_nothing(book: RuleBook, junk: dict[str, str]) -> None:
    codes = {(each.code, option) for each in book.questions for option in (*each.options, "-")}
    usable = {code: answer for code, answer in junk.items() if (code, answer) in codes}
    assert evaluate(book, junk) == evaluate(book, usable)
    assert next_question(book, junk) == next_question(book, usable)
    assert relevant_answers(book, junk) == relevant_answers(book, usable)
