"""How long it takes in a place, by the ways it is done there."""

from __future__ import annotations

from policies.models import Procedure
from policies.views.values.one_scenario import times_of

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
