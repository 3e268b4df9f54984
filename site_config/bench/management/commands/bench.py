"""Say what requests cost, side by side, on this machine and with this content."""

from __future__ import annotations

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from policies.models import Policy
from site_config.bench.costs import NotMeasured, costs
from site_config.bench.plot import picture
from site_config.bench.report import Run, as_data, in_lines
from site_config.bench.servers import loads, missing
from site_config.bench.sizes import ABOUT_MINUTES, REGIONS, fill, measured

HERE = "1×"
TITLE = "Milliseconds of a processor for one answer"


class Command(BaseCommand):
    help = "量一量每种回答要用多少处理器、每秒能答多少次，和空的 Django、nginx 的静态文件放在一起。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="按 JSON 输出")
        parser.add_argument("--svg", type=Path, help="把数字画成图，写到这个文件")
        parser.add_argument("--seconds", type=float, default=3.0, help="每个数字大约量几秒")
        parser.add_argument("--no-servers", action="store_true", help="不启动 gunicorn 和 nginx")
        parser.add_argument(
            "--sizes", default="", help=f"另外再量这些内容量，用逗号隔开：{'、'.join(REGIONS)}"
        )
        parser.add_argument("--fill", choices=REGIONS, help="只把这个数据库填到这么多内容")

    def handle(self, *args: object, seconds: float, sizes: str, **options: object) -> None:
        if options["fill"]:
            fill(str(options["fill"]))
            return
        wanted = [each for each in sizes.split(",") if each]
        if unknown := set(wanted) - REGIONS.keys():
            raise CommandError(f"--sizes：没有 {'、'.join(sorted(unknown))}。")
        if not options["json"]:
            minutes = sum(ABOUT_MINUTES[each] for each in wanted)
            self.stdout.write(f"大约 {round(25 * seconds / 60 + 1 + minutes)} 分钟。")
        runs = [here(seconds, with_servers=not options["no_servers"])]
        runs += [measured(each, seconds) for each in wanted]
        self._tell(runs, **options)

    def _tell(self, runs: list[Run], **options: object) -> None:
        if isinstance(svg := options["svg"], Path):
            svg.write_text(
                picture(runs[0].milliseconds(), "Milliseconds of a processor for one answer"),
                "utf-8",
            )
        told = json.dumps(as_data(runs), ensure_ascii=False, indent=1)
        self.stdout.write(told if options["json"] else "\n".join(in_lines(runs)))


def here(seconds: float, *, with_servers: bool) -> Run:
    """What is measured with the content of this database."""
    try:
        run = Run(HERE, Policy.objects.count(), list(costs(seconds, timezone.now())))
    except NotMeasured as why:
        raise CommandError(f"量不了：{why}") from None
    if with_servers:
        run.missing = missing()
        run.loads = [] if run.missing else list(loads(seconds))
    return run
