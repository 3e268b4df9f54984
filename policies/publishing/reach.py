"""How far a grant reaches: the one rule that lists, forms and verbs obey.

Pure: values in, values out; no ORM, no request, no clock. `policies.publishing.scopes` asks the
database for somebody's grants, and for what a row is about.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from policies.models import NATION_CODE, Duty


@dataclass(frozen=True, slots=True)
class Grant:
    """One reach by codes; what is empty is not limited. `above` are the levels over its regions."""

    regions: frozenset[str] = frozenset()
    scenarios: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    duties: frozenset[str] = frozenset()
    above: frozenset[str] = frozenset()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a row is about: its region and each level above, by code (none: the whole country), and
    its situations (none: no one in particular)."""

    lineage: tuple[str, ...] = ()
    scenarios: frozenset[str] = frozenset()


def reaches(
    grant: Grant, subject: Subject, duty: str, languages: Collection[str] | None = None
) -> bool:
    """Whether a grant lets somebody do this to what a row is about.

    `languages` are those whose texts alone change; None if anything else does.
    """
    return (
        (not grant.regions or not grant.regions.isdisjoint(subject.lineage))
        and (
            not grant.scenarios
            or (bool(subject.scenarios) and subject.scenarios <= grant.scenarios)
        )
        and (not grant.duties or duty in grant.duties)
        and (not grant.languages or (languages is not None and grant.languages >= set(languages)))
    )


def sees(grant: Grant, subject: Subject) -> bool:
    """Whether a grant lets somebody see a row: of their places, or of what holds from above."""
    return (
        not grant.regions
        or not subject.lineage
        or not grant.regions.isdisjoint(subject.lineage)
        or subject.lineage[0] in grant.above
    ) and (
        not grant.scenarios
        or not subject.scenarios
        or not grant.scenarios.isdisjoint(subject.scenarios)
    )


def why_not(
    grants: Collection[Grant],
    subject: Subject,
    duty: str,
    languages: Collection[str] | None = None,
) -> list[str]:
    """Why somebody with these grants may not do this; nothing if one of them lets them."""
    if not grants or any(reaches(grant, subject, duty, languages) for grant in grants):
        return []
    anything = [replace(grant, duties=frozenset(), languages=frozenset()) for grant in grants]
    here = [
        grant
        for grant, whole in zip(grants, anything, strict=True)
        if reaches(whole, subject, duty)
    ]
    if not here and subject.lineage in ((), (NATION_CODE,)):
        what = "这是全国共用的内容，要由不限地区和情形的人来改。"
    elif not here:
        what = "这一条不在你负责的地区或者情形里。"
    elif not any(not grant.duties or duty in grant.duties for grant in here):
        what = f"你的职责里没有“{Duty(duty).label}”。"
    else:
        what = "你只能改指定语言的文字，别的不能改。"
    return [f"{what}你负责：{'；'.join(grant.words for grant in grants)}。"]
