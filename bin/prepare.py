"""Brings a site up to date before it starts: messages, tables, content, static files.

One process, and each step looks first whether there is anything to do, so that a start after which
nothing changed costs a second.
"""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import django
import polib
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_config.settings")
STATIC_SOURCES = ("static", "site_config/storage.py", "requirements.txt")


def compile_messages() -> None:
    """Compile translations that are newer than their compiled form; needs no gettext."""
    for source in (ROOT / "locale").rglob("*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(compiled))


def migrate() -> None:
    """Create or change the tables, if any migration is missing."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("更新数据库 …", file=sys.stderr)
        call_command("migrate", interactive=False, verbosity=0)


def collect_static() -> None:
    """Collect and compress the static files, if their sources changed."""
    digest = hashlib.sha256()
    for source in STATIC_SOURCES:
        top = ROOT / source
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file():
                digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    stamp = settings.VAR_DIR / "static.sha256"
    collected = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if collected.exists() and stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    print("收集样式 …", file=sys.stderr)
    # From nothing: files that the sources no longer have leave no trace.
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(digest.hexdigest())


def main() -> None:
    """Do what is named on the command line, or everything."""
    compile_messages()
    if sys.argv[1:] == ["messages"]:
        return
    django.setup()
    migrate()
    call_command("load_content")
    collect_static()


if __name__ == "__main__":
    main()
