"""Where readers see a shared row: on how many public pages, and how much that is published rests
on it.

Which pages show which rows is said by the pages themselves (`PublicPage.shows`).
"""

from __future__ import annotations

import datetime as dt
import functools
import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from policies.languages import CODES
from policies.models import Edition, Policy
from policies.models.canonical import part_model
from policies.models.edition import edition_models
from policies.models.plain import SharedRow
from policies.public_page import Kind, PublicPage, Shows, listed_pages

Arguments = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class PagesOfOneForm:
    """How many pages of one form show a row; each language is a page of its own."""

    word: str
    number: int


@dataclass(frozen=True, slots=True)
class Resting:
    """How many editions of one kind, live or scheduled, point at a row."""

    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class SeenOn:
    """Where readers see a row. What a region without rows of its own shows of a level above is not
    among the pages."""

    pages: tuple[PagesOfOneForm, ...]
    resting: tuple[Resting, ...]

    @property
    def number(self) -> int:
        """How many pages in all."""
        return sum(form.number for form in self.pages)


def seen_on(row: SharedRow, *, at: dt.datetime) -> SeenOn:
    """Where readers see a stored row at an instant.

    At most a query for each different entry of `shows` and each kind of edition, and those that
    list the places of a page, whatever the number of rows.
    """
    return SeenOn(tuple(_pages(row, at)), tuple(resting_on(row, at)))


def resting_on(row: SharedRow, at: dt.datetime) -> Iterable[Resting]:
    """Editions, live or scheduled, that point at a row themselves or by a part: by kind. One query
    a kind that can."""
    for model in edition_models():
        if paths := _paths(model, type(row)):
            rows = model.objects.filter(_any_of(paths, row), approved_at__isnull=False)
            number = rows.exclude(live_until__lte=at).order_by().values("pk").distinct().count()
            if number:
                yield Resting(str(model._meta.verbose_name), number)


def _pages(row: SharedRow, at: dt.datetime) -> Iterable[PagesOfOneForm]:
    leads = functools.cache(lambda shows: _leading(shows, row, at).exists())
    places = functools.cache(lambda shows: _places(shows, row, at))
    for page in listed_pages():
        if page.kind is Kind.HTML and (number := _number_of(page, row, at, leads, places)):
            word = str(page.called or page.label)
            yield PagesOfOneForm(word, number * (len(CODES) if page.in_languages else 1))


def _number_of(
    page: PublicPage,
    row: SharedRow,
    at: dt.datetime,
    leads: Callable[[Shows], bool],
    places: Callable[[Shows], set[Arguments]],
) -> int:
    """How many places of a page show a row."""
    found: set[Arguments] = set()
    for shows in page.shows:
        if not _leading_to(shows, type(row)):
            continue
        if shows.place:
            found |= places(shows)
        elif leads(shows):
            return len(list(page.places(timezone.localdate(at), at)))
    return len(found)


def _places(shows: Shows, row: SharedRow, at: dt.datetime) -> set[Arguments]:
    """The arguments of the pages on which the carriers show a row."""
    found = _leading(shows, row, at).values_list(*shows.place).distinct()
    return {place for place in found if None not in place}


def _leading(shows: Shows, row: SharedRow, at: dt.datetime) -> QuerySet[Model]:
    """The carriers that lead to a row."""
    paths = _leading_to(shows, type(row))
    return _carriers(shows, at).filter(_any_of(paths, row), shows.only).order_by()


def _carriers(shows: Shows, at: dt.datetime) -> QuerySet[Model]:
    """Rows of the carrier's kind that readers see; shared ones with those that wait."""
    model = shows.carrier
    if not issubclass(model, Edition):
        return model._base_manager.all()
    found: QuerySet[Model] = model.objects.live(at)
    if shows.is_record:
        found = model.objects.published_before(at).filter(withdrawn_at=None)
    elif issubclass(model, Policy):
        found = Policy.objects.live(at).in_force(timezone.localdate(at))
    return found


def _leading_to(shows: Shows, model: type[Model]) -> list[str]:
    """The paths by which a carrier leads to rows of a kind."""
    if shows.is_record:
        return _paths(shows.carrier, model)
    return [path for path in shows.paths if _end_of(shows.carrier, path) is model]


def _end_of(model: type[Model], path: str) -> type[Model]:
    """The kind of row to which a path leads."""
    for name in path.split("__"):
        related = model._meta.get_field(name).related_model if name != "pk" else None
        model = related if isinstance(related, type) else model
    return model


@functools.cache
def _paths(edition: type[Model], model: type[Model]) -> list[str]:
    """Every path by which an edition, itself or by a part, points at rows of a kind."""
    parts: tuple[str, ...] = getattr(edition, "parts", ())
    own = [("", edition), *((f"{name}__", part_model(edition, name)) for name in parts)]
    return [
        before + field.name
        for before, holder in own
        for field in (*holder._meta.concrete_fields, *holder._meta.many_to_many)
        if field.related_model is model
    ]


def _any_of(paths: Iterable[str], row: SharedRow) -> Q:
    return functools.reduce(operator.or_, (Q(**{path: row.pk}) for path in paths))
