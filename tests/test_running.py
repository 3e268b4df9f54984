"""Two stages share what they need not both do, and together leave nothing out."""

from __future__ import annotations

from typing import Any

import pytest

from tests import running


class Case:
    """A test of a run, marked or not; with "pure" for a mark it opens no database."""

    def __init__(self, *marks: str, place: str = "policies/test_some.py") -> None:
        self.marks = marks
        self.fixturenames = [] if "pure" in marks else ["db"]
        self.path = running.TESTS / place

    def get_closest_marker(self, name: str) -> bool:
        return name in self.marks


def kept(cases: Any, share: int, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    monkeypatch.setattr(running, "SHARE", share)
    monkeypatch.setattr(running, "SHARES", 2)
    others = running.left_to_others(cases)
    return [case for case in cases if case not in others]


def test_every_case_is_dealt_to_one_stage_and_the_rest_runs_in_both(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dealt, plain = [Case("dealt_out") for _ in range(5)], [Case(), Case("long")]
    first, second = (kept([*plain, *dealt], share, monkeypatch) for share in (1, 2))
    assert first == [*plain, *dealt[0::2]] and second == [*plain, *dealt[1::2]]


def test_what_opens_no_database_runs_once_but_for_what_starts_commands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pure, starts = [Case("pure") for _ in range(4)], Case("pure", place="bin/test_some.py")
    first, second = (kept([starts, *pure], share, monkeypatch) for share in (1, 2))
    assert first == [starts, *pure] and second == [starts]


def test_a_run_of_its_own_leaves_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "SHARE", 1)
    monkeypatch.setattr(running, "SHARES", 1)
    cases: Any = [Case("dealt_out"), Case("dealt_out"), Case()]
    assert running.left_to_others(cases) == []


def test_two_halves_of_the_examples_are_no_fewer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "IS_LONG", False)
    monkeypatch.setattr(running, "SHARES", 2)
    assert (running.examples(25), running.examples(1)) == (13, 1)
    monkeypatch.setattr(running, "IS_LONG", True)
    monkeypatch.setattr(running, "SHARES", 1)
    assert running.examples(25) == 500
