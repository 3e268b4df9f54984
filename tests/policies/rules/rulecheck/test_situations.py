"""Sets of situations as numbers, against lists of answers."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings

from policies.rules.rulebook import Answers, Question, RuleBook
from policies.rules.rulecheck.situations import Space, space_of
from tests.policies.rules.random_books import books, is_possible
from tests.running import examples

REL = Question("rel", ("core", "wider"), 1)
INS = Question("ins", ("yes", "no"), 2)
PLACE = Question("place", ("city", "other"), 3)
NOWHERE = ((("ins", "no"), ("place", "city")), (("ins", "no"), ("place", "other")))


def facts(answers: Answers) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(answers.items()))


def listed(space: Space) -> list[tuple[tuple[str, str], ...]]:
    return sorted(facts(answers) for _situation, answers in space.each())


@given(books())
@settings(max_examples=examples(60))
def test_situations_are_the_complete_answers_that_are_possible(book: RuleBook) -> None:
    space = Space(book.questions, book.impossible)
    codes = [question.code for question in book.questions]
    every = itertools.product(*(question.options for question in book.questions))
    complete = [dict(zip(codes, options, strict=True)) for options in every]
    assert [each for each in listed(space) if len(each) == len(codes)] == sorted(
        facts(each) for each in complete if is_possible(book, each)
    )
    assert space.count() == len(listed(space))


def test_a_question_does_not_apply_where_the_others_forbid_each_of_its_options() -> None:
    space = Space((REL, INS, PLACE), NOWHERE)
    nowhere = [answers for answers in map(dict, listed(space)) if "place" not in answers]
    assert nowhere == [{"ins": "no", "rel": "core"}, {"ins": "no", "rel": "wider"}]
    assert space.count() == 2 * 2 + 2
    assert space.not_applicable() == {"place"}


def test_situations_are_found_by_what_is_answered() -> None:
    space = Space((REL, INS))
    core_and_insured = space.where("rel", ["core"]) & space.where("ins", ["yes"])
    assert space.first(core_and_insured) == {"rel": "core", "ins": "yes"}
    assert space.where("rel", ["core", "wider"]) == space.all
    assert space.where("rel", []) == 0
    with pytest.raises(ValueError, match="no situation"):
        space.first(0)


def test_situations_that_differ_in_one_answer_say_the_same_besides() -> None:
    space = Space((REL, INS, PLACE))
    one = space.where("rel", ["core"]) & space.where("ins", ["no"])
    another = space.where("rel", ["wider"]) & space.where("ins", ["no"])
    assert space.besides(one, "rel") == space.besides(another, "rel") == one
    assert not space.besides(one, "ins") & space.besides(another, "ins")


def test_a_space_holds_what_is_asked_in_the_editors_order() -> None:
    space = space_of((PLACE, INS, REL), {"place", "rel"}, NOWHERE)
    assert space.questions == (REL, PLACE)
    assert space.impossible == ()
