"""Write the live content back as content files."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from policies.pack.dump import dump_content


class Command(BaseCommand):
    help = "把网站上的内容写成内容文件，与 load_content 正好相反。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="写到哪个文件夹")

    def handle(self, *args: object, folder: Path, **options: object) -> None:
        written = dump_content(folder, at=timezone.now())
        self.stdout.write(f"写了 {len(written)} 个文件。")
