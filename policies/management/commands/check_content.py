"""Check the content files and replay the expected cases on the database."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from policies.management.day_argument import day_argument
from policies.pack.content_kinds import AREAS
from policies.pack.files import ContentRefused, Finding
from policies.pack.lint.cases import replay
from policies.pack.lint.rules import (
    REPLAY,
    Broken,
    Level,
    against_rules,
    in_order,
    lint,
    stored_translations,
)
from policies.pack.lint.translations import learn_from_packs
from policies.pack.memory import Memory, shipped
from policies.pack.read import default_roots, read_pack
from policies.publishing import events
from policies.publishing.rules_report import rules_report
from policies.rules.journey_link import journey_link
from policies.rules.rulecheck.findings import Kind
from policies.rules.vocabulary import vocabulary


class Command(BaseCommand):
    help = "检查内容文件的文字、依据和日期，并在数据库上重放验证用例；有 stop 就以 1 退出。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder",
            nargs="?",
            type=Path,
            help="含 policies/ 和 guides/ 的文件夹；默认用项目自带的内容",
        )
        parser.add_argument("--on", type=day_argument, help="按哪一天检查；默认今天")
        parser.add_argument("--hints", action="store_true", help="连 hint 一起列出")

    def handle(
        self,
        *args: object,
        folder: Path | None,
        on: dt.date | None,
        hints: bool,
        **options: object,
    ) -> None:
        day = on or timezone.localdate()
        broken = self._broken(folder, day)
        for each in broken:
            if each.level != Level.HINT or hints:
                self.stdout.write(str(each))
        counts = Counter(each.level for each in broken)
        summary = "，".join(f"{level} {counts[level]}" for level in Level)
        self.stdout.write(f"{day}：{summary}。")
        if counts[Level.STOP]:
            raise CommandError(f"{counts[Level.STOP]} 处必须改。")

    def _broken(self, folder: Path | None, day: dt.date) -> list[Broken]:
        roots = {area.name: folder / area.name for area in AREAS} if folder else default_roots()
        try:
            pack = read_pack(roots, {})
        except ContentRefused as refused:
            return [Broken("refused", Level.STOP, finding) for finding in refused.findings]
        now, rows = timezone.now(), pack.rows
        words = vocabulary(events.token(now))
        cases = [Broken(REPLAY, Level.STOP, finding) for finding in replay(rows, words, now)]
        cases += against_rules(rows, words, day=day, at=now)
        memory = Memory([*shipped(), *pack.pairs])
        learn_from_packs(memory)
        found = lint(rows, day=day, memory=memory)
        rules = _of_rules(now, day)
        return in_order({*found, *stored_translations(rows, day=day, at=now), *cases, *rules})


def _of_rules(now: dt.datetime, day: dt.date) -> Iterator[Broken]:
    """What check_rules finds in the database: what blocks is to be mended, the rest to be judged.

    Cases that fail are named with their file already.
    """
    for each in rules_report(now, on=day).findings:
        if each.kind != Kind.FAILED_CASE:
            place = f"check_rules {each.region} {each.scenario} {each.edition}".strip()
            message = f"{each.message} {journey_link(each.witness)}"
            level = Level.STOP if each.is_blocking else Level.HINT
            yield Broken(each.kind.value, level, Finding(place, 0, "-", message))
