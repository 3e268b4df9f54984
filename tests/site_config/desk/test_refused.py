"""What is refused on the editors' side is said in Chinese, and what was entered is given back."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from django.contrib import admin
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from site_config.entered_at import fields_of_editors
from tests import admin_factories as make
from tests import factories as rows_of
from tests.admin_factories import browser_of, form_of, published, step_of, text_of
from tests.policies.admin.saving.desk import page_of

pytestmark = pytest.mark.django_db
FAQ = "/admin/guides/faq/add/"
DRAFT = "还没有发布的题目"
WRITTEN = {"question_zh_hans": "会丢吗？", "answer_zh_hans": "写了一个上午的一段话。"}


def test_text_sent_after_the_session_ended_is_given_back_with_a_way_to_log_in() -> None:
    answer = Client().post(FAQ, WRITTEN)
    assert answer.status_code == 403 and "no-store" in answer["Cache-Control"]
    assert "登录过期" in text_of(answer) and "写了一个上午的一段话。" in text_of(answer)
    assert f'href="/admin/login/?next={FAQ}"' in answer.content.decode()


def test_a_button_pressed_after_the_session_ended_leads_to_the_login() -> None:
    policy = make.make_policy(make.make_user("wang", "Author"))
    answer = Client().post(step_of(policy, "submit"))
    assert answer.status_code == 302 and answer["Location"].startswith("/admin/login/")


def test_text_sent_from_before_another_login_is_given_back() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make.make_user("wang", "Author"))
    answer = client.post(FAQ, WRITTEN)
    assert answer.status_code == 403
    assert "重新登录过" in text_of(answer) and "写了一个上午的一段话。" in text_of(answer)


def test_no_password_is_ever_given_back() -> None:
    answer = Client(enforce_csrf_checks=True).post(
        "/admin/login/", {"username": "wang", "password": "geheimes-Wort-9"}
    )
    assert answer.status_code == 403 and "重新登录过" in text_of(answer)
    assert "geheimes-Wort-9" not in answer.content.decode()


def test_who_lacks_the_right_reads_so_in_chinese() -> None:
    wang, li = make.make_user("wang", "Author"), make.make_user("li", "Approver")
    policy = published(wang, li)
    answer = browser_of(wang).get(form_of(policy).replace("change", "delete"))
    assert answer.status_code == 403
    assert "没有做这件事的权限" in text_of(answer) and "回编辑部首页" in text_of(answer)


def test_an_anonymous_sender_sees_only_what_was_sent_called_as_in_the_form() -> None:
    source = rows_of.source(title="甲市办法")
    rows = {"citations-0-source": str(source.pk), "citations-0-locator": "第三条", "more": "x"}
    given = text_of(Client().post(FAQ, WRITTEN | rows))
    assert "引用的依据 1：" in given and "第三条" in given and "其他内容" in given
    assert "甲市办法" not in given
    assert not any(name in given for name in ("zh_hans", "citations-0", "more"))


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ("policies/signoff", "person"), ("policies/proposal", "author"),
        ("policies/transition", "by"), ("policies/verification", "person"),
        ("accounts/signinrecord", "user"), ("auth/user", "username"),
    ],
)  # fmt: skip
def test_nobody_reads_the_name_of_an_account_without_one(form: str, field: str) -> None:
    key = str(make.make_user("an-editor-of-ours").pk)
    answer = Client(enforce_csrf_checks=True).post(f"/admin/{form}/add/", {field: key})
    assert answer.status_code == 403 and "an-editor-of-ours" not in answer.content.decode()
    assert [each.text for each in page_of(answer).select("dd")] == [key]


def called(name: str) -> Model:
    return rows_of.scenario(name_zh_hans=name)


@pytest.mark.parametrize(
    ("form", "draft"),
    [
        ("guides/guide", lambda: rows_of.guide(title_zh_hans=DRAFT)),
        ("guides/faq", lambda: rows_of.faq(question_zh_hans=DRAFT)),
        ("guides/factcheck", lambda: rows_of.fact_check(claim_zh_hans=DRAFT)),
        ("policies/policy", lambda: rows_of.policy(scenario=called(DRAFT))),
        ("policies/procedure", lambda: rows_of.procedure(scenario=called(DRAFT))),
    ],
)  # fmt: skip
def test_nobody_reads_the_title_of_a_draft_without_an_account(
    form: str, draft: Callable[[], Model]
) -> None:
    row = draft()
    kind = row._meta.get_field("citations").remote_field.name  # type: ignore[union-attr]
    sent = {f"citations-0-{kind}": str(row.pk), "citations-0-locator": "第三条"}
    answer = Client(enforce_csrf_checks=True).post(f"/admin/{form}/add/", sent)
    assert answer.status_code == 403 and DRAFT in str(row)
    assert DRAFT not in answer.content.decode()
    assert [each.text for each in page_of(answer).select("dd")] == ["第三条"]


@pytest.mark.parametrize("checks", [True, False], ids=["no cookie", "no session"])
def test_nothing_is_asked_of_the_database_for_somebody_without_an_account(checks: bool) -> None:
    """Whatever form of the admin is sent to, and however many rows are named."""
    client = Client(enforce_csrf_checks=checks)
    for model in admin.site._registry:
        form = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
        fields, rows = fields_of_editors(form)
        names = [
            *fields,
            *(f"{kind}-{n}-{of}" for kind in rows for of in rows[kind][1] for n in "01"),
        ]
        with CaptureQueriesContext(connection) as asked:
            answer = client.post(form, dict.fromkeys(names, "1"))
        assert answer.status_code == 403 and len(asked) == 0, form


def test_several_choices_are_given_back_by_their_names() -> None:
    sent = {"scopes-0-languages": ["en", "zh-hant"], "scopes-0-duties": "x"}
    answer = Client().post("/admin/auth/user/1/change/", sent)
    given = [each.text for each in page_of(answer).select("dd")]
    assert answer.status_code == 403 and given == ["English、繁體中文", "x"]


def test_a_number_no_row_can_have_is_no_fault_of_ours() -> None:
    sent = urlencode({f"citations-{'9' * 5000}-locator": "第三条"})
    answer = Client().post(FAQ, sent, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 403 and "第三条" in text_of(answer)


def test_text_given_back_leaves_out_what_the_form_counts_with() -> None:
    rows = {"citations-TOTAL_FORMS": "1", "citations-0-id": "4711", "citations-__prefix__-way": "8"}
    given = text_of(Client().post(FAQ, WRITTEN | rows))
    assert "写了一个上午的一段话。" in given
    assert not any(word in given for word in ("4711", "TOTAL_FORMS", "__prefix__"))
