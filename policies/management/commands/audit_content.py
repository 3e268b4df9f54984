"""Write docs/content-audit.md and docs/traditional-review.md from the research and the content."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from policies.pack.audit import (
    problems,
    read_audit,
    references,
    render_audit,
    render_traditional,
)
from policies.pack.files import ContentRefused
from policies.pack.lint.checked import Checked
from policies.pack.read import default_roots, read_pack
from policies.pack.recorded import read_recorded, unrecorded

DOCS = Path(settings.BASE_DIR) / "docs"


class Command(BaseCommand):
    help = "核对每条调研结果变成了什么，写出 docs/content-audit.md 和 docs/traditional-review.md。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=DOCS, help="写到哪个文件夹")
        parser.add_argument(
            "--research", type=Path, default=DOCS / "research", help="调研结果在哪个文件夹"
        )

    def handle(self, *args: object, folder: Path, research: Path, **options: object) -> None:
        try:
            rows, audit = read_pack(default_roots(), {}).rows, read_audit(research)
            recorded = read_recorded(research)
        except (ContentRefused, OSError) as refused:
            raise CommandError(str(refused)) from refused
        known = references(rows)
        if wrong := [*problems(audit, known), *map(str, unrecorded(rows, recorded))]:
            raise CommandError("\n".join(wrong))
        checked = Checked(rows, timezone.localdate(), {})
        documents = {
            "content-audit.md": render_audit(audit, known),
            "traditional-review.md": render_traditional(checked),
        }
        for name, text in documents.items():
            (folder / name).write_text(text, encoding="utf-8")
            self.stdout.write(f"写了 {name}。")
