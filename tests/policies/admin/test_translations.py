"""What the desk says of translations, and where a person says that one is still right."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from policies.admin.edition.translations import mark_right, name_of
from policies.models import Policy, Scope
from policies.models.made_from import Standing
from policies.publishing import actions
from policies.publishing.translations import translation_faults
from tests import factories as make
from tests.admin_factories import browser_of, form_of, make_policy, seen, step_of
from tests.policies.admin.saving.desk import page_of

pytestmark = pytest.mark.django_db


def outdated(author: User) -> Policy:
    policy = make_policy(author)
    policy.answer_zh_hans = "深圳参保人不可以提取。"  # type: ignore[attr-defined]
    policy.verdict = "no"
    policy.save()
    return policy


def translations_of(policy: Policy) -> str:
    return reverse("admin:policies_policy_translations", args=[policy.pk])


def test_both_persons_see_what_is_out_of_date_beside_todays_text(wang: User, li: User) -> None:
    policy = outdated(wang)
    actions.submit(policy, by=wang)
    for person in (wang, li):
        page = page_of(browser_of(person).get(form_of(policy)))
        row = page.select_one(".edition-translations tbody tr")
        assert row is not None
        assert row.th and row.th.text == "一句话回答"
        for words in ("English", "过期", "不可以提取", "can apply"):
            assert words in row.text


def test_a_form_says_of_each_translation_what_is_true_of_it(wang: User) -> None:
    policy = outdated(wang)
    make.condition(policy, text_if_unmet_en="Not retired.")
    page = page_of(browser_of(wang).get(form_of(policy)))
    fields = page.select("[name][data-standing]")
    says = {str(each["name"]): str(each["data-says"]) for each in fields}
    assert says == {
        "answer_zh_hant": "转换",
        "answer_en": "过期",
        "conditions_in_ways-0-text_zh_hant": "转换",
        "conditions_in_ways-0-text_en": "缺",
        "conditions_in_ways-0-text_if_unmet_zh_hant": "转换",
        "conditions_in_ways-0-text_if_unmet_en": "最新",
    }
    policy.answer_en = ""  # type: ignore[attr-defined]
    policy.save()
    page = page_of(browser_of(wang).get(form_of(policy)))
    assert [each["data-says"] for each in page.select("[name=answer_en]")] == ["缺"]


def test_the_words_that_changed_since_a_translation_was_made_are_marked(
    wang: User, li: User
) -> None:
    draft = actions.revise(make.publish(make_policy(wang)), by=wang)
    draft.answer_zh_hans = "深圳参保人出境定居的，不可以申请提取。"  # type: ignore[attr-defined]
    draft.save()
    row = page_of(browser_of(wang).get(form_of(draft))).select_one(".edition-translations tbody tr")
    assert row and [each.text for each in row.select("ins")] == ["不"] and not row.select("del")
    draft.answer_zh_hans = "深圳参保人出境定居的，可以提取。"  # type: ignore[attr-defined]
    draft.save()
    row = page_of(browser_of(wang).get(form_of(draft))).select_one(".edition-translations tbody tr")
    assert row and [each.text for each in row.select("del")] == ["申请"] and not row.select("ins")


def test_the_author_says_that_a_translation_is_still_right(wang: User) -> None:
    policy, client = outdated(wang), browser_of(wang)
    tick = page_of(client.get(form_of(policy))).select_one("input[name=still_right]")
    assert tick is not None
    client.post(translations_of(policy), {"still_right": tick["value"]})
    assert Policy.objects.get().standing_of("answer", "en") == Standing.WRITTEN
    assert not page_of(client.get(form_of(policy))).select(".edition-translations")


def test_no_button_is_shown_where_there_is_nothing_to_tick(wang: User) -> None:
    policy = make_policy(wang, answer_en="")
    section = page_of(browser_of(wang).get(form_of(policy))).select_one(".edition-translations")
    assert section is not None and "缺" in section.text and not section.select("button")


@pytest.mark.parametrize("changed", ["answer_zh_hans", "answer_en"])
def test_what_changed_since_it_was_ticked_is_not_said_to_be_right(wang: User, changed: str) -> None:
    policy, client = outdated(wang), browser_of(wang)
    tick = page_of(client.get(form_of(policy))).select_one("input[name=still_right]")
    assert tick is not None
    Policy._base_manager.filter(pk=policy.pk).update(**{changed: "换了一句话。"})
    answer = client.post(translations_of(policy), {"still_right": tick["value"]})
    assert answer.status_code == 409 and "在你看过之后又改了" in page_of(answer).text
    assert Policy.objects.get().translation_state == policy.translation_state


@pytest.mark.parametrize("approved", [False, True])
def test_what_was_loaded_before_somebody_saved_or_approved_is_not_ticked(
    wang: User, approved: bool
) -> None:
    policy = Policy.objects.get(pk=outdated(wang).pk)
    stale = Policy.objects.get(pk=policy.pk)
    ticked = [name_of(fault) for fault in translation_faults(stale)]
    if approved:
        make.publish(policy)
    else:
        Policy._base_manager.filter(pk=policy.pk).update(answer_zh_hans="换了一句话。")
    assert ticked and mark_right(stale, ticked, wang) is None


def test_who_translates_another_language_does_not_say_so(wang: User) -> None:
    policy, scope = outdated(wang), Scope.objects.create(user=wang, languages=["zh-hant"])
    client = browser_of(User.objects.get(pk=wang.pk))
    tick = page_of(client.get(form_of(policy))).select_one("input[name=still_right]")
    assert tick is not None
    answer = client.post(translations_of(policy), {"still_right": tick["value"]})
    assert answer.status_code == 403 and "只能改指定语言的文字" in page_of(answer).text
    scope.languages = ["en"]
    scope.save()
    assert client.post(translations_of(policy), {"still_right": tick["value"]}).status_code == 302


def test_nobody_else_says_so_and_nobody_of_a_published_text(wang: User, li: User) -> None:
    policy = outdated(wang)
    sent = {"still_right": f"policy-{policy.pk}-answer-en"}
    assert browser_of(li).post(translations_of(policy), sent).status_code == 403
    assert Policy.objects.get().standing_of("answer", "en") == Standing.OUT_OF_DATE
    actions.submit(policy, by=wang)
    actions.approve(policy, by=li, left_out=("en",))
    assert browser_of(wang).post(translations_of(policy), sent).status_code == 403
    assert Policy.objects.get().standing_of("answer", "en") == Standing.OUT_OF_DATE


def test_approving_asks_for_the_language_and_keeps_what_was_ticked(wang: User, li: User) -> None:
    policy = outdated(wang)
    actions.submit(policy, by=wang)
    asked = page_of(browser_of(li).get(step_of(policy, "approve")))
    tick = asked.select_one("input[name=leave_out_en]")
    assert tick is not None and "English 先不发布" in asked.text and "过期" in asked.text
    refused = page_of(browser_of(li).post(step_of(policy, "approve"), seen(policy)))
    assert "请补上译文，或者勾选“English 先不发布”" in refused.text
    assert Policy.objects.get().state == "in_review"
    browser_of(li).post(step_of(policy, "approve"), {**seen(policy), "leave_out_en": "on"})
    assert Policy.objects.get().left_out == ("en",)


def test_submitting_warns(wang: User) -> None:
    policy = outdated(wang)
    page = browser_of(wang).post(step_of(policy, "submit"), seen(policy), follow=True)
    assert "English 有 1 处不能用：一句话回答（过期（原文已改））" in page_of(page).text
    assert Policy.objects.get().state == "in_review"


@pytest.mark.parametrize("model", ["policy", "material", "question", "region", "scenario"])
def test_lists_are_narrowed_down_to_what_is_out_of_date(root: User, wang: User, model: str) -> None:
    policy = outdated(wang)
    old = make.material("old", name_zh_hans="护照", name_en="Passport")
    make.change(old, name_zh_hans="户口本")
    make.question(text_en="Retired?")
    shown = {"policy": policy.code, "material": "户口本"}.get(model, "")
    address = reverse(f"admin:policies_{model}_changelist")
    page = page_of(browser_of(root).get(f"{address}?translation=en.out_of_date"))
    assert "English 过期" in page.text
    rows = page.select("#result_list tbody tr")
    assert len(rows) == bool(shown) and shown in "".join(row.text for row in rows)
