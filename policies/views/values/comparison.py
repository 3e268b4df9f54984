"""The comparison table: a row a region, a cell a situation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policies.addresses import address_of
from policies.rules.applicability import Applicable
from policies.rules.comparison import Comparison
from policies.rules.ways import Rows, rows_of
from policies.speech import Said, Speech
from policies.views.page import Reader
from policies.views.values.answer import Hooks, hooks
from policies.views.values.badge import Badge, state_badge
from policies.views.values.region import answer_url_on, full_name, region_url


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column."""

    label: Said
    url: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer; `label` is its column's, shown on a phone; `asks` how much its rule asks for."""

    hooks: Hooks
    label: Said
    url: str
    badge: Badge
    note: str
    asks: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One region with its cells in the order of the columns."""

    label: Said
    url: str
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """The table; `corner` says what the first column is."""

    caption: str
    corner: str
    columns: list[Column]
    rows: list[Row]


def comparison_table(shown: Comparison, reader: Reader) -> Table:
    """The table in the reader's language; each cell leads to its answer on the same day.

    One query: the rows of the rules, for the words under the verdicts.
    """
    speech, rows = reader.speech, rows_of(shown.policies())
    return Table(
        caption=table_caption(shown),
        corner=_("参保地"),
        columns=[
            Column(speech.of(row.scenario, "name"), address_of("scenario", row.scenario.code))
            for row in shown.rows
        ],
        rows=[
            Row(
                full_name(region, speech),
                region_url(region),
                [_cell(row.cells[place], rows, reader) for row in shown.rows],
            )
            for place, region in enumerate(shown.regions)
        ],
    )


def table_caption(shown: Comparison) -> str:
    """What the table holds: of which kind of situation, and how many places."""
    number = len(shown.regions)
    places = ngettext("%s 个地方", "%s 个地方", number) % number
    if not shown.rows:
        return places
    kind = shown.rows[0].scenario.get_kind_display()
    return _("%(kind)s：%(places)s") % {"kind": kind, "places": places}


def _cell(found: Applicable, rows: Mapping[int, Rows], reader: Reader) -> Cell:
    """Verdict, and what has to be known with it."""
    speech = reader.speech
    return Cell(
        hooks=hooks(found),
        label=speech.of(found.scenario, "name"),
        url=answer_url_on(found.region, found.scenario, reader.days),
        badge=state_badge(found.state, found.policy, reader),
        note=_note(found, speech),
        asks=asked_words(rows.get(found.policy.pk, ())) if found.policy else "",
    )


def asked_words(rows: Rows) -> str:
    """How many conditions a rule has, or how many ways of which one is enough; empty without."""
    ways = {row.way for row in rows}
    if len(ways) > 1:
        return _("%s 种情形，任一种") % len(ways)
    return ngettext("%s 个条件", "%s 个条件", len(rows)) % len(rows) if rows else ""


def _note(found: Applicable, speech: Speech) -> str:
    """Whose rule it is if it is inherited, or since when one is known if the day is not."""
    if found.undated:
        return _("最早知道到 %s") % found.undated.known_from
    if found.withdrawn:
        return _("%s 撤回") % timezone.localdate(found.withdrawn.withdrawn_at)
    if found.policy and found.is_inherited:
        return _("用%s的规定") % speech.of(found.policy.region, "name")
    return ""
