"""Who writes or approves a rule here may tick rows of its table, and nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from policies.models import Policy, Region, Scope, SignOff
from policies.publishing import actions
from policies.publishing.sign_off import sign, sign_blockers, unread
from tests import factories as make
from tests.policies.publishing.verbs import T0

pytestmark = pytest.mark.django_db


def draft() -> Policy:
    made = make.policy()
    make.condition(made)
    return made


def limited(name: str, *regions: str, **limits: Any) -> User:
    user = make.user(name)
    scope = Scope.objects.create(user=user, **limits)
    scope.regions.set(Region.objects.filter(code__in=regions))
    return user


@pytest.mark.parametrize(
    ("limits", "may"),
    [
        ({}, True),
        ({"languages": ["en"]}, False),
        ({"languages": ["zh-hans"]}, True),
        ({"duties": ["write"]}, True),
        ({"duties": ["approve"]}, True),
        ({"duties": ["withdraw"]}, False),
    ],
)
def test_who_writes_or_approves_here_may_tick(limits: dict[str, Any], may: bool) -> None:
    policy = draft()
    user = limited("yue", "440000", **limits)
    assert (sign_blockers(policy, by=user) == []) is may


def test_an_editor_of_another_province_ticks_nothing() -> None:
    policy = draft()
    make.region("330000", "浙江省")
    user = limited("zhe", "330000")
    with pytest.raises(PermissionDenied, match="不在你负责的地区"):
        sign(policy, [row.name for row in unread(policy)], by=user, now=T0)
    assert not SignOff.objects.exists()


def test_what_was_withdrawn_is_not_read_any_more(approver: User) -> None:
    policy = make.publish(draft())
    assert sign_blockers(policy, by=approver) == []
    actions.withdraw(policy, by=approver, reason="写错了。", now=T0)
    assert sign_blockers(policy, by=approver) == ["这一版已经撤回，没有人会再读到这些句子。"]
