"""Compressing what is answered, in one piece or part by part: the same content either way."""

from __future__ import annotations

import functools
import zlib
from collections.abc import Callable, Iterable, Iterator

import brotli

WITH_HEADER = zlib.MAX_WBITS + 16  # what zlib makes is a gzip file, which names no time


def _brotli(parts: Iterable[bytes]) -> Iterator[bytes]:
    made = brotli.Compressor(quality=6, mode=brotli.MODE_TEXT)
    yield from map(made.process, parts)
    yield made.finish()


def _gzip(parts: Iterable[bytes]) -> Iterator[bytes]:
    made = zlib.compressobj(6, wbits=WITH_HEADER)
    yield from map(made.compress, parts)
    yield made.flush()


def _whole(by_parts: Callable[[Iterable[bytes]], Iterator[bytes]], body: bytes) -> bytes:
    return b"".join(by_parts([body]))


# By the name of the coding; what a reader accepts is given in the first of them.
COMPRESS_PARTS: dict[str, Callable[[Iterable[bytes]], Iterator[bytes]]] = {
    "br": _brotli,
    "gzip": _gzip,
}
COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    coding: functools.partial(_whole, by_parts) for coding, by_parts in COMPRESS_PARTS.items()
}
