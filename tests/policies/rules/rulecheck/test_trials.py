"""What no expected case tries of a rule, and that nothing is asked for which nobody could try."""

from __future__ import annotations

from policies.rules.rulebook import Answers, Condition, Fact, Question
from policies.rules.rulecheck.trials import untried
from tests.policies.rules.rulecheck.small_country import (
    JOB,
    RET,
    condition,
    recorded,
    rule,
    rule_set,
)

HEIR = Question("heir", ("first", "second"), 1)
FIRSTHEIR = Question("firstheir", ("yes", "no"), 2)


def left(
    *ways: tuple[Condition, ...],
    cases: list[Answers],
    questions: tuple[Question, ...] = (RET, JOB),
    impossible: tuple[tuple[Fact, ...], ...] = (),
) -> list[dict[str, str]]:
    """The answers that would try what these cases leave."""
    of = rule_set(recorded(rule(*ways)), questions=questions, impossible=impossible)
    found = untried(of.book, "death", cases)
    assert all(each.words for each in found)
    return [dict(each.answers) for each in found]


def test_a_rule_without_cases_is_tried_met_refused_by_each_option_and_not_known() -> None:
    assert left((condition("ret", "yes"), condition("job", "stopped")), cases=[]) == [
        {"ret": "yes", "job": "stopped"},
        {"ret": "no", "job": "stopped"},
        {"ret": "yes", "job": "employer"},
        {"ret": "yes", "job": "flexible"},
        {"ret": "-"},
    ]


def test_what_cases_try_is_not_asked_for_again() -> None:
    way = (condition("ret", "yes"), condition("job", "stopped"))
    cases: list[Answers] = [
        {"ret": "yes", "job": "stopped"},
        {"ret": "no"},
        {"ret": "-", "job": "employer"},
    ]
    assert left(way, cases=cases) == [{"ret": "yes", "job": "flexible"}]


def test_two_refusals_at_once_try_neither() -> None:
    way = (condition("ret", "yes"), condition("job", "employer flexible"))
    assert {"ret": "no", "job": "employer"} in left(way, cases=[{"ret": "no", "job": "stopped"}])


def test_an_answer_of_which_the_source_does_not_speak_is_tried_too() -> None:
    way = (condition("job", "employer", unclear="flexible stopped"),)
    assert {"job": "flexible"} in left(way, cases=[{"job": "stopped"}])
    assert {"job": "stopped"} not in left(way, cases=[{"job": "stopped"}])


def test_an_option_of_one_way_that_meets_another_refuses_nobody() -> None:
    ways = (
        (condition("heir", "first"),),
        (condition("heir", "second"), condition("firstheir", "no")),
    )
    found = left(*ways, cases=[], questions=(HEIR, FIRSTHEIR))
    assert {"heir": "first", "firstheir": "no"} not in found
    assert {"heir": "second", "firstheir": "yes"} in found


def test_answers_that_are_impossible_together_try_nothing() -> None:
    way = (condition("ret", "yes"), condition("job", "employer"))
    nobody = (("ret", "no"), ("job", "employer"))
    assert {"ret": "no", "job": "employer"} in left(way, cases=[])
    assert {"ret": "no", "job": "employer"} not in left(way, cases=[], impossible=(nobody,))


def test_nothing_is_tried_of_a_rule_that_asks_nothing() -> None:
    assert left(cases=[]) == left((condition(None),), cases=[]) == []
