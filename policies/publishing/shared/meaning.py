"""What a question or an option means while rules rest on it: that never changes, only its words."""

from __future__ import annotations

import datetime as dt

from policies.models import ImpossibleCombination, Option, Policy, Proposal, Question
from policies.models.canonical import Content
from policies.models.plain import SharedRow
from policies.models.translated import columns, translated_fields
from policies.publishing.shared.seen_on import resting_on
from policies.publishing.shared.uses import uses_of
from policies.publishing.shared.values import content_of

REWORDED = (
    "正被使用（{uses}），只能改措辞，不能改意思。看清楚意思没有变，请勾选“只是措辞”；"
    "意思要变的，请新建一个{kind}。"
)
FIXED = (
    "{number} 条公开或已定时的规则问到{row}，“{what}”不能改：那些规则的结果会跟着变。"
    "请新建一个{kind}；确实错了的，先修订那些规则，或者建议删除这一个。"
)

# What decides how the wizard takes an option, in the words of its form.
OF_OPTIONS = {
    name: str(Option._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    for name in ("changeable", "residual", "not_in_municipality")
}


def rules_asking(row: Question | Option, at: dt.datetime) -> int:
    """How many rules that are live or scheduled at an instant ask a question, or accept an option.

    One query.
    """
    return sum(each.number for each in resting_on(row, at))


def meaning_changed(row: SharedRow, after: Content, at: dt.datetime) -> list[str]:
    """Why these values would change what rules rest on, whatever the words: whether an answer can
    change, what an option decides, or which answers exclude each other. One query where one of them
    is to change."""
    if isinstance(row, Question) and "changeable" in after:
        codes, what = {row.code}, "能否改变"
        way = "这个问题"
    elif isinstance(row, Option) and (named := OF_OPTIONS.keys() & after) and _is_public(row):
        codes, what = {row.question.code}, "、".join(OF_OPTIONS[each] for each in sorted(named))
        way = "这个选项"
    elif isinstance(row, ImpossibleCombination) and "options" in after and _is_public(row):
        both = [*content_of(row)["options"], *after["options"]]
        codes, what = {each.partition("=")[0] for each in both}, "选项"
        way = "这个组合"
    else:
        return []
    asked = Policy.objects.filter(conditions_in_ways__question__code__in=codes)
    approved = asked.filter(approved_at__isnull=False).exclude(live_until__lte=at)
    if not (number := approved.order_by().values("pk").distinct().count()):
        return []
    return [FIXED.format(number=number, what=what, row=way, kind=row._meta.verbose_name)]


def _is_public(row: SharedRow) -> bool:
    """Whether rules can rest on a row: what waits for its approval is new to them."""
    return bool(row.pk) and not row.awaits_approval


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
