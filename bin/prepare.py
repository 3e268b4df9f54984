"""Brings a site up to date before it starts: messages, tables, content, static files.

What belongs to the site alone (var/: database, secret) is readable by its user alone.

One process, and each step looks first whether there is anything to do, so that a start after which
nothing changed costs a second.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import django
import polib
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_config.settings")
STATIC_SOURCES = ("static", "site_config/storage.py", "requirements.txt")
COLLECTED = "static.sha256"  # in var/: of which sources the collected files are

# Whoever changes a table waits for all who use it, and all who come later wait behind that. So it
# gives up before a reader does (site_config/patience.py), lets those pass, and tries again.
LOCK_TIMEOUT = "500ms"
TRIES, PAUSE = 60, 2.0  # seconds
NO_LOCK = "55P03"  # PostgreSQL's name for a lock that could not be had in time
PREPARING = 20_261_128  # any number: who holds it on a PostgreSQL server prepares its database

# Set to 1 where a new site is really wanted although there was one before.
NEW_DATABASE = "NEW_DATABASE"


def compile_messages() -> None:
    """Compile translations that are newer than their compiled form; needs no gettext."""
    for source in (ROOT / "locale").rglob("*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(compiled))


def close_folder(folder: Path) -> None:
    """Passwords and sessions are in the database: only the site's own user may read the folder."""
    folder.mkdir(mode=0o700, exist_ok=True)
    for path in (folder, *folder.rglob("*")):
        mode = path.lstat().st_mode
        if not path.is_symlink() and mode & 0o077:
            path.chmod(mode & 0o700)


def refuse_lost_database(register: Path) -> None:
    """A database file that is gone, where there was a site, is a loss and no first start."""
    file = sqlite_file()
    known = register.read_text(encoding="utf-8").splitlines() if register.exists() else []
    is_lost = file is not None and str(file) in known and not has_bytes(file)
    if is_lost and os.environ.get(NEW_DATABASE) != "1":
        sys.exit(
            f"DATABASE_URL: 数据库文件不见了：{file}\n"
            "这里以前有过一个网站。没有另建一个空的，免得已经写的内容不知不觉就没有了。\n"
            f"找回这个文件或者从备份恢复；真的要从头开始，请运行：{NEW_DATABASE}=1 bin/run"
        )


def remember_database(register: Path) -> None:
    """Write down that there is a site in this database file."""
    file = sqlite_file()
    known = register.read_text(encoding="utf-8").splitlines() if register.exists() else []
    if file is not None and str(file) not in known:
        register.write_text("\n".join([*known, str(file), ""]), encoding="utf-8")


def sqlite_file() -> Path | None:
    """The file of the database; none with PostgreSQL, or in memory."""
    name = str(connection.settings_dict["NAME"])
    in_a_file = connection.vendor == "sqlite" and ":memory:" not in name
    return Path(name).absolute() if in_a_file else None


def has_bytes(file: Path) -> bool:
    """Whether a file is there and not empty, as one is that SQLite has only opened."""
    return file.is_file() and file.stat().st_size > 0


def refuse_memory() -> None:
    """A database in memory ends with this process: nothing of it would reach the server."""
    if connection.vendor == "sqlite" and sqlite_file() is None:
        sys.exit(
            "DATABASE_URL: 内存里的数据库不能用来运行网站。请写一个文件，例如 sqlite:////srv/site/var/db.sqlite3。"
        )


def reach_database() -> None:
    """End with a word about the variable, not with a traceback, if there is no such database."""
    connection.settings_dict["OPTIONS"].pop("pool", None)  # one process needs one connection
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            if connection.vendor == "postgresql":  # to build an index may take longer than a page
                cursor.execute("SET statement_timeout = 0")
    except DatabaseError as error:
        values = connection.settings_dict
        where = "/".join(str(values[key]) for key in ("HOST", "PORT", "NAME") if values[key])
        sys.exit(f"DATABASE_URL: 数据库用不了（{where}）：{error}")


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Who prepares the same file meanwhile waits, and then finds it done. The lock is on its
    folder, which nothing needs to be made for."""
    with contextlib.ExitStack() as held:
        file = sqlite_file()
        with contextlib.suppress(OSError):  # no such folder: who opens the file says so
            if file is not None:
                folder = os.open(file.parent, os.O_RDONLY)
                held.callback(os.close, folder)
                fcntl.flock(folder, fcntl.LOCK_EX)
        yield


def wait_for_other_machines() -> None:
    """The same for PostgreSQL; until this process ends. Asked for now and then: a statement that
    waits is one that is open, and an index that the other one makes waits for those to end."""
    while connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [PREPARING])
            [[is_ours]] = cursor.fetchall()
        if is_ours:
            return
        time.sleep(PAUSE)


def limit_waiting(statement: str) -> None:
    """Say how long to wait for locks from now on; SQLite has but one."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(statement)


def patiently(step: Callable[[], None], *, tries: int = TRIES, pause: float = PAUSE) -> None:
    """Do what needs locks on tables that are in use; try again where one cannot be had."""
    limit_waiting(f"SET lock_timeout = '{LOCK_TIMEOUT}'")
    for left in reversed(range(tries)):
        try:
            step()
            return limit_waiting("RESET lock_timeout")
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", "") != NO_LOCK or not left:
                raise
        print(f"数据表正在用，{pause:g} 秒以后再试（还有 {left} 次）…", file=sys.stderr)
        time.sleep(pause)


def migrate() -> None:
    """Create or change the tables, if any migration is missing."""
    from policies.publishing import database_rules

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("更新数据库 …", file=sys.stderr)
        call_command("migrate", interactive=False, verbosity=0)
    database_rules.install()  # a migration that was killed leaves the database without them


def digest_of_sources() -> str:
    """What the static files of this release are made of, as one digest."""
    digest = hashlib.sha256()
    for source in STATIC_SOURCES:
        top = ROOT / source
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file():
                digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def is_collected() -> bool:
    """Whether the static files of this release are there."""
    stamp = settings.VAR_DIR / COLLECTED
    made = Path(settings.STATIC_ROOT) / "staticfiles.json"
    return made.exists() and stamp.exists() and stamp.read_text() == digest_of_sources()


def refuse_unprepared() -> None:
    """A page names its style sheet, so a server without the files of its release fails at each."""
    if not is_collected():
        sys.exit(
            "这一版的样式还没有收集，网站没有启动。"
            "请先运行 bin/prepare.py（或者 bin/prepare.py static）。"
        )


def collect_static() -> None:
    """Collect and compress the static files, if their sources changed."""
    if is_collected():
        return
    print("收集样式 …", file=sys.stderr)
    from site_config.assets import collect

    private = os.umask(0o022)  # a web server may read them
    collect(Path(settings.STATIC_ROOT), settings.VAR_DIR / "static-releases.json")
    os.umask(private)
    (settings.VAR_DIR / COLLECTED).write_text(digest_of_sources())


def main() -> None:
    """Do what is named on the command line, or everything."""
    asked = sys.argv[1:]
    if asked != ["ready"]:  # which is asked before a server starts, and may write nothing
        compile_messages()
    if asked == ["messages"]:
        return
    try:
        django.setup()
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    if asked == ["ready"]:
        return refuse_unprepared()
    register = settings.VAR_DIR / "databases"
    os.umask(0o077)
    close_folder(settings.VAR_DIR)
    if asked == ["static"]:  # the release before, which finds its tables and content
        return collect_static()
    refuse_memory()
    with alone():
        prepare(register)


def prepare(register: Path) -> None:
    """Bring the database, the content and the static files up to date."""
    refuse_lost_database(register)
    reach_database()
    wait_for_other_machines()
    patiently(migrate)
    call_command("load_content")
    remember_database(register)
    collect_static()


if __name__ == "__main__":
    main()
