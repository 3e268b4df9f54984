"""A death, a move and a change of rules are told from what the living do with the same words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from guides.search.happenings import (
    asks_of_times_to_come,
    tells_of_a_death,
    tells_of_a_move,
)
from guides.search.words import other_words
from policies.folding import folded

pytestmark = pytest.mark.sqlite("once is enough: no test here asks the database")
FILE = Path(__file__).parent / "happenings.txt"


def told_wrong(name: str, tells: Callable[[str], bool], *, right: bool) -> list[str]:
    """The queries under a head of the file of which something else is told."""
    part = FILE.read_text(encoding="utf-8").split(f"[{name}]\n")[1].split("\n\n")[0]
    return [query for query in part.splitlines() if tells(folded(query)) is not right]


def moves_the_account(query: str) -> bool:
    return "跟着" in other_words(query)


def changes_soon(query: str) -> bool:
    return asks_of_times_to_come(query, 2026)


@pytest.mark.parametrize(("name", "right"), [("dead", True), ("living", False)])
def test_who_goes_or_has_not_is_not_dead(name: str, right: bool) -> None:
    assert told_wrong(name, tells_of_a_death, right=right) == []


@pytest.mark.parametrize(("name", "right"), [("moves", True), ("stays", False)])
def test_money_that_goes_to_a_purse_or_a_person_moves_no_account(name: str, right: bool) -> None:
    assert told_wrong(name, tells_of_a_move, right=right) == []
    assert told_wrong(name, moves_the_account, right=right) == []


@pytest.mark.parametrize(("name", "right"), [("coming", True), ("today", False)])
def test_what_changed_of_a_person_is_no_change_of_rules(name: str, right: bool) -> None:
    assert told_wrong(name, changes_soon, right=right) == []
