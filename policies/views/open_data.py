"""How data for programs is answered: as text of Chinese, and readable by pages of other sites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO, TypeVar, cast

from django.core.serializers.json import DjangoJSONEncoder
from django.http import FileResponse, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase

from policies.long_file import AT_ONCE, held
from policies.public_page import Kind

Answer = TypeVar("Answer", bound=HttpResponseBase)


def json_for_all(content: Mapping[str, object]) -> HttpResponse:
    """Data as JSON that may be read from anywhere."""
    return open_to_all(JsonResponse(content, json_dumps_params={"ensure_ascii": False}))


def open_to_all(response: Answer) -> Answer:
    """Let pages of other sites read it: it is public and the same for everybody."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def rows_for_all(
    name: str, rows: Iterable[Mapping[str, object]], **about: object
) -> HttpResponseBase:
    """The same bytes as `json_for_all` of `about` and, last, the rows as a list under a name; made
    row by row, so that they may be as many as there are."""
    return file_for_all(_json(name, rows, about), Kind.JSON.value)


def file_for_all(parts: Iterable[str], media_type: str) -> HttpResponseBase:
    """A file of any length, of which memory never holds much. It is complete before it is answered:
    its name (ETag) stands before its first byte, and no failure ends it early."""
    body = held(part.encode() for part in parts)
    kind = HttpResponse if isinstance(body, bytes) else LongFile
    return open_to_all(kind(body, content_type=media_type))


class LongFile(FileResponse):
    """A file on disk as an answer."""

    block_size = AT_ONCE


def bytes_of(answer: HttpResponseBase) -> Iterator[bytes]:
    """What an answer holds, of a long file part by part, while the request that asked goes on."""
    yield from cast(Iterable[bytes], answer)
    drop(answer)


def drop(answer: HttpResponseBase) -> None:
    """Close the file of an answer that nobody is given."""
    if isinstance(answer, LongFile):
        cast(BinaryIO, answer.file_to_stream).close()


def _json(
    name: str, rows: Iterable[Mapping[str, object]], about: Mapping[str, object]
) -> Iterator[str]:
    encoder = DjangoJSONEncoder(ensure_ascii=False)
    yield encoder.encode({**about, name: []}).removesuffix("]}")
    for number, row in enumerate(rows):
        yield (", " if number else "") + encoder.encode(row)
    yield "]}"
