"""The passages of what is live in the order in which they should be read, page by page.

Of a whole country nearly all were never read. The database counts and orders these; read are those
alone that somebody recorded, and of the others what a page shows.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, overload

from django.db import models

from policies.models import Edition, Verification
from policies.models.edition import edition_models
from policies.publishing.readings import Need, Reading, citations, cited, reading
from policies.publishing.scopes import visible

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Rows = models.QuerySet[models.Model]


@dataclass(frozen=True, slots=True)
class Unread:
    """The citations of one kind of edition of whose codes nothing was ever recorded."""

    kind: str
    rows: Rows
    number: int


@dataclass(frozen=True, slots=True)
class ReadingQueue(Sequence[Reading]):
    """All of them, or those of one need or kind; a part of them is read when it is asked for."""

    now: dt.datetime
    recorded: tuple[Reading, ...]
    unread: tuple[Unread, ...]
    need: str = ""
    kind: str = ""
    by_need: Counter[Need] = field(default_factory=Counter)  # of all, whatever is asked for

    def __len__(self) -> int:
        return len(self._recorded()) + sum(each.number for each in self._unread())

    @overload
    def __getitem__(self, part: int) -> Reading: ...

    @overload
    def __getitem__(self, part: slice) -> Sequence[Reading]: ...

    def __getitem__(self, part: int | slice) -> Reading | Sequence[Reading]:
        """Of each kind of the unread as many are read as stand before the end of the part."""
        if isinstance(part, int):
            return self[part : part + 1][0]
        found = list(self._recorded())
        for each in self._unread():
            found += [reading(row, self.now) for row in each.rows[: part.stop]]
        return sorted(found, key=_urgency)[part]

    def _recorded(self) -> list[Reading]:
        return [
            each
            for each in self.recorded
            if self.need in ("", each.need) and self.kind in ("", each.edition._meta.label_lower)
        ]

    def _unread(self) -> list[Unread]:
        are_wanted = self.need in ("", Need.NEVER)
        return [
            each
            for each in self.unread
            if each.number and are_wanted and self.kind in ("", each.kind)
        ]


def reading_queue(
    now: dt.datetime,
    *,
    by: User | None = None,
    sources: Collection[int] | None = None,
    need: str = "",
    kind: str = "",
) -> ReadingQueue:
    """The queue of what somebody sees, of some sources if they are named. Two queries a kind of
    edition, and one for each of which a part is asked for."""
    recorded, unread = list[Reading](), list[Unread]()
    codes = Verification.objects.order_by().values("code")
    for model in edition_models():
        rows = cited(model, visible(model.objects.live(now), by), sources, now)
        known = {f"{citations(model).parent_link}__code__in": codes}
        recorded += [reading(row, now) for row in rows.filter(**known)]
        others = _in_order(model, rows.exclude(**known))
        unread.append(Unread(model._meta.label_lower, others, others.count()))
    by_need = Counter(each.need for each in recorded)
    by_need[Need.NEVER] += sum(each.number for each in unread)
    return ReadingQueue(now, tuple(recorded), tuple(unread), need, kind, by_need)


def _in_order(model: type[Edition], rows: Rows) -> Rows:
    """As `_urgency` orders what nobody read: by days and numbers, as every database does."""
    due = models.F(f"{citations(model).parent_link}__review_by").asc(nulls_last=True)
    return rows.order_by(due, "source_id", "pk")


def _urgency(each: Reading) -> tuple[int, dt.date, int, str, int]:
    kind, _dash, key = each.key.rpartition("-")
    need = list(Need).index(each.need)
    return need, each.due or dt.date.max, each.passage.source_id, kind, int(key)
