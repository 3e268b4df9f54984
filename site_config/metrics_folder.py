"""Where the processes of one server count together: a folder that goes when the server does."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

NAMED = re.compile(r"site-metrics-(\d+)-\w+")


def make_folder() -> str:
    """A new folder of this process. What servers left that were killed is taken away."""
    for folder in Path(tempfile.gettempdir()).glob("site-metrics-*"):
        if is_left(folder):
            shutil.rmtree(folder, ignore_errors=True)
    return tempfile.mkdtemp(prefix=f"site-metrics-{os.getpid()}-")


def remove_folder(folder: str) -> None:
    """Take away the folder of this process, and no other one."""
    named = NAMED.fullmatch(Path(folder).name)
    if named and named[1] == str(os.getpid()):
        shutil.rmtree(folder, ignore_errors=True)


def is_left(folder: Path) -> bool:
    """Whether it is a folder of ours, of a process that is no more."""
    named = NAMED.fullmatch(folder.name)
    if not named or folder.is_symlink() or not folder.is_dir():
        return False
    is_ours = folder.stat().st_uid == os.getuid()
    return is_ours and not Path(f"/proc/{named[1]}").exists()
