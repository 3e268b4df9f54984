"""Nobody publishes prose that refers to what does not exist, or refers where it may not."""

from __future__ import annotations

from typing import Any

import pytest

from policies.models import Edition
from policies.publishing.blockers import submit_blockers
from tests import factories as make

pytestmark = pytest.mark.django_db


def blockers(edition: Edition) -> list[str]:
    return submit_blockers(edition, by=make.user("author"))


def test_a_reference_to_what_is_there_is_no_obstacle() -> None:
    make.policy(live=True, region=make.region(), scenario=make.scenario())
    text = "[[policy:440000:settle-abroad]][[places:settle-abroad]]"
    assert blockers(make.guide(body_zh_hans=text)) == []


@pytest.mark.parametrize(
    ("language", "where"), [("zh_hans", "“正文”（简体、繁體）："), ("en", "“正文”（English）：")]
)
def test_a_reference_to_an_unknown_place_is_named_with_its_field(language: str, where: str) -> None:
    make.scenario()
    texts: dict[str, Any] = {f"body_{language}": "看[[policy:440199:settle-abroad]]"}
    (said,) = blockers(make.guide(**texts))
    assert said.startswith(where) and "没有代码为 440199 的地区" in said


def test_a_place_that_became_another_is_none() -> None:
    make.scenario()
    make.region("440301", "旧区", successor=make.region())
    (said,) = blockers(make.faq(answer_zh_hans="[[policy:440301:settle-abroad]]"))
    assert "已经并入别处" in said


def test_a_reference_to_an_unknown_situation_is_refused() -> None:
    (said,) = blockers(make.fact_check(finding_zh_hans="[[places:settle-abrod]]"))
    assert said.startswith("“查证结果”（简体、繁體）：") and "没有情形“settle-abrod”" in said


def test_a_title_names_no_rule() -> None:
    found = blockers(make.guide(title_zh_hans="看[[places:settle-abroad]]"))
    assert any(said.startswith("“标题”（简体、繁體）：这一栏不能写引用") for said in found)


def test_a_reference_to_a_place_without_a_rule_is_refused() -> None:
    make.region()
    make.scenario()
    (said,) = blockers(make.guide(body_zh_hans="[[policy:440000:settle-abroad]]"))
    assert "没有在用的规定：那里是“没有记录”" in said
    (said,) = blockers(make.guide(body_zh_hans="[[places:settle-abroad]]"))
    assert "没有一个地方有自己的规定" in said


def test_a_number_that_no_quote_holds_is_refused_at_its_field() -> None:
    draft = make.faq(answer_zh_hans="要缴满15年。")
    (said,) = blockers(draft)
    assert said.startswith("“回答”（简体）：“15年”在引用的摘录里没有")
    draft.citations.create(**make.citation(quote="累计缴费180个月"))
    assert blockers(draft) == []


def test_a_number_in_a_rule_needs_a_quote_of_the_rule_or_of_one_of_its_rows() -> None:
    draft = make.policy(answer_zh_hans="要缴满15年。")
    make.condition(draft, text_zh_hans="你缴满了10年。")
    said = blockers(draft)
    assert any(each.startswith("“一句话回答”（简体）：“15年”在引用的摘录里没有") for each in said)
    assert any(each.startswith("“条件”：第1行：“10年”在引用的摘录里没有") for each in said)
    draft.citations.create(**make.citation(quote="累计缴费180个月"))
    draft.conditions_in_ways.update(quote="缴费满10年")
    assert not any("摘录" in each for each in blockers(draft))


def test_a_number_in_a_step_needs_a_quote_of_its_procedure() -> None:
    draft = make.procedure()
    draft.steps.update(text_zh_hans="3天内交材料。")
    assert any(each.startswith("“步骤”：第1行：“3天”") for each in blockers(draft))
    draft.citations.update(quote="三日内提交")
    assert not any("摘录" in each for each in blockers(draft))


def test_what_people_ask_and_claim_needs_no_quote() -> None:
    assert blockers(make.faq(question_zh_hans="满15年就够吗？")) == []
    assert blockers(make.fact_check(claim_zh_hans="满15年就够。")) == []
