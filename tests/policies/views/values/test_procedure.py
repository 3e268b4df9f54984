"""How it is done, in facts: what is not recorded is left out and never looks like a zero."""

from __future__ import annotations

import pytest
from django.utils import translation
from django.utils.html import conditional_escape

from policies.models import Contact, Material, Procedure, Requirement
from policies.speech import Speech
from policies.views.values.procedure import (
    _papers,
    limits,
    official_name,
    with_choices,
    working_days,
)
from policies.views.values.procedure import facts as facts_of

pytestmark = pytest.mark.sqlite("once is enough: no test here asks the database")


def facts(**columns: object) -> dict[str, str]:
    return dict(facts_of(Procedure(**columns), Speech("zh-hans")))


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


def shown(*papers: Requirement) -> list[tuple[str, str]]:
    """Code and place in its group of each paper, in the order of the page."""
    return [(each.code, each.choice) for each in with_choices(_papers(papers, Speech("zh-hans")))]


def test_papers_of_which_one_is_enough_stand_together_and_only_the_first_has_a_box() -> None:
    found = shown(paper("id", "card"), paper("", "form"), paper("id", "code"))
    assert found == [("card", "first"), ("code", "next"), ("form", "")]


def test_several_groups_are_kept_apart() -> None:
    found = shown(paper("z", "a"), paper("y", "b"), paper("z", "c"), paper("y", "d"))
    assert found == [("a", "first"), ("c", "next"), ("b", "first"), ("d", "next")]


def test_a_paper_that_is_alone_in_its_group_is_no_choice() -> None:
    assert shown(paper("id", "card"), paper("", "form")) == [("card", ""), ("form", "")]
