"""A situation across the country: the word for it, and a tile a province."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from policies.models import Region
from policies.rules.across import Across, Spread, across
from policies.rules.applicability import Applicable
from policies.rules.state import State
from policies.speech import Said
from policies.views.page import Reader
from policies.views.values.badge import state_badge
from policies.views.values.region import answer_url_on, short_name


@dataclass(frozen=True, slots=True)
class SpreadWord:
    """The word with its share (24/31), the share of which nothing is known, and how many go by the
    nation's rule; `word` is empty where too little is known, `brief` is it as short as a table has
    room for."""

    kind: str
    word: str
    brief: str
    share: str
    unknown: str
    number: int
    of_nation: int


@dataclass(frozen=True, slots=True)
class VerdictTile:
    """A province on the map of a situation: its answer as a letter and in words."""

    code: str
    name: Said
    url: str
    kind: str
    letter: str
    word: str
    is_of_nation: bool


@dataclass(frozen=True, slots=True)
class Legend:
    """What a letter means, and on how many tiles it stands."""

    kind: str
    letter: str
    word: str
    number: int


@dataclass(frozen=True, slots=True)
class CountryMap:
    """A situation across the country."""

    spread: SpreadWord
    tiles: list[VerdictTile]
    legend: list[Legend]


def spread_word(counted: Across) -> SpreadWord:
    """A count in words."""
    spread, share = counted.spread, f"{counted.counted}/{counted.number}"
    return SpreadWord(
        kind=spread.value if spread else "",
        word=str(spread.label) if spread else "",
        brief=brief_spread(spread, share) if spread else "",
        share=share,
        unknown=f"{counted.unknown}/{counted.number}" if counted.unknown else "",
        number=counted.number,
        of_nation=counted.of_nation,
    )


def brief_spread(spread: Spread, share: str) -> str:
    """The word for a narrow column, with the share where it is not all."""
    return {
        Spread.EVERYWHERE: pgettext("across the country", "都可以"),
        Spread.MOST: pgettext("across the country", "多数可以 %s") % share,
        Spread.DIFFERS: pgettext("across the country", "各地不同"),
        Spread.FEW: pgettext("across the country", "少数可以 %s") % share,
        Spread.MOST_NOT: pgettext("across the country", "多数不可以 %s") % share,
        Spread.NOWHERE: pgettext("across the country", "都不可以"),
    }[spread]


def country_map(found: Collection[Applicable], reader: Reader) -> CountryMap:
    """The map of the answers of all provinces to one situation. No query."""
    tiles = [_tile(each, reader) for each in found]
    legend: dict[str, Legend] = {}
    for tile in tiles:
        number = legend[tile.word].number if tile.word in legend else 0
        legend[tile.word] = Legend(tile.kind, tile.letter, tile.word, number + 1)
    ranked = sorted(legend.values(), key=lambda each: -each.number)
    return CountryMap(spread_word(across(found)), tiles, ranked)


def _tile(found: Applicable, reader: Reader) -> VerdictTile:
    badge = state_badge(found.state, found.policy, reader)
    name = short_name(found.region, reader.speech)
    policy = found.policy
    return VerdictTile(
        code=found.region.code,
        name=name or reader.speech.of(found.region, "name"),
        url=answer_url_on(found.region, found.scenario, reader.days),
        kind=badge.kind,
        letter=letter(found.state),
        word=badge.word,
        is_of_nation=policy is not None and policy.region.level == Region.Level.NATION,
    )


def letter(state: State) -> str:
    """The one character for an answer; the same for all of which neither yes nor no is known."""
    return {
        State.YES: pgettext("letter", "可"),
        State.CONDITIONAL: pgettext("letter", "条"),
        State.NO: pgettext("letter", "否"),
        State.DEPENDS: pgettext("letter", "看"),
        State.RULE: pgettext("letter", "规"),
    }.get(state, _("？"))
