"""The content of an edition and its hash: what changes it and what does not."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from policies.models import Policy, PolicyCitation
from policies.models.edition import Edition
from policies.publishing import actions
from tests import factories as make
from tests.verifying import read_again

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "change",
    [
        {"answer_zh_hans": "广东参保人出境定居的，不可以提取。"},
        {"answer_zh_hant": "廣東參保人移居境外的，可以申請提取。"},
        {"answer_en": "People insured in Guangdong can apply."},
        {"conditions_zh_hans": "要有定居证明。"},
        {"verdict": "no"},
        {"evidence": "quoted"},
        {"effective_from": dt.date(2026, 1, 1)},
        {"effective_to": dt.date(2026, 12, 31)},
        {"time_limit_days": 10},
        {"review_by": dt.date(2027, 2, 20)},
        {"conditions_modelled": True},
    ],
    ids=str,
)
def test_hash_changes_with_the_content(change: dict[str, Any]) -> None:
    policy = make.policy()
    before = policy.compute_hash()
    for name, value in change.items():
        setattr(policy, name, value)
    policy.save()
    assert Policy.objects.get().compute_hash() != before


@pytest.mark.parametrize("part", ["citation", "condition", "options of a condition"])
def test_hash_changes_with_the_parts(part: str) -> None:
    policy = make.policy()
    condition = make.condition(policy)
    before = policy.compute_hash()
    if part == "citation":
        PolicyCitation.objects.create(policy=policy, **make.citation(locator="第三条"))
    elif part == "condition":
        make.condition(policy, way=2)
    else:
        condition.accepted.set(make.question().options.all())
    assert policy.compute_hash() != before


def test_hash_changes_with_region_and_scenario() -> None:
    policy = make.policy()
    hashes = {policy.compute_hash()}
    policy.region = make.nation()
    hashes.add(policy.compute_hash())
    policy.scenario = make.scenario("death")
    hashes.add(policy.compute_hash())
    assert len(hashes) == 3


def test_hash_stays_through_the_workflow(live: Policy) -> None:
    before = live.content_hash
    assert before == live.compute_hash()
    actions.withdraw(live, by=make.user("approver"), reason="写错了。", now=make.NOON + make.DAY)
    live.refresh_from_db()
    assert live.compute_hash() == before


def test_hash_stays_when_a_source_is_checked_again(live: Policy) -> None:
    before = live.compute_hash()
    read_again(live)
    assert Policy.objects.get().compute_hash() == before


def test_content_names_related_rows_by_code_and_holds_no_keys(live: Policy) -> None:
    content = live.content()
    assert content["region"] == "440000" and content["scenario"] == "settle-abroad"
    assert content["conditions_in_ways"][0]["accepted"] == ["ret=yes"]
    assert not {"id", "state", "author", "version", "code", "publish_at"} & set(content)


def test_a_revision_has_the_content_of_what_it_revises(live: Policy) -> None:
    draft = actions.revise(live, by=make.user("author"))
    assert draft.content() == live.content()
    assert draft.compute_hash() == live.content_hash


@pytest.mark.parametrize("make_live", [make.procedure, make.guide, make.faq, make.fact_check])
def test_a_revision_of_any_kind_has_the_same_content(make_live: Any) -> None:
    live: Edition = make_live(live=True, change_note_zh_hans="第一版")
    draft = actions.revise(live, by=make.user("author"))
    assert draft.content() == live.content()
    assert draft.change_note_zh_hans == ""  # type: ignore[attr-defined]


def test_a_revision_keeps_related_scenarios() -> None:
    guide = make.guide()
    guide.scenarios.set([make.scenario()])
    make.publish(guide)
    draft = actions.revise(guide, by=make.user("author"))
    assert [s.code for s in draft.scenarios.all()] == ["settle-abroad"]  # type: ignore[attr-defined]
