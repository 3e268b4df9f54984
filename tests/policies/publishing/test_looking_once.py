"""A text is looked through once for several questions, and anew for the next ones."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import User

from policies.models import Edition, PolicyCitation
from policies.publishing import actions, blockers
from policies.publishing.blockers import looking_once, submit_blockers
from policies.publishing.checked_rules import checked
from policies.rules.rulecheck.findings import Finding
from tests import factories as make
from tests.admin_factories import browser_of, form_of

pytestmark = pytest.mark.django_db
UNCITED = "至少要引用一个依据。"


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[Edition]:
    """Every edition that rulecheck is asked about, each time."""
    asked: list[Edition] = []

    def noted(edition: Edition, now: dt.datetime) -> list[Finding]:
        asked.append(edition)
        return checked(edition, now)

    monkeypatch.setattr(blockers, "checked", noted)
    return asked


def test_submitting_looks_once(checks: list[Edition], author: User) -> None:
    actions.submit(make.policy(), by=author, now=make.NOON)
    assert len(checks) == 1


def test_the_page_of_a_draft_looks_once(checks: list[Edition], author: Any) -> None:
    author.is_superuser = True
    author.save()
    policy = make.policy()
    assert browser_of(author).get(form_of(policy)).status_code == 200
    assert checks == [policy]


def test_each_text_is_looked_at_by_itself(author: User) -> None:
    whole, uncited = make.policy(), make.policy(cited=False, region=make.region("110000", "北京"))
    with looking_once():
        found = [submit_blockers(each, by=author) for each in (whole, uncited, whole, uncited)]
    assert found == [[], [UNCITED]] * 2


def test_what_was_written_meanwhile_is_seen_the_next_time(author: User) -> None:
    policy = make.policy()
    with looking_once():
        assert submit_blockers(policy, by=author) == []
    policy.citations.all().delete()
    for _again in range(2):
        with looking_once():
            assert submit_blockers(policy, by=author) == [UNCITED]
    assert submit_blockers(policy, by=author) == [UNCITED]


def test_what_was_refused_is_looked_at_anew(author: User) -> None:
    policy = make.policy(cited=False)
    with pytest.raises(actions.Refused):
        actions.submit(policy, by=author, now=make.NOON)
    PolicyCitation.objects.create(policy=policy, **make.citation())
    actions.submit(policy, by=author, now=make.NOON)
    assert policy.state == Edition.State.IN_REVIEW
