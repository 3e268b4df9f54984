"""The engine against brute force: small random rule books, every answer there can be."""

from __future__ import annotations

import itertools
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from policies.rules.eligibility import (
    DONT_KNOW,
    evaluate,
    next_question,
    possible_options,
)
from tests.policies.rules.random_books import (
    Case,
    books_and_answers,
    completions,
    naive_outcome,
    outcomes,
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
    """Met conditions are certain, unmet ones were answered otherwise, open questions neither."""
    book, answers = case
    said = {code for code, answer in answers.items() if answer != DONT_KNOW}
    possible = {each.code: possible_options(book, answers, each.code) for each in book.questions}
    for result in evaluate(book, answers):
        assert all(each.accepts.issuperset(possible[each.question]) for each in result.met)
        assert all(each.accepts.isdisjoint(possible[each.question]) for each in result.unmet)
        assert said.issuperset(each.question for each in result.unmet)
        assert all(len(possible[code]) > 1 for code in result.open_questions)
        assert bool(result.open_questions) == (result.outcome == "needs")


@given(books_and_answers())
def test_what_an_inferred_answer_is_against_is_explained_by_what_rules_it_out(case: Case) -> None:
    book, answers = case
    said = {fact for fact in answers.items() if fact[1] != DONT_KNOW}
    for result, rule in zip(evaluate(book, answers), (*book.rules, None), strict=True):
        is_reasoned = bool(result.unmet) != bool(result.ruled_out)
        assert is_reasoned == (result.outcome == "no" and bool(rule and not rule.is_settled))
        for combination in result.ruled_out:
            assert combination in book.impossible and len({*combination} - said) == 1


@given(books_and_answers())
def test_results_name_their_scenarios_and_open_questions_in_order(case: Case) -> None:
    book, answers = case
    results = evaluate(book, answers)
    assert [each.scenario for each in results] == list(book.scenarios)
    for result in results:
        order = [book.by_code[code].editors_order for code in result.open_questions]
        assert order == sorted(order)
