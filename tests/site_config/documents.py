"""The documents of the project, for tests of what they say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TOPS = (
    "bin",
    "deploy",
    "docs",
    "guides",
    "policies",
    "site_config",
    "static",
    "templates",
    "tests",
)
FILES = [path for top in TOPS for path in (ROOT / top).rglob("*") if path.is_file()]
# Written by people. What `audit_content` writes of the research is held by tests of its own.
WRITTEN = ("content-audit.md", "traditional-review.md")
DOCUMENTS = sorted(
    path
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))
    if path.name not in WRITTEN
)
every_document = pytest.mark.parametrize(
    "document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix()
)


def reference(name: str) -> str:
    return (ROOT / "docs/reference" / name).read_text(encoding="utf-8")


def code_in(document: Path) -> list[str]:
    """What stands between backticks, and the lines of indented blocks."""
    found = re.findall(r"`([^`\n]+)`|^ {4}(\S.*)$", document.read_text(encoding="utf-8"), re.M)
    return [inline or block for inline, block in found]
