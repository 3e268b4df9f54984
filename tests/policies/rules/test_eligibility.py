"""The engine against brute force: small random rule books, every answer there can be."""

from __future__ import annotations

import itertools
from random import Random

from hypothesis import assume, example, given
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
from tests.policies.rules.random_books import (
    Case,
    books_and_answers,
    completions,
    ends,
    naive_end,
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
def test_needs_means_that_completions_differ_or_that_the_source_does_not_say(case: Case) -> None:
    """Exact where no question comes twice in a rule: Kleene logic cannot see 'a or not a'."""
    book, answers = case
    for result in evaluate(book, answers):
        if result.outcome != "needs":
            continue
        rows = [each for way in book.rule_of[result.scenario].ways for each in way]
        asked = [each.question for each in rows if each.question]
        if len(asked) == len(set(asked)):
            found = {naive_end(book, result.scenario, c) for c in completions(book, answers)}
            assert len(found) > 1 or found == {"open"}


@given(books_and_answers(), st.data())
def test_more_answers_never_flip_a_decided_outcome(case: Case, data: st.DataObject) -> None:
    book, answers = case
    more = data.draw(st.sampled_from(list(completions(book, answers)) or [{}]))
    assume(more)
    known = {code: more[code] for code in answers if answers[code] != DONT_KNOW}
    before = ends(book, known)
    for code in data.draw(st.permutations(sorted(more))):
        known[code] = more[code]
        after = ends(book, known)
        for old, new in zip(before, after, strict=True):
            assert old[0] == "needs" or old == new
        before = after


@given(books_and_answers())
def test_no_way_fails_in_fewer_conditions_than_the_one_shown(case: Case) -> None:
    book, answers = case
    for completion in itertools.islice(completions(book, answers), 10):
        for result in evaluate(book, completion):
            if result.outcome != "no" or not result.unmet:
                continue
            failing = [
                tuple(each for each in way if fails(each, completion))
                for way in book.rule_of[result.scenario].ways
            ]
            assert len(result.unmet) == min(map(len, failing))
            assert result.unmet in failing


def fails(condition: Condition, answers: Answers) -> bool:
    allowed = condition.accepts | condition.unclear
    return condition.question is not None and answers[condition.question] not in allowed


@given(books_and_answers())
def test_every_reason_shown_is_a_reason(case: Case) -> None:
    """Met conditions are certain, unmet ones were answered otherwise, open questions neither."""
    book, answers = case
    said = {code for code, answer in answers.items() if answer != DONT_KNOW}
    possible = {each.code: possible_options(book, answers, each.code) for each in book.questions}
    for result in evaluate(book, answers):
        assert all(each.accepts.issuperset(possible[each.question or ""]) for each in result.met)
        for each in result.unmet:
            assert each.question in said and fails(each, answers)
        for each in result.unclear:
            assert each.question in said and answers[each.question] in each.unclear
        assert all(len(possible[code]) > 1 for code in result.open_questions)
        assert [change.condition for change in result.changes] == list(result.unmet)
        is_open = bool(result.open_questions or result.unclear or result.unasked)
        assert is_open if result.outcome == "needs" else not result.open_questions


@given(books_and_answers())
def test_the_rows_of_the_way_shown_are_met_or_unmet_or_unclear_or_not_asked(case: Case) -> None:
    """In the order of the way, none twice; only what was inferred against it is left out."""
    book, answers = case
    said = {code for code, answer in answers.items() if answer != DONT_KNOW}
    for result in evaluate(book, answers):
        if result.way is None:
            assert result.scenario not in book.asked
            continue
        way = book.rule_of[result.scenario].ways[result.way]
        listed = [*result.met, *result.unmet, *result.unasked]
        listed += [each for each in result.unclear if each in way]
        others = {each.question for each in way if each not in listed}
        if result.outcome == "needs":
            assert others <= {*result.open_questions}
        else:
            assert not others & said and (not others or result.outcome == "no")
        assert len(set(listed)) == len(listed) and set(listed) <= set(way)
        for part in (result.met, result.unmet, result.unasked):
            assert list(part) == [each for each in way if each in part]


@given(books_and_answers())
def test_only_what_can_be_mended_makes_a_failure_conditional(case: Case) -> None:
    book, answers = case
    for result in evaluate(book, answers):
        if result.outcome == "conditional" and result.unmet:
            assert book.rule_of[result.scenario].verdict != "no"
            assert {change.changeable for change in result.changes} == {"self"}


ANSWERED = Question("q0", ("a", "b"), 0)
OR_SOMEBODY_ELSE = Question("q1", ("a", "b"), 1, residual=frozenset("b"))
ONLY_SOMEBODY_ELSE = RuleBook(
    (ANSWERED, OR_SOMEBODY_ELSE),
    (Rule("s0", "conditional", ((Condition(1, "q1", frozenset("b"), "not q1", "LAW"),),)),),
    ("s0",),
    ((("q0", "a"), ("q1", "b")),),
)
SAID_OR_SILENT = RuleBook(
    (ANSWERED, Question("q1", ("a", "b", "c"), 1)),
    (Rule("s0", "no", ((Condition(1, "q1", frozenset("a"), "", "LAW", frozenset("b")),),)),),
    ("s0",),
    ((("q0", "a"), ("q1", "a")), (("q0", "a"), ("q1", "b"))),
)


@example((ONLY_SOMEBODY_ELSE, {"q0": "a"}))
@example((SAID_OR_SILENT, {"q0": "a"}))
@given(books_and_answers())
def test_what_an_inferred_answer_is_against_is_explained_by_what_rules_it_out(case: Case) -> None:
    """Wholly: the combinations shown take away each option that would not fail the way."""
    book, answers = case
    said = {fact for fact in answers.items() if fact[1] != DONT_KNOW}
    for result in evaluate(book, answers):
        is_reasoned = bool(result.unmet) != bool(result.ruled_out)
        if result.outcome == "no":
            assert is_reasoned == (result.scenario in book.asked)
        else:
            assert not result.ruled_out
        for combination in result.ruled_out:
            assert combination in book.impossible and len({*combination} - said) == 1
        if result.ruled_out:
            way = book.rule_of[result.scenario].ways[result.way or 0]
            gone = {fact for each in result.ruled_out for fact in {*each} - said}
            assert any(gone >= allowed_by(each) for each in way)


def allowed_by(condition: Condition) -> set[tuple[str, str]]:
    options = condition.accepts | condition.unclear
    return {(condition.question or "", option) for option in options} or {("", "")}


@given(books_and_answers())
def test_results_name_their_scenarios_and_open_questions_in_order(case: Case) -> None:
    book, answers = case
    results = evaluate(book, answers)
    assert [each.scenario for each in results] == list(book.scenarios)
    for result in results:
        order = [book.by_code[code].editors_order for code in result.open_questions]
        assert order == sorted(order)
