"""Names the running code, so that what was noted of pages by another release is never looked at."""

from __future__ import annotations

import hashlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ("site_config", "policies", "guides", "templates", "static", "locale")
SUFFIXES = {".py", ".html", ".css", ".js", ".mo", ".svg", ".csv", ".json", ".txt", ".png"}
LOCK = "requirements.txt"  # the libraries: they write pages too


def fingerprint(root: Path) -> str:
    """A digest over every file that can change what a page says, but the content."""
    digest = hashlib.sha256((root / LOCK).read_bytes())
    for folder in SHIPPED:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in SUFFIXES:
                digest.update(path.relative_to(root).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


RELEASE = fingerprint(ROOT)
