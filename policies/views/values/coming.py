"""What is announced: rules that take effect later, by day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format

from policies.models import Policy, Region
from policies.rules.coming import coming_rules
from policies.speech import Said
from policies.views.page import Reader
from policies.views.values.region import answer_url_on, changes_url


@dataclass(frozen=True, slots=True)
class ComingRule:
    """A rule that takes effect later; `url` shows its first day, `changes_url` for whom it changes
    something."""

    region: Said
    scenario: Said
    sentence: Said
    url: str
    changes_url: str


@dataclass(frozen=True, slots=True)
class ComingDay:
    """A day on which rules take effect."""

    day: str
    rules: list[ComingRule]


def coming_days(reader: Reader, region: Region | None = None) -> list[ComingDay]:
    """Everything that is known to change later, of a region or anywhere. One query."""
    return by_day(coming_rules(reader.on, reader.at, region=region), reader)


def by_day(rules: Iterable[Policy], reader: Reader) -> list[ComingDay]:
    """Rules with a first day under that day, the next day first."""
    days: dict[str, ComingDay] = {}
    for rule in sorted(rules, key=lambda each: str(each.effective_from)):
        day = date_format(rule.effective_from, "DATE_FORMAT") if rule.effective_from else ""
        query = f"on={rule.effective_from}"
        shown = ComingRule(
            region=reader.speech.of(rule.region, "name"),
            scenario=reader.speech.of(rule.scenario, "name"),
            sentence=reader.speech.of(rule, "answer"),
            url=answer_url_on(rule.region, rule.scenario, query),
            changes_url=changes_url(rule.region, rule.scenario, query),
        )
        days.setdefault(day, ComingDay(day, [])).rules.append(shown)
    return list(days.values())
