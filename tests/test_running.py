"""Two stages share what they need not both do, and together leave nothing out."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from tests import running


class Case:
    """A test of a run, marked or not; with "pure" for a mark it opens no database."""

    def __init__(
        self, *marks: str, place: str = "policies/models/test_some.py", name: str = "test_it"
    ) -> None:
        self.marks = marks
        self.nodeid = f"tests/{place}::{name}"
        self.fixturenames = [] if "pure" in marks else ["db"]
        self.path = running.TESTS / place

    def get_closest_marker(self, name: str) -> bool:
        return name in self.marks

    def __repr__(self) -> str:
        return self.nodeid


def kept(cases: Any, share: int, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    share_as(share, 2, monkeypatch)
    others = running.left_to_others(cases)
    return [case for case in cases if case not in others]


def share_as(share: int, shares: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "SHARE", share)
    monkeypatch.setattr(running, "SHARES", shares)


DEALT = [
    *(f"policies/views/test_{number}.py" for number in range(40)),
    *(f"test_{number}.py" for number in range(40)),
    *running.ON_ONE,
]
ON_BOTH = ["policies/admin/saving/test_x.py", "guides/models/test_x.py", "upgrade/test_x.py"]


def test_every_case_is_dealt_to_one_stage_and_the_rest_runs_in_both(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dealt = [Case(*mark, place=place) for place in DEALT for mark in ((), ("pure",))]
    plain = [Case(), Case("long"), *(Case(place=place) for place in ON_BOTH)]
    first, second = (kept([*plain, *dealt], share, monkeypatch) for share in (1, 2))
    assert first[: len(plain)] == second[: len(plain)] == plain
    halves = first[len(plain) :], second[len(plain) :]
    assert not {*halves[0]} & {*halves[1]} and {*halves[0]} | {*halves[1]} == {*dealt}
    assert len(dealt) / 4 < len(halves[1]) < len(halves[0]), "fewer where a test costs more"


def test_a_file_is_not_divided(monkeypatch: pytest.MonkeyPatch) -> None:
    """What its tests share is made once."""
    for place in DEALT[:5]:
        cases = [Case(place=place, name=f"test_it[{number}]") for number in range(10)]
        first, second = (kept(cases, share, monkeypatch) for share in (1, 2))
        assert [first, second] in ([cases, []], [[], cases])


def test_what_only_one_database_can_pass_runs_there_whatever_is_dealt(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dealt = [Case("pure", connection.vendor, place=place) for place in DEALT]
    both = [Case("pure", connection.vendor, place=place) for place in ON_BOTH]
    for share in (1, 2):
        assert kept([*dealt, *both], share, monkeypatch) == [*dealt, *both]


@pytest.mark.parametrize("share", [1, 2])
def test_files_of_another_stage_are_not_even_read(
    share: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of those here: what is left unread holds nothing that this stage would run."""
    share_as(share, 2, monkeypatch)
    files = sorted(running.TESTS.rglob("test_*.py"))
    unread = [path for path in files if running.pytest_ignore_collect(path)]
    assert len(files) / 5 < len(unread) < len(files) * 3 / 4
    for path in unread:
        place = path.relative_to(running.TESTS).as_posix()
        marks = [mark for mark in ("sqlite", "postgresql") if f"mark.{mark}" in path.read_text()]
        assert connection.vendor not in marks
        assert (
            kept([Case(*marks, place=place), Case("pure", place=place)], share, monkeypatch) == []
        )
    assert not running.pytest_ignore_collect(running.TESTS / "conftest.py")


def test_what_is_named_as_asking_only_is_there_and_stands_among_what_both_run() -> None:
    """A file that was renamed would run twice again, unseen."""
    for place in running.ON_ONE:
        assert (running.TESTS / place).is_file(), place
        assert any(place.startswith(f"{each}/") for each in running.ON_BOTH), place


def test_what_opens_no_database_runs_once(monkeypatch: pytest.MonkeyPatch) -> None:
    pure, opens = [Case("pure") for _ in range(4)], Case()
    first, second = (kept([opens, *pure], share, monkeypatch) for share in (1, 2))
    assert first == [opens, *pure] and second == [opens]


def test_a_run_of_its_own_leaves_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    share_as(1, 1, monkeypatch)
    cases: Any = [*(Case(place=place) for place in DEALT), Case()]
    assert running.left_to_others(cases) == []
    assert not any(map(running.pytest_ignore_collect, running.TESTS.rglob("*.py")))


def test_two_halves_of_the_examples_are_no_fewer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "IS_LONG", False)
    monkeypatch.setattr(running, "SHARES", 2)
    assert (running.examples(25), running.examples(1)) == (13, 1)
    monkeypatch.setattr(running, "IS_LONG", True)
    monkeypatch.setattr(running, "SHARES", 1)
    assert running.examples(25) == 500


def test_crossed_is_every_pair_in_the_whole_tier_and_else_each_name_and_each_value(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names, values = ["a", "b", "c", "d"], ["1", "2", "3"]
    monkeypatch.setattr(running, "IS_WHOLE", False)
    assert running.crossed(names, values) == [("a", "1"), ("b", "2"), ("c", "3"), ("d", "1")]
    monkeypatch.setattr(running, "IS_WHOLE", True)
    assert len(set(running.crossed(names, values))) == 12
