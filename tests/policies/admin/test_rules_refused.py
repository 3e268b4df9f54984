"""What no rule may say is refused on its form, in an editor's words, where it stands."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from policies.models import Condition, Policy
from tests import factories as make
from tests.admin_factories import browser_of, form_of, make_policy, text_of
from tests.policies.admin.saving.desk import Window

pytestmark = pytest.mark.django_db
NO_SOURCE = "条件要有依据：写明它出自哪个文件，没有依据的不能当条件。"


@pytest.fixture
def draft(wang: Any) -> Policy:
    return make_policy(wang)


def refused(by: Any, draft: Policy, **typed: str) -> str:
    """What the form says to what is typed into its first condition."""
    window = Window(by, form_of(draft))
    window.type(**{f"conditions_in_ways-0-{name}": value for name, value in typed.items()})
    answer = window.save()
    assert answer.status_code == 422
    return text_of(answer)


def test_an_option_of_another_question_is_named_with_it(draft: Policy, wang: Any) -> None:
    make.condition(draft)
    foreign = make.option(make.question("job", (), text_zh_hans="你在职吗？"), "left")
    said = refused(wang, draft, accepted=str(foreign.pk))
    assert "这些选项不属于“你退休了吗？”：“你在职吗？”的“left”。" in said


def test_an_empty_way_is_named(draft: Policy, wang: Any) -> None:
    row = make.condition(draft)
    assert "途径 1 是空的，里面没有条件。请把途径连着编号。" in refused(wang, draft, way="2")
    row.refresh_from_db()
    assert row.way == 1


def test_a_way_whose_last_condition_is_ticked_to_go_is_empty(draft: Policy, wang: Any) -> None:
    make.condition(draft)
    make.unasked_condition(draft, way=2)
    assert "途径 1 是空的" in refused(wang, draft, DELETE="on")
    assert draft.conditions_in_ways.count() == 2


def test_a_condition_without_a_source_says_that_it_needs_one(draft: Policy, wang: Any) -> None:
    row = make.condition(draft)
    assert NO_SOURCE in refused(wang, draft, source="")
    unstored = Condition(policy=draft, question=row.question, text_zh_hans="你在职")
    with pytest.raises(ValidationError, match=NO_SOURCE):
        unstored.full_clean()


def test_two_questions_with_one_fixed_place_are_an_error_in_the_form(wang: Any) -> None:
    make.change(make.question("job"), pin=1)
    form = {"code": "age", "text_zh_hans": "到年龄了吗？", "changeable": "time", "position": 1}
    form |= {"pin": 1, "proposal_why": "要问", "options-TOTAL_FORMS": 1}
    form |= {"options-INITIAL_FORMS": 0, "options-0-code": "yes", "options-0-text_zh_hans": "到了"}
    answer = browser_of(wang).post(reverse("admin:policies_question_add"), form)
    assert "固定名次 1 已经是“job”的，两个问题不能一样。" in text_of(answer)
