"""What a save cleared in the parts of an edition, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policies.models import EditionChild


def what_was_cleared(rows: Iterable[EditionChild]) -> Iterator[str]:
    """For each part that points at something else now: what was cleared, as it was, and why."""
    for row in rows:
        for link, old in row.cleared.items():
            if old:
                yield _in_words(row, link, old.items())


def _in_words(row: EditionChild, link: str, old: Iterable[tuple[str, object]]) -> str:
    """What was cleared of a part, and what the editor has to do."""
    named = _label(row, link)
    values = "；".join(f"{_label(row, name)}“{value}”" for name, value in old)
    return (
        f"{row._meta.verbose_name}的{named}换成了“{getattr(row, link)}”。"
        f"属于原来那份{named}的已经清空：{values}。请照新的{named}填；还要用的，从这里抄回去。"
    )


def _label(row: EditionChild, name: str) -> str:
    return str(row._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
