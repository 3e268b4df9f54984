"""Several lists told as one: what they share once, and who says what they do not share.

Pure: no rows, no request. The lists are the channels of a procedure, say, each with its steps.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Generic, TypeVar

Value = TypeVar("Value", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Told(Generic[Value]):
    """A value, and which of the lists say it, by their places."""

    value: Value
    by: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Branch(Generic[Value]):
    """Values in a row that the same lists say."""

    by: tuple[int, ...]
    values: tuple[Value, ...]


def told_once(lists: Sequence[Sequence[Value]]) -> list[Told[Value]]:
    """Everything that the lists say, each list's in its order, and each value once.

    Where they say it in different orders, or one says it twice, no order is that of all: then
    each list is told whole, equal ones once.
    """
    before: dict[Value, list[Value]] = {}
    for each in lists:
        for place, value in enumerate(each):
            before.setdefault(value, []).extend(each[max(place - 1, 0) : place])
    try:
        order = list(TopologicalSorter(before).static_order())
    except CycleError:
        return _each_whole(lists)  # a value twice in a list is a circle too
    return [
        Told(value, tuple(n for n, each in enumerate(lists) if value in each)) for value in order
    ]


def _each_whole(lists: Sequence[Sequence[Value]]) -> list[Told[Value]]:
    who: dict[tuple[Value, ...], list[int]] = {}
    for number, each in enumerate(lists):
        who.setdefault(tuple(each), []).append(number)
    return [Told(value, tuple(by)) for each, by in who.items() for value in each]


def forks(told: Sequence[Told[Value]], number: int) -> list[list[Branch[Value]]]:
    """The same of `number` lists in parts: what all say is a part of its own with one branch,
    everything between is one part with a branch for each that says something else."""
    parts: list[list[Branch[Value]]] = []
    is_fork = False
    for each in told:
        is_shared = len(each.by) == number
        if is_shared or not is_fork:
            parts.append([])
        _append(parts[-1], each)
        is_fork = not is_shared
    return parts


def _append(part: list[Branch[Value]], told: Told[Value]) -> None:
    """Put a value behind its like; never before something that one of its lists says earlier."""
    for place in range(len(part) - 1, -1, -1):
        branch = part[place]
        if branch.by == told.by:
            part[place] = Branch(branch.by, (*branch.values, told.value))
            return
        if set(branch.by) & set(told.by):
            break
    part.append(Branch(told.by, (told.value,)))
