"""Two windows on one row: the later save is laid beside the earlier one, and both are kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from guides.models import Feedback
from policies.models import Policy, Procedure
from tests import admin_factories as make
from tests import factories as rows
from tests.admin_factories import form_of, text_of
from tests.policies.admin.saving.desk import Window, chosen_on, fields_of, table_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def wang() -> Any:
    return make.make_user("wang", "Author")


@pytest.fixture
def draft(wang: Any) -> Policy:
    return make.make_policy(wang, conditions_zh_hans="退休\n\n备案")


def two_windows(person: Any, row: Any) -> tuple[Window, Window]:
    return Window(person, form_of(row)), Window(person, form_of(row))


def test_two_tabs_lose_no_word_of_each_other(wang: Any, draft: Policy) -> None:
    first, second = two_windows(wang, draft)
    first.type(answer_zh_hans="退休以后可以申请。")
    assert first.save().status_code == 302
    second.type(conditions_zh_hans="要先备案。")
    page = second.save()
    assert page.status_code == 409
    assert table_on(page)["answer_zh_hans"] == [
        "深圳参保人出境定居的，可以申请提取。",
        "用现在的 退休以后可以申请。",
        "用你写的 深圳参保人出境定居的，可以申请提取。",
    ]
    assert chosen_on(page)["answer_zh_hans"] == "stored"
    assert chosen_on(page)["conditions_zh_hans"] == "entered"
    draft.refresh_from_db()
    assert draft.conditions_zh_hans == "退休\n\n备案"  # type: ignore[attr-defined]

    assert second.choose().status_code == 302
    draft.refresh_from_db()
    assert draft.answer_zh_hans == "退休以后可以申请。"  # type: ignore[attr-defined]
    assert draft.conditions_zh_hans == "要先备案。"  # type: ignore[attr-defined]


@pytest.mark.parametrize(("side", "kept"), [("stored", "先来的。"), ("entered", "后到的。")])
def test_what_both_changed_must_be_chosen(wang: Any, draft: Policy, side: str, kept: str) -> None:
    first, second = two_windows(wang, draft)
    first.type(answer_zh_hans="先来的。")
    first.save()
    second.type(answer_zh_hans="后到的。", answer_en="Later.")
    page = second.save()
    assert "answer_zh_hans" not in chosen_on(page) and "两边都改了" in text_of(page)
    again = second.choose()
    assert again.status_code == 409 and "还有没选的" in text_of(again)
    assert second.choose(answer_zh_hans=side).status_code == 302
    draft.refresh_from_db()
    assert (draft.answer_zh_hans, draft.answer_en) == (kept, "Later.")  # type: ignore[attr-defined]


def test_page_says_who_changed_it_and_when(draft: Policy) -> None:
    root = make.make_user("root", is_superuser=True)
    window, other = Window(draft.author, form_of(draft)), Window(root, form_of(draft))  # type: ignore[arg-type]
    other.type(answer_en="Yes.")
    other.save()
    Policy._base_manager.filter(pk=draft.pk).update(
        author=window.client.get("/admin/").wsgi_request.user
    )
    window.type(answer_zh_hans="退休以后可以申请。")
    said = text_of(window.save())
    entry = LogEntry.objects.get(user=root)
    assert f"root（{entry.action_time.astimezone():%-m}月" in said


def test_who_changed_it_outside_the_office_is_not_invented(wang: Any, draft: Policy) -> None:
    window = Window(wang, form_of(draft))
    draft.answer_zh_hans = "程序改的。"  # type: ignore[attr-defined]
    draft.save()
    window.type(answer_en="Yes.")
    assert "不是在编辑部里改的" in text_of(window.save())


def test_a_third_change_while_choosing_is_laid_side_by_side_again(wang: Any, draft: Policy) -> None:
    first, second = two_windows(wang, draft)
    third = Window(wang, form_of(draft))
    first.type(answer_zh_hans="第一个人的。")
    first.save()
    second.type(answer_zh_hans="第二个人的。")
    second.save()
    third.type(answer_zh_hans="第三个人的。")
    third.save()
    assert third.choose(answer_zh_hans="entered").status_code == 302
    page = second.choose(answer_zh_hans="entered")
    assert page.status_code == 409 and "answer_zh_hans" not in chosen_on(page)
    assert table_on(page)["answer_zh_hans"][1:] == [
        "用现在的 第三个人的。",
        "用你写的 第二个人的。",
    ]
    assert second.choose(answer_zh_hans="entered").status_code == 302


def test_what_cannot_be_stored_after_choosing_is_shown_with_what_was_chosen(
    wang: Any, draft: Policy
) -> None:
    first, second = two_windows(wang, draft)
    first.type(answer_en="Theirs.")
    first.save()
    second.type(effective_from="2027-01-02", effective_to="2026-01-01", answer_zh_hans="我的。")
    second.save()
    page = second.choose()
    assert page.status_code == 422 and "失效日期不能早于" in text_of(page)
    assert "Theirs." in page.content.decode() and "我的。" in page.content.decode()
    second.sent = fields_of(page)
    second.type(effective_to="2028-01-01")
    assert second.save().status_code == 302
    draft.refresh_from_db()
    assert (draft.answer_zh_hans, draft.answer_en) == ("我的。", "Theirs.")  # type: ignore[attr-defined]


def texts_of(procedure: Procedure) -> list[str]:
    return sorted(procedure.steps.values_list("text_zh_hans", flat=True))


def test_rows_that_both_sides_added_changed_and_removed(wang: Any) -> None:
    procedure = rows.procedure(author=wang)
    step = procedure.steps.get()
    for text in ("取号", "交表"):
        type(step).objects.create(procedure=procedure, text_zh_hans=text, position=2)
    first, second = two_windows(wang, procedure)
    first.type(steps__0__text_zh_hans="到窗口交材料。", steps__1__DELETE="on")
    first.type(steps__TOTAL_FORMS="4", steps__3__text_zh_hans="先来的加的", steps__3__position="9")
    assert first.save().status_code == 302
    second.type(steps__2__DELETE="on", steps__1__text_zh_hans="网上取号")
    second.type(steps__TOTAL_FORMS="4", steps__3__text_zh_hans="后到的加的", steps__3__position="9")
    page = second.save()
    assert page.status_code == 409
    undecided = set(table_on(page)) - set(chosen_on(page))
    [removed] = undecided
    assert table_on(page)[removed][1] == "用现在的 （没有这一行）"
    assert "网上取号" in table_on(page)[removed][2]
    assert second.choose(**{removed.replace(":", "__"): "entered"}).status_code == 302
    assert texts_of(procedure) == ["先来的加的", "到窗口交材料。", "后到的加的", "网上取号"]


def test_the_same_row_added_in_both_windows_is_there_once(wang: Any) -> None:
    procedure = rows.procedure(author=wang)
    for window in two_windows(wang, procedure):
        window.type(steps__TOTAL_FORMS="2", steps__1__text_zh_hans="领结果", steps__1__position="2")
        assert window.save().status_code == 302
    assert texts_of(procedure) == ["到窗口提交材料。", "领结果"]


@pytest.mark.parametrize(
    ("made", "field", "other"),
    [
        (lambda: rows.source(), "title", "notes"),
        (lambda: rows.contact(), "name_en", "scope_zh_hans"),
        (lambda: rows.term(), "name_en", "definition_zh_hans"),
        (lambda: rows.question(), "text_en", "hint_zh_hans"),
        (lambda: rows.scenario(), "name_en", "summary_zh_hans"),
        (lambda: rows.region(), "name_en", "aliases"),
        (lambda: Feedback.objects.create(address="/", reason="wrong"), "reply_en", "reply_zh_hans"),
    ],
    ids=["source", "contact", "term", "question", "scenario", "region", "feedback"],
)
def test_forms_of_rows_without_editions_know_their_state_too(
    made: Any, field: str, other: str
) -> None:
    row, root = made(), make.make_user("root", is_superuser=True)
    meta = row._meta
    window = Window(
        root, reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])
    )
    with rows.permitted("somebody else"):
        setattr(row, field, "先来的")
        row.save()
    window.type(**{other: "后到的"})
    assert window.save().status_code == 409
    assert table_on(window.answer)[field][1] == "用现在的 先来的"
    assert table_on(window.answer)[other][2] == "用你写的 后到的"
    assert chosen_on(window.answer) == {field: "stored", other: "entered"}


def test_a_reply_to_a_reader_is_merged_like_any_other_text() -> None:
    reply: Any = Feedback.objects.create(address="/", reason="wrong")
    first, second = two_windows(make.make_user("root", is_superuser=True), reply)
    first.type(state="checking", reply_en="Thank you.")
    assert first.save().status_code == 302
    second.type(reply_zh_hans="谢谢。")
    assert second.save().status_code == 409
    assert second.choose().status_code == 302
    reply.refresh_from_db()
    assert (reply.state, reply.reply_en) == ("checking", "Thank you.")
    assert reply.reply_zh_hans == "谢谢。"


def test_the_page_costs_at_most_20_queries(wang: Any, django_assert_max_num_queries: Any) -> None:
    policy = rows.policy(author=wang)
    question = rows.question(options=tuple("abcdefgh"))
    first_option, *_others, last = question.options.all()
    for _number in range(8):
        rows.condition(policy, accepts=("a", "b"), question=question)
    first, second = two_windows(wang, policy)
    for number in range(8):
        text = f"conditions_in_ways__{number}__text_if_unmet_zh_hans"
        first.type(
            **{
                text: "先来的",
                f"conditions_in_ways__{number}__accepted": [last.pk],
            }
        )
        second.type(
            **{
                text: "后到的",
                f"conditions_in_ways__{number}__accepted": [first_option.pk],
            }
        )
    first.type(region=rows.region("310000", "上海市").pk)
    second.type(region=rows.region("320000", "江苏省").pk)
    assert first.save().status_code == 302
    with django_assert_max_num_queries(20):
        page = second.save()
    assert page.status_code == 409 and "上海市" in text_of(page)
