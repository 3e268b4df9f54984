"""Files of a copy: replaced whole, compressed beside, readable by a web server."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from site_config.http.compressing import COMPRESS_PARTS
from site_config.http.kept_page import SMALLEST_COMPRESSED
from site_config.http.long_body import Body, parts_of

FORMS = {"br": ".br", "gzip": ".gz"}
OF_FILES, OF_FOLDERS = 0o644, 0o755


class Taken(Exception):
    """Another process writes into this folder."""


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Nobody else writes into a folder meanwhile, until this process ends. Raises Taken."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Taken(str(folder)) from error
        yield
    finally:
        os.close(handle)


def put(path: Path, body: Body, *, compressed: bool = True) -> bool:
    """Let a file hold these bytes; whether it had to be written.

    What is compressed beside it is taken away first: at no instant does it say something else.
    """
    forms = {name: path.with_name(path.name + end) for name, end in FORMS.items()}
    wanted = forms if compressed and len(body) >= SMALLEST_COMPRESSED else {}
    if holds(path, body) and all(form.exists() for form in wanted.values()):
        return False
    make_folder(path.parent)
    for form in forms.values():
        form.unlink(missing_ok=True)
    replace(path, parts_of(body))
    for name, form in wanted.items():
        replace(form, COMPRESS_PARTS[name](parts_of(body)))
    return True


def holds(path: Path, body: Body) -> bool:
    try:
        with path.open("rb") as file:
            is_as_long = os.fstat(file.fileno()).st_size == len(body)
            return is_as_long and all(file.read(len(part)) == part for part in parts_of(body))
    except OSError:
        return False


def replace(path: Path, parts: Iterable[bytes]) -> None:
    """Put a file in the place of another one at once, whoever reads it meanwhile."""
    handle, name = tempfile.mkstemp(prefix=".new-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
            os.fchmod(file.fileno(), OF_FILES)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def make_folder(folder: Path) -> None:
    """A folder and those above it, which everybody may enter whatever the umask says."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        folder.chmod(OF_FOLDERS)


def leave_only(folder: Path, kept: Collection[Path]) -> int:
    """Remove every file below a folder but these and their compressed forms; how many."""
    wanted = {*kept, *(path.with_name(path.name + end) for path in kept for end in FORMS.values())}
    removed = 0
    for path in list(everything_below(folder)):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in wanted:
            path.unlink()
            removed += path.suffix not in FORMS.values()
    return removed


def everything_below(folder: Path) -> Iterator[Path]:
    """Files and folders, what lies in a folder before it."""
    for top, folders, files in os.walk(folder, topdown=False):
        yield from (Path(top, name) for name in (*files, *folders))
