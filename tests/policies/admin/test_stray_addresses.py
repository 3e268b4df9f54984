"""Addresses of the desk that no link leads to: a row that is not there, a key that is none."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import Model
from django.urls import reverse

from policies.models import Policy, Proposal, Verification
from policies.publishing import proposals
from tests import admin_factories as desk
from tests import factories as make
from tests.admin_factories import browser_of, form_of, make_policy, step_of, text_of
from tests.policies.admin.other_province import editor, rows_of_zhejiang
from tests.policies.admin.saving.desk import Window

pytestmark = pytest.mark.django_db
NO_ROW = ["999999", "abc", "9" * 40, "1_2F2"]
QUEUE = "admin:policies_verification_queue"


@pytest.mark.parametrize("key", NO_ROW)
@pytest.mark.parametrize(
    ("page", "more"),
    [
        ("policy_history", ()),
        ("policy_translations", ()),
        ("policy_step", ("submit",)),
        ("proposal_decide", ("approve",)),
        ("proposal_merge", ()),
        ("contact_history", ()),
        ("contact_delete", ()),
    ],
)
def test_a_row_that_is_not_there_is_not_found(root: Any, page: str, more: Any, key: str) -> None:
    browser = browser_of(root)
    address = reverse(f"admin:policies_{page}", args=[key, *more])
    assert browser.get(address).status_code == 404
    assert browser.post(address, {"note": "好"}).status_code == 404


@pytest.mark.parametrize("key", NO_ROW)
def test_nor_is_it_for_somebody_who_sees_a_part_of_the_rows(key: str) -> None:
    make.region()
    browser = browser_of(editor())
    for page in ("policy_history", "policy_translations", "contact_history", "proposal_merge"):
        address = reverse(f"admin:policies_{page}", args=[key])
        assert browser.get(address).status_code == 404, page


def test_the_history_of_another_province_says_why_it_is_closed() -> None:
    there = next(row for row in rows_of_zhejiang() if isinstance(row, Policy))
    answer = browser_of(editor()).get(form_of(there).replace("/change/", "/history/"))
    assert answer.status_code == 403 and "不在你负责的地区或者情形里" in text_of(answer)


def test_a_verb_that_there_is_not_is_not_found_and_does_nothing(root: Any) -> None:
    policy = make_policy(root)
    address = step_of(policy, "publish")
    assert browser_of(root).post(address, desk.seen(policy)).status_code == 404
    policy.refresh_from_db()
    assert policy.state == "draft"


def test_opening_the_address_of_translations_notes_nothing(wang: Any) -> None:
    policy = make_policy(wang)
    address = reverse("admin:policies_policy_translations", args=[policy.pk])
    answer = browser_of(wang).get(address)
    assert (answer.status_code, answer["Location"]) == (302, form_of(policy))
    assert not desk.said(answer)


@pytest.mark.parametrize("page", ["decide", "merge", "change"])
def test_who_may_not_see_proposals_reaches_no_page_of_one(wang: Any, page: str) -> None:
    proposal = proposals.propose_change(make.contact(), {"phone": "1"}, by=wang, why="试")
    more = ["approve"] if page == "decide" else []
    address = reverse(f"admin:policies_proposal_{page}", args=[proposal.pk, *more])
    outsider = browser_of(desk.make_user("guest"))
    assert outsider.get(address).status_code == outsider.post(address).status_code == 403
    assert Proposal.objects.get().is_open


def test_the_queue_is_closed_to_strangers_and_takes_nothing_from_who_may_only_look() -> None:
    make.policy(live=True)
    assert browser_of(desk.make_user("guest")).get(reverse(QUEUE)).status_code == 403
    reader = browser_of(desk.make_user("rd", "Reader"))
    assert reader.get(reverse(QUEUE)).status_code == 200
    assert reader.post(reverse(QUEUE), {"one": "x"}).status_code == 403
    assert not Verification.objects.exists()


def test_text_for_a_draft_that_is_still_open_goes_into_no_second_one(wang: Any) -> None:
    """Somebody kept the page that offered a new draft, and sends it again afterwards."""
    policy = make_policy(wang)
    window = Window(wang, form_of(policy))
    window.type(answer_zh_hans="写了一个上午的一段话。")
    answer = window.save("_into_draft")
    assert (answer.status_code, answer["Location"]) == (302, form_of(policy))
    assert Policy._base_manager.count() == 1


@pytest.mark.parametrize("loaded", ["", "abc"])
def test_nor_does_text_that_came_from_no_form_of_ours(wang: Any, li: Any, loaded: str) -> None:
    policy = desk.published(wang, li)
    sent = {"_into_draft": "1", "answer_zh_hans": "别处来的话。", "loaded": loaded}
    assert browser_of(wang).post(form_of(policy), sent).status_code == 302
    assert Policy._base_manager.count() == 1


def test_a_form_that_asks_for_a_window_of_its_own_leads_to_the_draft_as_any_other(
    wang: Any,
) -> None:
    """No field of the desk chooses an edition, so none is made in a small window."""
    sent = desk.policy_form(make.region(), make.scenario(), make.source())
    answer = browser_of(wang).post(
        reverse("admin:policies_policy_add") + "?_popup=1", sent | {"_popup": "1"}
    )
    assert (answer.status_code, answer["Location"]) == (302, form_of(Policy.objects.get()))


@pytest.mark.parametrize("key", ["abc", "9" * 40, "\0", ""])
@pytest.mark.parametrize("action", ["submit_selected", "delete_selected"])
def test_ticking_what_is_no_row_does_nothing(key: str, action: str) -> None:
    make.region()
    yue = editor()
    policy = make.policy(author=yue)
    address = reverse("admin:policies_policy_changelist")
    sent = {"action": action, "_selected_action": [key]}
    assert browser_of(yue).post(address, sent).status_code < 500
    policy.refresh_from_db()
    assert policy.state == "draft"


def test_a_draft_of_somebody_else_is_named_when_many_are_submitted(wang: Any) -> None:
    own, other = make_policy(wang), make_policy(desk.make_user("zhao", "Author"))
    sent: dict[str, Any] = {"action": "submit_selected", "_selected_action": [own.pk, other.pk]}
    sent["listed"] = [f"{own.pk} {desk.seen(own)['seen']}", f"{other.pk} x"]
    answer = browser_of(wang).post(reverse("admin:policies_policy_changelist"), sent)
    assert f"没有提交审核“{other}”：要由作者本人提交。" in desk.said(answer)
    states: list[Model] = [own, other]
    for row in states:
        row.refresh_from_db()
    assert (own.state, other.state) == ("in_review", "draft")
