"""What can no longer be stored, or never could: said in Chinese, and the text is given back."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.urls import reverse

from policies.admin.saving.form import NoWordLost
from policies.models import Material, Policy, Procedure
from policies.publishing import actions
from tests import admin_factories as make
from tests import factories as rows
from tests.admin_factories import form_of, text_of
from tests.policies.admin.saving.desk import Window, fields_of, page_of

pytestmark = pytest.mark.django_db
WRITTEN = "写了一个上午的一段话。"


@pytest.fixture
def wang() -> Any:
    return make.make_user("wang", "Author")


@pytest.fixture
def li() -> Any:
    return make.make_user("li", "Approver")


@pytest.fixture
def root() -> Any:
    return make.make_user("root", is_superuser=True)


def material_form(row: Material) -> str:
    return reverse("admin:policies_material_change", args=[row.pk])


def is_given_back(answer: Any, reason: str) -> bool:
    return answer.status_code == 409 and reason in text_of(answer) and WRITTEN in text_of(answer)


def test_every_form_of_the_admin_knows_the_state_it_was_loaded_with() -> None:
    registered = admin.site._registry
    assert {model for model in registered if not isinstance(registered[model], NoWordLost)} == set()
    assert len(registered) > 15


def test_a_form_carries_what_it_shows_and_a_page_without_fields_nothing(wang: Any, li: Any) -> None:
    policy = make.make_policy(wang)
    assert Window(wang, form_of(policy)).sent["loaded"]
    assert b'name="loaded"' not in Window(li, form_of(policy)).answer.content


@pytest.mark.parametrize("loaded", ["", "abc", "eyJh:1x:forged"])
def test_a_form_that_does_not_say_what_it_was_loaded_with(root: Any, loaded: str) -> None:
    row = rows.material()
    window = Window(root, material_form(row))
    window.type(loaded=loaded, name_en=WRITTEN)
    assert is_given_back(window.save(), "不知道会盖掉谁的文字")
    row.refresh_from_db()
    assert row.name_en == ""  # type: ignore[attr-defined]


def test_a_form_that_was_changed_on_the_way_is_not_believed(root: Any) -> None:
    window = Window(root, material_form(rows.material()))
    window.type(loaded="A" + window.sent["loaded"][1:], name_en=WRITTEN)
    assert is_given_back(window.save(), "不知道会盖掉谁的文字")


def new_policy(window: Window) -> dict[str, Any]:
    """What a browser would send for a new policy, but for what its form was loaded with."""
    sent = make.policy_form(make.make_region(), make.make_scenario(), make.make_source())
    return window.sent | sent | {"answer_zh_hans": WRITTEN}


@pytest.mark.parametrize("loaded", ["", "eyJh:1x:forged", "of a contact", "of somebody else"])
def test_a_new_row_that_does_not_come_from_its_own_form(wang: Any, root: Any, loaded: str) -> None:
    address = reverse("admin:policies_policy_add")
    window = Window(wang, address)
    if loaded == "of a contact":
        loaded = Window(wang, reverse("admin:policies_contact_add")).sent["loaded"]
    elif loaded == "of somebody else":
        loaded = Window(root, address).sent["loaded"]
    window.sent = new_policy(window) | {"loaded": loaded}
    answer = window.save()
    assert is_given_back(answer, "这张表单") and "重新打开表单" in text_of(answer)
    assert not Policy.objects.exists()


def test_what_another_form_was_loaded_with(root: Any, wang: Any) -> None:
    row, other = rows.material(), rows.material("other", name_zh_hans="户口簿")
    for foreign in (
        Window(root, material_form(other)),
        Window(root, reverse("admin:policies_material_add")),
        Window(wang, material_form(row)),
        Window(root, reverse("admin:policies_contact_change", args=[rows.contact().pk])),
    ):
        window = Window(root, material_form(row))
        window.type(loaded=foreign.sent["loaded"], name_en=WRITTEN)
        assert is_given_back(window.save(), "为另一条内容")


def test_somebody_elses_draft(wang: Any) -> None:
    policy, window = make.make_policy(wang), None
    window = Window(wang, form_of(policy))
    window.type(answer_zh_hans=WRITTEN)
    window.client.force_login(make.make_user("zhao", "Author"))
    assert is_given_back(window.save(), "只有作者本人可以修改")


def test_an_older_state_is_laid_beside_the_newer_one(root: Any) -> None:
    row = rows.material()
    window = Window(root, material_form(row))
    with rows.permitted("somebody else"):
        Material._base_manager.filter(pk=row.pk).update(name_en="Newer")
    window.type(name_en=WRITTEN)
    answer = window.save()
    assert answer.status_code == 409 and WRITTEN in text_of(answer) and "Newer" in text_of(answer)


def test_a_draft_approved_meanwhile_gives_the_text_back(wang: Any, li: Any) -> None:
    policy = make.in_review(wang)
    window = Window(wang, form_of(policy))
    window.type(answer_zh_hans=WRITTEN)
    actions.approve(policy, by=li, left_out=("en",))
    assert is_given_back(window.save(), "文字不能再改")


def test_a_draft_submitted_meanwhile_is_laid_side_by_side_or_saved(wang: Any) -> None:
    policy = make.make_policy(wang)
    window = Window(wang, form_of(policy))
    window.type(answer_zh_hans=WRITTEN)
    actions.submit(policy, by=wang)
    assert window.save().status_code == 302
    policy.refresh_from_db()
    assert (policy.state, policy.answer_zh_hans) == ("in_review", WRITTEN)  # type: ignore[attr-defined]


def test_text_for_an_approved_edition_goes_into_a_new_draft(wang: Any, li: Any) -> None:
    procedure = rows.procedure(author=wang)
    actions.submit(procedure, by=wang)
    window = Window(wang, form_of(procedure))
    window.type(place_zh_hans=WRITTEN, steps__0__text_zh_hans="网上取号")
    actions.approve(procedure, by=li, left_out=("en",))
    assert "放进新的一版草稿" in text_of(window.save())
    sent = fields_of(window.answer, "form[action]")
    answer = window.client.post(window.address, {**sent, "_into_draft": "1"}, follow=True)
    assert "还没有保存" in text_of(answer)

    draft: Any = Procedure._base_manager.get(version=2)
    new = Window(window.client, form_of(draft))
    assert new.sent["place_zh_hans"] == WRITTEN
    new.save()
    assert new.answer.status_code == 302, text_of(new.answer)
    draft.refresh_from_db()
    assert draft.place_zh_hans == WRITTEN and draft.state == "draft"
    assert [step.text_zh_hans for step in draft.steps.all()] == ["网上取号"]
    assert draft.requirements.count() == draft.citations.count() == 1
    procedure.refresh_from_db()
    assert procedure.state == "approved" and procedure.steps.get().text_zh_hans != "网上取号"  # type: ignore[attr-defined]


def test_no_draft_is_offered_where_another_one_is_open(wang: Any, li: Any) -> None:
    policy = make.in_review(wang)
    window = Window(wang, form_of(policy))
    window.type(answer_zh_hans=WRITTEN)
    actions.approve(policy, by=li, left_out=("en",))
    actions.revise(policy, by=wang)
    assert is_given_back(window.save(), "文字不能再改")
    assert "放进新的一版草稿" not in text_of(window.answer)
    window.save("_into_draft")
    assert window.answer.status_code == 409 and WRITTEN in text_of(window.answer)
    assert Policy._base_manager.count() == 2


@pytest.mark.parametrize("verb", ["submit", "approve", "reject"])
def test_a_button_never_acts_on_older_text_than_the_form_holds(
    wang: Any, root: Any, verb: str
) -> None:
    policy = make.make_policy(wang) if verb == "submit" else make.in_review(wang)
    window = Window(root, form_of(policy))
    window.type(answer_zh_hans=WRITTEN)
    answer = window.client.post(make.step_of(policy, verb), window.sent)
    assert is_given_back(answer, "还没有保存的文字")
    state = policy.state
    policy.refresh_from_db()
    assert policy.state == state
    assert Window(window.client, form_of(policy)).sent["answer_zh_hans"] == WRITTEN


def buttons_of(window: Window) -> dict[str, Any]:
    """The buttons of the panel, by their verbs."""
    return {
        str(each["data-verb"]): each.select_one("button")
        for each in page_of(window.answer).select(".edition-step")
    }


def test_the_button_at_the_top_submits_what_the_form_holds(wang: Any) -> None:
    policy = make.make_policy(wang)
    window = Window(wang, form_of(policy))
    button = buttons_of(window)["submit"]
    assert (button["form"], button["name"]) == ("policy_form", "_submit")
    window.type(answer_zh_hans=WRITTEN)
    assert window.save(button["name"]).status_code == 302
    policy.refresh_from_db()
    assert (policy.state, policy.answer_zh_hans) == ("in_review", WRITTEN)  # type: ignore[attr-defined]


def test_a_button_beside_a_form_acts_where_the_form_holds_what_is_stored(
    wang: Any, root: Any
) -> None:
    policy = make.in_review(wang)
    window = Window(root, form_of(policy))
    buttons = buttons_of(window)
    assert buttons["approve"]["form"] == buttons["force"]["form"] == "policy_form"
    asked = window.client.post(buttons["force"]["formaction"], window.sent, follow=True)
    assert asked.status_code == 200 and "为什么等不及第二个人" in text_of(asked)
    window.client.post(buttons["approve"]["formaction"], window.sent)
    policy.refresh_from_db()
    assert policy.state == "approved" and policy.approved_by == root
