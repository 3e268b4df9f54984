"""Walk every journey of every rule set and name what is wrong, each with a journey to open."""

from __future__ import annotations

import datetime as dt
import json
import time

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from policies.management.day_argument import day_argument
from policies.publishing.rules_report import rules_report
from policies.rules.journey_link import journey_link
from policies.rules.rulecheck.check import Report
from policies.rules.rulecheck.findings import Finding


class Command(BaseCommand):
    help = "走遍每套规则的每条路，列出有问题的地方，各附一个能打开的网址；有必须改的就以 1 退出。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="按 JSON 输出")
        parser.add_argument("--region", default="", help="只看这个地区的规则，如 440300")
        parser.add_argument("--on", type=day_argument, help="按哪一天检查；默认今天")

    def handle(self, *args: object, region: str, on: dt.date | None, **options: object) -> None:
        started = time.perf_counter()
        try:
            report = rules_report(timezone.now(), on=on, region=region)
        except KeyError:
            raise CommandError(f"没有地区 {region}。") from None
        seconds = round(time.perf_counter() - started, 3)
        show = _as_json if options["json"] else _in_lines
        self.stdout.write(show(report, seconds))
        if report.blocking:
            raise CommandError(f"{len(report.blocking)} 处必须改。")


def _as_json(report: Report, seconds: float) -> str:
    found = {
        "rule_sets": report.rule_sets,
        "journeys": report.journeys,
        "seconds": seconds,
        "findings": [_pairs(each) for each in report.findings],
    }
    return json.dumps(found, ensure_ascii=False, indent=1)


def _pairs(finding: Finding) -> dict[str, object]:
    return {
        "kind": finding.kind.value,
        "region": finding.region,
        "scenario": finding.scenario,
        "edition": finding.edition,
        "witness": journey_link(finding.witness),
        "message": finding.message,
        "blocking": finding.is_blocking,
    }


def _in_lines(report: Report, seconds: float) -> str:
    lines = [
        f"{'stop' if each.is_blocking else 'warn'} {each.kind} {each.region} {each.scenario} "
        f"{each.edition}：{each.message} {journey_link(each.witness)}"
        for each in report.findings
    ]
    total = f"{report.rule_sets} 套规则，{report.journeys} 条路，{seconds} 秒；"
    found = f"必须改 {len(report.blocking)}，要看 {len(report.findings) - len(report.blocking)}。"
    return "\n".join([*lines, total + found])
