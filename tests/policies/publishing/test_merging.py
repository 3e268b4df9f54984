"""A row changed after a proposal was made: somebody chooses field by field, another approves."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from policies.models import Contact, Proposal
from policies.publishing import proposals
from policies.publishing.actions import Refused
from policies.publishing.merge import Side
from policies.publishing.merging import meeting_of, merge_proposal
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(author: User) -> Proposal:
    """The telephone and a name were proposed; then somebody else changed the telephone."""
    contact = make.contact()
    wanted = {"phone": "12399", "name_en": "Hotline", "scope_zh_hans": "问医保"}
    made = proposals.propose_change(contact, wanted, by=author, why="官网换了号码")
    make.change(contact, phone="12345")
    return made


def merged(proposal: Proposal, by: User, **chosen: Side) -> Proposal:
    return merge_proposal(proposal, chosen, by=by, met=meeting_of(proposal).met)


def test_each_field_that_only_one_side_changed_is_decided(proposal: Proposal) -> None:
    found = {change.place[0]: change.side for change in meeting_of(proposal).changes}
    assert found == {
        "phone": Side.BOTH, "name_en": Side.ENTERED, "scope_zh_hans": Side.ENTERED,
    }  # fmt: skip
    assert meeting_of(proposal).is_needed


def test_what_an_approver_merged_is_approved_by_another(
    proposal: Proposal, author: User, approver: User
) -> None:
    made = merged(proposal, approver, phone=Side.ENTERED)
    proposal.refresh_from_db()
    assert (proposal.state, made.author) == ("rejected", approver)
    assert proposal.values_after["scope_zh_hans"] == made.values_after["scope_zh_hans"] == "问医保"
    assert (made.values_before["phone"], made.values_after["phone"]) == ("12345", "12399")
    assert "官网换了号码" in made.why and "author" in made.why
    with pytest.raises(Refused, match="另一个人"):
        proposals.approve(made, by=approver)
    proposals.approve(made, by=author)
    assert Contact.objects.get().phone == "12399"


def test_author_merges_the_own_one_and_what_is_chosen_as_it_is_stays(
    proposal: Proposal, author: User, approver: User
) -> None:
    made = merged(proposal, author, phone=Side.STORED)
    proposal.refresh_from_db()
    assert proposal.state == "called_off" and "phone" not in made.values_after
    proposals.approve(made, by=approver)
    row = Contact.objects.get()
    assert (row.phone, row.name_en) == ("12345", "Hotline")  # type: ignore[attr-defined]


def test_what_both_changed_has_to_be_chosen(proposal: Proposal, approver: User) -> None:
    with pytest.raises(Refused, match="“电话”两边都改了"):
        merged(proposal, approver, name_en=Side.STORED)
    proposal.refresh_from_db()
    assert proposal.is_open and Proposal.objects.count() == 1


def test_row_that_changed_once_more_is_looked_at_again(proposal: Proposal, approver: User) -> None:
    met = meeting_of(proposal).met
    make.change(Contact.objects.get(), phone="12388")
    with pytest.raises(Refused, match="又有人改了"):
        merge_proposal(proposal, {"phone": Side.ENTERED}, by=approver, met=met)
    assert Proposal.objects.get().is_open


def test_choosing_nothing_of_the_proposal_proposes_nothing(author: User, approver: User) -> None:
    contact = make.contact()
    made = proposals.propose_change(contact, {"phone": "12399"}, by=author, why="换了")
    make.change(contact, phone="12345")
    with pytest.raises(Refused, match="没有改动"):
        merged(made, approver, phone=Side.STORED)
    made.refresh_from_db()
    assert made.is_open


def test_what_nobody_else_changed_needs_no_merging(author: User) -> None:
    contact = make.contact()
    made = proposals.propose_change(contact, {"phone": "12399"}, by=author, why="换了")
    make.change(contact, name_zh_hans="别的名字")
    assert not meeting_of(made).is_needed
    gone = proposals.propose_deletion(make.material(), by=author, why="重复")
    assert not meeting_of(gone).is_needed
