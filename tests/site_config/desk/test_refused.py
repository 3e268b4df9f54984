"""What is refused on the editors' side is said in Chinese, and what was entered is given back."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import admin_factories as make
from tests import factories as rows_of
from tests.admin_factories import browser_of, form_of, published, step_of, text_of

pytestmark = pytest.mark.django_db
FAQ = "/admin/guides/faq/add/"
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


def test_text_given_back_is_called_as_in_the_form() -> None:
    source = rows_of.source()
    rows = {"citations-0-source": str(source.pk), "citations-0-locator": "第三条", "more": "x"}
    given = text_of(Client().post(FAQ, WRITTEN | rows))
    assert str(source) in given and "第三条" in given and "其他内容" in given
    assert not any(name in given for name in ("zh_hans", "citations-0", "more"))


def test_text_given_back_leaves_out_what_the_form_counts_with() -> None:
    rows = {"citations-TOTAL_FORMS": "1", "citations-0-id": "4711", "citations-__prefix__-way": "8"}
    given = text_of(Client().post(FAQ, WRITTEN | rows))
    assert "写了一个上午的一段话。" in given
    assert not any(word in given for word in ("4711", "TOTAL_FORMS", "__prefix__"))
