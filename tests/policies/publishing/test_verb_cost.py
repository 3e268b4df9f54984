"""What a verb costs does not grow with the text."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from policies.models import Policy, PolicyCitation
from policies.publishing import actions
from tests import factories as make

pytestmark = pytest.mark.django_db


def submitted(passages: int) -> Policy:
    """A policy in review with this many citations, each of a source of its own, and conditions."""
    policy = make.policy(region=make.region(f"{110000 + passages}", f"第{passages}省"))
    for number in range(passages):
        of_its_own = make.source(f"source-{passages}-{number}")
        PolicyCitation.objects.create(policy=policy, **make.citation(source=of_its_own))
        make.condition(policy, question=make.question(f"q{passages}x{number}"), source=of_its_own)
    make.sign_off(policy)
    actions.submit(policy, by=make.user("author"), acknowledged="问得多，逐条看过。")
    return policy


def cost_of_approving(policy: Policy, approver: User) -> int:
    with CaptureQueriesContext(connection) as queries:
        actions.approve(policy, by=approver, left_out=("en",))
    return len(queries)


def test_approving_costs_the_same_whatever_is_cited(approver: User) -> None:
    costs = [cost_of_approving(submitted(passages), approver) for passages in (1, 40)]
    assert costs[1] <= costs[0] <= 30, costs  # scopes and words are asked once
