"""Drafts may point at a row that waits for its approval; a pack may bring it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User

from guides.models import Term
from policies.models import (
    Condition,
    Contact,
    Material,
    Option,
    PolicyCitation,
    Proposal,
    Requirement,
    Source,
)
from policies.pack.load import load_content
from policies.pack.store.keys import existing_codes
from policies.publishing import actions, proposals
from policies.publishing.actions import Refused
from tests import factories as make
from tests.policies.pack import pack
from tests.policies.publishing.rows_that_wait import MARK, waiting

pytestmark = pytest.mark.django_db


def refusal(act: Any, *args: Any, **kwargs: Any) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return str(refused.value)


def test_draft_may_point_at_a_row_that_waits_and_is_not_approved_before_it(
    author: User, approver: User
) -> None:
    source: Any = Source(code="new-law", title="新的文件", kind="notice")
    proposal = proposals.propose_new(source, by=author, why="新规")
    policy = make.policy()
    PolicyCitation.objects.create(policy=policy, source=source, locator="第一条")
    assert "依据“新的文件”还没有批准" in refusal(actions.submit, policy, by=author)
    proposals.approve(proposal, by=approver)
    actions.submit(policy, by=author)
    actions.approve(policy, by=approver, left_out=("en",))


@pytest.mark.parametrize("what", ["option", "material", "region", "scenario"])
def test_every_way_of_pointing_at_a_row_that_waits_is_named(what: str, author: User) -> None:
    rule, way = make.policy(), make.procedure()
    if what == "option":
        asked = make.question()
        option: Any = Option(question=asked, code="maybe", text_zh_hans="也许")
        proposals.propose_new(option, by=author, why="要用")
        condition = make.condition(rule)
        condition.accepted.add(option)
        assert set(Condition.objects.get().accepted.all()) >= {option}
        condition.accepted.set([option])
        assert set(condition.accepted.all()) == {option}
    elif what == "material":
        Requirement.objects.create(procedure=way, material=waiting(Material, author), originals=1)
    else:
        model = {"region": type(rule.region), "scenario": type(rule.scenario)}[what]
        rule = make.policy(**{what: waiting(model, author)})
    edition = way if what == "material" else rule
    assert "还没有批准，请先批准它" in refusal(actions.submit, edition, by=author)


def test_rejected_row_that_a_draft_points_at_stays_and_is_proposed_again(
    author: User, approver: User
) -> None:
    material: Any = waiting(Material, author)
    (proposal,) = Proposal.objects.all()
    make.procedure().requirements.create(material=material, originals=1)
    proposals.reject(proposal, by=approver, note="名字不对")
    material.refresh_from_db()
    assert material.awaits_approval
    material.name_zh_hans = "社保卡"
    again = proposals.propose_new(material, by=author, why="改好了")
    proposals.approve(again, by=approver)
    assert Material.objects.filter(name_zh_hans="社保卡").exists()


def test_pack_brings_a_row_that_only_waited(tmp_path: Path, author: User, approver: User) -> None:
    term: Any = Term(slug="personal-account", name_zh_hans=MARK, definition_zh_hans=MARK)
    proposal = proposals.propose_new(term, by=author, why="要解释")
    load_content(pack.write(tmp_path), now=make.NOON)
    brought: Any = Term.objects.get(slug="personal-account")
    assert brought.pk == term.pk and brought.definition_zh_hans != MARK
    assert "别的途径公开" in refusal(proposals.approve, proposal, by=approver)
    proposals.reject(proposal, by=approver, note="内容包带来了。")
    assert Term.objects.filter(pk=term.pk).exists()


def test_pack_refers_to_no_row_that_only_waits(tmp_path: Path, author: User) -> None:
    waiting(Contact, author)
    assert "zzwaits" not in existing_codes()["contact"]
