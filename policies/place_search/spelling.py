"""How the name of a place may be written, and whether a text is one, or nearly one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from rapidfuzz.distance import OSA

from policies.folding import bare

# What ends a name and may be left out, with its pinyin.
KINDS = {
    "省": "sheng",
    "市": "shi",
    "区": "qu",
    "县": "xian",
    "旗": "qi",
    "盟": "meng",
    "州": "zhou",
}
LONG_KINDS = re.compile("(?:维吾尔自治区|壮族自治区|回族自治区|自治[区州县旗]|特别行政区|地区)$")
# The peoples of an autonomous place, which nobody says: 凉山彝族自治州 is 凉山, and 凉山州.
PEOPLE = (
    "各|蒙古|藏|回|彝|苗|土家|侗|瑶|白|傣|壮|满|朝鲜|哈尼|哈萨克|黎|傈僳|羌|景颇|布依|水|畲|佤|纳西|"
    "独龙|怒|普米|拉祜|布朗|仫佬|仡佬|毛南|东乡|保安|撒拉|土|裕固|锡伯|柯尔克孜|塔吉克|鄂温克|鄂伦春|"
    "达斡尔|俄罗斯"
)
PEOPLES = re.compile(rf"(?:(?:{PEOPLE})族|蒙古|哈萨克|锡伯|塔吉克|柯尔克孜)+自治([州县旗])$")
# The same in English, as it is compared.
ENGLISH_KINDS = re.compile("(?:autonomous)?(?:prefecture|county|district|banner|league)$")
SHORTEST_STEM, SHORTEST_SLIP, SHORTEST_SLIP_LATIN = 2, 2, 4


@dataclass(frozen=True, slots=True)
class Place:
    """How the name of one region may be written."""

    spelled: frozenset[str]  # names in all languages, aliases, pinyin, kinds left out or not
    initials: frozenset[str]

    @property
    def ways(self) -> frozenset[str]:
        return self.spelled | self.initials


def words_of(names: Iterable[str | None], aliases: str) -> tuple[str, ...]:
    """Every name and alias as it is compared."""
    return tuple(bare(word) for word in (*names, *aliases.split()) if word)


def place_named(names: Sequence[str | None], aliases: str, pinyin: str, initials: str) -> Place:
    """The ways to write a place; the first of the names is the Chinese one."""
    words = words_of(names, aliases)
    end = KINDS.get(words[0][-1], "")
    latin = {word + end for word in words if word.isascii() and bare(word).isalpha()}
    said = {short for word in words for short in stems(word)}
    short_latin = pinyin.removesuffix(end)
    spelled = {*words, *said, *latin, pinyin, short_latin}
    if len(words[0]) == SHORTEST_STEM and end == "xian" and short_latin != pinyin:
        spelled.add(short_latin + "county")  # 渠县 is Quxian County, and Qu County on other maps
    short = initials[:-1] if end and len(initials) > SHORTEST_STEM else initials
    return Place(frozenset(spelled - {""}), frozenset({initials, short} - {""}))


def stem(name: str) -> str:
    """A name without what kind of place it is."""
    short = LONG_KINDS.sub("", name)
    if short != name and len(short) >= SHORTEST_STEM:
        return short
    return name[:-1] if name[-1] in KINDS and len(name) > SHORTEST_STEM else name


def stems(name: str) -> Iterator[str]:
    """The short forms of a name: without its kind, and without the peoples that it is named for."""
    yield stem(name)
    short = ENGLISH_KINDS.sub("", name)
    if len(short) >= SHORTEST_SLIP_LATIN:
        yield short
    found = PEOPLES.search(name)
    if found and found.start() >= SHORTEST_STEM:
        yield name[: found.start()]
        yield name[: found.start()] + found[1]


def parts_of(text: str) -> set[str]:
    """Whatever stands in a text without a gap: the names that it may be made of."""
    lengths = range(len(text))
    return {text[start:end] for start in lengths for end in range(start + 1, len(text) + 1)}


def spells(rest: str, path: tuple[Place, ...]) -> bool:
    """Whether a text is the names of a region and of some above it, in any order."""
    own = path[0]
    return any(_is_spelled(rest, [own, *above]) for above in _some_of(path[1:]))


def _some_of(places: tuple[Place, ...]) -> Iterator[tuple[Place, ...]]:
    for bits in range(2 ** len(places)):
        yield tuple(place for number, place in enumerate(places) if bits >> number & 1)


def _is_spelled(rest: str, places: Sequence[Place]) -> bool:
    """Whether a text is the names of all these places, in any order, and nothing else."""
    if not places:
        return rest == ""
    return any(
        _is_spelled(rest[len(way) :], [*places[:number], *places[number + 1 :]])
        for number, place in enumerate(places)
        for way in place.ways
        if rest.startswith(way)
    )


def begins(parts: Sequence[str], path: tuple[Place, ...]) -> bool:
    """Whether the words are the beginnings of the names of a region and of some above it."""
    if not 1 < len(parts) <= len(path) or min(map(len, parts)) < SHORTEST_STEM:
        return False
    if not any(way.startswith(part) for way in path[0].ways for part in parts):
        return False
    return any(
        path[0] in chosen
        and all(
            any(way.startswith(part) for way in place.ways)
            for part, place in zip(parts, chosen, strict=True)
        )
        for chosen in permutations(path, len(parts))
    )


def nearly_spells(wanted: str, path: tuple[Place, ...]) -> bool:
    """Whether one wrong character keeps a text from being the names of a region and of one or
    more above it. One of the names must be right.
    """
    return any(
        _is_nearly_spelled(wanted, [path[0], *above], 1) for above in _some_of(path[1:]) if above
    )


def _is_nearly_spelled(rest: str, places: Sequence[Place], slips: int) -> bool:
    if not places:
        return rest == ""
    for number, place in enumerate(places):
        others = [*places[:number], *places[number + 1 :]]
        for way in place.spelled:
            if rest.startswith(way) and _is_nearly_spelled(rest[len(way) :], others, slips):
                return True
            if slips and any(
                _is_nearly_spelled(rest[length:], others, 0) for length in _slipped(rest, way)
            ):
                return True
    return False


def _slipped(text: str, way: str) -> Iterator[int]:
    """The lengths of the beginnings of a text that are a spelling with one character wrong."""
    if len(way) < (shortest := SHORTEST_SLIP_LATIN if way.isascii() else SHORTEST_SLIP):
        return
    lengths = (len(way) - 1, len(way), len(way) + 1) if len(way) > shortest else (len(way),)
    for length in lengths:
        if length <= len(text) and OSA.distance(text[:length], way, score_cutoff=1) == 1:
            yield length
