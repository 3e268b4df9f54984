"""For whom the wizard would end otherwise if an edition went live, for its approver to know."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from policies.models import Policy, Region
from policies.publishing import events
from policies.publishing.checked_rules import first_day
from policies.rules.country import read_edit
from policies.rules.journey_link import journey_link
from policies.rules.rulecheck.difference import Difference, Group, difference
from policies.rules.state import Outcome
from policies.rules.vocabulary import Vocabulary, vocabulary

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ChangedGroup:
    """Situations that go from one outcome to another, in an editor's words.

    `example` are the answers of one of them, empty where nothing is asked; `url` opens it in the
    wizard as it ends now.
    """

    scenario: str
    before: str
    after: str
    situations: str
    places: str
    example: str
    url: str


@dataclass(frozen=True, slots=True)
class ChangedOutcomes:
    """What changes on one day. `places` counts those that inherit, `unwalked` names editions that
    ask too much to be compared."""

    day: dt.date
    situations: int
    changed: int
    regions: int
    places: int
    groups: list[ChangedGroup]
    unwalked: str = ""

    @property
    def sentence(self) -> str:
        """What an approver reads first."""
        if not self.changed:
            return f"没有变化：{self.situations:,} 种情形的结果都和现在一样。"
        heirs = self.places - self.regions
        below = f"（连同沿用它们的下级，{self.places:,} 个地方）" if heirs > 0 else ""
        counted = f"{self.changed:,} / {self.situations:,} 种情形会变"
        return f"{counted}，涉及 {self.regions} 个地区{below}。"


def changed_outcomes(policy: Policy, now: dt.datetime) -> list[ChangedOutcomes]:
    """What would change if a stored edition were live, on each day on which that can differ: the
    first from now on, and those on which it or what it replaces begins, and ends.

    Ten queries and two a day, four more when the wizard's words are not at hand.
    """
    words = vocabulary(events.token(now))
    days = days_that_differ(policy, now)
    found = [difference(*both) for both in read_edit(words, policy, days, at=now)]
    names = _names({code for each in found for group in each.groups for code in group.regions})
    return [_in_words(day, each, words, names) for day, each in zip(days, found, strict=True)]


def days_that_differ(policy: Policy, now: dt.datetime) -> list[dt.date]:
    """The days to compare, the first one first: at most five. One query."""
    first = first_day(policy, timezone.localdate(now))
    replaced = Policy.objects.live(now).filter(code=policy.code).exclude(pk=policy.pk)
    periods = [(policy.effective_from, policy.effective_to)]
    periods += replaced.values_list("effective_from", "effective_to")
    begins = {start for start, _end in periods if start}
    after = {end + DAY for _start, end in periods if end and end < dt.date.max}
    return [first, *sorted(day for day in begins | after if day > first)]


def _names(codes: set[str]) -> dict[str, str]:
    rows = Region.objects.filter(code__in=codes)
    return dict(rows.values_list("code", "name_zh_hans"))


def _in_words(
    day: dt.date, found: Difference, words: Vocabulary, names: Mapping[str, str]
) -> ChangedOutcomes:
    return ChangedOutcomes(
        day=day,
        situations=found.situations,
        changed=found.changed,
        regions=len(found.regions),
        places=found.places,
        groups=[_group(each, words, names) for each in found.groups],
        unwalked="、".join(sorted(found.unwalked)),
    )


def _group(group: Group, words: Vocabulary, names: Mapping[str, str]) -> ChangedGroup:
    before, after = (str(Outcome(each).label) for each in group.outcomes)
    scenario = words.scenario(group.scenario)
    witness = group.witnesses[0]
    said = {**dict(group.witnesses[1].answers), **dict(witness.answers)}
    return ChangedGroup(
        scenario=str(scenario) if scenario else group.scenario,
        before=before,
        after=after,
        situations=f"{group.situations:,}",
        places="、".join(names[code] for code in group.regions),
        example="；".join(words.said(*answer) for answer in said.items()),
        url=journey_link(witness),
    )
