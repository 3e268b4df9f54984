"""The rows of a rule as a page lists them: what every way asks once, then the ways.

Each row rests on a passage; a page numbers them together with the citations of the rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import models
from django.db.models import Exists, OuterRef, Q

from policies.composed import Composed, Given
from policies.models import Condition, Option, Policy, Question
from policies.models.source import NOT_SEEN
from policies.rules.citations import Cited, of_row

Rows = tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class RowsOfRule:
    """`always` has to be so whatever the way; then one of `ways` is enough, if there are any."""

    always: Rows = ()
    ways: tuple[Rows, ...] = ()


@dataclass(frozen=True, slots=True)
class Numbered:
    """All passages of a rule in the order shown, and the number of each row's, by its key."""

    passages: tuple[Cited, ...]
    number_of: dict[int, int]


def rows_of(policies: Iterable[Policy]) -> dict[int, Rows]:
    """The rows of rules with question and source, way by way, by the rule's key, each with whether
    some answer `fails_for_long`: one query."""
    found: dict[int, Rows] = {policy.pk: () for policy in policies}
    for row in _rows(policies=found):
        found[row.policy_id] += (row,)
    return found


@Composed
def _rows(policies: Given) -> models.QuerySet[Condition]:
    rows = Condition.objects.filter(policy__in=policies).select_related("source", "question")
    lasting: models.QuerySet[Condition] = rows.annotate(fails_for_long=Exists(_lasting()))
    return lasting.order_by("way", "pk")


def _lasting() -> models.QuerySet[Option]:
    """Of a condition the answers that fail it and that no step of the citizen's own changes."""
    own = Question.Changeable.SELF
    by_a_step = Q(changeable=own) | Q(changeable="", question__changeable=own)
    rejected = Option.objects.filter(question=OuterRef("question"), residual=False)
    rejected = rejected.exclude(conditions=OuterRef("pk"))
    return rejected.exclude(conditions_unclear=OuterRef("pk")).exclude(by_a_step)


def by_way(rows: Iterable[Condition]) -> RowsOfRule:
    """Rows grouped by way; what stands in each of several ways stands once.

    Where a way holds nothing else, the ways are left whole: what the others add is not asked of it.
    """
    ways: dict[int, list[Condition]] = {}
    for row in rows:
        ways.setdefault(row.way, []).append(row)
    if len(ways) < 2:
        return RowsOfRule(always=tuple(row for way in ways.values() for row in way))
    first, *others = ways.values()
    said = [{meaning(row) for row in way} for way in others]
    always = tuple(row for row in first if all(meaning(row) in way for way in said))
    shared = {meaning(row) for row in always}
    rest = tuple(tuple(r for r in way if meaning(r) not in shared) for way in ways.values())
    if not all(rest):
        return RowsOfRule(ways=tuple(tuple(way) for way in ways.values()))
    return RowsOfRule(always, rest)


def meaning(row: Condition) -> tuple[object, ...]:
    """What makes two rows one to a reader: the sentence, where to find out, and the passage."""
    return (
        row.text_zh_hans,  # type: ignore[attr-defined]
        row.where_to_find_out_zh_hans,  # type: ignore[attr-defined]
        row.source_id,
        row.locator,
        row.quote,
    )


def numbered(cited: Sequence[Cited], rows: Iterable[Condition]) -> Numbered:
    """The passages that a page lists: the citations of a rule, then what only its rows name.

    Rows of before have no sentence and are not listed.
    """
    passages = list(cited)
    number_of: dict[int, int] = {}
    for row in (each for each in rows if each.text_zh_hans):  # type: ignore[attr-defined]
        place = next((n for n, each in enumerate(passages, 1) if is_passage_of(row, each)), None)
        if place is None:
            passages.append(of_row(row))
        number_of[row.pk] = place or len(passages)
    return Numbered(tuple(passages), number_of)


def with_more(passages: Sequence[Cited], more: Iterable[Cited]) -> tuple[list[Cited], list[int]]:
    """Passages with others behind them, each once; and the numbers of the others."""
    places = {each.passage: number for number, each in reversed([*enumerate(passages, 1)])}
    every, numbers = list(passages), []
    for each in more:
        if each.passage not in places:
            every.append(each)
            places[each.passage] = len(every)
        numbers.append(places[each.passage])
    return every, sorted(set(numbers))


def is_passage_of(row: Condition, cited: Cited) -> bool:
    """Whether a citation says all that a row says of its passage."""
    is_there = row.locator in (NOT_SEEN, cited.locator)
    return cited.code == row.source.code and is_there and row.quote in ("", cited.quote)
