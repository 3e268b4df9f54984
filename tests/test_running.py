"""Two stages share what they need not both do, and together leave nothing out."""

from __future__ import annotations

from typing import Any

import pytest

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


def kept(cases: Any, share: int, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    monkeypatch.setattr(running, "SHARE", share)
    monkeypatch.setattr(running, "SHARES", 2)
    others = running.left_to_others(cases)
    return [case for case in cases if case not in others]


DEALT = [
    "policies/views/test_x.py", "test_x.py", "policies/pack/test_audit.py",
    "policies/publishing/test_visible.py", "policies/admin/saving/test_merge_page.py",
]  # fmt: skip
ON_BOTH = ["policies/admin/saving/test_x.py", "guides/models/test_x.py", "upgrade/test_x.py"]


def test_every_case_is_dealt_to_one_stage_and_the_rest_runs_in_both(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dealt = [Case(place=place, name=f"test_{n}") for place in DEALT for n in range(20)]
    plain = [Case(), Case("long"), *(Case(place=place) for place in ON_BOTH)]
    first, second = (kept([*plain, *dealt], share, monkeypatch) for share in (1, 2))
    assert first[: len(plain)] == second[: len(plain)] == plain
    halves = first[len(plain) :], second[len(plain) :]
    assert not {*halves[0]} & {*halves[1]} and {*halves[0]} | {*halves[1]} == {*dealt}
    assert len(dealt) / 4 < len(halves[1]) < len(halves[0]), "fewer where a test costs more"


def test_what_is_named_as_asking_only_is_there_and_stands_among_what_both_run() -> None:
    """A file that was renamed would run twice again, unseen."""
    for place in running.ON_ONE:
        assert (running.TESTS / place).is_file(), place
        assert any(place.startswith(f"{each}/") for each in running.ON_BOTH), place


def test_a_case_is_dealt_by_its_name_whoever_stands_beside_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Else what only one database can pass would shift the others, and some would run nowhere."""
    dealt = [Case(place=DEALT[0], name=f"test_it[{number}]") for number in range(10)]
    whole, part = (kept(some, 1, monkeypatch) for some in (dealt, dealt[3:]))
    assert [case for case in whole if case in dealt[3:]] == part


def test_what_opens_no_database_runs_once_but_for_what_starts_commands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pure, starts = [Case("pure") for _ in range(4)], Case("pure", place="bin/test_some.py")
    first, second = (kept([starts, *pure], share, monkeypatch) for share in (1, 2))
    assert first == [starts, *pure] and second == [starts]


def test_a_run_of_its_own_leaves_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "SHARE", 1)
    monkeypatch.setattr(running, "SHARES", 1)
    cases: Any = [Case(place=DEALT[0]), Case(place=DEALT[1]), Case()]
    assert running.left_to_others(cases) == []


def test_two_halves_of_the_examples_are_no_fewer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "IS_LONG", False)
    monkeypatch.setattr(running, "SHARES", 2)
    assert (running.examples(25), running.examples(1)) == (13, 1)
    monkeypatch.setattr(running, "IS_LONG", True)
    monkeypatch.setattr(running, "SHARES", 1)
    assert running.examples(25) == 500
