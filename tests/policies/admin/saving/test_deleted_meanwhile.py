"""A row that was deleted while somebody wrote in it: the text is given back, to make it anew."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from policies.models import Procedure
from tests import admin_factories as make
from tests import factories as rows
from tests.admin_factories import form_of, text_of
from tests.policies.admin.saving.desk import Window

pytestmark = pytest.mark.django_db
WRITTEN = "写了一个上午的一段话。"


@pytest.fixture
def wang() -> Any:
    return make.make_user("wang", "Author")


@pytest.fixture
def window(wang: Any) -> Window:
    """A form of a procedure that is gone when it is sent."""
    procedure = rows.procedure(author=wang)
    found = Window(wang, form_of(procedure))
    found.type(place_zh_hans=WRITTEN, steps__0__text_zh_hans="网上取号")
    procedure.delete()
    return found


def is_given_back(answer: Any) -> bool:
    said = text_of(answer)
    return answer.status_code == 409 and "被删除了" in said and WRITTEN in said


def test_it_can_be_made_anew(window: Window) -> None:
    answer = window.save()
    assert is_given_back(answer) and "用这些内容新建一条" in text_of(answer)

    anew = Window(window.client, reverse("admin:policies_procedure_add"))
    assert "还没有保存" in text_of(anew.answer)
    assert anew.sent["place_zh_hans"] == WRITTEN
    assert anew.save().status_code == 302
    made: Any = Procedure.objects.get()
    assert made.place_zh_hans == WRITTEN
    assert [step.text_zh_hans for step in made.steps.all()] == ["网上取号"]
    assert made.requirements.count() == made.citations.count() == 1
    assert "还没有保存" not in text_of(window.client.get(anew.address))


def test_who_may_not_make_rows_is_offered_no_new_one(window: Window) -> None:
    window.client.force_login(make.make_user("li", "Approver"))
    answer = window.save()
    assert "用这些内容新建一条" not in text_of(answer) and not Procedure.objects.exists()


def test_a_forged_form_is_given_back_and_waits_nowhere(window: Window) -> None:
    window.type(loaded="eyJh:1x:forged")
    assert is_given_back(window.save())
    anew = Window(window.client, reverse("admin:policies_procedure_add"))
    assert anew.sent["place_zh_hans"] == ""
