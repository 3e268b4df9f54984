"""Note what the translations of the shipped content were made from."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from policies.pack.files import ContentRefused
from policies.pack.memory import SHIPPED, Memory, noted, shipped, written
from policies.pack.read import default_roots, read_pack


class Command(BaseCommand):
    help = (
        "记下项目自带的译文各是按哪一版原文写的。已经记过、原文后来改了的，仍记旧的原文，"
        "check_content 会报告它，直到译文改了，或者用 --still-right 说明译文仍然对。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=SHIPPED, help="写到哪个文件")
        parser.add_argument(
            "--still-right",
            nargs="+",
            default=[],
            metavar="ROW",
            help="哪几行的译文对照今天的原文看过，仍然对；写法同 check_content，如 policy:U58YZ",
        )

    def handle(self, *args: object, file: Path, still_right: list[str], **options: object) -> None:
        if file.is_dir() or not file.parent.is_dir():
            raise CommandError(f"写不进 {file}：它是文件夹，或者它的文件夹不存在。")
        try:
            rows = read_pack(default_roots(), {}).rows
        except ContentRefused as refused:
            raise CommandError(str(refused)) from refused
        try:
            pairs = noted(rows, Memory(shipped()), frozenset(still_right))
        except LookupError as unknown:
            raise CommandError(f"没有这一行：{unknown.args[0]}。") from unknown
        file.write_text(written(pairs), encoding="utf-8")
        self.stdout.write(f"记下 {len(pairs)} 条译文。")
