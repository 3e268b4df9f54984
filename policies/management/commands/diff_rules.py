"""Say for whom rules end otherwise: on two days, in two packs, or by two editions of a rule."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from policies.management.day_argument import day_argument
from policies.models import Policy
from policies.pack.content_kinds import AREAS
from policies.pack.country import country_of
from policies.pack.files import ContentRefused
from policies.pack.read import read_pack
from policies.publishing import events
from policies.rules.country import read_country, read_editions
from policies.rules.journey_link import journey_link
from policies.rules.rulecheck.difference import Difference, Group, difference
from policies.rules.rulecheck.recorded import Country
from policies.rules.vocabulary import vocabulary

WAYS = (
    "要么 --from 和 --to（两天），要么 --from-pack 和 --to-pack（至少一个），"
    "要么 --editions（两版）；--on 不和 --from、--to 一起用。"
)
DATABASE = "数据库"
Named = tuple[str, str]  # what stands before, and what after
Both = tuple[Country, Country]


class Command(BaseCommand):
    help = (
        "比较两天、两个内容文件夹（或者文件夹和数据库）、或者一条规则的两版："
        "哪些地方、哪些人查出来的结果不一样，各附两个网址。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="start", type=day_argument, help="前一天")
        parser.add_argument("--to", dest="end", type=day_argument, help="后一天")
        parser.add_argument("--from-pack", type=Path, help="前一个内容文件夹；不写就是数据库")
        parser.add_argument("--to-pack", type=Path, help="后一个内容文件夹；不写就是数据库")
        parser.add_argument("--editions", nargs=2, metavar="代码/v版", help="前后两版，如 K7M2P/v1")
        parser.add_argument("--on", type=day_argument, help="比较内容或者版本时看哪一天；默认今天")
        parser.add_argument("--json", action="store_true", help="按 JSON 输出")

    def handle(
        self,
        *args: object,
        start: dt.date | None,
        end: dt.date | None,
        from_pack: Path | None,
        to_pack: Path | None,
        editions: Sequence[str] | None,
        on: dt.date | None,
        **options: object,
    ) -> None:
        now = timezone.now()
        day = on or timezone.localdate(now)
        are_packs = from_pack is not None or to_pack is not None
        is_period = start is not None or end is not None
        if [is_period, are_packs, bool(editions)].count(True) != 1 or (is_period and on):
            raise CommandError(WAYS)
        if editions:
            named, both = (editions[0], editions[1]), _of_editions(editions, day, now)
        elif are_packs:
            named = str(from_pack or DATABASE), str(to_pack or DATABASE)
            both = _of(from_pack, day, now), _of(to_pack, day, now)
        elif start and end:
            if start > end:
                raise CommandError(f"--from（{start}）在 --to（{end}）后面：请对调。")
            named = str(start), str(end)
            both = _on(start, now), _on(end, now)
        else:
            raise CommandError(WAYS)
        show = _as_json if options["json"] else _in_lines
        self.stdout.write(show(difference(*both), named))


def _on(day: dt.date, now: dt.datetime) -> Country:
    """The country of the database on a day, as known now."""
    return read_country(vocabulary(events.token(now)), on=day, at=now, is_today=False)


def _of(folder: Path | None, day: dt.date, now: dt.datetime) -> Country:
    """The country of a content folder, else of the database. Raises CommandError."""
    if folder is None:
        return _on(day, now)
    try:
        pack = read_pack({area.name: folder / area.name for area in AREAS}, {})
    except ContentRefused as refused:
        said = [*map(str, refused.findings), f"{folder}：有地方不对，没有比较。"]
        raise CommandError("\n".join(said)) from None
    return country_of(pack, on=day, at=now)


def _of_editions(labels: Sequence[str], day: dt.date, now: dt.datetime) -> Both:
    """The country as if either of two stored editions were live. Raises CommandError."""
    found = [_edition(label) for label in labels]
    if len({(each.region_id, each.scenario_id) for each in found}) > 1:
        raise CommandError(f"{labels[0]} 和 {labels[1]} 不是同一个地区、同一件事的，没有比较。")
    words = vocabulary(events.token(now))
    return read_editions(words, (found[0], found[1]), on=day, at=now)


def _edition(label: str) -> Policy:
    code, _slash, version = label.partition("/v")
    rows = Policy.objects.select_related("region", "scenario")
    number = int(version) if version.isdecimal() else 0
    found: Policy | None = rows.filter(code=code, version=number).first()
    if found is None:
        raise CommandError(f"没有这一版政策：{label}。写成 K7M2P/v1 的样子。")
    return found


def _as_json(found: Difference, named: Named) -> str:
    said = {
        "from": named[0],
        "to": named[1],
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


def _in_lines(found: Difference, named: Named) -> str:
    lines = [
        f"{each.scenario} {'、'.join(each.regions)}：{each.outcomes[0]} → {each.outcomes[1]}"
        f"（{each.situations} 种，{each.editions[0] or '没有'} → {each.editions[1] or '没有'}）"
        f" {journey_link(each.witnesses[0])} {journey_link(each.witnesses[1])}"
        for each in found.groups
    ]
    return "\n".join([*lines, f"{named[0]} → {named[1]}：{_summary(found)}"])


def _summary(found: Difference) -> str:
    return (
        f"{found.situations:,} 种情况里有 {found.changed:,} 种结果不同，"
        f"在 {len(found.regions)} 个地区（连同随它们的，{found.places:,} 个地方）。"
    )
