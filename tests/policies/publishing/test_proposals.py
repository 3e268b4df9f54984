"""Two persons change a shared row: one proposes, another decides, and nothing is public before."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from policies.models import (
    Contact,
    ImpossibleCombination,
    Proposal,
    PublicationEvent,
    Scenario,
)
from policies.models.plain import SharedRow, shared_models
from policies.publishing import events, proposals
from policies.publishing.actions import Refused
from policies.publishing.shared.outcome import values_of
from policies.publishing.shared.values import content_of
from tests import factories as make

pytestmark = pytest.mark.django_db
MODELS = pytest.mark.parametrize("model", shared_models(), ids=lambda model: model.__name__)
WHY = "官网换了号码"


def propose(row: SharedRow, by: User, **wanted: Any) -> Proposal:
    return proposals.propose_change(row, wanted, by=by, why=WHY)


def refusal(act: Any, *args: Any, **kwargs: Any) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return str(refused.value)


def phone() -> str:
    return Contact.objects.get().phone


def test_nothing_changes_before_a_second_person_approves(author: User, approver: User) -> None:
    before = events.token(make.NOON)
    contact = make.contact()
    shown = PublicationEvent.objects.count()
    proposal = propose(contact, author, phone="12399")
    assert phone() == contact.phone and PublicationEvent.objects.count() == shown
    assert (proposal.values_before, proposal.values_after) == (
        {"phone": "12393"}, {"phone": "12399"},
    )  # fmt: skip
    proposals.approve(proposal, by=approver, now=make.NOON)
    assert phone() == "12399"
    assert PublicationEvent.objects.count() == shown + 1
    assert events.token(make.NOON) != before


def test_author_never_approves_nor_rejects_the_own_proposal(author: User) -> None:
    proposal = propose(make.contact(), author, phone="12399")
    assert "另一个人" in refusal(proposals.approve, proposal, by=author)
    assert "另一个人" in refusal(proposals.reject, proposal, by=author, note="我反悔了")
    decided = {"decided_by": author, "decided_at": make.NOON, "note": "好"}
    for state in ("approved", "rejected"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Proposal.objects.update(state=state, number=1, content_hash="f", **decided)
    assert phone() == "12393"


def test_only_the_author_calls_a_proposal_off(author: User, approver: User) -> None:
    proposal = propose(make.contact(), author, phone="12399")
    assert "只有提出的人" in refusal(proposals.call_off, proposal, by=approver)
    proposals.call_off(proposal, by=author)
    assert proposal.state == "called_off"
    assert "已经处理过了" in refusal(proposals.approve, proposal, by=approver)
    assert "已经处理过了" in refusal(proposals.call_off, proposal, by=author)
    assert phone() == "12393"


def test_rejection_needs_a_note(author: User, approver: User) -> None:
    proposal = propose(make.contact(), author, phone="12399")
    assert "为什么退回" in refusal(proposals.reject, proposal, by=approver, note=" ")
    proposals.reject(proposal, by=approver, note="号码打不通。")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.note, phone()) == ("rejected", "号码打不通。", "12393")


def test_proposal_says_why_and_changes_something(author: User) -> None:
    contact = make.contact()
    said = refusal(proposals.propose_change, contact, {"phone": "12393"}, by=author, why=" ")
    assert "没有改动" in said and "为什么" in said
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.create(
            kind="policies.contact", key=1, before="{}", after="{}", author=author,
            made_at=make.NOON, why="", action="change",
        )  # fmt: skip


def test_a_row_has_one_open_proposal(author: User, approver: User) -> None:
    contact = make.contact()
    proposal = propose(contact, author, phone="12399")
    assert "author提出的" in refusal(propose, contact, approver, phone="1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.create(
            kind=proposal.kind, key=proposal.key, before="{}", after="{}", author=approver,
            made_at=make.NOON, why=WHY, action="change",
        )  # fmt: skip
    proposals.approve(proposal, by=approver)
    propose(contact, approver, phone="12398")


def test_row_that_changed_meanwhile_is_not_changed(author: User, approver: User) -> None:
    contact = make.contact()
    proposal = propose(contact, author, phone="12399")
    make.change(contact, phone="12345", name_zh_hans="另一个名字")
    said = refusal(proposals.approve, proposal, by=approver)
    assert "电话" in said and "名称" not in said
    assert phone() == "12345"
    (value,) = values_of(proposal)
    assert (value.before, value.now, value.wanted, value.is_stale) == (
        "12393", "12345", "12399", True,
    )  # fmt: skip


def test_other_fields_that_changed_meanwhile_stay(author: User, approver: User) -> None:
    contact = make.contact()
    proposal = propose(contact, author, phone="12399")
    make.change(contact, name_zh_hans="另一个名字")
    proposals.approve(proposal, by=approver)
    contact.refresh_from_db()
    row: Any = contact
    assert (row.phone, row.name_zh_hans) == ("12399", "另一个名字")


def test_what_the_form_was_opened_with_counts_as_before(author: User, approver: User) -> None:
    contact = make.contact()
    seen = content_of(contact)
    make.change(contact, phone="12345")
    proposal = proposals.propose_change(
        contact, seen | {"phone": "12399"}, by=author, why=WHY, seen=seen
    )
    assert "电话" in refusal(proposals.approve, proposal, by=approver)


def test_every_language_and_relation_is_a_value_of_its_own(author: User, approver: User) -> None:
    city = make.region("440300", "深圳市", level="prefecture", parent=make.region())
    contact = make.contact()
    wanted = {"name_en": "Hotline", "name_zh_hant": "熱線", "region": "440300"}
    proposals.approve(propose(contact, author, **wanted), by=approver)
    row: Any = Contact.objects.get()
    assert (row.name_en, row.name_zh_hant, row.region) == ("Hotline", "熱線", city)
    assert row.name_zh_hans == "医保服务热线"


def test_options_of_a_combination_are_a_value(author: User, approver: User) -> None:
    combination = make.combination()
    make.question("job")
    wanted = ["job=no", "ret=yes"]
    proposals.approve(propose(combination, author, options=wanted), by=approver)
    assert content_of(ImpossibleCombination.objects.get())["options"] == wanted


def test_what_the_model_refuses_is_refused_at_approval(author: User, approver: User) -> None:
    proposal = propose(make.contact(), author, phone="")
    assert "电话" in refusal(proposals.approve, proposal, by=approver)
    region = propose(make.region(), author, parent="999999")
    assert "999999" in refusal(proposals.approve, region, by=approver)
    region.refresh_from_db()
    assert region.is_open


def test_what_names_a_row_is_never_proposed_to_change(author: User) -> None:
    scenario = make.scenario()
    assert "代码" in refusal(propose, scenario, author, code="abroad")
    assert Scenario.objects.get().code == "settle-abroad"


def test_row_that_went_meanwhile_is_said_to_be_gone(author: User, approver: User) -> None:
    material = make.material()
    proposal = propose(material, author, name_en="Identity card")
    with make.permitted("a test"):
        material.delete()
    assert "已经不在" in refusal(proposals.approve, proposal, by=approver)
    assert "已经不在" in refusal(propose, material, author, name_en="ID")
    proposals.reject(proposal, by=approver, note="材料没有了。")
