"""What a question or an option means while rules rest on it: that never changes, only its words."""

from __future__ import annotations

import datetime as dt

from policies.models import Option, Proposal, Question
from policies.models.plain import SharedRow
from policies.models.translated import columns, translated_fields
from policies.publishing.shared.seen_on import resting_on
from policies.publishing.shared.uses import uses_of

REWORDED = (
    "正被使用（{uses}），只能改措辞，不能改意思。看清楚意思没有变，请勾选“只是措辞”；"
    "意思要变的，请新建一个{kind}。"
)


def rules_asking(row: SharedRow, at: dt.datetime) -> int:
    """How many rules that are live or scheduled at an instant ask a question, or accept an option.

    None of any other row does. One query.
    """
    if not isinstance(row, Question | Option):
        return 0
    return sum(each.number for each in resting_on(row, at))


def meaning_blockers(
    proposal: Proposal, row: SharedRow, *, only_wording: bool, at: dt.datetime
) -> list[str]:
    """Why the words of a question or an option cannot change so: rules rest on what it means."""
    if not isinstance(row, Question | Option) or proposal.action != Proposal.Action.CHANGE:
        return []
    words = {each for name in translated_fields(type(row)) for each in columns(name)}
    if only_wording or not words.intersection(proposal.values_after):
        return []
    rules = rules_asking(row, at)
    others = [str(use) for use in uses_of(row) if use.kind != "条件"]
    uses = ([f"{rules} 条公开或已定时的规则"] if rules else []) + others
    if not uses:
        return []
    kind = row._meta.verbose_name
    return [REWORDED.format(uses="；".join(uses), kind=kind)]
