"""The outcomes of all situations at once, against the engine asked about each."""

from __future__ import annotations

from hypothesis import example, given, settings

from policies.rules.eligibility import evaluate
from policies.rules.rulebook import Condition, Question, Rule, RuleBook
from policies.rules.rulecheck.outcomes import outcomes_in
from policies.rules.rulecheck.situations import Space
from tests.policies.rules.random_books import books
from tests.running import examples

# Whoever has not left yet can leave; whoever never joined cannot.
LEFT = Question(
    "left", ("yes", "no", "never"), 1, changeable="self", changeable_from=(("never", "no"),)
)
HAS_LEFT = Condition(1, "left", frozenset({"yes"}), "unmet", "LAW")
BOTH = RuleBook((LEFT,), (Rule("s", "conditional", ((HAS_LEFT,),)),), ("s",))


@given(books())
@example(BOTH)
@settings(max_examples=examples(60))
def test_every_situation_of_a_rule_ends_as_the_engine_says(book: RuleBook) -> None:
    for scenario in book.scenarios:
        walked = outcomes_in(book, scenario)
        for situation, answers in walked.space.each():
            (result,) = (each for each in evaluate(book, answers) if each.scenario == scenario)
            assert walked.of(situation) == result.outcome


@given(books())
@settings(max_examples=examples(20))
def test_so_does_every_situation_of_somebody_who_is_asked_everything(book: RuleBook) -> None:
    space = Space(book.questions, book.impossible)
    walked = [outcomes_in(book, scenario, space) for scenario in book.scenarios]
    for situation, answers in space.each():
        ends = [each.of(situation) for each in walked]
        assert ends == [result.outcome for result in evaluate(book, answers)]


@given(books())
@settings(max_examples=examples(40))
def test_every_situation_has_one_outcome_and_a_met_way_is_a_promise(book: RuleBook) -> None:
    for scenario in book.scenarios:
        walked = outcomes_in(book, scenario)
        assert sum(those.bit_count() for those in walked.ends.values()) == walked.space.count()
        for met in walked.met:
            assert met & ~walked.ends[book.rule_of[scenario].best_outcome] == 0
