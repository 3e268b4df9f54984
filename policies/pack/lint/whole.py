"""Rules for what misleads when only a part of it is told, and for words that promise too much."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policies.languages import SOURCE
from policies.models.translated import column
from policies.pack.files import Finding
from policies.pack.lint.checked import Checked

NOTHING = re.compile(r"(?!)")
YEAR = re.compile(r"([12][0-9]{3})年|〔([0-9]{4})〕")
FROM_WHEN_A_LAW_APPLIES = re.compile(r"[^。；！？\n]*施行[^。；！？\n]*")


@dataclass(frozen=True, slots=True)
class Half:
    """Words that mislead unless the same text says something else too, and what that is."""

    said: re.Pattern[str]
    also: re.Pattern[str]
    advice: str


HALVES = (
    Half(
        re.compile(r"有遗嘱的|没有遗嘱的|第一顺序是|先是配偶"),
        re.compile(r"遗赠扶养协议"),
        "有遗赠扶养协议的，先按协议；要一起写。",
    ),
    Half(
        re.compile(r"归国家"),
        re.compile(r"集体"),
        "死者是集体所有制组织成员的，归集体组织；要一起写。",
    ),
    Half(
        re.compile(r"暂停[^。；]{0,8}联网结算"),
        re.compile(r"[2二两]倍以上[5五]|还(?:可能|要|会)?罚|骗保的罚"),
        "为了骗保的还要罚款，这才是最重的；要一起写。",
    ),
    Half(
        re.compile(r"承诺[^书。，；]{0,4}(?:时限|期限|天|工作日)"),
        NOTHING,
        "来源没有说“承诺”，写“时限”。",
    ),
    Half(
        re.compile(r"等(?:部分|少数|个别|一些|几个)地(?:方|区)"),
        NOTHING,
        "有规定的地方会变：写 [[places:情形代码]]。",
    ),
)


def half_told(checked: Checked) -> Iterator[Finding]:
    """A part of the order of heirs or of a penalty without the part that comes first or weighs
    most; a promise nobody made; some places in place of all that have a rule."""
    for text in checked.texts:
        for half in HALVES if text.language == SOURCE else ():
            match = half.said.search(text.text)
            if match and not half.also.search(text.text):
                yield text.finding(f"“{match.group()}”：{half.advice}", match.start())


def outdated_since_when(checked: Checked) -> Iterator[Finding]:
    """A fact-check that says "out of date" and not since when, or of which year it was true. From
    when a law applies says neither, nor does a year to come."""
    for row in checked.of("factcheck"):
        finding = str(row.content[column("finding", SOURCE)])
        if row.content["verdict"] == "outdated" and not _years(finding, upto=checked.day.year):
            yield row.row.finding(
                "finding", "“已经过时”要写明从哪一年起，或者是哪一年的规定；只写施行日期不算。"
            )


def _years(finding: str, *, upto: int) -> list[int]:
    """The years a finding names, but in sentences on when a law applies."""
    told = FROM_WHEN_A_LAW_APPLIES.sub("", finding)
    years = [int(match[1] or match[2]) for match in YEAR.finditer(told)]
    return [year for year in years if year <= upto]
