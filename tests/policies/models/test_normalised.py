"""A text has one form, whoever wrote it and whatever browser sent it."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import pytest
from django.apps import apps
from django.db import models

from guides.models import Feedback
from policies.admin.translated import Text
from policies.models.one_form import normalised
from policies.models.translated import TranslatedModel
from policies.publishing import actions
from tests import admin_factories as make
from tests import factories as rows

TEXT = "第一行\n\n第二行 a\u0301"
AS_SENT = [
    "第一行\r\n\r\n第二行 á",
    "第一行\r\r第二行 á",
    "  第一行 \t\n\u3000\n第二行 á\u00a0",
    "第一行\u2028\u2028第二行 á\n\n",
    "第一行\v\x85第二行 a\u0301",
    "\ufeff第\x08一\x1b行\n\u202e\n第二\ufffe行\U0001ffff \u2066a\u200b\u0301\xad\x9f\0",
]


@pytest.mark.parametrize("sent", AS_SENT, ids=ascii)
def test_every_way_of_sending_a_text_gives_one_text(sent: str) -> None:
    assert normalised(sent) == normalised(TEXT) == "第一行\n\n第二行 á"
    assert normalised(normalised(sent)) == normalised(sent)


def test_what_means_something_else_stays() -> None:
    """Signs that a newer Unicode knows, of names of places, and joiners are seen."""
    text = "全角：ＡＢＣ　①\n    缩进\t列\n\n\n空了两行 \U0002ebf0 葛\U000e0100 a\u200db \ue000"
    assert normalised(text) == text


@pytest.mark.parametrize("sent", AS_SENT, ids=ascii)
def test_a_form_takes_another_form_of_the_same_text_for_no_change(sent: str) -> None:
    field = Text()
    assert not field.has_changed(normalised(TEXT), sent)
    assert not field.has_changed(TEXT.replace("\n", "\r\n"), sent)
    assert field.has_changed(normalised(TEXT), sent + "。")


def words_of(model: type[models.Model]) -> list[str]:
    """The columns of a model that somebody fills in with words."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and field.editable
        and not field.choices
    ]


@pytest.mark.parametrize("app", ["policies", "guides"])
def test_every_column_of_words_is_normalised(app: str) -> None:
    for model in apps.get_app_config(app).get_models():
        if not issubclass(model, TranslatedModel):
            assert words_of(model) in ([], ["subject"]), model  # the ledger of publication
            continue
        row = model()
        for name in words_of(model):
            setattr(row, name, " 甲\r\n乙 ")
        row.approved_at = None  # type: ignore[attr-defined]
        row.normalise_text()
        assert {name: getattr(row, name) for name in words_of(model)} == dict.fromkeys(
            words_of(model), "甲\n乙"
        ), model


@pytest.mark.django_db
def test_hash_of_a_draft_does_not_depend_on_the_browser() -> None:
    policy = make.make_policy(make.make_user("wang"), conditions_zh_hans="退休\n\n备案")
    before = policy.compute_hash()
    policy.conditions_zh_hans = "退休 \r\n\r\n备案\r\n"  # type: ignore[attr-defined]
    policy.save()
    policy.refresh_from_db()
    assert policy.compute_hash() == before


@pytest.mark.django_db
def test_rows_without_editions_are_stored_in_one_form() -> None:
    source = make.make_source(notes="转载：\r\n某网 ")
    old = rows.old_address("/a/", gone_because=" 合并\r\n了 ")
    reply = Feedback.objects.create(address="/", reason="wrong", reply_zh_hans="谢谢。 \r\n改了")
    for row, name, text in (
        (source, "notes", "转载：\n某网"),
        (old, "gone_because", "合并\n了"),
        (reply, "reply_zh_hans", "谢谢。\n改了"),
    ):
        row.refresh_from_db()
        assert getattr(row, name) == text


@pytest.mark.django_db
def test_what_was_approved_with_other_line_ends_stays_and_can_be_withdrawn(
    author: Any, approver: Any
) -> None:
    procedure = rows.procedure(author=author)
    type(procedure)._base_manager.filter(pk=procedure.pk).update(place_zh_hans="甲\r\n乙 ")
    procedure.refresh_from_db()
    with patch.multiple(actions, **rows.NOTHING_IN_THE_WAY):  # the factory reads no text twice
        actions.submit(procedure, by=author, now=rows.NOON)
        actions.approve(procedure, by=approver, now=rows.NOON)
    procedure.refresh_from_db()
    digest = procedure.content_hash
    procedure.save()  # changes nothing, so nothing refuses it
    actions.withdraw(procedure, by=approver, reason="写错了。 \r\n重写")
    procedure.refresh_from_db()
    assert procedure.place_zh_hans == "甲\r\n乙 "  # type: ignore[attr-defined]
    assert procedure.content_hash == procedure.compute_hash() == digest
    assert procedure.withdrawal_reason_zh_hans == "写错了。\n重写"  # type: ignore[attr-defined]
    draft = actions.revise(procedure, by=author)
    assert draft.place_zh_hans == "甲\n乙"  # type: ignore[attr-defined]
