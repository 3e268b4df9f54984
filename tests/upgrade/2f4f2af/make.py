"""Makes the fixture of release 2f4f2af: its database with editors' work in it, and its pages.

How to run it again, in a clone of this project, from the folder this file is in:

    git worktree add --detach /tmp/old 2f4f2af
    cd /tmp/old && bin/prepare.py messages     # with a Python that has requirements-dev.txt
    python …/make.py /tmp/old                  # as root, or as a user who may run PostgreSQL

Everything is done twice, by the old release itself, on SQLite and on PostgreSQL; the rows must be
the same. Then both dumps are loaded into empty databases and must answer every page the same.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import gzip
import itertools
import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
OLD = Path(sys.argv[1]).resolve()
NOW = dt.datetime(2026, 11, 26, 4, tzinfo=dt.UTC)  # when the pages were asked
MIGRATED = dt.datetime(2026, 11, 18, 0, tzinfo=dt.UTC)
PACKS = [dt.datetime(2026, 11, day, 1, tzinfo=dt.UTC) for day in (19, 20)]
POSTGRESQL = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
# Of a dump that psql would read: its own commands, comments, and settings that outlive it.
NOT_SQL = re.compile(
    r"^(?:\\.*|--.*|SET .*;|SELECT pg_catalog\.set_config.*|COMMENT ON .*;)\n", re.M
)


# What runs inside the old release, one process a database.


def set_up() -> None:
    """Django of the old release, with static files named plainly, as its tests have it."""
    sys.path[:0] = [str(OLD), str(HERE)]
    os.environ["DJANGO_SETTINGS_MODULE"] = "site_config.settings"
    import django
    from django.conf import settings

    settings.STATIC_ROOT = tempfile.mkdtemp(dir=Path(sys.argv[3]).parent)  # empty
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}
    settings.ALLOWED_HOSTS = ["testserver"]
    django.setup()


def build(target: Path) -> None:
    """Migrate an empty database, load the packs, do the editors' work; write what it holds."""
    import time_machine
    from django.core.management import call_command

    import editors
    from content_pack import LATER, files
    from policies.importers import load_content
    from policies.models import PublicationEvent
    from tests.content import pack

    numbers = itertools.count(1)
    PublicationEvent._meta.get_field("token").default = lambda: uuid.UUID(int=next(numbers))
    with time_machine.travel(MIGRATED, tick=False) as clock:
        call_command("migrate", interactive=False, verbosity=0)
        for at, changes in zip(PACKS, ((), LATER), strict=True):
            clock.move_to(at)
            with tempfile.TemporaryDirectory() as folder:
                load_content(pack.write(Path(folder), **files(changes)), now=at)
        editors.work(clock)
    read(target)


def read(target: Path) -> None:
    """Everything that a database holds."""
    target.write_text(as_json({"rows": rows(), "editions": editions()}))


def rows() -> dict[str, Any]:
    """Every row of every table by its columns, to compare two databases."""
    from django.apps import apps

    return {
        model._meta.label: list(model._base_manager.order_by("pk").values(*columns))
        for model in apps.get_models(include_auto_created=True)
        if (columns := [field.attname for field in model._meta.concrete_fields])
    }


def editions() -> list[dict[str, Any]]:
    """Every edition with its canonical content and its hashes, which must be right."""
    from policies.models.edition import edition_models

    found = []
    for model in edition_models():
        for each in model._base_manager.order_by("code", "version"):
            assert not each.approved_at or each.content_hash == each.compute_hash(), each
            columns = ("code", "version", "state", "content_hash", "previous_hash")
            row = {name: getattr(each, name) for name in columns}
            found.append({"model": model._meta.label_lower, **row, "content": each.content()})
    return found


def ask_everything(target: Path) -> None:
    """Ask every page of a database at NOW."""
    import time_machine

    from pages import addresses, ask, journeys

    with time_machine.travel(NOW, tick=False):
        every = list(dict.fromkeys([*addresses(), *journeys()]))
        target.write_text(as_json({address: ask(address) for address in every}))


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=0, sort_keys=True, default=str)


# What runs outside.


def main() -> None:
    """Build both databases, dump them, load the dumps, ask the pages, write the files."""
    with tempfile.TemporaryDirectory() as name, cluster() as server:
        folder = Path(name)
        lite, again = folder / "built.sqlite3", folder / "again.sqlite3"
        create(server, "built")
        create(server, "again")
        built = run("build", f"sqlite:///{lite}", folder)
        other = run("build", f"{server}/built", folder)
        assert built == other, differences(built["rows"], other["rows"])
        dumps = {"sqlite3": dump_sqlite(lite), "postgresql": dump_postgresql(f"{server}/built")}
        load_sqlite(dumps["sqlite3"], again)
        load_postgresql(dumps["postgresql"], f"{server}/again")
        pages = run("ask", f"sqlite:///{lite}", folder)
        for url in (f"sqlite:///{again}", f"{server}/built", f"{server}/again"):
            assert run("read", url, folder) == built, url
            found = run("ask", url, folder)
            print(url.partition(":")[0], "differs at:", differences(pages, found))
            pages = {address: page for address, page in pages.items() if found.get(address) == page}
    for kind, dump in dumps.items():
        write(f"database.{kind}.sql.gz", dump)
    write("pages.json.gz", as_json(pages))
    found_editions = {"instant": NOW.isoformat(), "editions": built["editions"]}
    write("editions.json.gz", as_json(found_editions))
    print(len(pages), "addresses,", len(built["editions"]), "editions")


def run(step: str, url: str, folder: Path) -> Any:
    """One step of the old release on a database; what it wrote."""
    target = folder / "answer.json"
    environment = os.environ | {"DATABASE_URL": url, "SECRET_KEY": "of-the-fixture-" * 4}
    command = [sys.executable, __file__, str(OLD), step, str(target)]
    subprocess.run(command, env=environment, check=True)  # noqa: S603
    return json.loads(target.read_text())


def differences(one: Any, other: Any) -> list[str]:
    return [key for key in sorted(one.keys() | other.keys()) if one.get(key) != other.get(key)]


def write(name: str, text: str) -> None:
    """The same text makes the same file."""
    (HERE / name).write_bytes(gzip.compress(text.encode(), 9, mtime=0))


# Databases.


def dump_sqlite(path: Path) -> str:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return "\n".join(connection.iterdump()) + "\n"


def load_sqlite(dump: str, path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript(dump)


def dump_postgresql(url: str) -> str:
    program = [str(POSTGRESQL / "pg_dump"), "--inserts", "--no-owner", "--no-privileges", "-d"]
    address = url.replace("postgres:", "postgresql:")
    made = subprocess.run([*program, address], check=True, capture_output=True, text=True)  # noqa: S603
    return NOT_SQL.sub("", made.stdout).lstrip()


def load_postgresql(dump: str, url: str) -> None:
    import psycopg

    with psycopg.connect(url.replace("postgres:", "postgresql:")) as connection:
        connection.execute(dump)


def create(server: str, name: str) -> None:
    import psycopg

    url = f"{server.replace('postgres:', 'postgresql:')}/postgres"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")


@contextlib.contextmanager
def cluster() -> Iterator[str]:
    """A PostgreSQL server of our own, as bin/test starts one."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    folder = tempfile.mkdtemp(prefix="fixture-postgresql-")
    os.chmod(folder, 0o777)  # noqa: S103 - of another user, and gone in a minute

    def do(program: str, *arguments: str) -> None:
        command = [*as_postgres, str(POSTGRESQL / program), "-D", f"{folder}/data", *arguments]
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)  # noqa: S603

    do("initdb", "-U", "tester", "-A", "trust", "--locale=C.UTF-8", "--encoding=UTF8", "--no-sync")
    options = f"-h 127.0.0.1 -p {port} -k {folder} -c fsync=off -c timezone=UTC"
    do("pg_ctl", "-w", "-l", f"{folder}/server.log", "-o", options, "start")
    try:
        yield f"postgres://tester@127.0.0.1:{port}"
    finally:
        do("pg_ctl", "-m", "immediate", "stop")
        subprocess.run(["rm", "-rf", folder], check=True)  # noqa: S603, S607


STEPS: dict[str, Callable[[Path], None]] = {"build": build, "read": read, "ask": ask_everything}

if __name__ == "__main__":
    if len(sys.argv) > 2:
        set_up()
        STEPS[sys.argv[2]](Path(sys.argv[3]))
    else:
        main()
