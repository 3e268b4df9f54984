"""Who copies: this process, or several that start as it did."""

from __future__ import annotations

import concurrent.futures
import multiprocessing
from collections.abc import Iterator, Mapping, Sequence

from site_config.export.addresses import Unit
from site_config.export.asking import NotAnswered
from site_config.export.copying import Copied, Known, copy_unit
from site_config.export.manifest import Entry
from site_config.export.starting import start_worker

AT_ONCE = 16  # units that a worker is given
Done = tuple[Unit, Copied]


class Workers:
    """`number` processes; none is started for one."""

    def __init__(self, number: int) -> None:
        self.number = number

    def copy(
        self, folder: str, units: Sequence[Unit], known: Mapping[str, Entry], failed: list[str]
    ) -> Iterator[Done]:
        """Copy units, each as it is done; the addresses at which the site fails go to `failed`."""
        tasks = [(folder, unit, tuple(known.get(each) for each in unit)) for unit in units]
        parts = [tasks[start : start + AT_ONCE] for start in range(0, len(tasks), AT_ONCE)]
        for found, missed in self._each(parts):
            failed += missed
            yield from found

    def _each(self, parts: list[list[Task]]) -> Iterator[Part]:
        if self.number == 1 or len(parts) < self.number:
            yield from map(copy_part, parts)
            return
        with concurrent.futures.ProcessPoolExecutor(
            self.number,
            multiprocessing.get_context("spawn"),  # a fork would share connections
            initializer=start_worker,
        ) as pool:
            futures = [pool.submit(copy_part, part) for part in parts]
            try:
                for future in concurrent.futures.as_completed(futures):
                    yield future.result()
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise


Task = tuple[str, Unit, Known]
Part = tuple[list[Done], list[str]]


def copy_part(tasks: list[Task]) -> Part:
    """What was copied, and at which addresses the site failed."""
    found: list[Done] = []
    missed: list[str] = []
    for folder, unit, known in tasks:
        try:
            found.append((unit, copy_unit(folder, unit, known)))
        except NotAnswered:
            missed += unit
    return found, missed
