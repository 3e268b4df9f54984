"""What to tell who types a place that has no code of its own, or another scheme."""

from __future__ import annotations

from policies.region_search import bare

# Hong Kong, Macao and Taiwan have schemes of their own, and no code that this site knows.
OTHER_SCHEMES = (
    "香港",
    "澳门",
    "澳門",
    "台湾",
    "臺灣",
    "台灣",
    "hongkong",
    "macao",
    "macau",
    "taiwan",
)
# Areas without a division code of their own: the division that they lie in, by its code.
WITHIN = {
    "雄安": "130000", "苏州工业园": "320500", "苏州园区": "320500", "南京江北新区": "320100",
    "成都高新": "510100", "天府新区": "510100", "西咸新区": "610100", "横琴": "440400",
    "深汕": "440300", "兵团": "650000",
}  # fmt: skip


def has_another_scheme(query: str) -> bool:
    """Whether the words name a place where the employee insurance of the mainland does not run."""
    wanted = bare(query)
    return any(wanted.startswith(each) for each in OTHER_SCHEMES)


def lies_within(query: str) -> str:
    """The code of the division that an area without a code lies in; empty for what is none."""
    wanted = bare(query)
    return next((code for name, code in WITHIN.items() if name in wanted), "")
