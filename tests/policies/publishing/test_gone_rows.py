"""What was proposed about a row that went meanwhile, or names one that is not there, says so."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from policies.models import Contact, Proposal, Source
from policies.publishing import proposals
from policies.publishing.actions import Refused
from policies.publishing.merge import Side
from policies.publishing.merging import meeting_of, merge_proposal
from tests import admin_factories as desk
from tests import factories as make
from tests.admin_factories import browser_of, text_of
from tests.policies.admin.other_province import editor

pytestmark = pytest.mark.django_db
GONE = "这一条已经不在了。"


@pytest.fixture
def orphan(author: User) -> Proposal:
    """A proposal whose row somebody took out of the database by hand."""
    contact = make.contact()
    made = proposals.propose_change(contact, {"phone": "12399"}, by=author, why="换了号码")
    take_out(contact)
    return made


def take_out(row: Contact | Source) -> None:
    with make.permitted("a hand in the database"):
        type(row)._base_manager.filter(pk=row.pk).delete()


def reasons(act: Any, *args: Any, **kwargs: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.reasons


def test_nothing_is_proposed_about_a_row_that_went(author: User) -> None:
    contact = make.contact()
    take_out(contact)
    said = {"by": author, "why": "换了号码"}
    assert reasons(proposals.propose_change, contact, {"phone": "12399"}, **said) == [GONE]
    assert reasons(proposals.propose_deletion, contact, **said) == [GONE]
    assert not Proposal.objects.exists()


def test_nor_is_it_approved_or_merged(orphan: Proposal, approver: User) -> None:
    assert reasons(proposals.approve, orphan, by=approver) == [GONE]
    chosen = {"phone": Side.ENTERED}
    met = meeting_of(orphan).met
    assert reasons(merge_proposal, orphan, chosen, by=approver, met=met) == [GONE]
    orphan.refresh_from_db()
    assert orphan.is_open and Proposal.objects.count() == 1


def test_its_page_says_so_and_lets_it_be_rejected(orphan: Proposal) -> None:
    browser = browser_of(desk.make_user("li", "Approver"))
    page = text_of(browser.get(reverse("admin:policies_proposal_change", args=[orphan.pk])))
    assert GONE in page and "12399" in page
    address = reverse("admin:policies_proposal_decide", args=[orphan.pk, "approve"])
    refused = browser.post(address, {"note": "好"})
    assert refused.status_code == 409 and GONE in text_of(refused)
    rejected = browser.post(address.replace("approve", "reject"), {"note": "这一条没有了"})
    assert rejected.status_code == 302
    orphan.refresh_from_db()
    assert orphan.state == "rejected"


def test_its_author_calls_it_off(orphan: Proposal, author: User) -> None:
    proposals.call_off(orphan, by=author)
    orphan.refresh_from_db()
    assert orphan.state == "called_off"


def test_a_value_that_no_column_holds_is_refused_when_it_is_to_come_true(
    author: User, approver: User
) -> None:
    row, wanted = make.source(), {"effective_from": "前年春天"}
    made = proposals.propose_change(row, wanted, by=author, why="查过")
    (reason,) = reasons(proposals.approve, made, by=approver)
    assert "前年春天" in reason
    row.refresh_from_db()
    assert row.effective_from is None and Proposal.objects.get().is_open


def test_a_row_that_a_value_names_and_that_is_not_there_widens_nobodys_reach(
    approver: User,
) -> None:
    """A part of the office asks where a row would go; one that goes nowhere stays where it is."""
    here = make.contact("here", region=make.region())
    yue = editor()
    made = proposals.propose_change(here, {"region": "999999"}, by=yue, why="试")
    assert reasons(proposals.approve, made, by=approver) == ["地区“999999”已经不在了。"]
    there = make.contact("there", region=make.region("330000", "浙江省"))
    (refused,) = reasons(proposals.propose_change, there, {"region": "999999"}, by=yue, why="试")
    assert "不在你负责的地区" in refused
