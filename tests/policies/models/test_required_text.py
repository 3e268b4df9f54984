"""Simplified Chinese is required; the database refuses a text without it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model

from guides.models import Term
from policies.models import (
    Option,
    Step,
)
from tests import factories as make
from tests.policies.models.forced import force, refused

pytestmark = pytest.mark.django_db


def make_term() -> Term:
    return make.term()


def make_option() -> Option:
    return Option.objects.get(question=make.question(), code="yes")


def make_step() -> Step:
    return Step.objects.get(procedure=make.procedure())


REQUIRED_TEXT: list[tuple[Callable[[], Model], str]] = [
    (make.region, "name"),
    (make.scenario, "name"),
    (make.scenario, "question"),
    (make.question, "text"),
    (make_option, "text"),
    (make.material, "name"),
    (make.contact, "name"),
    (make.policy, "answer"),
    (make_step, "text"),
    (make.guide, "title"),
    (make.guide, "summary"),
    (make.guide, "body"),
    (make.faq, "question"),
    (make.faq, "answer"),
    (make.fact_check, "claim"),
    (make.fact_check, "finding"),
    (make_term, "name"),
    (make_term, "definition"),
]


@pytest.mark.parametrize(("row", "field"), REQUIRED_TEXT)
@pytest.mark.parametrize("nothing", [None, ""], ids=["NULL", "empty"])
def test_text_without_simplified_chinese_is_refused(
    row: Callable[[], Model], field: str, nothing: str | None
) -> None:
    assert refused(row(), **{f"{field}_zh_hans": nothing})


@pytest.mark.parametrize(("row", "field"), REQUIRED_TEXT)
def test_text_in_simplified_chinese_alone_is_stored(row: Callable[[], Model], field: str) -> None:
    force(row(), **{f"{field}_zh_hans": "文字", f"{field}_zh_hant": "", f"{field}_en": ""})


def test_spaces_are_no_simplified_chinese() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make.policy(answer_zh_hans="  ")
