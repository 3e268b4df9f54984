"""Nobody publishes a rule whose conditions are prose, contradict themselves or leave gaps."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from policies.models import Condition, Policy
from policies.publishing.blockers import submit_blockers
from tests import factories as make

pytestmark = pytest.mark.django_db


def blockers(policy: Policy) -> list[str]:
    return submit_blockers(policy, by=make.user("author"))


def test_a_draft_with_a_text_of_before_is_refused_with_the_way_to_change_it() -> None:
    (said,) = blockers(make.policy(conditions_zh_hans="- 要退休。"))
    assert said.startswith("“条件全文”不再使用：把条件写成一条一条的行")
    assert blockers(make.policy(notes_zh_hans="到窗口办。")) == []


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"text_zh_hans": ""}, "要写条件这一句"),
        ({"accepts": ()}, "至少一个接受的选项"),
        ({"text_if_unmet_zh_hans": ""}, "答“no”就不可以"),
        ({"unclear": ("no",), "text_if_unclear_zh_hans": ""}, "要写依据没有说时的说明"),
        ({"unclear": ("yes",), "text_if_unclear_zh_hans": "没有写。"}, "已经在接受的里面"),
        ({"way": 2}, "途径 1 是空的"),
        ({"accepts": ("yes", "no")}, "什么也不决定"),
    ],
)
def test_a_condition_that_is_not_whole_is_named(columns: dict[str, Any], said: str) -> None:
    draft = make.policy()
    make.condition(draft, **columns)
    assert any(said in each for each in blockers(draft)), blockers(draft)


def test_an_option_of_another_question_is_named() -> None:
    draft = make.policy()
    job = make.question("job", text_zh_hans="你在职吗？")
    make.condition(draft).accepted.add(job.options.get(code="yes"))
    (said,) = blockers(draft)
    assert said.endswith("：这些选项不属于“你退休了吗？”：“你在职吗？”的“yes”。")


def test_a_condition_that_accepts_only_somebody_else_is_named() -> None:
    draft = make.policy()
    other = make.change(make.option(make.question(), "other", text_zh_hans="别的人"), residual=True)
    row = make.condition(draft)
    row.accepted.add(other)
    assert blockers(draft) == []
    row.accepted.set([other])
    (said,) = blockers(draft)
    assert "只接受“别的人”，谁也不算符合" in said


def test_a_plain_yes_has_no_conditions() -> None:
    draft = make.policy(verdict="yes")
    assert blockers(draft) == []
    make.unasked_condition(draft)
    (said,) = blockers(draft)
    assert said.startswith("结论是“可以”，就不能还有条件")


def test_two_ways_alike_are_named() -> None:
    draft = make.policy()
    make.condition(draft)
    make.condition(draft, way=2, text_zh_hans="已退休")
    (said,) = blockers(draft)
    assert said == "第 2 个条件（途径 2：已退休）：途径 2 和途径 1 的条件一样，去掉一个途径。"


def test_a_whole_draft_is_not_refused() -> None:
    draft = make.policy()
    make.condition(draft)
    make.unasked_condition(draft)
    assert blockers(draft) == []


@pytest.mark.parametrize(
    "columns",
    [
        {"question": None},
        {"where_to_find_out_zh_hans": "打12393问。"},
        {"question": None, "where_to_find_out_zh_hans": "打12393问。"},  # with a text if unmet
        {"locator": ""},
    ],
)
def test_the_database_takes_no_row_that_is_both_asked_and_not(columns: dict[str, Any]) -> None:
    row = make.condition(make.policy())
    with pytest.raises(IntegrityError), transaction.atomic():
        Condition.objects.filter(pk=row.pk).update(**columns)


def test_two_questions_never_have_one_fixed_place() -> None:
    make.change(make.question("ret"), pin=1)
    other = make.question("job")
    other.pin = 1
    with pytest.raises(ValidationError, match="固定名次 1 已经是“ret”的"):
        other.full_clean()
