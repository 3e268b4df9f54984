"""A rule in time: before, now and later, and what casts doubt on it by now."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from policies.rules.answer import Answer
from policies.rules.state import State, review_due
from policies.views.page import Reader
from policies.views.values.answer import OtherPeriod, other_period, period_words
from policies.views.values.citation import checked_days


@dataclass(frozen=True, slots=True)
class Times:
    """The rule in time: before, now and later, and when it is looked at again."""

    period: str
    is_now: bool
    review_by: str
    former: list[OtherPeriod]
    coming: list[OtherPeriod]


def times(found: Answer, reader: Reader) -> Times:
    """The rule before, now and later."""
    policy = found.policy
    due = review_due(policy) if policy else None
    return Times(
        period=period_words(policy) if policy else "",
        is_now=reader.on == reader.today,
        review_by=date_format(due, "DATE_FORMAT") if due else "",
        former=[other_period(found, each, reader) for each in found.former],
        coming=[other_period(found, each, reader) for each in found.coming],
    )


def warnings(found: Answer) -> list[str]:
    """What casts doubt on the rule, each as a sentence; none if nothing does."""
    if found.policy is None:
        return []
    said = []
    if found.policy.is_conflicting:
        said.append(_("来源说法不一，本站按更稳妥的一种回答；办理前请打电话问。"))
    if found.state == State.OVERDUE:
        due = review_due(found.policy)
        words = _("这条规定的依据最迟应在 %s 重新核对，那以后还没有核对过。办理前请打电话问。")
        said.append(words % due)
    if found.state == State.DOUBTED:
        day = checked_days(found.citations).doubted_on
        words = _("%s 核对时发现依据有变动，这条规定正在核对，可能过时了。办理前请打电话问。")
        said.append(words % day)
    return said
