"""What may be too long for memory: then it lies on disk, in a file without a name.

Nobody else reads such a file, and nothing is left of it once it is closed.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterable, Iterator
from typing import BinaryIO, cast

LONGEST = 1024 * 1024  # bytes that are held in memory; of what is longer all is on disk
AT_ONCE = 64 * 1024  # bytes of it that are read together


class NoRoom(Exception):
    """The disk takes no more."""


def held(parts: Iterable[bytes]) -> bytes | BinaryIO:
    """All parts together; the file, at its beginning, where they are too long. Raises NoRoom.

    They are complete: where one fails nothing is held. Whoever is given the file closes it.
    """
    file = cast(BinaryIO, tempfile.SpooledTemporaryFile(LONGEST))  # noqa: SIM115 - closed below
    with contextlib.ExitStack() as closing:
        closing.callback(_close, file)
        for part in parts:
            with _room():
                file.write(part)
        is_short = file.tell() <= LONGEST
        with _room():
            file.seek(0)  # what was written reaches the disk
        if is_short:
            return file.read()
        closing.pop_all()
    return file


@contextlib.contextmanager
def _room() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise NoRoom(str(error)) from error


def _close(file: BinaryIO) -> None:
    with contextlib.suppress(OSError):  # what it still holds has no room either
        file.close()
