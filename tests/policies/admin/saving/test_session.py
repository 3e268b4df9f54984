"""A session that ends while somebody writes takes no word with it, and shows none to others."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from policies.models import Policy
from policies.publishing import actions
from tests import admin_factories as make
from tests import factories as rows
from tests.admin_factories import form_of, text_of
from tests.policies.admin.saving.desk import Window, fields_of

pytestmark = pytest.mark.django_db
WRITTEN = "写了一个上午的一段话。"


@pytest.fixture
def wang() -> Any:
    return make.make_user("wang", "Author", password=make.PASSWORD)


def sign_in(client: Client, name: str, way: str) -> Any:
    return client.post(way, {"username": name, "password": make.PASSWORD}, follow=True)


def test_text_written_when_the_session_ended_is_there_after_signing_in(wang: Any) -> None:
    policy = make.make_policy(wang)
    window = Window(wang, form_of(policy))
    window.type(answer_zh_hans=WRITTEN)
    window.client.logout()
    answer = window.save()
    assert answer.status_code == 403 and WRITTEN in text_of(answer)
    assert "替你留着" in text_of(answer)
    policy.refresh_from_db()
    assert policy.answer_zh_hans != WRITTEN  # type: ignore[attr-defined]

    form = sign_in(window.client, "wang", f"/admin/login/?next={window.address}")
    assert fields_of(form)["answer_zh_hans"] == WRITTEN and "还没有保存" in text_of(form)
    window.sent = fields_of(form)
    assert window.save().status_code == 302
    policy.refresh_from_db()
    assert policy.answer_zh_hans == WRITTEN  # type: ignore[attr-defined]
    assert LogEntry.objects.count() == 1
    assert "还没有保存" not in text_of(window.client.get(window.address))


def test_what_changed_before_signing_in_again_is_laid_side_by_side(wang: Any) -> None:
    policy = make.make_policy(wang)
    window = Window(wang, form_of(policy))
    window.type(answer_zh_hans=WRITTEN)
    window.client.logout()
    window.save()
    Policy._base_manager.filter(pk=policy.pk).update(answer_en="Newer")
    window.sent = fields_of(sign_in(window.client, "wang", f"/admin/login/?next={window.address}"))
    assert window.save().status_code == 409
    assert window.choose().status_code == 302
    policy.refresh_from_db()
    assert (policy.answer_zh_hans, policy.answer_en) == (WRITTEN, "Newer")  # type: ignore[attr-defined]


def test_nobody_else_is_shown_the_text_of_an_ended_session(wang: Any) -> None:
    row = rows.material()
    window = Window(wang, reverse("admin:policies_material_change", args=[row.pk]))
    window.type(name_en=WRITTEN)
    window.client.logout()
    window.save()
    make.make_user("zhao", "Author", password=make.PASSWORD)
    form = sign_in(window.client, "zhao", f"/admin/login/?next={window.address}")
    assert form.status_code == 200 and WRITTEN not in form.content.decode()


def test_who_does_not_want_it_back_sees_the_form_as_it_is_stored(wang: Any) -> None:
    row = rows.material()
    window = Window(wang, reverse("admin:policies_material_change", args=[row.pk]))
    window.type(name_en=WRITTEN)
    window.client.logout()
    window.save()
    window.client.force_login(wang)
    assert WRITTEN in window.client.get(window.address).content.decode()
    for address in (f"{window.address}?stored=", window.address):
        assert WRITTEN not in window.client.get(address).content.decode()


def test_no_password_is_kept() -> None:
    root = make.make_user("root", is_superuser=True)
    window = Window(root, reverse("admin:auth_user_add"))
    window.type(username="neu", password1="geheimes-Wort-9", password2="geheimes-Wort-9")
    window.client.logout()
    window.save()
    assert "kept_texts" in window.client.session
    assert "geheimes-Wort-9" not in str(dict(window.client.session))


def test_kept_text_waits_no_longer_than_a_session_may_last(wang: Any, settings: Settings) -> None:
    """However often somebody signs in meanwhile."""
    settings.SESSION_COOKIE_AGE = 2 * settings.SESSION_LONGEST
    row, now = rows.material(), timezone.now()
    address = reverse("admin:policies_material_change", args=[row.pk])
    with time_machine.travel(now, tick=False) as clock:
        window = Window(wang, address)
        window.type(name_en=WRITTEN)
        window.client.logout()
        window.save()
        clock.shift(settings.SESSION_LONGEST - 1)
        window.client.force_login(wang)
        assert WRITTEN in window.client.get(address).content.decode()
        clock.shift(1)
        window.client.force_login(wang)
        assert WRITTEN not in window.client.get(address).content.decode()
        assert WRITTEN not in str(dict(window.client.session))


def test_kept_text_of_a_draft_that_was_approved_meanwhile_is_given_back(wang: Any) -> None:
    policy = make.in_review(wang)
    window = Window(wang, form_of(policy))
    window.type(answer_zh_hans=WRITTEN)
    window.client.logout()
    window.save()
    actions.approve(policy, by=make.make_user("li", "Approver"), left_out=("en",))
    answer = sign_in(window.client, "wang", f"/admin/login/?next={window.address}")
    assert answer.status_code == 409 and WRITTEN in text_of(answer)
    assert "文字不能再改" in text_of(answer)
