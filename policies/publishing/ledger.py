"""Whether every approved edition still is what was approved: text, checksum and chain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policies.models.canonical import content_hash, content_paths, differing
from policies.models.edition import WORKFLOW_COLUMNS, Edition, edition_models

CHUNK = 200


@dataclass(frozen=True, slots=True)
class Verified:
    """An approved edition by its label, and everything found wrong with it, in Chinese."""

    edition: str
    damages: tuple[str, ...]


def verify() -> Iterator[Verified]:
    """Look at every approved edition, kind by kind, code by code, oldest version first.

    Reads all of them, in chunks; the number of queries grows with the chunks, not with the rows.
    """
    for model in edition_models():
        before: Edition | None = None
        for edition in _approved(model):
            follows = before if before and before.code == edition.code else None
            yield Verified(edition.edition_label, tuple(_damages(edition, follows)))
            before = edition


def _approved(model: type[Edition]) -> Iterator[Edition]:
    rows = model._base_manager.filter(approved_at__isnull=False).order_by("code", "version")
    paths = content_paths(model, WORKFLOW_COLUMNS)
    return rows.prefetch_related(*paths).iterator(chunk_size=CHUNK)


def _damages(edition: Edition, before: Edition | None) -> Iterator[str]:
    if content_hash(edition.canonical_text) != edition.content_hash:
        yield "校验值不是批准时原文的校验值。"
    try:
        names = differing(type(edition), edition.canonical_text, edition.content())
    except ValueError:
        yield "批准时的原文读不出来。"
    else:
        if names:
            yield f"内容和批准时的原文不一样：{'、'.join(names)}。"
    if edition.previous_hash != (before.content_hash if before else ""):
        yield "上一版的校验值不是前一个已批准版本的校验值。"
