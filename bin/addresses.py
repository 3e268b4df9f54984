"""Writes the table of pages in the reference of addresses, for bin/addresses."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/reference/addresses.md"
TABLE = re.compile(r"^`<lang>`: .*\n\n(?:\|.*\n)+", re.M)


def main() -> None:
    """Put the table of today's pages in the place of the one that is there."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_config.settings")
    import django

    django.setup()
    from site_config.pages import reference

    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(TABLE.sub(lambda _found: reference(), text, count=1), encoding="utf-8")


if __name__ == "__main__":
    main()
