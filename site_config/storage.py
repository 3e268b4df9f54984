"""Static files: one stylesheet out of many small ones, then compressed, with hashed names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

Found = dict[str, tuple[FileSystemStorage, str]]  # a file's name → where it lies, its name there
ENTRY = "css/main.css"
# A page loads one: of what is read, of what rests on sources, of lists, of claims, of answers, on
# paper, of a place, of choosing it, of a situation, of forms, of results, of comparisons of things
# and of places; the last is the editors'.
KINDS = (
    *("reading", "source", "finding", "checking", "answer", "paper", "region", "home"),
    *("scenario", "choosing", "outcome", "things", "places", "all"),
)
ENTRIES = (ENTRY, *(f"css/{kind}.css" for kind in KINDS))
IMPORT = re.compile(r'@import url\("(?P<name>[^"]+)"\)\s*(?:layer\((?P<layer>[\w-]+)\))?\s*;')
LAYERS = re.compile(r"@layer ([\w\s,-]+);")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
BLANK = re.compile(r"\s*([{};\n])\s*")
NEEDLESS = re.compile(r"(?<=[:,]) | (?=>)|(?<=>) |;(?=})")  # where no name begins or ends
WORD = re.compile(r'(?<==)"([a-z][\w-]*)"(?=\])')  # of an attribute, which needs no quotes
NOUGHT = re.compile(r"(?<=[:(,\s+-])0(?=\.\d)")  # before a fraction


def bundle(entry: Path) -> str:
    """The stylesheet with its imports put in place, layer by layer, each once; comments are left
    out, and so are layers: browsers of before 2022 would leave out all that stands in one."""
    parts = list(_parts(entry, "", set()))
    named = LAYERS.search(entry.read_text(encoding="utf-8"))
    order = [*(named[1].split(", ") if named else ()), *(layer for layer, _ in parts if layer)]
    parts.sort(key=lambda part: order.index(part[0]) if part[0] else len(order))
    text = "".join(text for _, text in parts)
    short = NEEDLESS.sub("", BLANK.sub(_without_blanks, text))
    return NOUGHT.sub("", WORD.sub(r"\1", short)).strip()


def _parts(entry: Path, layer: str, seen: set[Path]) -> Iterator[tuple[str, str]]:
    """The texts of a sheet and of all that it imports, each with its layer."""
    if entry in seen:
        return
    seen.add(entry)
    text = LAYERS.sub("", COMMENT.sub("", entry.read_text(encoding="utf-8")))
    for part in IMPORT.finditer(text):
        yield from _parts(entry.parent / part["name"], part["layer"] or layer, seen)
    yield layer, IMPORT.sub("", text)


def _without_blanks(found: re.Match[str]) -> str:
    """A brace or the end of a declaration alone; a line that goes on keeps a blank."""
    return " " if found[1] == "\n" else found[1]


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Replaces each entry stylesheet by its bundle: one request instead of thirty."""

    def post_process(
        self, paths: Found, dry_run: bool = False, **options: object
    ) -> Iterator[tuple[str, str, bool]]:
        for entry in () if dry_run else [each for each in ENTRIES if each in paths]:
            # From its source: what stands in STATIC_ROOT is the bundle of the last time.
            source, name = paths[entry]
            bundled = bundle(Path(source.path(name)))
            self.delete(entry)
            self._save(entry, ContentFile(bundled.encode()))
            paths = paths | {entry: (self, entry)}
        # By name, as Django reads it: else the list of files would be written, and be empty.
        yield from super().post_process(paths, dry_run=dry_run, **options)
