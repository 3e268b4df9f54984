"""How it is done, in facts: what is not recorded is left out and never looks like a zero."""

from __future__ import annotations

import pytest
from django.utils import translation
from django.utils.html import conditional_escape

from policies.models import Contact, Material, Procedure, Requirement
from policies.speech import Speech
from policies.views.values.procedure import (
    _facts,
    _papers,
    limits,
    official_name,
    working_days,
)

pytestmark = pytest.mark.sqlite("once is enough: no test here asks the database")


def facts(**columns: object) -> dict[str, str]:
    return dict(_facts(Procedure(**columns), Speech("zh-hans")))


def paper(any_of: str = "", code: str = "card") -> Requirement:
    material = Material(code=code, name_zh_hans="身份证")
    return Requirement(material=material, any_of=any_of, originals=1)


def test_what_is_not_recorded_is_left_out() -> None:
    assert facts() == {}


def test_on_the_spot_and_no_visit_are_facts_and_not_gaps() -> None:
    assert limits(Procedure(promised_days=0)) == [("承诺时限", "当场办好")]
    assert facts(visits=0)["要去几次"] == "0 次"


def test_each_fact_stands_under_its_own_name() -> None:
    assert facts(item_code="440000", visits=1) == {"事项编码": "440000", "要去几次": "1 次"}
    days = dict(limits(Procedure(statutory_days=20, promised_days=5)))
    assert days == {"法定时限": "20 个工作日", "承诺时限": "5 个工作日"}


@pytest.mark.parametrize(
    ("language", "english", "shown"),
    [
        ("zh-hant", "Transfer", '<span lang="zh-Hans">医保转移</span>'),
        ("en", "Transfer", 'Transfer (<span lang="zh-Hans">医保转移</span>)'),
        ("en", "Transfer (医保转移)", "Transfer (医保转移)"),
        ("en", "", '<span lang="zh-Hans">医保转移</span>'),
    ],
)
def test_an_official_name_is_in_the_characters_of_the_counter(
    language: str, english: str, shown: str
) -> None:
    procedure = Procedure(item_name_zh_hans="医保转移", item_name_en=english)
    name = official_name(procedure, Speech(language))
    assert conditional_escape(name) == shown


def test_a_telephone_is_shown_with_whose_it_is() -> None:
    phone = Contact(phone="12393", name_zh_hans="医保服务热线")
    assert facts(complaints_phone=phone)["监督电话"] == "12393（医保服务热线）"


@pytest.mark.parametrize(
    ("number", "words"), [(None, ""), (1, "1 working day"), (20, "20 working days")]
)
def test_english_counts_days_in_singular_and_plural(number: int | None, words: str) -> None:
    with translation.override("en"):
        assert working_days(number) == words


def test_of_one_group_any_paper_is_enough_and_it_needs_no_number() -> None:
    shown = _papers([paper("id"), paper("id"), paper()], Speech("zh-hans"))
    assert [each.any_of for each in shown] == ["任选一种", "任选一种", ""]


def test_several_groups_are_numbered_in_the_order_in_which_they_are_met() -> None:
    shown = _papers([paper("z"), paper("a"), paper("z")], Speech("zh-hans"))
    assert [each.any_of for each in shown] == [
        "第 1 组任选一种",
        "第 2 组任选一种",
        "第 1 组任选一种",
    ]
