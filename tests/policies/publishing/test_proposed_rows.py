"""New shared rows and the end of old ones, by two persons."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from guides.models import Term
from policies.models import (
    FormerDivision,
    Material,
    Option,
    Proposal,
    PublicationEvent,
    Question,
    Region,
)
from policies.models.plain import shared_models
from policies.publishing import proposals
from policies.publishing.actions import Refused
from policies.publishing.shared.values import content_of
from tests import factories as make

pytestmark = pytest.mark.django_db
MODELS = pytest.mark.parametrize("model", shared_models(), ids=lambda model: model.__name__)
WHY = "官网换了"


def refusal(act: Any, *args: Any, **kwargs: Any) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return str(refused.value)


@MODELS
def test_proposed_row_is_nobodys_until_it_is_approved(
    model: Any, author: User, approver: User
) -> None:
    row: Any = make.shared(model)
    values = content_of(row)
    row.pk, row._state.adding = None, True
    codes = {Region: "449900", FormerDivision: "449900-2013"}
    for name, value in {"code": "other", "slug": "other", "path": "/other/"}.items():
        if name in model.fixed and hasattr(row, name):
            setattr(row, name, codes.get(model, value))
    yes = [make.question(code).options.get(code="yes") for code in ("ret", "job")]
    links = {"options": yes} if "options" in values else {}
    known = model.objects.count()
    shown = PublicationEvent.objects.count()
    answer = {"options": [Option(code="yes", text_zh_hans="是")]}
    inside: Any = answer if model is Question else {}  # nobody could answer it otherwise
    proposal = proposals.propose_new(row, by=author, why=WHY, links=links, inside=inside)
    assert model.objects.count() == known and model.with_proposed.count() == known + 1
    assert PublicationEvent.objects.count() == shown
    proposals.approve(proposal, by=approver)
    assert model.objects.count() == known + 1


def test_proposed_row_that_is_rejected_goes(author: User, approver: User) -> None:
    row = Material(code="card", name_zh_hans="社保卡")
    proposal = proposals.propose_new(row, by=author, why="窗口要")
    proposals.reject(proposal, by=approver, note="已有“社会保障卡”。")
    assert not Material.with_proposed.exists()
    assert "已经不在" not in str(proposal.note)


def test_a_proposed_row_is_refused_where_it_points_at_another(author: User, approver: User) -> None:
    question = Question(code="job", text_zh_hans="有工作吗？", changeable="self")
    inside = {"options": [Option(code="yes", text_zh_hans="有", position=1)]}
    asked = proposals.propose_new(question, by=author, why="新规则要问", inside=inside)
    answer = Proposal.objects.get(kind="policies.option")
    assert "还没有批准" in refusal(proposals.approve, answer, by=approver)
    proposals.approve(asked, by=approver)
    proposals.approve(answer, by=approver)
    assert Option.objects.get().question == Question.objects.get()


def test_row_goes_when_a_second_person_approves(author: User, approver: User) -> None:
    term = make.term()
    proposal = proposals.propose_deletion(term, by=author, why="重复")
    assert Term.objects.exists()
    proposals.approve(proposal, by=approver)
    assert not Term.objects.exists()
    assert proposal.values_before["name_zh_hans"] == "个人账户"


def test_row_that_is_used_does_not_go_and_says_by_what(author: User, approver: User) -> None:
    policy = make.policy()
    make.condition(policy)
    make.expected_case()
    question = Question.objects.get()
    option = question.options.get(code="yes")
    for row in (question, option):
        said = refusal(proposals.propose_deletion, row, by=author, why="不用了")
        assert "条件 1 条" in said and "验证用例 1 条" in said
    said = refusal(proposals.propose_deletion, policy.scenario, by=author, why="不用了")
    assert policy.code in said
    unused = make.material("card")
    proposal = proposals.propose_deletion(unused, by=author, why="不用了")
    draft = make.procedure()
    draft.requirements.create(material=unused, originals=1)
    assert "材料" in refusal(proposals.approve, proposal, by=approver)


def test_regions_are_never_deleted(author: User) -> None:
    said = refusal(proposals.propose_deletion, make.region(), by=author, why="撤并了")
    assert "并入或更名为" in said
