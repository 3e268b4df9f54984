"""Checks of the names of divisions: of today, of before, and in English."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Model

from policies import models
from policies.pack.files import Finding
from policies.pack.kinds import Known
from policies.pack.refusals import PackRow
from policies.pack.spelling import follows_reading, spelling

# The column that holds the English.
ENGLISH: dict[type[Model], str] = {models.Region: "name_en", models.FormerDivision: "name"}


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


def foreign_readings(rows: list[PackRow], _known: Known) -> Iterable[Finding]:
    """Divisions whose English is not what their name is read as."""
    for row in rows:
        if (column := ENGLISH.get(row.kind.model)) is None:
            continue
        name, english = row.content["name_zh_hans"], row.content["name_en"]
        if name and english and not follows_reading(english, name):
            read = spelling(name)["pinyin"]
            yield row.row.finding(
                column,
                f"“{name}”读作 {read}，英文名却是“{english}”：改正其中一个；"
                "特殊的读音和英文名写进 readings.csv。",
            )
