"""Load the content pack into the database."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from rich.progress import Progress

from policies.pack.content_kinds import AREAS
from policies.pack.files import ContentRefused
from policies.pack.load import load_content


class Command(BaseCommand):
    help = "把内容文件装进数据库：要么全部，要么一点不装；不覆盖编辑后来的版本。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder",
            nargs="?",
            type=Path,
            help="含 policies/ 和 guides/ 的文件夹；默认用项目自带的内容",
        )

    def handle(self, *args: object, folder: Path | None, **options: object) -> None:
        roots = {area.name: folder / area.name for area in AREAS} if folder else None
        try:
            with Progress(transient=True, disable=not self.stdout.isatty()) as bar:
                task = bar.add_task("", total=None)
                report = load_content(
                    roots,
                    now=timezone.now(),
                    progress=lambda kind, done, total: bar.update(
                        task, description=kind, completed=done, total=total
                    ),
                )
        except ContentRefused as refused:
            for finding in refused.findings:
                self.stderr.write(str(finding))
            raise CommandError(f"{len(refused.findings)} 处不对，一行也没有装。") from refused
        for label in report.kept:
            self.stdout.write(f"保留编辑的版本：{label}")
        self.stdout.write(
            f"新增 {report.created}，更新 {report.updated}，不变 {report.unchanged}，"
            f"保留编辑的 {len(report.kept)}。"
        )
