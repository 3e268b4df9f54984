"""Nothing is deleted that is not as it was shown; who changed what is said, and asked again."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db.models import Model
from django.urls import reverse

from guides.models import Feedback
from policies.admin.saving.seal import unsealed
from policies.models import Contact, Material, Policy, PolicyCitation, Proposal, Scope
from policies.publishing import actions, proposals
from tests import admin_factories as make
from tests import factories as rows
from tests.admin_factories import Browser, browser_of, form_of, said, text_of
from tests.policies.admin.saving.desk import Window, fields_of

pytestmark = pytest.mark.django_db


def deletion_of(row: Model) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_delete", args=[row.pk])


def asked(person: User | Browser, row: Model) -> Window:
    """The page that asks whether a row should go, open in somebody's window."""
    return Window(person, deletion_of(row))


def is_refused(window: Window, *said: str) -> bool:
    answer = window.save()
    page = text_of(answer)
    return answer.status_code == 409 and all(each in page for each in said)


def is_there(row: Model) -> bool:
    return type(row)._base_manager.filter(pk=row.pk).exists()


def test_a_draft_that_is_as_it_was_shown_goes(wang: Any) -> None:
    policy = make.make_policy(wang)
    window = asked(wang, policy)
    assert "删了就找不回来" in text_of(window.answer)
    assert window.save().status_code == 302 and not is_there(policy)


def test_a_draft_written_on_meanwhile_stays_and_says_who_wrote_what(wang: Any, root: Any) -> None:
    policy = make.make_policy(wang)
    window, other = asked(root, policy), Window(wang, form_of(policy))
    other.type(answer_zh_hans="另一句话。")
    assert other.save().status_code == 302
    assert is_refused(
        window, "又有了改动", "wang", "另一句话。", "深圳参保人出境定居的", "再问一次"
    )
    assert is_there(policy)
    again = asked(window.client, policy)
    assert again.save().status_code == 302 and not is_there(policy)


@pytest.mark.parametrize("what", ["changed", "added", "taken away"])
def test_a_draft_whose_citation_is_another_stays(wang: Any, what: str) -> None:
    policy = make.make_policy(wang)
    window, citations = asked(wang, policy), PolicyCitation.objects.filter(policy=policy)
    if what == "changed":
        citations.update(locator="第十三条")
    elif what == "added":
        PolicyCitation.objects.create(policy=policy, source=make.make_source("b"), locator="第一条")
    else:
        citations.delete()
    told = {"changed": "第十三条", "added": "第一条", "taken away": "没有这一行了"}
    assert is_refused(window, told[what]) and is_there(policy)


def test_a_draft_submitted_meanwhile_stays(wang: Any) -> None:
    policy = make.make_policy(wang)
    window = asked(wang, policy)
    actions.submit(policy, by=wang)
    assert is_refused(window, "状态", "草稿", "审核中", "再问一次") and is_there(policy)


def test_a_draft_approved_meanwhile_stays_and_is_not_asked_about_again(wang: Any, li: Any) -> None:
    policy = make.in_review(wang)
    window = asked(wang, policy)
    actions.approve(policy, by=li, left_out=("en",))
    assert is_refused(window, "已批准") and "再问一次" not in text_of(window.answer)
    assert is_there(policy)


def test_what_was_deleted_already_is_told_with_the_person(wang: Any, root: Any) -> None:
    policy = make.make_policy(wang)
    first, second = asked(root, policy), asked(wang, policy)
    assert first.save().status_code == 302
    assert is_refused(second, "被删除了", "root")


@pytest.mark.parametrize("loaded", ["", "eyJh:1x:forged", "of another", "of somebody else"])
def test_a_deletion_that_comes_from_no_page_of_this_row_is_refused(
    wang: Any, root: Any, loaded: str
) -> None:
    policy, other = make.make_policy(wang), make.make_policy(wang, scenario=make.make_scenario("a"))
    window = asked(root, policy)
    foreign = {"of another": (root, other), "of somebody else": (wang, policy)}
    sealed = asked(*foreign[loaded]).sent["loaded"] if loaded in foreign else loaded
    window.type(loaded=sealed)
    assert is_refused(window, "这张表单", "再问一次") and is_there(policy)


def test_who_may_not_delete_is_told_nothing_of_what_changed(wang: Any, li: Any) -> None:
    policy = make.make_policy(wang)
    answer = browser_of(li).post(deletion_of(policy), {"post": "yes"})
    assert answer.status_code == 403 and is_there(policy)


def test_feedback_answered_meanwhile_stays(wang: Any, root: Any) -> None:
    report = Feedback.objects.create(address="/zh-hans/", reason="wrong", text="电话不对")
    window, other = asked(wang, report), Window(root, form_of(report))  # type: ignore[arg-type]
    other.type(reply_zh_hans="已经改了。")
    assert other.save().status_code == 302
    assert is_refused(window, "处理说明", "已经改了。", "root") and is_there(report)
    assert asked(wang, report).save().status_code == 302 and not is_there(report)


def test_an_account_whose_reach_changed_meanwhile_stays_and_no_password_travels(root: Any) -> None:
    account = make.make_user("zhao", password=make.PASSWORD)
    window = asked(root, account)
    shown = unsealed(window.sent["loaded"])
    assert shown and account.password not in str(shown.held) and "zhao" in str(shown.held)
    Scope.objects.create(user=account)
    assert is_refused(window, "职责范围") and is_there(account)
    assert asked(root, account).save().status_code == 302


@pytest.mark.parametrize("model", [Policy, Feedback, User, Group, Contact])
def test_rows_are_not_deleted_many_at_once(root: Any, model: type[Model]) -> None:
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    assert b"delete_selected" not in browser_of(root).get(address).content


def changed(contact: Contact, by: User, approver: User, phone: str) -> None:
    proposal = proposals.propose_change(contact, {"phone": phone}, by=by, why="换了")
    proposals.approve(proposal, by=approver)


def test_a_shared_row_changed_meanwhile_is_not_proposed_for_deletion(
    wang: Any, li: Any, root: Any
) -> None:
    contact = rows.contact()
    window = asked(root, contact)
    window.type(why="没有人用了")
    changed(contact, wang, li, "12345")
    assert is_refused(window, "一条也没有提交", "wang", "12345", "没有人用了")
    assert not Proposal.objects.filter(action="delete").exists()
    window.sent = fields_of(window.answer)
    assert window.save().status_code == 302
    assert Proposal.objects.get(action="delete").why == "没有人用了"


def test_of_many_none_is_proposed_for_deletion_if_one_changed_or_went(
    wang: Any, li: Any, root: Any
) -> None:
    kept, other, gone = (rows.contact(code) for code in ("kept", "other", "gone"))
    client, address = browser_of(root), reverse("admin:policies_contact_changelist")
    ticked = [each.pk for each in (kept, other, gone)]
    chosen = {"action": "propose_deletion", "_selected_action": ticked}
    sent = fields_of(client.post(address, chosen)) | {"why": "清理"}
    changed(other, wang, li, "12345")
    proposals.approve(proposals.propose_deletion(gone, by=wang, why="重复"), by=li)
    answer = client.post(address, sent)
    page = text_of(answer)
    assert answer.status_code == 409 and "12345" in page and "被删除了" in page and "wang" in page
    assert not Proposal.objects.filter(state="open").exists()
    again = client.post(address, fields_of(answer))
    assert again.status_code == 302 and "等另一个人批准" in said(again)
    assert {each.key for each in Proposal.objects.filter(state="open")} == {kept.pk, other.pk}


def test_a_shared_row_deleted_meanwhile_is_told_on_its_own_page(
    wang: Any, li: Any, root: Any
) -> None:
    contact = rows.contact()
    window = asked(root, contact)
    window.type(why="没有人用了")
    proposals.approve(proposals.propose_deletion(contact, by=wang, why="重复"), by=li)
    assert is_refused(window, "被删除了", "wang", "没有人用了")
    assert browser_of(root).get(deletion_of(contact)).status_code == 404


def test_a_merge_of_shared_rows_says_whose_proposal_changed_them(
    wang: Any, li: Any, root: Any
) -> None:
    material = rows.material()
    window = Window(root, reverse("admin:policies_material_change", args=[material.pk]))
    proposal = proposals.propose_change(
        Material.objects.get(), {"name_en": "Newer"}, by=wang, why="改"
    )
    proposals.approve(proposal, by=li)
    window.type(name_en="Mine", proposal_why="改")
    answer = window.save()
    assert answer.status_code == 409 and "wang" in text_of(answer)
    assert "不是在编辑部里改的" not in text_of(answer)
