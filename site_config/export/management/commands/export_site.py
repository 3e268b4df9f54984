"""Write the whole public site as static files, or bring such a copy up to date."""

from __future__ import annotations

import os
import resource
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from rich.progress import Progress

from policies.disk_errors import why_not_written
from site_config.export.export import Report, export
from site_config.export.files import Taken
from site_config.export.starting import begin
from site_config.export.workers import Workers

GOES_ON = "里面的每个文件都是完整的；再运行一次，就接着写。"


class Command(BaseCommand):
    help = "把整个网站写成静态文件，或者把已有的副本更新到现在；只写有变化的。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path, help="副本放在哪里")
        parser.add_argument(
            "--jobs", type=int, default=os.cpu_count() or 1, help="几个进程；默认每个核一个"
        )

    def handle(self, *args: object, folder: Path, jobs: int, **options: object) -> None:
        if jobs < 1:
            raise CommandError("--jobs 至少是 1。")
        before = used()
        begin()
        with Progress(transient=True, disable=not self.stdout.isatty()) as progress:
            bar, workers = Bar(progress), Workers(jobs)
            report = self.export(folder.absolute(), workers, bar)
        self.stdout.write(in_words(report, used() - before))
        if report.failed:
            raise CommandError(
                f"{len(report.failed)} 页没有写成，留着以前的：{'、'.join(report.failed[:5])}"
            )

    @staticmethod
    def export(folder: Path, workers: Workers, bar: Bar) -> Report:
        try:
            return export(folder, timezone.now, workers=workers, shown=bar)
        except Taken as error:
            raise CommandError(f"{folder}：另一个 export_site 正在写，等它做完。") from error
        except (OSError, BrokenProcessPool) as error:
            why = why_not_written(error) if isinstance(error, OSError) else "写的进程被结束了"
            said = f"{folder} 没有写完：{why}。{GOES_ON if folder.is_dir() else ''}"
            raise CommandError(said) from error


class Bar:
    """How far the copy is."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.task = progress.add_task("页面", total=0)
        self.total = 0

    def begin(self, units: int) -> None:
        self.total += units
        self.progress.update(self.task, total=self.total)

    def more(self, units: int) -> None:
        self.progress.advance(self.task, units)


def used() -> float:
    """Seconds of a processor that this process and those it started have used."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in both)


def in_words(report: Report, seconds: float) -> str:
    if not report.asked:
        return f"副本已是最新：{report.addresses} 个网址，没有要写的。"
    rate = report.asked / seconds if seconds else 0
    resumed = f"，接着上次做完的 {report.resumed} 个" if report.resumed else ""
    return (
        f"副本 {report.addresses} 个网址{resumed}：问了 {report.asked} 个，写了 {report.written} "
        f"个文件，删了 {report.removed} 个；处理器 {seconds:.1f} 秒，每核每秒 {rate:.0f} 页。"
    )
