"""The engine against brute force: small random rule books, every answer there can be."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from policies.rules.eligibility import (
    DONT_KNOW,
    Answers,
    Condition,
    Question,
    Result,
    Rule,
    RuleBook,
    evaluate,
    next_question,
    possible_options,
    questions_left_at_most,
    relevant_answers,
)
from policies.rules.rulebook import Fact, Outcome

DECIDED = ("yes", "conditional", "no")
Draw = st.DrawFn
Case = tuple[RuleBook, dict[str, str]]


# Random books and answers


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
    assert is_possible(book, dict(relevant))


@given(books(), st.dictionaries(st.sampled_from(("q0", "q1", "x")) | st.text(), st.text()))
def test_junk_never_raises_and_changes_nothing(book: RuleBook, junk: dict[str, str]) -> None:
    codes = {(each.code, option) for each in book.questions for option in (*each.options, "-")}
    usable = {code: answer for code, answer in junk.items() if (code, answer) in codes}
    assert evaluate(book, junk) == evaluate(book, usable)
    assert next_question(book, junk) == next_question(book, usable)
    assert relevant_answers(book, junk) == relevant_answers(book, usable)


# Examples

RETIRED = Question("ret", ("yes", "no"), position=2, changeable="time")
ABROAD = Question("abr", ("yes", "no"), position=1, changeable="self")
PAPERS = Question("pap", ("yes", "no"), position=3, changeable="no")


def needs(number: int, question: Question, *accepts: str) -> Condition:
    return Condition(number, question.code, frozenset(accepts or ("yes",)), "unmet", "LAW-1")


def book_of(*ways: tuple[Condition, ...], **rule: bool) -> RuleBook:
    questions = (RETIRED, ABROAD, PAPERS)
    return RuleBook(questions, (Rule("s", "conditional", ways, **rule),), ("s",))


@pytest.mark.parametrize(
    ("rule", "outcome"),
    [({}, "yes"), ({"modelled": False}, "conditional"), ({"conflicting": True}, "conditional")],
)
def test_met_way_promises_no_more_than_the_rows_say(
    rule: dict[str, bool], outcome: Outcome
) -> None:
    way = (needs(1, RETIRED), needs(2, ABROAD))
    book = book_of((needs(3, PAPERS),), way, **rule)
    result = evaluate(book, {"ret": "yes", "abr": "yes"})[0]
    assert result == Result("s", outcome, way=1, met=way)


def test_missing_and_unknown_answers_are_never_a_no() -> None:
    book = book_of((needs(1, RETIRED), needs(2, ABROAD)))
    assert evaluate(book, {"ret": "-"})[0].open_questions == ("abr", "ret")
    assert next_question(book, {"ret": "-", "abr": "-"}) is None
    assert questions_left_at_most(book, {"ret": "-"}) == 1


def test_no_says_what_would_have_to_change() -> None:
    book = book_of((needs(1, RETIRED), needs(2, PAPERS)), (needs(3, ABROAD),))
    result = evaluate(book, {"ret": "no", "pap": "no", "abr": "no"})[0]
    assert [(each.condition.id, each.changeable) for each in result.changes] == [(3, "self")]


def test_question_that_decides_most_comes_first() -> None:
    book = book_of((needs(1, RETIRED), needs(2, ABROAD)), (needs(3, RETIRED), needs(4, PAPERS)))
    assert next_question(book, {}) == RETIRED


def test_pinned_question_comes_before_the_one_that_decides_most() -> None:
    pinned = Question("pap", ("yes", "no"), position=3, pin=1)
    ways = ((needs(1, RETIRED), needs(2, ABROAD)), (needs(3, RETIRED), needs(4, pinned)))
    book = RuleBook((RETIRED, ABROAD, pinned), (Rule("s", "yes", ways),), ("s",))
    assert next_question(book, {}) == pinned
    assert next_question(book, {"ret": "no"}) is None


def test_walk_drops_answers_that_can_no_longer_matter() -> None:
    book = book_of((needs(1, RETIRED), needs(2, ABROAD)))
    assert relevant_answers(book, {"ret": "yes", "abr": "no"}) == (("abr", "no"),)


def test_walk_keeps_an_answer_that_still_matters_when_another_is_taken_back() -> None:
    book = book_of((needs(1, RETIRED), needs(2, ABROAD)))
    assert next_question(book, {}) == ABROAD
    assert relevant_answers(book, {"ret": "yes"}) == (("ret", "yes"),)


def test_impossible_option_is_not_offered_and_contradiction_is_asked_again() -> None:
    both = (("abr", "yes"), ("ret", "no"))
    way = (needs(1, ABROAD), needs(2, RETIRED), needs(3, PAPERS))
    book = RuleBook((RETIRED, ABROAD, PAPERS), (Rule("s", "yes", (way,)),), ("s",), (both,))
    assert possible_options(book, {"abr": "yes"}, "ret") == ("yes",)
    assert relevant_answers(book, {"abr": "yes", "ret": "no"}) == (("abr", "yes"),)


def test_answers_that_leave_no_option_leave_everything_open() -> None:
    conflicts = tuple((("abr", "yes"), ("ret", option)) for option in RETIRED.options)
    book = RuleBook((RETIRED, ABROAD), (), (), conflicts)
    assert possible_options(book, {"abr": "yes"}, "ret") == ("yes", "no")


def test_option_impossible_on_its_own_is_never_offered() -> None:
    book = RuleBook((RETIRED,), (), (), ((("ret", "no"),),))
    assert possible_options(book, {}, "ret") == ("yes",)


def test_combination_of_three_takes_an_option_once_the_other_two_are_given() -> None:
    three = (("abr", "yes"), ("ret", "no"), ("pap", "no"))
    book = RuleBook((RETIRED, ABROAD, PAPERS), (), (), (three,))
    assert possible_options(book, {"abr": "yes"}, "pap") == ("yes", "no")
    assert possible_options(book, {"abr": "yes", "ret": "no"}, "pap") == ("yes",)


@pytest.mark.parametrize(
    ("condition", "impossible"),
    [
        (Condition(7, "gone", frozenset(("yes",)), "", ""), ()),
        (Condition(7, "ret", frozenset(), "", ""), ()),
        (Condition(7, "ret", frozenset(("maybe",)), "", ""), ()),
        (needs(1, RETIRED), ((("gone", "yes"), ("ret", "no")),)),
    ],
)
def test_book_refuses_facts_it_does_not_have(
    condition: Condition, impossible: tuple[tuple[Fact, ...], ...]
) -> None:
    with pytest.raises(ValueError, match="no option"):
        RuleBook((RETIRED,), (Rule("s", "yes", ((condition,),)),), ("s",), impossible)


def test_book_refuses_two_rows_of_one_code() -> None:
    rules = (Rule("s", "yes"), Rule("s", "no"))
    with pytest.raises(ValueError, match=r"same code; .* same scenario"):
        RuleBook((RETIRED, RETIRED), rules, ("s",))
