"""Stores a content pack: all of it or nothing, and never over an editor's later work."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from django.db import IntegrityError, connection, transaction

from policies.models import ExpectedCase, ImpossibleCombination, PublicationEvent, Question, Region
from policies.models.edition import Edition
from policies.pack.content_kinds import AREAS
from policies.pack.kinds import RowKind
from policies.pack.memory import Memory, shipped
from policies.pack.read import Pack, default_roots, files_hash, read_pack
from policies.pack.store.editions import EditionStore
from policies.pack.store.keys import Keys, existing_codes
from policies.pack.store.plain import store_named, store_options, store_regions
from policies.pack.store.report import Report
from policies.pack.store.unnamed import store_unnamed
from policies.publishing import actions, events
from policies.publishing.held import hold_every_address
from policies.publishing.shared.permits import permitted

Progress = Callable[[str, int, int], None]
# With its number: what was loaded by a loader that left no marks is read once more.
PACK_SUBJECT = "content pack 2"
LONGEST_LOAD = 600_000  # ms
LOADING = 20_261_126  # any number: who holds it on a PostgreSQL server loads


def load_content(
    roots: Mapping[str, Path] | None = None,
    *,
    now: dt.datetime,
    progress: Progress | None = None,
) -> Report:
    """Load the content below `roots` (the shipped content when None) into the database.

    Doing it again with the same files changes nothing and costs one query. Who loads at the same
    time waits. Raises ContentRefused with every finding; nothing is stored then.
    """
    roots, progress = roots or default_roots(), progress or (lambda *_: None)
    subject = f"{PACK_SUBJECT} {files_hash(roots)[:32]}"
    if _pack_loaded_last() == subject:
        return Report(is_same=True)
    with _patience():
        try:
            return _load(roots, subject, now, progress)
        except (IntegrityError, actions.Refused):  # an editor was first with the same thing
            return _load(roots, subject, now, progress)


@transaction.atomic
def _load(roots: Mapping[str, Path], subject: str, now: dt.datetime, progress: Progress) -> Report:
    """Load what nobody loaded meanwhile, in one transaction."""
    _wait_for_other_loads()
    if _pack_loaded_last() == subject:
        return Report(is_same=True)
    pack, report = read_pack(roots, existing_codes()), Report()
    with permitted(subject), events.one_event(now, subject):
        _store(pack, now, report, progress)
    return report


def _pack_loaded_last() -> str | None:
    packs = PublicationEvent.objects.filter(subject__startswith="content pack")
    return packs.order_by("-pk").values_list("subject", flat=True).first()


@contextlib.contextmanager
def _patience() -> Iterator[None]:
    """Wait for another writer of SQLite, which has one, as long as that one may load."""
    if connection.vendor != "sqlite":
        yield
        return
    usual = connection.settings_dict["OPTIONS"].get("timeout", 5)
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {LONGEST_LOAD}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {int(usual * 1000)}")


def _wait_for_other_loads() -> None:
    """Hold, until the transaction ends, what only one load can hold.

    A lock of its own, not that of a row which editors' work needs too. Loading takes longer than a
    page may wait for a lock. A load gives addresses as well, and takes them before any row.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0")
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOADING])
            hold_every_address()
            cursor.execute("SET LOCAL lock_timeout TO DEFAULT")


def _store(pack: Pack, now: dt.datetime, report: Report, progress: Progress) -> None:
    """Store every kind, in the order in which rows of one kind name rows of another."""
    keys, done = Keys(), 0
    memory = Memory([*shipped(), *pack.pairs])
    codes = {row.code for row in pack.rows if row.code}
    for kind in (kind for area in AREAS for layout in area.layouts for kind in layout.kinds):
        rows = pack.of(kind)
        progress(kind.name, done, len(pack.rows))
        if issubclass(kind.model, Edition):
            EditionStore(kind, keys, report, codes, pack.sha256, memory).store(rows, now)
        elif rows or kind.model in UNNAMED:
            _store_plain(kind, pack, keys, report, memory)
        done += len(rows)
        progress(kind.name, done, len(pack.rows))


UNNAMED = (ExpectedCase, ImpossibleCombination)


def _store_plain(kind: RowKind, pack: Pack, keys: Keys, report: Report, memory: Memory) -> None:
    rows = pack.of(kind)
    if kind.model in UNNAMED:
        store_unnamed(kind, rows, keys, report)
    elif kind.model is Region:
        store_regions(rows, keys, report, memory)
    else:
        store_named(rows, keys, report, memory)
    if kind.model is Question:
        store_options(rows, keys, report, memory)
