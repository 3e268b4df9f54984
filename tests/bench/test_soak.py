"""Readers for a quarter of an hour: nothing fails, no worker dies, memory stays what it was."""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
from django.utils.encoding import iri_to_uri

from site_config.pages import PAGES
from tests.servers import (
    PATIENCE,
    ROOT,
    children,
    free_port,
    running,
    site_command,
    site_variables,
    status,
)
from tests.servers import wait_until as wait
from tests.shipped import LANGUAGES

pytestmark = [pytest.mark.long, pytest.mark.sqlite(reason="the server is embedded, as bin/run's")]
SECONDS = 60 * float(os.environ.get("SOAK_MINUTES", "15"))
READERS = 4
MOST_GROWTH = 1.2  # of the memory of all workers, from the second third to the last


def read_until(end: float, port: int, seed: int, found: Counter[int | None]) -> None:
    """Ask for every address in an order of one's own, again and again."""
    addresses = [each for page in PAGES for code in LANGUAGES for each in page.addresses(code)]
    order = random.Random(seed)  # noqa: S311 - no secret
    while True:
        order.shuffle(addresses)
        for address in addresses:
            if time.monotonic() > end:
                return
            found[status(port, iri_to_uri(address), seconds=PATIENCE)] += 1


def memory(pids: list[int]) -> int:
    """Resident kilobytes of some processes."""
    lines = [line for pid in pids for line in Path(f"/proc/{pid}/status").read_text().splitlines()]
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))


def test_a_crowd_of_readers_costs_no_failure_and_no_memory(tmp_path: Path) -> None:
    port, found = free_port(), Counter[int | None]()
    variables = site_variables(f"sqlite:///{tmp_path / 'db.sqlite3'}")
    prepare = [sys.executable, "bin/prepare.py"]
    subprocess.run(prepare, cwd=ROOT, env={"PATH": os.environ["PATH"], **variables}, check=True)
    with (tmp_path / "log").open("wb") as log, running(site_command(port), variables, log) as site:
        wait(lambda: status(port) == 200 and len(children(site.pid)) == 2, "the site answers")
        workers, end = children(site.pid), time.monotonic() + SECONDS
        readers = [
            threading.Thread(target=read_until, args=(end, port, seed, found))
            for seed in range(READERS)
        ]
        for reader in readers:
            reader.start()
        used = []
        while any(reader.is_alive() for reader in readers):
            time.sleep(SECONDS / 60)
            used.append(memory(workers))
        assert children(site.pid) == workers
    print(f"{found.total()} answers {dict(found)}, {used[0]} to {used[-1]} kB")
    assert set(found) <= {200, 302}
    third = len(used) // 3
    assert statistics.mean(used[-third:]) <= MOST_GROWTH * statistics.mean(used[third : 2 * third])
