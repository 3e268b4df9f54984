"""What is sent by hand from out of reach is refused, with the reason, and given back."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from policies.admin.edition.looked_at import looked_at
from policies.models import Duty, Policy, Region, Scope
from policies.publishing import actions
from tests import admin_factories as desk
from tests import factories as make
from tests.admin_factories import browser_of, form_of, step_of, text_of
from tests.policies.admin.other_province import SECRET, content_of, editor, rows_of_zhejiang

pytestmark = pytest.mark.django_db


@pytest.fixture
def secrets() -> list[Model]:
    return rows_of_zhejiang()


# What is sent by hand.


def policy_form(**fields: Any) -> dict[str, Any]:
    return desk.policy_form(make.region(), make.scenario(), make.source()) | fields


def test_a_draft_of_another_province_is_refused_with_the_reason_and_the_text_given_back(
    secrets: list[Model],
) -> None:
    draft = next(row for row in secrets if isinstance(row, Policy))
    answer = browser_of(editor()).post(form_of(draft), policy_form(answer_zh_hans="我写的话。"))
    assert answer.status_code == 403
    assert "不在你负责的地区或者情形里" in text_of(answer) and "我写的话。" in text_of(answer)


def test_a_new_rule_for_another_province_is_refused_and_the_text_stays(
    secrets: list[Model],
) -> None:
    there = next(row for row in secrets if isinstance(row, Region))
    sent = policy_form(region=there.pk, answer_zh_hans="我写的话。")
    answer = browser_of(editor()).post(reverse("admin:policies_policy_add"), sent)
    assert answer.status_code == 422
    assert "不在你负责的地区或者情形里" in text_of(answer) and "我写的话。" in content_of(answer)
    assert not Policy.objects.filter(answer_zh_hans="我写的话。").exists()


def test_a_form_that_is_opened_for_another_province_does_not_name_it(
    secrets: list[Model],
) -> None:
    there = next(row for row in secrets if isinstance(row, Region))
    address = f"{reverse('admin:policies_policy_add')}?region={there.pk}"
    assert SECRET not in content_of(browser_of(editor()).get(address))


def test_a_rule_of_the_nation_is_offered_and_refused(secrets: list[Model]) -> None:
    sent = policy_form(region=make.nation().pk, answer_zh_hans="我写的话。")
    answer = browser_of(editor()).post(reverse("admin:policies_policy_add"), sent)
    assert "全国共用的内容" in text_of(answer) and "我写的话。" in content_of(answer)
    national = make.policy(region=make.nation(), author=User.objects.get(username="yue"))
    page = browser_of(User.objects.get(username="yue")).get(form_of(national))
    assert page.status_code == 200 and "_save" not in content_of(page)


def test_a_rule_of_ones_own_province_is_stored(secrets: list[Model]) -> None:
    sent = policy_form(answer_zh_hans="我写的话。")
    answer = browser_of(editor()).post(reverse("admin:policies_policy_add"), sent)
    assert answer.status_code == 302
    assert Policy.objects.get(answer_zh_hans="我写的话。").region.code == "440000"


def test_a_verb_by_hand_is_refused(secrets: list[Model]) -> None:
    waiting = next(row for row in secrets if isinstance(row, Policy) and row.state == "in_review")
    answer = browser_of(editor()).post(step_of(waiting, "approve"))
    waiting.refresh_from_db()
    assert answer.status_code == 403 and waiting.state == "in_review"
    assert "不在你负责的地区或者情形里" in text_of(answer)


def test_an_action_in_bulk_on_ones_own_rows_says_nothing_of_others() -> None:
    here = make.policy(region=make.region(), author=(yue := editor()))
    sent = {"action": "submit_selected", "_selected_action": [here.pk]}
    sent["listed"] = [f"{here.pk} {looked_at(here)}"]
    answer = browser_of(yue).post(reverse("admin:policies_policy_changelist"), sent)
    here.refresh_from_db()
    assert here.state == "in_review" and "没有处理" not in desk.said(answer)


def test_an_action_in_bulk_leaves_out_other_provinces_and_says_how_many(
    secrets: list[Model],
) -> None:
    there = next(row for row in secrets if isinstance(row, Policy))
    yue = editor()
    here = make.policy(region=make.region(), author=yue)
    sent = {
        "action": "submit_selected", "_selected_action": [there.pk, here.pk],
        "listed": [f"{each.pk} {looked_at(each)}" for each in (there, here)],
    }  # fmt: skip
    browser = browser_of(yue)
    said = desk.said(browser.post(reverse("admin:policies_policy_changelist"), sent))
    states = {row.pk: row.state for row in Policy.objects.filter(pk__in=[there.pk, here.pk])}
    assert states == {there.pk: "draft", here.pk: "in_review"}
    assert "1 条没有处理" in said


def test_the_first_page_counts_ones_own_province_alone(secrets: list[Model]) -> None:
    page = browser_of(editor()).get(reverse("admin:index"))
    assert "等你审核" not in text_of(page)
    actions.submit(make.policy(region=make.region()), by=make.user("author"))
    page = browser_of(User.objects.get(username="yue")).get(reverse("admin:index"))
    assert "1 份等你审核" in text_of(page)


# Translators.


def test_a_translator_changes_the_words_of_a_language_and_no_others() -> None:
    make.region()
    yue = editor(regions=[], languages=["en"])
    draft = make.policy(author=yue, region=make.region(), answer_en="Old.")
    browser = browser_of(yue)
    page = browser.get(form_of(draft))
    assert page.status_code == 200
    sent = _as_shown(page)
    answer = browser.post(form_of(draft), sent | {"answer_zh_hans": "改中文。"})
    assert "只能改指定语言的文字" in text_of(answer)
    page = browser.get(form_of(draft))
    assert browser.post(form_of(draft), _as_shown(page) | {"answer_en": "New."}).status_code == 302
    draft.refresh_from_db()
    assert draft.answer_en == "New." and draft.answer_zh_hans != "改中文。"  # type: ignore[attr-defined]


def test_a_translator_adds_and_deletes_nothing() -> None:
    make.region()
    yue = editor(regions=[], languages=["en"])
    draft = make.policy(author=yue, region=make.region())
    browser = browser_of(yue)
    assert browser.get(reverse("admin:policies_policy_add")).status_code == 403
    assert browser.get(f"{form_of(draft)[: -len('change/')]}delete/").status_code == 403
    page = browser.get(form_of(draft))
    gone = _as_shown(page) | {"citations-0-DELETE": "on"}
    assert "只能改指定语言的文字" in text_of(browser.post(form_of(draft), gone))
    assert draft.citations.count() == 1


def _as_shown(page: Any) -> dict[str, Any]:
    """What a browser sends of a form as it was shown."""
    from bs4 import BeautifulSoup

    form = BeautifulSoup(page.content, "html.parser").select_one('#content-main form[id$="_form"]')
    assert form
    sent: dict[str, Any] = {}
    for field in form.select("input[name], textarea[name]"):
        if field.get("type") in ("checkbox", "radio") and not field.has_attr("checked"):
            continue
        if field.get("type") == "submit":
            continue
        unnamed = "on" if field.get("type") == "checkbox" else ""
        text = (
            field.text.removeprefix("\n")
            if field.name == "textarea"
            else field.get("value", unnamed)
        )
        sent[str(field["name"])] = text
    for field in form.select("select[name]"):
        sent[str(field["name"])] = [o.get("value", "") for o in field.select("option[selected]")]
    return sent


# Who gives scopes.


def test_a_superuser_gives_a_scope_in_the_form_of_the_account() -> None:
    boss = User.objects.create_superuser("boss")
    li = desk.make_user("li", "Author")
    place = make.region()
    address = reverse("admin:auth_user_change", args=[li.pk])
    browser = browser_of(boss)
    page = browser.get(address)
    assert "职责范围" in text_of(page)
    sent = _as_shown(page) | {
        "scopes-TOTAL_FORMS": "1", "scopes-0-regions": [place.pk], "scopes-0-languages": ["en"],
        "scopes-0-duties": [Duty.WRITE.value],
    }  # fmt: skip
    answer = browser.post(address, sent)
    assert answer.status_code == 302, text_of(answer)
    scope = Scope.objects.get(user=li)
    assert [region.code for region in scope.regions.all()] == ["440000"]
    assert (scope.languages, scope.duties) == (["en"], ["write"])


def test_nobody_else_gives_scopes() -> None:
    li = desk.make_user("li", "Author")
    answer = browser_of(li).get(reverse("admin:auth_user_change", args=[li.pk]))
    assert answer.status_code == 403
    assert not ContentType.objects.filter(model="scope", permission__isnull=False).exists()


def test_a_browser_that_was_open_obeys_at_once() -> None:
    li = desk.make_user("li", "Author")
    draft = make.policy(region=make.region("330000", SECRET), author=li)
    browser: Client = browser_of(li)
    assert browser.get(form_of(draft)).status_code == 200
    Scope.objects.create(user=li).regions.set([make.region()])
    assert browser.get(form_of(draft)).status_code == 403
