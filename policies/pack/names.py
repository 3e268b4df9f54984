"""Checks of the names of divisions: of today, of before, and in English."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Model

from policies import models
from policies.folding import simplified
from policies.models.translated import column
from policies.pack.files import Finding
from policies.pack.kinds import Known
from policies.pack.refusals import PackRow
from policies.pack.spelling import follows_kind, follows_reading, spelling
from policies.traditional import TRADITIONAL, to_traditional

# Where the names of divisions stand: one column a language, or one for all.
NAMES: dict[type[Model], bool] = {models.Region: True, models.FormerDivision: False}


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
    """Divisions whose English is not what their name is read as, or says another kind of place."""
    for row in rows:
        if (has_columns := NAMES.get(row.kind.model)) is None:
            continue
        name, english = row.content["name_zh_hans"], row.content["name_en"]
        where = "name_en" if has_columns else "name"
        if name and english and not follows_reading(english, name):
            read = spelling(name)["pinyin"]
            yield row.row.finding(
                where,
                f"“{name}”读作 {read}，英文名却是“{english}”：改正其中一个；"
                "特殊的读音和英文名写进 readings.csv。",
            )
        elif name and english and not follows_kind(english, name):
            kinds = "区 District，县 County，市不加"
            yield row.row.finding(where, f"“{name}”的英文名“{english}”说的是另一种地方：{kinds}。")


def foreign_characters(rows: list[PackRow], _known: Known) -> Iterable[Finding]:
    """Divisions whose Traditional name is another name than the Simplified one."""
    written = column("name", TRADITIONAL)
    for row in rows:
        if (has_columns := NAMES.get(row.kind.model)) is None:
            continue
        name, traditional = row.content["name_zh_hans"], row.content.get(written)
        derived = to_traditional(name) if name else traditional
        if traditional and traditional != derived and simplified(traditional) != name:
            problem = f"繁体“{traditional}”不是“{name}”。"
            yield row.row.finding(written if has_columns else "name", problem)
