"""Regions as readers know them: their names, their pages, entries of lists and the tile map."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from policies.addresses import address_of
from policies.languages import BY_CODE
from policies.models import Region, Scenario
from policies.models.region import MUNICIPALITIES
from policies.rules.applicability import Applicable
from policies.rules.regions import known_provinces
from policies.speech import Said, Speech
from policies.views.page import Reader


@dataclass(frozen=True, slots=True)
class RegionEntry:
    """A region in a list to choose from; `note` says what it was called, where that was asked."""

    code: str
    name: Said
    url: str
    note: str = ""
    has_cities: bool = False  # a province: its rules are made by cities, so one of them is asked


@dataclass(frozen=True, slots=True)
class ProvinceTile:
    """A province on the tile map, by its short name."""

    code: str
    name: str
    full_name: Said
    url: str
    has_cities: bool


def has_cities(region: Region) -> bool:
    """Whether a region is a province whose cities make the rules."""
    return region.level == Region.Level.PROVINCE and region.code not in MUNICIPALITIES


def answer_url(region: Region, scenario: Scenario) -> str:
    return address_of("answer", region.code, scenario.code)


def answer_data_url(region: Region, scenario: Scenario, days: str = "") -> str:
    """The same answer for programs, with the days that were chosen, if any were."""
    address = address_of("answer-json", region.code, scenario.code)
    return f"{address}?{days}" if days else address


def sheet_url(region: Region, scenario: Scenario, days: str = "") -> str:
    """The same answer as one page of paper, with the days that were chosen, if any were."""
    address = address_of("answer-sheet", region.code, scenario.code)
    return f"{address}?{days}" if days else address


def region_url(region: Region) -> str:
    return address_of("region", region.code)


def answer_url_on(region: Region, scenario: Scenario, days: str) -> str:
    """The answer page with the days that were chosen, if any were (`Reader.days`)."""
    address = answer_url(region, scenario)
    return f"{address}?{days}" if days else address


def changes_url(region: Region, scenario: Scenario, query: str = "") -> str:
    """The page of what changes for whom there when another rule takes effect."""
    address = address_of("changes-for-you", region.code, scenario.code)
    return f"{address}?{query}" if query else address


def full_name(region: Region, speech: Speech) -> Said:
    """A region's name with its province where the name alone is not clear: 江苏省南京市鼓楼区."""
    names = [speech.of(level, "name") for level in region.lineage() if level.level != "nation"]
    if not names:
        return speech.of(region, "name")
    if BY_CODE[speech.language].has_spaces:
        return Said(", ".join(names), names[0].lang)
    return Said("".join(reversed(names)), names[0].lang)


def rule_of(found: Applicable, speech: Speech) -> str:
    """The place whose rule is shown, if it is another one."""
    is_other = found.policy is not None and found.is_inherited
    return str(speech.of(found.policy.region, "name")) if found.policy and is_other else ""


def not_found_yet(found: Applicable, speech: Speech, done_in: Region | None = None) -> str:
    """That no rule was found of the place, nor of levels between, and whose is shown first; and
    where it is known of one of these how it is done, that this is theirs."""
    if not (other := rule_of(found, speech)):
        return ""
    levels = nearer(found)
    words = {
        "places": _("、").join(str(speech.of(each, "name")) for each in levels),
        "name": other,
    }
    if done_in not in levels:
        return _("本站还没查到%(places)s的规定，先列%(name)s的。") % words
    words["done_in"] = str(speech.of(done_in, "name"))
    return (
        _("要什么条件，本站还没查到%(places)s的规定，先列%(name)s的；怎么办，是%(done_in)s的。")
        % words
    )


def nearer(found: Applicable) -> list[Region]:
    """The levels nearer than the rule's, of which none was found; not those whose rule is theirs
    alone."""
    levels = found.region.lineage()
    keys = [level.pk for level in levels]
    end = keys.index(found.policy.region_id) if found.policy else len(keys)
    return [level for level in levels[:end] if level.pk not in found.stopped]


def place_url(region: Region, event: Scenario | None, *, is_whole: bool = False) -> str:
    """Where a chosen place leads: to its page, or to its answer where the event is known; to the
    cities of a province first, unless it `is_whole` that is meant."""
    if event is None:
        return region_url(region)
    if has_cities(region) and not is_whole:
        return f"{address_of('region-list')}?{urlencode({'e': event.code, 'in': region.code})}"
    return answer_url(region, event)


def region_entry(
    region: Region, name: Said, note: str = "", event: Scenario | None = None
) -> RegionEntry:
    return RegionEntry(region.code, name, place_url(region, event), note, has_cities(region))


def province_tiles(reader: Reader, event: Scenario | None = None) -> list[ProvinceTile]:
    """The provinces for the tile map; each leads on as a chosen place does."""
    found = known_provinces(reader.published)
    return [_tile(province, reader.speech, event) for province in found]


def _tile(province: Region, speech: Speech, event: Scenario | None) -> ProvinceTile:
    name = speech.of(province, "name")
    return ProvinceTile(
        province.code,
        _without_kind(name, speech.language),
        name,
        place_url(province, event),
        has_cities(province),
    )


def short_name(region: Region, speech: Speech) -> Said | None:
    """A province or the nation as it is called for short; None for what has to be named whole."""
    if region.level not in (Region.Level.NATION, Region.Level.PROVINCE):
        return None
    name = speech.of(region, "name")
    return Said(_without_kind(name, speech.language), name.lang)


def _without_kind(name: str, language: str) -> str:
    """A province's name without its kind: 内蒙古自治区 is 内蒙古, 广东省 is 广东."""
    if BY_CODE[language].has_spaces:
        return name.partition(" (")[0]
    return name[:3] if name[:3] in ("内蒙古", "黑龙江", "內蒙古", "黑龍江") else name[:2]


def places_up_to(above: Region | None, place: Region) -> list[str]:
    """The codes of a place and of those above it, up to one of them; of the place alone if none."""
    codes = [each.code for each in place.lineage()]
    return codes[: codes.index(above.code) + 1] if above and above.code in codes else codes[:1]
