"""Many situations in a few places: a row a situation, a cell a place, in as few words as do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from policies.addresses import address_of
from policies.languages import SOURCE
from policies.models import NATION_CODE, Region
from policies.models.translated import column
from policies.rules import comparison
from policies.rules.applicability import Applicable
from policies.rules.comparison import Comparison
from policies.rules.state import State, verdict_of
from policies.speech import Joined, Said, Speech
from policies.views.page import Reader
from policies.views.values.across import SpreadWord, spread_word
from policies.views.values.answer import Hooks, hooks, shown_sentence
from policies.views.values.badge import CASTS_DOUBT, Badge, doubted_badge, state_badge
from policies.views.values.counted import Numbers, counted, numbers_of
from policies.views.values.figures import figures
from policies.views.values.region import (
    answer_url_on,
    full_name,
    places_up_to,
    region_url,
    short_name,
)

FEW = 4  # places that a phone shows side by side
MOST_MARKED = 12  # places of which each cell has its own link to report it; else each row


@dataclass(frozen=True, slots=True)
class PlaceHead:
    """The head of a column: the place as short as it is clear."""

    label: Said
    url: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer: `name` says of which place and situation, for who hears it alone; `notes` are
    whose rule it is and its numbers; `is_own`: its own or its province's; `sentence` and `places`
    up to whose rule it is: of what a reply may be."""

    hooks: Hooks
    name: str
    url: str
    badge: Badge
    notes: list[str]
    is_own: bool = True
    sentence: str = ""
    places: list[str] = field(default_factory=list)

    @property
    def said(self) -> tuple[object, ...]:
        """What is compared."""
        return self.badge, self.notes


@dataclass(frozen=True, slots=True)
class Row:
    """One situation in each place, in the order of the columns."""

    code: str
    label: Said
    url: str
    cells: list[Cell]
    spread: SpreadWord | None = None  # across the country

    @property
    def is_same(self) -> bool:
        """Whether the table says the same of all of several places."""
        return len(self.cells) > 1 and all(c.said == self.cells[0].said for c in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """The table by kinds of situations; `same` are those left out, as they do not differ."""

    caption: str
    places: list[PlaceHead]
    kinds: list[tuple[str, list[Row]]]
    same: list[Said]

    @property
    def is_few(self) -> bool:
        """Whether a phone shows it as it is."""
        return len(self.places) <= FEW

    @property
    def is_short(self) -> bool:
        """Whether each cell can be reported by itself."""
        return len(self.places) <= MOST_MARKED

    @property
    def is_sparse(self) -> bool:
        """Whether it would hold so much that it leaves blank what its column of the nation says."""
        has_nation = address_of("region", NATION_CODE) in {place.url for place in self.places}
        return has_nation and len(self.kinds) > 1 and not self.is_short

    @property
    def has_spread(self) -> bool:
        """Whether it says of any situation how it is across the country."""
        return any(row.spread and row.spread.word for _kind, rows in self.kinds for row in rows)

    @property
    def width(self) -> int:
        return len(self.places) + 1  # columns in all


def comparison_table(shown: Comparison, reader: Reader, *, only_differences: bool = False) -> Table:
    """The table in the reader's language; each cell leads to its answer on the same day. Three
    queries: the rows of the rules, how it is done, and the papers."""
    numbers = numbers_of(shown)
    names = [full_name(region, reader.speech) for region in shown.regions]
    kinds: dict[str, list[Row]] = {}
    same: list[Said] = []
    for each in shown.rows:
        counted_across = shown.across(each.scenario)
        spread = spread_word(counted_across) if counted_across else None
        row = _row(each, names, numbers, spread, reader)
        if only_differences and row.is_same:
            same.append(row.label)
        else:
            kinds.setdefault(str(each.scenario.get_kind_display()), []).append(row)
    return Table(table_caption(shown), _heads(shown.regions, names, reader), [*kinds.items()], same)


def _heads(regions: Sequence[Region], names: Sequence[Said], reader: Reader) -> list[PlaceHead]:
    return [
        PlaceHead(short_name(region, reader.speech) or name, region_url(region))
        for region, name in zip(regions, names, strict=True)
    ]


def table_caption(shown: Comparison) -> str:
    """What the table holds: of which kind of situation, and how many places."""
    number = len(shown.regions)
    places = ngettext("%s 个地方", "%s 个地方", number) % number
    kinds = {str(row.scenario.get_kind_display()) for row in shown.rows}
    if len(kinds) == 1:
        return _("%(kind)s：%(places)s") % {"kind": kinds.pop(), "places": places}
    things = ngettext("%s 件事", "%s 件事", len(shown.rows)) % len(shown.rows)
    return _("%(kind)s：%(places)s") % {"kind": things, "places": places} if kinds else places


def _row(
    row: comparison.Row,
    names: Sequence[Said],
    numbers: Numbers,
    spread: SpreadWord | None,
    reader: Reader,
) -> Row:
    label = reader.speech.of(row.scenario, "name")
    told: dict[object, tuple[Badge, list[str]]] = {}
    cells = []
    for found, name in zip(row.cells, names, strict=True):
        alike = _told_alike(found, numbers)
        if alike not in told:  # most cells of a row show one rule of the nation
            told[alike] = brief_badge(found, reader), _notes(found, numbers, reader)
        url = answer_url_on(found.region, found.scenario, reader.days)
        said = Joined(name, " ", label, _("："))
        places = places_up_to(found.policy.region if found.policy else None, found.region)
        told_of = shown_sentence(found, reader) if len(names) <= MOST_MARKED else ""
        cells.append(Cell(hooks(found), said, url, *told[alike], _is_own(found), told_of, places))
    code = row.scenario.code
    return Row(code, label, address_of("scenario", code), cells, spread)


def _is_own(found: Applicable) -> bool:
    """Whether an answer is more than what the nation says of each place, or nobody."""
    nation = Region.Level.NATION
    is_the_nations = found.policy is not None and found.policy.region.level == nation
    return found.region.level == nation or not (is_the_nations or found.state == State.NONE)


def _told_alike(found: Applicable, numbers: Numbers) -> object:
    """What is the same of two answers to a situation of which a cell says the same."""
    shown = (found.policy, found.undated, found.withdrawn)
    keys = tuple(each.pk if each else 0 for each in shown)
    return keys, found.is_inherited, bool(found.former), numbers.ways(found)


def _notes(found: Applicable, numbers: Numbers, reader: Reader) -> list[str]:
    return [each for each in (*_whose(found, reader.speech), *counted(found, numbers)) if each]


def brief_badge(found: Applicable, reader: Reader) -> Badge:
    """The badge of an answer in a word that fits a column of a phone; where a rule lays down how
    much or how long, that."""
    whole = state_badge(found.state, found.policy, reader)
    verdict = verdict_of(found.policy) if found.policy else found.state
    if found.state in CASTS_DOUBT:
        return doubted_badge(found.state, brief_word(verdict) or whole.word)
    if found.state != State.RULE or found.policy is None:
        return Badge(whole.kind, brief_word(found.state) or whole.word)
    if found.policy.region.level == Region.Level.NATION:
        return whole
    said = figures(getattr(found.policy, column("answer", SOURCE)) or "")
    return Badge(whole.kind, said or brief_word(State.RULE))


def brief_word(state: State) -> str:
    """The shortest word for an answer; empty for what is shown as it is."""
    return {
        State.YES: pgettext("in a word", "可以"),
        State.CONDITIONAL: pgettext("in a word", "有条件"),
        State.NO: pgettext("in a word", "不可以"),
        State.RULE: pgettext("in a word", "有规定"),
        State.DEPENDS: pgettext("in a word", "看情况"),
        State.UNCLEAR: pgettext("in a word", "先问"),
        State.CONFLICTING: pgettext("in a word", "说法不一"),
        State.EXPIRED: pgettext("in a word", "已过期"),
        State.UNKNOWN_DAY: pgettext("in a word", "不清楚"),
        State.WITHDRAWN: pgettext("in a word", "已撤回"),
        State.NONE: pgettext("in a word", "没查到"),
    }.get(state, "")


def _whose(found: Applicable, speech: Speech) -> list[str]:
    """For whom a rule is, and whose if it is inherited; or since when one is known if the day is
    not."""
    if found.undated:
        return [_("最早知道到 %s") % date_format(found.undated.known_from, "DATE_FORMAT")]
    if found.withdrawn:
        day = timezone.localdate(found.withdrawn.withdrawn_at)
        return [_("%s 撤回") % date_format(day, "DATE_FORMAT")]
    if found.policy is None:
        return []
    state, covers = found.state, getattr(found.policy, column("covers", SOURCE), "")
    return [
        _("一般不可以，有例外") if state == State.DEPENDS else "",
        _("只对一部分人") if covers and state in (State.YES, State.CONDITIONAL) else "",
        _by_whose(found.policy.region, speech) if found.is_inherited else "",
    ]


def _by_whose(above: Region, speech: Speech) -> str:
    if above.level == Region.Level.NATION:
        return _("按全国")
    return _("按%s") % (short_name(above, speech) or speech.of(above, "name"))
