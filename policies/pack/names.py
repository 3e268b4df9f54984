"""Checks of the names of divisions: those of today, and those of before."""

from __future__ import annotations

from collections.abc import Iterable

from policies import models
from policies.pack.files import Finding
from policies.pack.kinds import Known
from policies.pack.refusals import PackRow


def faulty_former_names(rows: list[PackRow], _known: Known) -> Iterable[Finding]:
    """Former divisions that still stand, stand twice, or end before they begin."""
    standing = {
        (row.content["code"], row.content["name_zh_hans"])
        for row in rows
        if row.kind.model is models.Region
    }
    first: dict[tuple[str, str], PackRow] = {}
    for row in rows:
        if row.kind.model is not models.FormerDivision:
            continue
        content = row.content
        named = (str(content["code"])[:6], content["name_zh_hans"])
        if named in standing:
            yield row.row.finding("name", f"{named[1]}（{named[0]}）现在还是这个名字，不是旧地名。")
        if (other := first.setdefault(named, row)) is not row:
            where = f"{other.row.file}:{other.row.line}"
            yield row.row.finding("name", f"与 {where} 是同一个旧地名。")
        start, end = content["known_from"], content["known_until"]
        if start and end and end < start:
            yield row.row.finding("known_until", "最后的年份早于最早的年份。")
