"""The whole copy: what is left to do of it, by how many, and what is taken away at the end.

Each page is asked for in every state of the site, since nobody lists what a page depends on
(docs/adr/0035); written is only what changed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from django.conf import settings

from site_config.export import addresses, former, front
from site_config.export.addresses import Unit
from site_config.export.copying import GONE, PAGES
from site_config.export.files import alone, leave_only, make_folder, put
from site_config.export.manifest import (
    NO_STATE,
    Entry,
    Manifest,
    State,
    note,
    open_journal,
    read_journal,
    read_manifest,
    state_at,
    write_manifest,
)
from site_config.export.workers import Workers

Clock = Callable[[], dt.datetime]
MOST_PASSES = 3
STATIC = "static"
UNCOMPRESSED = {".png", ".gz", ".br", ".woff2", ".ico"}


class Shown(Protocol):
    """Shows how far the copy is."""

    def begin(self, units: int) -> None: ...

    def more(self, units: int) -> None: ...


class Unseen:
    def begin(self, units: int) -> None: ...

    def more(self, units: int) -> None: ...


@dataclass(slots=True)
class Report:
    """What a run did."""

    addresses: int = 0
    asked: int = 0
    written: int = 0
    removed: int = 0
    resumed: int = 0
    failed: list[str] = field(default_factory=list)


def export(folder: Path, clock: Clock, *, workers: Workers, shown: Shown | None = None) -> Report:
    """Bring the copy in a folder up to date, one at a time. What changes meanwhile is copied in
    another pass. Raises Taken."""
    make_folder(folder)
    with alone(folder):
        return _export(folder, clock, workers, shown or Unseen())


def _export(folder: Path, clock: Clock, workers: Workers, shown: Shown) -> Report:
    report = Report()
    for _pass in range(MOST_PASSES):
        now = clock()
        state = state_at(now)
        before = read_manifest(folder)
        if before.state == state and is_whole(folder, before):
            _finish(folder, replace(before, made=_written(now)), report)
            break
        _copy_all(folder, now, state, before, report, workers, shown)
        if report.failed:
            break
    return report


def is_whole(folder: Path, manifest: Manifest) -> bool:
    """Whether every file of a copy is there."""
    return all((folder / each.file).exists() for each in manifest.entries.values() if each.file)


def _copy_all(
    folder: Path,
    now: dt.datetime,
    state: State,
    before: Manifest,
    report: Report,
    workers: Workers,
    shown: Shown,
) -> None:
    known = before.entries if before.state.release == state.release else {}
    done = read_journal(folder, state)
    report.resumed += len(done)
    with open_journal(folder, state, done.values()) as journal:

        def copy(units: Iterable[Unit]) -> None:
            todo = [unit for unit in units if unit[0] not in done]
            shown.begin(len(todo))
            for unit, (entries, written) in workers.copy(str(folder), todo, known, report.failed):
                note(journal, entries)
                done.update((each.address, each) for each in entries)
                report.asked += len(unit)
                report.written += written
                shown.more(1)

        copy(all_units(state, now))
        told = [*done.values(), *_copies_of(report.failed, before)]
        copy((lead,) for lead in sorted({lead for each in told for lead in each.leads}))
    there = [each for each in done.values() if each.status != 404]
    there += _copies_of(report.failed, before)
    whole = Manifest(state, _written(now), {each.address: each for each in there})
    _finish(folder, whole, report)


def _written(instant: dt.datetime) -> str:
    return instant.isoformat(timespec="seconds")


def all_units(state: State, now: dt.datetime) -> Iterator[Unit]:
    yield from addresses.units(dt.date.fromisoformat(state.day), now)
    yield from ((address,) for address in former.former_addresses(now))


def _copies_of(failed: list[str], before: Manifest) -> list[Entry]:
    """Of what failed, the copies of before."""
    return [before.entries[each] for each in failed if each in before.entries]


def _finish(folder: Path, whole: Manifest, report: Report) -> None:
    """Put beside the pages what nginx needs, take away what is no page any more, and say so."""
    files = {folder / each.file for each in whole.entries.values() if each.file}
    static = dict(_static_files(folder / PAGES / STATIC))
    for target, source in static.items():
        put(target, source.read_bytes(), compressed=source.suffix not in UNCOMPRESSED)
    report.written += front.write(folder, whole)
    report.removed += leave_only(folder / PAGES, {*files, *static})
    report.removed += leave_only(folder / GONE, files)
    report.addresses = len(whole.entries)
    if report.failed:
        whole.state = NO_STATE  # the next run asks again
    write_manifest(folder, whole)


def _static_files(target: Path) -> Iterator[tuple[Path, Path]]:
    """Where each static file is copied to, and from where."""
    root = Path(settings.STATIC_ROOT)
    for source in sorted(root.rglob("*")):
        if source.is_file() and source.suffix not in {".gz", ".br"}:
            yield target / source.relative_to(root), source
