"""地区, 问题 and 验证用例 in the admin: what is wrong is said in the form."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.urls import reverse

from policies.models import ExpectedCase, Question, Region
from tests import factories as make
from tests.admin_factories import browser_of, text_of
from tests.policies.admin.saving.desk import Window

pytestmark = pytest.mark.django_db


def region_form(region: Region, **fields: Any) -> dict[str, Any]:
    values = {"name_zh_hans": region.name, "level": region.level, "parent": region.parent_id}
    return values | fields


def test_a_region_that_became_itself_is_an_error_in_the_form(wang: Any) -> None:
    region = make.region()
    address = reverse("admin:policies_region_change", args=[region.pk])
    answer = browser_of(wang).post(address, region_form(region, successor=region.pk))
    assert answer.status_code == 422
    assert "绕成了圈，读者永远走不到头：广东省 440000 → 广东省 440000。" in text_of(answer)


def test_regions_that_became_each_other_are_an_error_in_the_form(wang: Any) -> None:
    first = make.region("440001", "甲市", level="prefecture")
    second = make.region("440002", "乙市", level="prefecture", successor=first)
    address = reverse("admin:policies_region_change", args=[first.pk])
    answer = browser_of(wang).post(address, region_form(first, successor=second.pk))
    assert "甲市 440001 → 乙市 440002 → 甲市 440001" in text_of(answer)
    first.refresh_from_db()
    assert first.successor is None


def test_a_question_without_options_is_an_error_in_the_form(wang: Any) -> None:
    form = {"code": "age", "text_zh_hans": "到年龄了吗？", "changeable": "time", "position": 1}
    form |= {"options-TOTAL_FORMS": 0, "options-INITIAL_FORMS": 0, "proposal_why": "新的规则要问"}
    add = reverse("admin:policies_question_add")
    answer = browser_of(wang).post(add, form)
    assert answer.status_code == 422 and "这个问题没有选项" in text_of(answer)
    assert not Question.with_proposed.exists()
    form |= {"options-TOTAL_FORMS": 1, "options-0-code": "yes", "options-0-text_zh_hans": "到了"}
    form |= {"options-0-changeable": "no", "options-0-position": 1}
    assert browser_of(wang).post(add, form).status_code == 302
    assert Question.with_proposed.get().options(manager="with_proposed").get().changeable == "no"


def test_a_question_of_nothing_but_residual_options_is_an_error_in_the_form(wang: Any) -> None:
    window = Window(wang, reverse("admin:policies_question_add"))
    window.type(code="age", text_zh_hans="到年龄了吗？", changeable="time", position="1")
    window.type(options__TOTAL_FORMS="2", proposal_why="新的规则要问")
    for place, code in enumerate(("other", "rest")):
        option = {"code": code, "text_zh_hans": "其他", "residual": "on", "position": str(place)}
        window.sent |= {f"options-{place}-{name}": value for name, value in option.items()}
    answer = window.save()
    assert answer.status_code == 422 and "这个问题的选项全是兜底选项" in text_of(answer)
    assert not Question.with_proposed.exists()
    del window.sent["options-1-residual"]
    assert window.save().status_code == 302


@pytest.mark.parametrize("code", ["on", "page", "from"])
def test_a_question_with_a_reserved_name_is_an_error_in_the_form(code: str, wang: Any) -> None:
    form = {"code": code, "text_zh_hans": "问？", "changeable": "no", "position": 1}
    form |= {"options-TOTAL_FORMS": 0, "options-INITIAL_FORMS": 0}
    answer = browser_of(wang).post(reverse("admin:policies_question_add"), form)
    assert f"“{code}”在网址里另有用处" in text_of(answer)
    assert not Question.objects.exists()


def case_form(answers: Any, outcomes: Any) -> dict[str, Any]:
    region, event = make.region(), make.scenario()
    draft = make.policy()
    make.condition(draft)  # asks "ret"
    make.publish(draft)
    return {
        "region": region.pk,
        "event": event.pk,
        "on": "2026-11-22",
        "answers": answers if isinstance(answers, str) else json.dumps(answers),
        "outcomes": outcomes if isinstance(outcomes, str) else json.dumps(outcomes),
        "proposal_why": "规则要核对",
    }


GOOD = {"settle-abroad": "yes"}


@pytest.mark.parametrize("answers", [{}, "", {"ret": "no"}, {"ret": "-"}])
def test_a_case_with_answers_that_citizens_can_give_is_stored(answers: Any, wang: Any) -> None:
    add = reverse("admin:policies_expectedcase_add")
    assert browser_of(wang).post(add, case_form(answers, GOOD)).status_code == 302
    assert ExpectedCase.with_proposed.get().answers == (answers or {})


@pytest.mark.parametrize(
    ("answers", "outcomes", "message"),
    [
        ({"ret": "perhaps"}, GOOD, "没有“ret=perhaps”这个选项。"),
        ({"ret": 1}, GOOD, "没有“ret=1”这个选项。"),
        ({"age": "-"}, GOOD, "没有“age=-”这个选项。"),
        ([], GOOD, "请在列出的问题和选项里选。"),
        ("{ret: yes", GOOD, "JSON"),
        ({}, {"settle": "yes"}, "“settle: yes”不是情形和结果。"),
        ({}, {"settle-abroad": "perhaps"}, "“settle-abroad: perhaps”不是情形和结果。"),
        ({}, {"settle-abroad": ["yes"]}, "不是情形和结果。"),
        ({}, "[1]", "请在列出的问题和选项里选。"),
        ({}, {}, "这个字段是必填项。"),
    ],
)
def test_a_case_that_cannot_be_true_is_an_error_in_the_form(
    answers: Any, outcomes: Any, message: str, wang: Any
) -> None:
    add = reverse("admin:policies_expectedcase_add")
    answer = browser_of(wang).post(add, case_form(answers, outcomes))
    assert answer.status_code == 422 and message in text_of(answer)
    assert not ExpectedCase.objects.exists()


def test_the_list_of_cases_shows_answers_and_outcomes(wang: Any) -> None:
    make.expected_case(outcomes=GOOD)
    answer = browser_of(wang).get(reverse("admin:policies_expectedcase_changelist"), {"q": "广东"})
    assert "出境定居：可以" in text_of(answer)
