"""Texts stored before there was one form of texts: open editions get it, approved ones never."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from guides.models import Guide
from policies.models import PolicyCitation
from tests import factories as make

pytestmark = pytest.mark.django_db
ODD, NORMAL = "第一行 \r\n第二行\u2028第三行\n", "第一行\n第二行\n第三行"


def migrate(app: str) -> None:
    module = importlib.import_module("policies.migrations._normal_text")
    module.normalise_open_texts(app)(apps, connection.schema_editor())


def store(row: Any, **columns: str) -> None:
    type(row)._base_manager.filter(pk=row.pk).update(**columns)


def test_open_editions_and_what_stands_in_them_get_the_one_form() -> None:
    draft = make.policy()
    citation = PolicyCitation.objects.get(policy=draft)
    store(draft, answer_zh_hans=ODD, answer_en="cafe\u0301")
    store(citation, quote=ODD)
    migrate("policies")
    draft.refresh_from_db()
    citation.refresh_from_db()
    assert (draft.answer_zh_hans, draft.answer_en) == (NORMAL, "caf\u00e9")  # type: ignore[attr-defined]
    assert citation.quote == NORMAL


def test_what_was_approved_is_kept_byte_for_byte() -> None:
    published = make.guide(live=True)
    draft = make.guide()
    make.lift_database_rules()
    for guide in (published, draft):
        store(guide, body_zh_hans=ODD)
    migrate("guides")
    bodies = dict(Guide._base_manager.values_list("pk", "body_zh_hans"))
    assert bodies == {published.pk: ODD, draft.pk: NORMAL}


def test_what_is_in_its_form_is_not_written_again(django_assert_num_queries: Any) -> None:
    make.guide()
    migrate("guides")
    with django_assert_num_queries(6):
        migrate("guides")
