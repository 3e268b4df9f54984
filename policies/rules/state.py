"""The honest answers: a default never looks like a finding, and each has its own word."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from policies.models import Evidence, Policy, Scenario

Verdict = Policy.Verdict


class State(models.TextChoices):
    """What is answered about a place, a situation and a day, in the word that readers see."""

    YES = Verdict.YES.value, Verdict.YES.label
    CONDITIONAL = Verdict.CONDITIONAL.value, Verdict.CONDITIONAL.label
    NO = Verdict.NO.value, Verdict.NO.label
    RULE = "rule", _("有规定")
    CONFLICTING = Evidence.CONFLICTING.value, Evidence.CONFLICTING.label
    EXPIRED = "expired", _("规定已过期")
    UNKNOWN_DAY = "unknown-day", _("那一天不清楚")
    NONE = "none", _("没有记录")
    UNREADABLE = "unreadable", _("结论读不懂")


class Outcome(models.TextChoices):
    """What the wizard finds for a citizen, in the word that readers see."""

    YES = State.YES.value, State.YES.label
    CONDITIONAL = State.CONDITIONAL.value, State.CONDITIONAL.label
    NO = State.NO.value, State.NO.label
    NEEDS = "needs", _("还缺信息")
    NONE = State.NONE.value, State.NONE.label


def state_of(policy: Policy) -> State:
    """What a policy answers: where only a rule is stated, "yes" would answer nothing.

    A verdict that this version of the site does not know is said to be unreadable, never taken
    for another one. Reads the scenario.
    """
    if policy.is_conflicting:
        return State.CONFLICTING
    if policy.scenario.kind == Scenario.Kind.RULE and policy.verdict == Verdict.YES:
        return State.RULE
    return State(policy.verdict) if policy.verdict in Verdict else State.UNREADABLE
