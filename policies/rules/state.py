"""The honest answers: a default never looks like a finding, and each has its own word."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from policies.models import Edition, Evidence, Policy, Scenario

Verdict = Policy.Verdict


class State(models.TextChoices):
    """What is answered about a place, a situation and a day, in the word that readers see."""

    YES = Verdict.YES.value, Verdict.YES.label
    CONDITIONAL = Verdict.CONDITIONAL.value, Verdict.CONDITIONAL.label
    NO = Verdict.NO.value, Verdict.NO.label
    DEPENDS = "depends", _("看情况")
    UNCLEAR = "unclear", _("不清楚，先问")
    RULE = "rule", _("有规定")
    CONFLICTING = Evidence.CONFLICTING.value, Evidence.CONFLICTING.label
    EXPIRED = "expired", _("规定已过期")
    UNKNOWN_DAY = "unknown-day", _("那一天不清楚")
    OVERDUE = "overdue", _("该重新核对了")
    DOUBTED = "source-changed", _("依据有变动，正在核对")
    WITHDRAWN = "withdrawn", _("已撤回，正在核对")
    NONE = "none", _("没有记录")
    UNREADABLE = "unreadable", _("结论读不懂")


class Outcome(models.TextChoices):
    """What the wizard finds for a citizen, in the word that readers see."""

    YES = State.YES.value, State.YES.label
    CONDITIONAL = State.CONDITIONAL.value, State.CONDITIONAL.label
    NO = State.NO.value, State.NO.label
    NEEDS = "needs", _("还缺信息")
    NONE = State.NONE.value, State.NONE.label


# A reading of the sources this near to the day by which it was due, or later, is that reading.
REVIEW_WINDOW = dt.timedelta(days=30)


def state_of(policy: Policy, on: dt.date) -> State:
    """What a policy answers about a day; what casts doubt on it goes before what it says.

    Reads the scenario, and what `checks.with_checks` adds.
    """
    if policy.is_doubted:
        return State.DOUBTED
    due = review_due(policy)
    if due is not None and due < on:
        return State.OVERDUE
    return verdict_of(policy)


def review_due(policy: Policy) -> dt.date | None:
    """The last day until which the sources need not be read again; None if no day was set.

    It is `review_by`. Once all passages were read again when that was due and nothing had changed,
    it is as many days later as the edition had given itself, and never fewer than 30.
    """
    return due_after(policy, policy.verified_since)


def due_after(edition: Edition, since: dt.date | None) -> dt.date | None:
    """The same for what was verified last on a day, or never."""
    due = edition.review_by
    if due is None or since is None or since < due - REVIEW_WINDOW:
        return due
    span = due - timezone.localdate(edition.publish_at) if edition.publish_at else REVIEW_WINDOW
    return max(due, since + max(span, REVIEW_WINDOW))


def verdict_of(policy: Policy) -> State:
    """What a policy says: where only a rule is stated, "yes" would answer nothing.

    A verdict that this version of the site does not know is said to be unreadable, never taken
    for another one; a no with exceptions is no plain no, and who has to ask the agency first is
    promised nothing. Reads the scenario, and what `checks.with_checks` adds.
    """
    if policy.is_conflicting:
        return State.CONFLICTING
    if policy.verdict == Verdict.NO and policy.has_ways:
        return State.DEPENDS
    if policy.verdict == Verdict.CONDITIONAL and policy.leaves_open:
        return State.UNCLEAR
    if policy.scenario.kind == Scenario.Kind.RULE and policy.verdict == Verdict.YES:
        return State.RULE
    return State(policy.verdict) if policy.verdict in Verdict else State.UNREADABLE
