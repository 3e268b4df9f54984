"""How long it takes in a place, by the ways it is done there."""

from __future__ import annotations

from policies.models import Policy, Procedure
from policies.speech import Said
from policies.views.values.counted import days_words
from policies.views.values.one_scenario import asked_everywhere, times_of, without

COUNTER, APP = Procedure.Channel.COUNTER, Procedure.Channel.APP


def done(channel: str, statutory: int | None, promised: int | None) -> Procedure:
    return Procedure(channel=channel, statutory_days=statutory, promised_days=promised)


def test_a_time_that_is_the_same_by_every_way_is_told_once() -> None:
    both = [done(COUNTER, 20, 5), done(APP, 20, 5)]
    assert times_of(both) == ["法定时限：20 个工作日", "承诺时限：5 个工作日"]


def test_a_time_of_one_way_names_it() -> None:
    told = times_of([done(COUNTER, 20, 5), done(APP, 20, 0)])
    assert set(told) == {
        "法定时限：20 个工作日",
        f"承诺时限：5 个工作日（{COUNTER.label}）",
        f"承诺时限：当场办好（{APP.label}）",
    }


def test_where_none_is_recorded_nothing_is_told() -> None:
    assert times_of([done(COUNTER, None, None)]) == times_of([]) == []


def test_the_days_of_the_rule_are_told_too() -> None:
    rule = Policy(time_limit_days=10)
    assert times_of([], rule) == ["办理时限：10 个工作日"]
    assert times_of([done(APP, None, 0)], rule) == ["办理时限：10 个工作日", "承诺时限：当场办好"]
    assert days_words([], rule) == "10 个工作日" == days_words([done(APP, None, None)], rule)
    assert days_words([done(APP, 20, 5)], rule) == "5 个工作日"


NEAR, INSURED, OTHER = Said("家人是近亲属。"), Said("家人参了保。"), Said("备了案。")


def test_what_every_place_asks_for_is_found_and_what_is_left_stands_alone() -> None:
    asked = [[NEAR, INSURED], [NEAR, INSURED, OTHER]]
    assert asked_everywhere(asked) == [NEAR, INSURED]
    assert without(asked[1], [NEAR, INSURED]) == [OTHER]
    assert without(asked[0], [NEAR, INSURED]) == ["没有别的"]


def test_nothing_is_shared_by_conditions_and_exceptions_or_where_all_is_the_same() -> None:
    assert asked_everywhere([[NEAR], ["一般不可以，例外：", NEAR]]) == []
    exceptions = [["一般不可以，例外：", NEAR, OTHER], ["一般不可以，例外：", NEAR]]
    assert asked_everywhere(exceptions) == []
    assert asked_everywhere([[NEAR, "2 种情形"], [NEAR, "3 种情形"]]) == []
    assert asked_everywhere([[NEAR], [NEAR]]) == asked_everywhere([[NEAR]]) == []
    assert asked_everywhere([[NEAR], []]) == []
