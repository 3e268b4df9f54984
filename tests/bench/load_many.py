"""Fills a database with three dated policies for every region and scenario, to measure on.

DATABASE_URL=sqlite:////tmp/many.sqlite3 python -m tests.bench.load_many
"""

from __future__ import annotations

import os
import sys
import time

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_config.settings")
    os.environ.setdefault("SECRET_KEY", "only-for-measuring-only-for-measuring-1234")
    if "DATABASE_URL" not in os.environ:
        sys.exit("DATABASE_URL: name a database of its own to fill.")
    django.setup()
    from django.core.management import call_command

    from site_config.bench.many import load_many

    call_command("migrate", verbosity=0)
    call_command("load_content")
    start = time.monotonic()
    stored = load_many()
    print(f"{stored} policies in {time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    main()
