"""The bytes of an answer that is too long for memory: on disk, for as long as anybody holds them.

The file has no name, so nobody else reads it and nothing is left of it. Any number of readers are
given it at once, each a part at a time.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from typing import BinaryIO, cast

LONGEST = 1024 * 1024  # bytes of an answer that is held in memory
AT_ONCE = 64 * 1024  # bytes that a reader is given together


class LongBody:
    """A file from its beginning, however often it is read."""

    def __init__(self, file: BinaryIO, length: int) -> None:
        self._file, self._length = file, length

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[bytes]:
        for start in range(0, self._length, AT_ONCE):
            yield os.pread(self._file.fileno(), AT_ONCE, start)

    def __del__(self) -> None:
        self._file.close()


Body = bytes | LongBody


def body_of(parts: Iterable[bytes]) -> Body:
    """All parts of an answer: in memory if they are short, on disk otherwise."""
    with contextlib.ExitStack() as closing:
        file = cast(BinaryIO, closing.enter_context(tempfile.SpooledTemporaryFile(LONGEST)))
        for part in parts:
            file.write(part)
        if (length := file.tell()) <= LONGEST:
            file.seek(0)
            return file.read()
        file.flush()
        closing.pop_all()  # closed with the last who holds the body
    return LongBody(file, length)
