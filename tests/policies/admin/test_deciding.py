"""The page of a proposal: what it says, who decides, and every refusal with its reason."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError
from django.urls import reverse

from policies.admin.proposal import VERBS
from policies.models import Contact, Proposal
from policies.publishing import proposals
from tests import factories as make
from tests.admin_factories import browser_of, said, text_of

pytestmark = pytest.mark.django_db
LIST = "admin:policies_proposal_changelist"


@pytest.fixture
def proposal(wang: Any) -> Proposal:
    wanted = {"phone": "12399", "name_zh_hant": "熱線"}
    return proposals.propose_change(make.contact(), wanted, by=wang, why="打过电话")


def page_of(proposal: Proposal) -> str:
    return reverse("admin:policies_proposal_change", args=[proposal.pk])


def decide(user: Any, proposal: Proposal, verb: str, **fields: Any) -> Any:
    address = reverse("admin:policies_proposal_decide", args=[proposal.pk, verb])
    return browser_of(user).post(address, {"note": "", **fields})


def phone() -> str:
    return Contact.objects.get().phone


def test_page_shows_every_value_who_and_why(proposal: Proposal, li: Any) -> None:
    page = text_of(browser_of(li).get(page_of(proposal)))
    for words in ("12393", "12399", "熱線", "wang", "打过电话", "医保服务热线"):
        assert words in page


def test_approver_approves_and_the_row_is_changed(proposal: Proposal, li: Any) -> None:
    answer = decide(li, proposal, "approve", note="打通了")
    assert answer.status_code == 302 and "已批准" in said(answer)
    assert phone() == "12399"
    page = text_of(browser_of(li).get(page_of(proposal)))
    assert "第 1 号" in page and "打通了" in page


def test_author_may_not_decide_the_own_proposal(proposal: Proposal, wang: Any, root: Any) -> None:
    for verb in ("approve", "reject"):
        answer = decide(wang, proposal, verb, note="好")
        assert "有批准权限的人" in text_of(answer)
    own = proposals.propose_change(make.contact("other"), {"phone": "1"}, by=root, why="管理员改的")
    assert "另一个人" in text_of(decide(root, own, "approve"))
    assert set(Proposal.objects.values_list("state", flat=True)) == {"open"}


def test_author_calls_the_own_proposal_off_and_nobody_else_does(
    proposal: Proposal, wang: Any, li: Any
) -> None:
    assert "只有提出的人" in text_of(decide(li, proposal, "call_off"))
    decide(wang, proposal, "call_off")
    proposal.refresh_from_db()
    assert proposal.state == "called_off" and phone() == "12393"


def test_rejection_without_a_note_is_refused_and_keeps_what_was_entered(
    proposal: Proposal, li: Any
) -> None:
    assert "为什么退回" in text_of(decide(li, proposal, "reject", note=" "))
    decide(li, proposal, "reject", note="号码打不通")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.note) == ("rejected", "号码打不通")


def test_row_changed_meanwhile_is_refused_by_the_names_of_its_fields(
    proposal: Proposal, li: Any
) -> None:
    make.change(Contact.objects.get(), phone="12345")
    answer = decide(li, proposal, "approve", note="我的意见")
    page = text_of(answer)
    assert "提出之后这一条又改过：电话" in page and "12345" in page
    assert "我的意见" in answer.content.decode()
    assert phone() == "12345"


def test_proposal_is_decided_once(proposal: Proposal, li: Any) -> None:
    decide(li, proposal, "approve")
    assert "已经处理过了" in text_of(decide(li, proposal, "reject", note="晚了"))


@pytest.mark.parametrize("verb", ["approve", "reject", "call_off", "verb"])
def test_get_decides_nothing(proposal: Proposal, li: Any, verb: str) -> None:
    address = reverse("admin:policies_proposal_decide", args=[proposal.pk, verb])
    assert browser_of(li).get(address).status_code == 302
    proposal.refresh_from_db()
    assert proposal.is_open


def test_nobody_edits_or_deletes_a_proposal(proposal: Proposal, root: Any) -> None:
    client = browser_of(root)
    client.post(page_of(proposal), {"after": "{}", "state": "approved"})
    gone = reverse("admin:policies_proposal_delete", args=[proposal.pk])
    assert client.post(gone, {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [proposal.pk], "post": "yes"}
    client.post(reverse(LIST), chosen)
    assert Proposal.objects.get().is_open and phone() == "12393"


def test_several_are_approved_at_once_and_the_refused_ones_say_why(
    proposal: Proposal, root: Any
) -> None:
    own = proposals.propose_change(make.contact("other"), {"phone": "1"}, by=root, why="试")
    chosen = {"action": "approve_selected", "_selected_action": [proposal.pk, own.pk]}
    answer = browser_of(root).post(reverse(LIST), chosen)
    assert "另一个人" in said(answer)
    assert Contact.objects.get(code="hotline").phone == "12399"
    assert Contact.objects.get(code="other").phone == "12393"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"todo": "review"}, True),
        ({"todo": "mine"}, False),
        ({"about": "policies.contact"}, True),
        ({"about": "policies.region"}, False),
        ({"state__exact": "approved"}, False),
        ({"q": "医保"}, True),
    ],
)
def test_list_filters(proposal: Proposal, li: Any, query: dict[str, str], found: bool) -> None:
    page = text_of(browser_of(li).get(reverse(LIST), query))
    assert ("修改：医保服务热线" in page) is found


def test_a_proposal_about_a_kind_of_row_that_nobody_knows_is_in_no_list(
    proposal: Proposal, li: Any
) -> None:
    """A later release has it, and was taken back."""
    proposal.pk, proposal.kind, proposal.name = None, "policies.leaflet", "折页"
    proposal.save()
    listed = text_of(browser_of(li).get(reverse(LIST)))
    assert "修改：医保服务热线" in listed and "折页" not in listed
    assert browser_of(li).get(page_of(proposal)).status_code in (302, 404)


def test_first_page_counts_what_waits(proposal: Proposal, wang: Any, li: Any) -> None:
    assert "变更建议： 1 份等你审核" in text_of(browser_of(li).get(reverse("admin:index")))
    mine = text_of(browser_of(wang).get(reverse("admin:index")))
    assert "1 份你提交的，等第二个人审核" in mine and "等你审核" not in mine


def test_history_of_a_row_shows_what_was_decided_with_values(
    proposal: Proposal, li: Any, wang: Any
) -> None:
    decide(li, proposal, "approve", note="打通了")
    address = reverse("admin:policies_contact_history", args=[proposal.key])
    page = text_of(browser_of(wang).get(address))
    for words in ("12393", "12399", "wang", "li", "打过电话", "打通了", "已批准"):
        assert words in page


def test_approver_merges_what_changed_meanwhile_and_another_person_approves(
    proposal: Proposal, li: Any, wang: Any, root: Any, django_assert_max_num_queries: Any
) -> None:
    make.change(Contact.objects.get(), phone="12345")
    address = reverse("admin:policies_proposal_merge", args=[proposal.pk])
    client = browser_of(li)
    assert address in client.get(page_of(proposal)).content.decode()
    with django_assert_max_num_queries(20):
        page = BeautifulSoup(client.get(address).content, "html.parser")
    row = page.select_one("tr[data-place='choose:phone'][data-conflict]")
    assert row and all(number in row.get_text() for number in ("12393", "12345", "12399"))
    chosen = {str(each["name"]): each["value"] for each in page.select("form.merge [type=hidden]")}
    chosen |= {str(each["name"]): each["value"] for each in page.select("input[checked]")}
    assert "“电话”两边都改了" in text_of(client.post(address, chosen))
    answer = client.post(address, chosen | {"choose:phone": "entered"})
    assert answer.status_code == 302 and "等另一个人批准" in said(answer)
    made = Proposal.objects.exclude(pk=proposal.pk).get()
    assert "另一个人" in text_of(decide(li, made, "approve"))
    decide(root, made, "approve")
    assert phone() == "12399"
    assert browser_of(wang).get(address).status_code == 302


def test_two_approvers_at_the_same_moment(
    proposal: Proposal, li: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The register takes one number once; whoever comes second is told, and decides anew."""

    def taken(*_given: object, **_said: object) -> None:
        raise IntegrityError("UNIQUE constraint failed: policies_proposal.number")

    monkeypatch.setitem(VERBS, "approve", taken)
    answer = decide(li, proposal, "approve", note="打通了")
    assert "另一个人刚刚处理了一条建议" in text_of(answer) and "打通了" in answer.content.decode()
    proposal.refresh_from_db()
    assert proposal.is_open and phone() == "12393"
