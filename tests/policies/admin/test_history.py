"""The page of a code in the admin: everything that became of it, at a fixed cost."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from policies.models import Edition, Policy
from policies.models.canonical import content_hash
from policies.publishing import actions
from tests import factories as make
from tests.admin_factories import browser_of, form_of, make_policy, published, text_of
from tests.policies.admin.other_province import editor, rows_of_zhejiang

pytestmark = pytest.mark.django_db


def history_of(edition: Edition) -> str:
    return form_of(edition).replace("/change/", "/history/")


def chapters(response: Any) -> list[Tag]:
    return BeautifulSoup(response.content, "html.parser").select("section[data-version]")


def many_editions(first: Policy, number: int) -> None:
    """Editions of the code of a published one, each of which changed its answer, approved."""
    make.lift_database_rules()
    copies = []
    for version in range(2, number + 1):
        each = copy.copy(first)
        each.pk, each.version, each.live_until = None, version, each.publish_at
        each.canonical_text = first.canonical_text.replace("可以申请", f"第{version}次可以申请")
        each.content_hash = content_hash(each.canonical_text)
        copies.append(each)
    Policy._base_manager.bulk_create(copies)


def test_a_hundred_editions_cost_twelve_queries(wang: Any, li: Any) -> None:
    policy = make_policy(wang)
    make.condition(policy)
    first = make.publish(policy)
    many_editions(first, 100)
    draft = actions.revise(first, by=wang)
    browser = browser_of(wang)
    with CaptureQueriesContext(connection) as asked:
        page = browser.get(history_of(first))
    assert len(asked) <= 12, [query["sql"][:90] for query in asked]
    shown = chapters(page)
    assert [each["data-version"] for each in shown[:2]] == ["101", "100"] and len(shown) == 20
    assert "第100次" in shown[1].get_text() and "第99次" in shown[1].get_text()
    assert str(draft.version) in text_of(page)
    last = chapters(browser.get(history_of(first), {"p": 6}))
    assert [each["data-version"] for each in last] == ["1"]
    between = chapters(browser.get(history_of(first), {"p": 5}))
    assert "和第 1 版比" in between[-1].get_text()  # the first one of the next page


def test_it_says_who_did_what_and_marks_the_words_that_changed(wang: Any, li: Any) -> None:
    first = published(wang, li)
    browser = browser_of(wang)
    browser.post(form_of(first).replace("/change/", "/step/revise/"))
    draft = Policy.objects.get(version=2)
    draft.answer_zh_hans = "深圳参保人出境定居的，不可以申请提取。"  # type: ignore[attr-defined]
    draft.change_note_zh_hans = "改了一个字"  # type: ignore[attr-defined]
    draft.save()
    actions.submit(draft, by=wang, acknowledged="看过。")
    actions.reject(draft, by=li, note="请写明哪一条")
    newest, oldest = chapters(browser.get(history_of(first)))
    words = newest.get_text(" ", strip=True)
    assert "wang 提交审核" in words and "li 退回" in words and "请写明哪一条" in words
    assert "改了一个字" in words and "文字从第 1 版复制" in words
    assert [each.get_text() for each in newest.select("ins")][:1] == ["不"]
    assert "li 批准" in oldest.get_text(" ", strip=True)


def test_what_was_saved_in_a_form_stands_beside_the_verbs(wang: Any) -> None:
    draft = make_policy(wang)
    LogEntry.objects.log_actions(
        wang.pk, [draft], CHANGE, change_message="改了一句", single_object=True
    )
    (only,) = chapters(browser_of(wang).get(history_of(draft)))
    assert "保存草稿 ：改了一句" in only.get_text(" ", strip=True)


def test_any_version_goes_into_a_draft_unless_one_is_open(wang: Any, li: Any) -> None:
    first = make.policy(live=True, author=wang)
    make.new_version(first, at=make.NOON + make.DAY, verdict="yes")
    browser = browser_of(wang)
    newest, oldest = chapters(browser.get(history_of(first)))
    button = oldest.select_one("form button")
    assert button and button.get_text() == "恢复为草稿（照这一版写新的一版）"
    assert newest.select_one("form button")
    assert not any(each.form for each in chapters(browser_of(li).get(history_of(first))))
    browser.post(str(oldest.form["action"]))  # type: ignore[index]
    assert Policy.objects.get(version=3).verdict == first.verdict
    page = browser.get(history_of(first))
    assert not any(each.form for each in chapters(page))
    assert "第 3 版还没有完成" in text_of(page)


@pytest.mark.parametrize(
    "made", [make.policy, make.procedure, make.guide, make.faq, make.fact_check]
)
def test_every_kind_has_it_and_its_panel_and_list_lead_there(made: Any, root: Any) -> None:
    edition = made(live=True)
    actions.revise(edition, by=make.user("author"))
    browser = browser_of(root)
    assert len(chapters(browser.get(history_of(edition)))) == 2
    meta = edition._meta
    lists = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
    for address in (form_of(edition), lists):
        page = BeautifulSoup(browser.get(address).content, "html.parser")
        assert page.select(f'#content a[href="{history_of(edition)}"]'), address


def test_an_editor_of_guangdong_is_refused_the_history_of_another_province(db: None) -> None:
    there = next(row for row in rows_of_zhejiang() if isinstance(row, Policy))
    answer = browser_of(editor()).get(history_of(there))
    assert answer.status_code == 403 and "不在你负责的" in text_of(answer)
