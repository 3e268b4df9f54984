"""Many rules at once, stored in bulk as a load does, for what must be bounded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from policies.models import Policy, PolicyCitation, Region
from tests import factories as make


def store_live(rules: Iterable[dict[str, Any]], *, at: dt.datetime) -> None:
    """Rules with these columns, each with its citation, live since an instant."""
    drafts = Policy._base_manager.bulk_create(
        Policy(
            code=f"{n:05d}",
            origin="pack",
            verdict="yes",
            evidence="quoted",
            answer_zh_hans=f"可以支取（{n}）。",
            **columns,
        )
        for n, columns in enumerate(rules)
    )
    source = make.source()
    PolicyCitation._base_manager.bulk_create(
        PolicyCitation(policy=draft, source=source, locator="第一条", seen_on=at.date())
        for draft in drafts
    )
    stored = Policy._base_manager.filter(pk__in=[draft.pk for draft in drafts])
    stored.update(state="approved", approved_at=at, publish_at=at)


def counties(number: int, above: Region) -> list[Region]:
    """So many counties below a region."""
    return [
        make.region(f"{above.code[:2]}90{n:02d}", f"第{n}县", level="county", parent=above)
        for n in range(number)
    ]
