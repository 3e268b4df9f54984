"""Files that a later run of the tests may use again: named by what they were made from."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

MOST_KEPT = 9  # three states of the database, as three versions of the code leave them


def kept_file(folder: Path, key: str, write: Callable[[Path], None]) -> Path:
    """The file of this key, written now unless an earlier run or another process wrote it.

    Whoever comes second waits for the first. A file appears whole or not at all: a run that is
    killed leaves a part that the next one overwrites. The files used longest ago are removed.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / key
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            part = folder / "part"
            part.unlink(missing_ok=True)
            write(part)
            part.replace(path)
            _prune(folder)
        os.utime(path)
    return path


def _prune(folder: Path) -> None:
    files = [file for file in folder.iterdir() if file.name not in ("lock", "part")]
    files.sort(key=lambda file: file.stat().st_mtime, reverse=True)
    for file in files[MOST_KEPT:]:
        file.unlink()
