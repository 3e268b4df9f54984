"""A refusal of the database is told as what it was, and the log keeps it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import UniqueConstraint

from policies.models import Material, Policy, PolicyCitation, Region
from policies.publishing.database_rules.refusals import IN_CHINESE, told
from policies.publishing.database_rules.rule import UNCITED
from tests import factories as make

pytestmark = pytest.mark.django_db
OF_TWO = "另一个人先做了。"


def at_once() -> None:
    with make.permitted("a test"):
        Material._base_manager.bulk_create(Material(code="card", name_zh_hans="证") for _ in "12")


def no_way() -> None:
    make.condition(make.policy()).__class__._base_manager.update(way=0)


def approved_text() -> None:
    make.policy(live=True)
    Policy._base_manager.update(time_limit_days=9)


def approved_part() -> None:
    make.policy(live=True)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {PolicyCitation._meta.db_table} SET locator = '別'")  # noqa: S608


def no_permit() -> None:
    make.region()
    Region._base_manager.update(aliases="鹏城")


def refusal(act: Callable[[], None]) -> IntegrityError:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        act()
    return refused.value


@pytest.mark.parametrize("act", [at_once])
def test_what_another_person_explains_is_told_so(act: Any, caplog: Any) -> None:
    assert told(refusal(act), OF_TWO) == OF_TWO
    assert [record.levelname for record in caplog.records] == ["WARNING"]


@pytest.mark.parametrize(
    ("act", "rule"),
    [
        (no_way, "途径从 1 开始编号"),
        (approved_text, "批准过的内容和它的各部分不能再改"),
        (approved_part, "批准过的内容和它的各部分不能再改"),
        (no_permit, "共用的内容要经建议和批准才能改"),
    ],
)
def test_a_rule_of_ours_is_named_and_no_person(act: Any, rule: str, caplog: Any) -> None:
    said = told(refusal(act), OF_TWO)
    assert rule in said and "和别人同时做了什么无关" in said and OF_TWO not in said
    assert [(each.levelname, bool(each.exc_info)) for each in caplog.records] == [("ERROR", True)]


@pytest.mark.parametrize(
    "name",
    [
        each.name
        for model in apps.get_models()
        for each in model._meta.constraints
        if not isinstance(each, UniqueConstraint)  # it is explained by another person
    ],
)
def test_every_rule_about_one_row_is_told_in_words(name: str) -> None:
    assert name not in told(IntegrityError(f"CHECK constraint failed: {name}"), OF_TWO)


def test_what_no_rule_names_is_told_in_the_words_of_the_database() -> None:
    assert "（something new）" in told(IntegrityError("something new\nDETAIL: a row"), OF_TWO)
    assert IN_CHINESE[UNCITED] in told(IntegrityError(UNCITED), OF_TWO)
