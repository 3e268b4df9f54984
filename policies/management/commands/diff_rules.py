"""Say for whom the rules of two days end otherwise, each group with a journey to open."""

from __future__ import annotations

import datetime as dt
import json

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from policies.publishing import events
from policies.rules.country import read_country
from policies.rules.journey_link import journey_link
from policies.rules.rulecheck.difference import Difference, Group, difference
from policies.rules.vocabulary import vocabulary


class Command(BaseCommand):
    help = "比较两天的规则：哪些地方、哪些人查出来的结果不一样，各附两个能打开的网址。"

    def add_arguments(self, parser: CommandParser) -> None:
        day = dt.date.fromisoformat
        parser.add_argument("--from", dest="start", type=day, required=True, help="前一天")
        parser.add_argument("--to", dest="end", type=day, required=True, help="后一天")
        parser.add_argument("--json", action="store_true", help="按 JSON 输出")

    def handle(self, *args: object, start: dt.date, end: dt.date, **options: object) -> None:
        now = timezone.now()
        words = vocabulary(events.token(now))
        days = (read_country(words, on=day, at=now, is_today=False) for day in (start, end))
        found = difference(*days)
        show = _as_json if options["json"] else _in_lines
        self.stdout.write(show(found, start, end))


def _as_json(found: Difference, start: dt.date, end: dt.date) -> str:
    said = {
        "from": str(start),
        "to": str(end),
        "summary": _summary(found),
        "situations": found.situations,
        "changed": found.changed,
        "regions": list(found.regions),
        "places": found.places,
        "unwalked": sorted(found.unwalked),
        "groups": [_pairs(each) for each in found.groups],
    }
    return json.dumps(said, ensure_ascii=False, indent=1)


def _pairs(group: Group) -> dict[str, object]:
    before, after = group.witnesses
    return {
        "scenario": group.scenario,
        "before": group.outcomes[0],
        "after": group.outcomes[1],
        "editions": list(group.editions),
        "regions": list(group.regions),
        "situations": group.situations,
        "witness_before": journey_link(before),
        "witness": journey_link(after),
    }


def _in_lines(found: Difference, start: dt.date, end: dt.date) -> str:
    lines = [
        f"{each.scenario} {'、'.join(each.regions)}：{each.outcomes[0]} → {each.outcomes[1]}"
        f"（{each.situations} 种，{each.editions[0] or '没有'} → {each.editions[1] or '没有'}）"
        f" {journey_link(each.witnesses[0])} {journey_link(each.witnesses[1])}"
        for each in found.groups
    ]
    return "\n".join([*lines, f"{start} → {end}：{_summary(found)}"])


def _summary(found: Difference) -> str:
    return (
        f"{found.situations:,} 种情况里有 {found.changed:,} 种结果不同，"
        f"在 {len(found.regions)} 个地区（连同随它们的，{found.places:,} 个地方）。"
    )
