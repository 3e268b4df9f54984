"""What two persons made of one text: which side changed what, and what becomes of it.

Pure: three mappings from places to values go in. A place is a tuple of names: the last one is the
field (in one language), those before it name the row inside the form; `("answer_zh_hans",)` is the
form's own, `("steps", "7", "text_en")` belongs to row 7 of the steps. A row is there if any place
of it is. `opened` is what somebody began with, `stored` what stands now, `entered` what they made.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

Place = tuple[str, ...]
Value = object
Values = Mapping[Place, Value]
Row = dict[str, Value]


class Side(StrEnum):
    """Who changed a place: somebody else since it was opened, the one who saves, or both."""

    STORED = "stored"
    ENTERED = "entered"
    BOTH = "both"


@dataclass(frozen=True)
class Change:
    """A place whose three values are not one; or a whole row, where a side has no such row.

    The values of a row are a mapping by field, and None on the side that lacks it.
    """

    place: Place
    opened: Value
    stored: Value
    entered: Value
    is_row: bool = False

    @property
    def states(self) -> tuple[Value, Value, Value]:
        """What was opened, what stands now and what was entered."""
        return self.opened, self.stored, self.entered

    @property
    def side(self) -> Side:
        """Who changed it; BOTH is a conflict."""
        if self.entered == self.opened:
            return Side.STORED
        return Side.ENTERED if self.stored == self.opened else Side.BOTH

    @property
    def preselected(self) -> Side | None:
        """Which value stands unless somebody decides otherwise; None where they must decide."""
        return None if self.side is Side.BOTH else self.side


def compare(opened: Values, stored: Values, entered: Values) -> list[Change]:
    """Every place where the three differ, in the order of the form; rows that one side lacks whole.

    Where both sides made the same change, nothing is left to decide and nothing is listed.
    """
    changes: list[Change] = []
    for row in _rows(entered, stored, opened):
        found = _row(opened, row), _row(stored, row), _row(entered, row)
        if row and not all(found):
            changes += _differing(row, *(each or None for each in found), is_row=True)
            continue
        before, now, new = found
        for name in dict.fromkeys((*new, *now, *before)):
            changes += _differing((*row, name), before.get(name), now.get(name), new.get(name))
    return changes


def undecided(changes: Iterable[Change], chosen: Mapping[Place, Side]) -> list[Change]:
    """The changes that somebody has to decide and has not."""
    return [
        change
        for change in changes
        if change.preselected is None
        and chosen.get(change.place) not in (Side.STORED, Side.ENTERED)
    ]


def merge(
    stored: Values, changes: Iterable[Change], chosen: Mapping[Place, Side]
) -> dict[Place, Value]:
    """What stands now, with what was chosen of the changes; the preselected where nothing was.

    Raises ValueError where something is undecided.
    """
    merged = dict(stored)
    for change in changes:
        side = chosen.get(change.place) or change.preselected
        if side not in (Side.STORED, Side.ENTERED):
            raise ValueError(change.place)
        if side is Side.ENTERED:
            _put(merged, change)
    return merged


def pair_new_rows(
    opened: Values, stored: Values, entered: Values, blank: Collection[Value] = ("",)
) -> dict[Place, Value]:
    """What was entered, where a new row that was stored meanwhile, word for word, is that row.

    So a row that two windows added, or that was sent twice, is there once. What was left blank may
    have been filled in when the row was stored (a conversion), and is then as it was stored.
    """
    known = set(_rows(opened))
    added = {row: _row(stored, row) for row in _rows(stored) if row not in known}
    paired = dict(entered)
    for row in [row for row in _rows(entered) if row and row not in known and row not in added]:
        new = _row(entered, row)
        twins = (each for each in added if each[:-1] == row[:-1] and _says(added[each], new, blank))
        if (twin := next(twins, None)) is None:
            continue
        paired = {place: value for place, value in paired.items() if place[:-1] != row}
        paired |= {(*twin, name): value for name, value in added.pop(twin).items()}
    return paired


def _rows(*sides: Values) -> list[Place]:
    return list(dict.fromkeys(place[:-1] for side in sides for place in side))


def _row(side: Values, row: Place) -> Row:
    return {place[-1]: value for place, value in side.items() if place[:-1] == row}


def _says(stored: Row, new: Row, blank: Collection[Value]) -> bool:
    """Whether a stored row says everything that a new one says."""
    return all(value in blank or stored.get(name) == value for name, value in new.items())


def _differing(
    place: Place, opened: Value, stored: Value, entered: Value, *, is_row: bool = False
) -> list[Change]:
    return [] if stored == entered else [Change(place, opened, stored, entered, is_row)]


def _put(merged: dict[Place, Value], change: Change) -> None:
    if not change.is_row:
        merged[change.place] = change.entered
        return
    for place in [place for place in merged if place[:-1] == change.place]:
        del merged[place]
    if isinstance(change.entered, Mapping):
        merged.update({(*change.place, name): value for name, value in change.entered.items()})
