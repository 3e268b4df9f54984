"""A save that changes nothing changes nothing; the same save sent twice is stored once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError
from django.urls import reverse

from guides.models import Feedback
from policies.models import Material, Policy
from tests import admin_factories as make
from tests import factories as rows
from tests.admin_factories import form_of, said
from tests.policies.admin.saving.desk import Window

pytestmark = pytest.mark.django_db


@pytest.fixture
def wang() -> Any:
    return make.make_user("wang", "Author")


def stored(row: Any) -> dict[str, Any]:
    return dict(type(row)._base_manager.filter(pk=row.pk).values().get())


def address_of(row: Any) -> str:
    meta = row._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])


EVERY_KIND: dict[str, Callable[[Any], Any]] = {
    "policy": lambda author: make.make_policy(author, conditions_zh_hans="退休\n\n  - 备案"),
    "procedure": lambda author: rows.procedure(author=author, place_zh_hans="一楼\n二楼"),
    "guide": lambda author: rows.guide(author=author),
    "faq": lambda author: rows.faq(author=author),
    "fact check": lambda author: rows.fact_check(author=author),
    "source": lambda author: make.make_source(notes="转载：\n某网"),
    "feedback": lambda author: Feedback.objects.create(
        address="/", reason="wrong", reply_zh_hans="谢谢。\n改了"
    ),
    "question": lambda author: rows.question(hint_zh_hans="第一\n第二"),
    "term": lambda author: rows.term(),
    "contact": lambda author: rows.contact(scope_zh_hans="问\n答"),
    "account": lambda author: author,
}


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_a_save_that_changes_nothing_changes_nothing(kind: str) -> None:
    row = EVERY_KIND[kind](make.make_user("wang", "Author"))
    root = make.make_user("root", is_superuser=True)
    window, before = Window(root, address_of(row)), stored(row)
    answer = window.save()
    assert answer.status_code == 302 and "没有改动" in said(answer)
    assert stored(row) == before and not LogEntry.objects.exists()


def test_only_what_was_changed_is_logged(wang: Any) -> None:
    policy = make.make_policy(wang, conditions_zh_hans="退休\n\n备案")
    window = Window(wang, form_of(policy))
    assert "\r\n" in window.sent["conditions_zh_hans"]
    window.type(answer_en="Yes.")
    window.save()
    assert LogEntry.objects.get().get_change_message() == "已修改一句话回答 [English]。"
    policy.refresh_from_db()
    assert policy.conditions_zh_hans == "退休\n\n备案"  # type: ignore[attr-defined]


def test_the_same_new_account_sent_twice_is_one_account() -> None:
    window = Window(make.make_user("root", is_superuser=True), reverse("admin:auth_user_add"))
    password = "ein-langes-Passwort-9"
    window.type(username="neu", usable_password="true", password1=password, password2=password)
    first, second = window.save(), window.save()
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"] and LogEntry.objects.count() == 1


def test_a_new_draft_sent_twice_is_one_draft(wang: Any) -> None:
    region, scenario, source = make.make_region(), make.make_scenario(), make.make_source()
    window = Window(wang, reverse("admin:policies_policy_add"))
    window.sent |= make.policy_form(region, scenario, source)
    first, second = window.save("_submit"), window.save("_submit")
    assert first["Location"] == second["Location"]
    assert Policy.objects.get().state == "in_review"


def test_the_same_change_sent_twice_is_made_once(wang: Any) -> None:
    procedure = rows.procedure(author=wang)
    window = Window(wang, form_of(procedure))
    window.type(steps__TOTAL_FORMS="2", steps__1__text_zh_hans="领结果", steps__1__position="2")
    first, second = window.save("_submit"), window.save("_submit")
    assert first["Location"] == second["Location"] and second.status_code == 302
    assert procedure.steps.count() == 2
    assert LogEntry.objects.filter(user=wang).count() == 2  # changed, submitted


def test_what_was_refused_may_be_sent_again_as_it_is(wang: Any) -> None:
    policy = make.make_policy(wang)
    window = Window(wang, form_of(policy))
    window.type(answer_zh_hans="")
    for _time in range(2):
        assert window.save().status_code == 422


def test_going_back_in_the_browser_and_writing_on_loses_nothing(wang: Any) -> None:
    window = Window(wang, form_of(make.make_policy(wang)))
    window.type(answer_en="First.")
    assert window.save().status_code == 302
    window.type(conditions_en="Second.")
    assert window.save().status_code == 302  # what was saved before is what is sent again
    policy = Policy.objects.get()
    assert (policy.answer_en, policy.conditions_en) == ("First.", "Second.")  # type: ignore[attr-defined]


def test_saving_and_going_on_without_a_change_stays_on_the_form() -> None:
    row = rows.material()
    window = Window(make.make_user("root", is_superuser=True), address_of(row))
    answer = window.save("_continue")
    assert answer.status_code == 302 and answer["Location"] == window.address
    assert "没有改动" in said(answer) and not LogEntry.objects.exists()


def test_a_form_that_another_process_stores_at_this_moment_leads_where_it_led(
    wang: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both asked whether it was stored before either had stored it."""
    window = Window(wang, form_of(make.make_policy(wang)))
    window.type(answer_zh_hans="改过的一句。")
    first = window.save()
    answers = iter([None, first["Location"]])

    def stored_already(*_given: object) -> None:
        raise IntegrityError

    monkeypatch.setattr("policies.admin.saving.sent.first_answer", lambda _key: next(answers))
    monkeypatch.setattr("policies.admin.saving.sent.settle", stored_already)
    window = Window(wang, window.address)
    window.type(answer_en="One more change.")
    again = window.save()
    assert again.status_code == 302 and again["Location"] == first["Location"]
    assert Policy.objects.get().answer_en != "One more change."  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("shared", "refusal", "told"),
    [
        (False, "FOREIGN KEY constraint failed", "就在你保存的时候"),
        (True, "a rule of the database", "（a rule of the database）。这和别人同时做了什么无关"),
    ],
)
def test_what_the_database_refuses_for_another_reason_gives_the_text_back(
    wang: Any, monkeypatch: pytest.MonkeyPatch, shared: bool, refusal: str, told: str
) -> None:
    """What was chosen went between the question and the answer, or a rule of ours is in the way."""
    address = reverse("admin:policies_material_add") if shared else form_of(make.make_policy(wang))
    window = Window(wang, address)
    typed = {"code": "card", "name_zh_hans": "改过的一句。", "proposal_why": "要用"}
    window.type(**typed if shared else {"answer_zh_hans": "改过的一句。"})

    def refuse(*_given: object) -> None:
        raise IntegrityError(refusal)

    monkeypatch.setattr("policies.admin.saving.sent.settle", refuse)
    answer = window.save()
    assert answer.status_code == 409 and told in make.text_of(answer)
    assert "改过的一句。" in make.text_of(answer)
    assert not Material._base_manager.exists()
    assert not Policy.objects.filter(answer_zh_hans="改过的一句。").exists()
