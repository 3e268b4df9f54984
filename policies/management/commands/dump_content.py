"""Write the live content back as content files."""

from __future__ import annotations

import re
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from policies.disk_errors import why_not_written
from policies.models.edition import CODE_PATTERN
from policies.pack.content_kinds import AREAS
from policies.pack.dump import dump_content
from policies.pack.files import ContentRefused, Finding
from policies.pack.read import read_pack

CODE = re.compile(rf"- code: '?({CODE_PATTERN})'?$")  # of an edition


class Command(BaseCommand):
    help = "把网站上的内容写成内容文件，与 load_content 正好相反。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="写到哪个文件夹")

    def handle(self, *args: object, folder: Path, **options: object) -> None:
        try:
            written = dump_content(folder, at=timezone.now())
        except OSError as error:
            raise CommandError(f"{folder} 没有写完：{why_not_written(error)}。") from error
        self.stdout.write(f"写了 {len(written)} 个文件。")
        for each in refused_again(folder):
            self.stderr.write(each)


def refused_again(folder: Path) -> list[str]:
    """What loading the files would refuse, of which code, and how that is mended: an earlier
    version of the site may have published what none is published with today."""
    roots = {area.name: folder / area.name for area in AREAS}
    try:
        read_pack(roots, {})
    except ContentRefused as refused:
        return [f"load_content 会拒绝 {_where(each, roots)}" for each in refused.findings]
    return []


def _where(finding: Finding, roots: dict[str, Path]) -> str:
    """A finding, of an edition with its code and the way to mend it."""
    found = (root / finding.file for root in roots.values() if (root / finding.file).exists())
    path = next(found, None)
    lines = path.read_text(encoding="utf-8").splitlines()[: finding.row] if path else []
    code = next((m.group(1) for each in reversed(lines) if (m := CODE.match(each))), "")
    mend = f"请在后台修订 {code}，改好、批准，再写一次。" if code else ""
    return f"{finding} {mend}".rstrip()
