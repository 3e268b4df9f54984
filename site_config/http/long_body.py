"""The bytes of an answer that is too long for memory: on disk, for as long as anybody holds them.

Any number of readers are given it at once, each a part at a time.
"""

from __future__ import annotations

import os
import weakref
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from policies.long_file import AT_ONCE, held


class LongBody:
    """A file from its beginning, however often it is read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._length = file, os.fstat(file.fileno()).st_size
        weakref.finalize(self, file.close)  # in time even where this goes as part of a circle

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[bytes]:
        for start in range(0, self._length, AT_ONCE):
            yield os.pread(self._file.fileno(), AT_ONCE, start)


Body = bytes | LongBody


def parts_of(body: Body) -> Iterable[bytes]:
    return body if isinstance(body, LongBody) else [body]


def body_of(parts: Iterable[bytes]) -> Body:
    """All parts of an answer: in memory if they are short, on disk otherwise."""
    body = held(parts)
    return body if isinstance(body, bytes) else LongBody(body)
