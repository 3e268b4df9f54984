"""One situation in many places: a row a place, what differs side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policies.addresses import address_of
from policies.condition_list import unstated_words
from policies.models import Policy, Procedure, Step
from policies.rules.answer import procedures_for
from policies.rules.applicability import Applicable
from policies.rules.citations import Cited, citations_of, strongest
from policies.rules.procedure_parts import first_steps
from policies.rules.ways import Rows, by_way, rows_of
from policies.site_notes import name_and_note
from policies.speech import Joined, Said, Speech
from policies.views.page import Reader
from policies.views.values.across import CountryMap
from policies.views.values.answer import Hooks, hooks, period_words, shown_sentence
from policies.views.values.badge import Badge, badge_beside
from policies.views.values.citation import CheckedDays, checked_days
from policies.views.values.comparison import MOST_MARKED
from policies.views.values.counted import asked_words
from policies.views.values.procedure import limits, working_days
from policies.views.values.region import answer_url_on, full_name, places_up_to
from policies.views.values.told_once import told_once

COLUMNS = ("who", "first", "since", "times", "ground")


@dataclass(frozen=True, slots=True)
class Ground:
    """What a rule rests on: the first of its sources, how many more there are, and when they were
    looked at."""

    title: Said | Joined
    url: str
    more: str
    checked: CheckedDays


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """The answer of one place. What is not recorded is empty, and never made up."""

    hooks: Hooks
    name: Said
    url: str
    badge: Badge
    sentence: str
    who: list[Said | str]
    first: Said | str
    since: str
    times: list[str]
    ground: Ground | None
    places: list[str] = field(default_factory=list)  # itself and those up to whose rule it is

    @property
    def told(self) -> list[object]:
        """All that is told of a place but which it is."""
        return [self.badge, self.sentence, *(getattr(self, name) for name in COLUMNS)]


@dataclass(frozen=True, slots=True)
class Alike:
    """A place, and the others of which the same is told to the word."""

    first: PlaceRow
    others: list[PlaceRow]
    note: str


@dataclass(frozen=True, slots=True)
class PlacesTable:
    """A row a place; `country`: all across it, `shared`: what all places ask for, told once."""

    caption: str
    rows: list[PlaceRow]
    country: CountryMap | None = None
    shared: list[Said] = field(default_factory=list)
    only_differences: bool = False

    @property
    def recorded(self) -> dict[str, bool]:
        """Of each column whether anything is recorded of any place."""
        return {name: any(getattr(row, name) for row in self.rows) for name in COLUMNS}

    @property
    def same(self) -> dict[str, bool]:
        """Of each column whether it says the same of all of several places."""
        return {name: self.recorded[name] and self._is_same(name) for name in COLUMNS}

    @property
    def shown(self) -> dict[str, bool]:
        """Of each column whether it is shown; where only what differs is, the same is not."""
        same = self.same if self.only_differences else dict.fromkeys(COLUMNS, False)
        return {name: self.recorded[name] and not same[name] for name in COLUMNS}

    @property
    def left_out(self) -> dict[str, bool]:
        """Of each column whether it is told once instead."""
        return {name: self.only_differences and self.same[name] for name in COLUMNS}

    @property
    def width(self) -> int:
        """How many columns stand beside the name."""
        return 1 + sum(self.shown.values())

    @property
    def is_short(self) -> bool:
        """Whether each cell can be reported by itself."""
        return len(self.rows) <= MOST_MARKED

    @property
    def alike(self) -> list[Alike]:
        """The places, each beside the first of which the same is told."""
        groups: list[list[PlaceRow]] = []
        for row in self.rows:
            group = next((each for each in groups if each[0].told == row.told), None)
            if group is None:
                groups.append([row])
            else:
                group.append(row)
        return [Alike(first, others, also(len(others))) for first, *others in groups]

    def _is_same(self, name: str) -> bool:
        values = [getattr(row, name) for row in self.rows]
        return len(values) > 1 and all(value == values[0] for value in values)


def places_table(
    found: Sequence[Applicable],
    reader: Reader,
    country: CountryMap | None = None,
    *,
    only_differences: bool = False,
) -> PlacesTable:
    """The table of the answers to one situation, in their order.

    Four queries: the rows of the rules, their citations, how it is done, what is done first.
    """
    policies = {each.policy.pk: each.policy for each in found if each.policy}.values()
    rows, cited = rows_of(policies), citations_of(policies, at=reader.at).of_policy
    done = procedures_for(found, at=reader.at)
    first = first_steps({each.pk for group in done.values() for each in group})
    number = len(found)
    told = [
        _row(each, rows, cited, done.get((each.region.pk, each.scenario.pk), []), first, reader)
        for each in found
    ]
    shared = asked_everywhere([row.who for row in told])
    return PlacesTable(
        caption=ngettext("%s 个地方的规定", "%s 个地方的规定", number) % number,
        rows=[replace(row, who=without(row.who, shared)) for row in told] if shared else told,
        country=country,
        shared=shared,
        only_differences=only_differences,
    )


def also(number: int) -> str:
    """Of how many other places the same is told."""
    form = ngettext("另有 %s 个地方和这里一样", "另有 %s 个地方和这里一样", number)
    return form % number if number else ""


def asked_everywhere(asked: Sequence[Sequence[Said | str]]) -> list[Said]:
    """The sentences that several places have in common, unless all of them are the same.

    None if some are no conditions: exceptions of a no, or how many ways there are.
    """
    sentences = [each for each in asked[0] if isinstance(each, Said)] if asked else []
    if len(asked) < 2 or all(said == asked[0] for said in asked):
        return []
    if not all(isinstance(each, Said) for said in asked for each in said):
        return []
    return [each for each in sentences if all(each in said for said in asked)]


def without(asked: Sequence[Said | str], shared: Sequence[Said]) -> list[Said | str]:
    """What a place asks for besides."""
    return [each for each in asked if each not in shared] or [_("没有别的")]


def _row(
    found: Applicable,
    rows: Mapping[int, Rows],
    cited: Mapping[int, Sequence[Cited]],
    done: Sequence[Procedure],
    first: Mapping[int, Step],
    reader: Reader,
) -> PlaceRow:
    policy, speech = found.policy, reader.speech
    step = next((first[each.pk] for each in done if each.pk in first), None)
    return PlaceRow(
        hooks=hooks(found),
        name=full_name(found.region, speech),
        url=answer_url_on(found.region, found.scenario, reader.days),
        badge=badge_beside(found, reader),
        sentence=shown_sentence(found, reader),
        who=_who(policy, rows[policy.pk], speech) if policy else [],
        first=speech.of(step, "text") if step else "",
        since=period_words(policy) if policy else "",
        times=times_of(done, policy),
        ground=_ground(cited.get(policy.pk, ()), speech) if policy else None,
        places=places_up_to(policy.region if policy else None, found.region),
    )


def _who(policy: Policy, rows: Rows, speech: Speech) -> list[Said | str]:
    """For whom a rule is and what it asks for, or of a no its exceptions, in sentences; of several
    ways how many they are: the answer page has them."""
    covers, grouped = speech.of(policy, "covers"), by_way(rows)
    said = [speech.of(row, "text") for row in grouped.always]
    are_told = not grouped.ways and all(said)
    asked: list[Said | str] = [*said] if are_told else [asked_words(rows)]
    if rows and policy.verdict == Policy.Verdict.NO:
        asked = [_("一般不可以，例外："), *asked]
    return [each for each in (covers, *asked, "" if rows else unstated_words(policy)) if each]


def times_of(done: Sequence[Procedure], policy: Policy | None = None) -> list[str]:
    """How long it may take by the rule and by these ways; by which of them, where they differ."""
    days = working_days(policy.time_limit_days) if policy else ""
    words = [_("%(name)s：%(value)s") % {"name": _("办理时限"), "value": days}] if days else []
    for told in told_once([limits(each) for each in done]):
        name, value = told.value
        channels = _("、").join(str(done[by].get_channel_display()) for by in told.by)
        shown = {"name": name, "value": value, "channels": channels}
        is_of_all = len(told.by) == len(done)
        form = _("%(name)s：%(value)s") if is_of_all else _("%(name)s：%(value)s（%(channels)s）")
        words.append(form % shown)
    return words


def _ground(cited: Sequence[Cited], speech: Speech) -> Ground | None:
    first = strongest(cited)
    if first is None:
        return None
    more = len({each.code for each in cited}) - 1
    return Ground(
        title=name_and_note(first.title, speech),
        url=address_of("source", first.code),
        more=ngettext("另有 %s 份", "另有 %s 份", more) % more if more else "",
        checked=checked_days(cited),
    )
