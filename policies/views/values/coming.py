"""What is announced: rules that take effect later, by day."""

from __future__ import annotations

import datetime as dt
import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cachetools import LRUCache, cached
from django.utils.formats import date_format

from policies.models import Policy, Region
from policies.rules.coming import MOST, coming_numbers, coming_rules
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
    """A day on which so many rules take effect; the first of them, or none where a page only counts
    them."""

    day: str
    number: int
    rules: list[ComingRule]


def coming_days(reader: Reader, region: Region | None = None) -> list[ComingDay]:
    """What is known to change later, of a region or anywhere; of what is more than `MOST` rules,
    the first are told and all are counted. One query, then two."""
    rules = coming_rules(reader.on, reader.at, region=region)
    if len(rules) < MOST:
        return by_day(rules, reader)
    numbers = _numbers(reader, region)
    return [_day(day, number, rules, reader) for day, number in numbers.items()]


def next_coming_day(reader: Reader) -> ComingDay | None:
    """The next day on which something changes anywhere, counted. One query."""
    for day, number in _numbers(reader, None).items():
        return _day(day, number, [], reader)
    return None


def _numbers(reader: Reader, region: Region | None) -> dict[dt.date, int]:
    if region or reader.at != reader.now:
        return coming_numbers(reader.on, reader.at, region=region)
    return _of_the_country(reader.published, reader.on, reader.at)


@cached(LRUCache(4), key=lambda published, on, at: (published, on), lock=threading.Lock())
def _of_the_country(published: str, on: dt.date, at: dt.datetime) -> dict[dt.date, int]:
    """What a state of publication (`events.token`) announces: counted once, as it reads every rule
    that is announced."""
    return coming_numbers(on, at)


def by_day(rules: Iterable[Policy], reader: Reader) -> list[ComingDay]:
    """Rules with a first day under that day, the next day first."""
    told = [rule for rule in rules if rule.effective_from]
    numbers = Counter(rule.effective_from for rule in told)
    return [_day(day, numbers[day], told, reader) for day in sorted(filter(None, numbers))]


def _day(day: dt.date, number: int, rules: Sequence[Policy], reader: Reader) -> ComingDay:
    shown = [_rule(rule, reader) for rule in rules if rule.effective_from == day]
    return ComingDay(date_format(day, "DATE_FORMAT"), number, shown)


def _rule(rule: Policy, reader: Reader) -> ComingRule:
    query = f"on={rule.effective_from}"
    return ComingRule(
        region=reader.speech.of(rule.region, "name"),
        scenario=reader.speech.of(rule.scenario, "name"),
        sentence=reader.speech.of(rule, "answer"),
        url=answer_url_on(rule.region, rule.scenario, query),
        changes_url=changes_url(rule.region, rule.scenario, query),
    )
