"""Copies one address, with the Markdown that is made from its page. Runs in every worker."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from django.http import HttpResponse

from site_config.export.addresses import Unit, file_of, narrowed
from site_config.export.asking import Answer, ask
from site_config.export.files import put
from site_config.export.manifest import Entry
from site_config.text_pages import LONGEST, as_text

PAGES, GONE = "pages", "gone"
Known = tuple[Entry | None, ...]  # of the addresses of a unit, by the same release
Copied = tuple[list[Entry], int]  # and how many files had to be written


def copy_unit(folder: str, unit: Unit, known: Known) -> Copied:
    """Ask for a page and write what changed of it. Raises NotAnswered where the site fails."""
    answer = ask(unit[0])
    entry, written = _copy(Path(folder), unit[0], answer)
    if len(unit) == 1 or answer.status != 200:
        return [entry], written
    text, changed = _copy_text(Path(folder), unit[1], answer, entry, known)
    return [entry, *text], written + changed


def _copy(folder: Path, address: str, answer: Answer) -> tuple[Entry, int]:
    entry = Entry(address, answer.status, name=answer.name)
    if answer.status == 200:
        leads = narrowed(answer.html) if "?" not in address else []
        file = f"{PAGES}/{file_of(address, is_page=answer.is_page)}"
        entry = replace(entry, file=file, leads=tuple(leads))
    elif answer.status == 410:
        entry = replace(entry, file=f"{GONE}/{file_of(address, is_page=True)}")
    elif answer.location:
        entry = replace(entry, location=answer.location)
    return entry, put(folder / entry.file, answer.body) if entry.file else 0


def _copy_text(
    folder: Path, address: str, page: Answer, of_page: Entry, known: Known
) -> tuple[list[Entry], int]:
    """The same page as Markdown, made again only where the page changed. Too long a page has none,
    as on the site."""
    if len(page.body) > LONGEST:
        return [], 0
    file = f"{PAGES}/{file_of(address, is_page=False)}"
    before, text_before = known if len(known) == 2 else (None, None)
    is_same = before is not None and before.name == of_page.name
    if is_same and text_before and digest_of(folder / file) == text_before.digest:
        return [text_before], 0
    text = as_text(HttpResponse(page.body)).content
    entry = Entry(address, 200, file=file, digest=hashlib.sha256(text).hexdigest())
    return [entry], put(folder / file, text)


def digest_of(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
