"""What is wrong with a condition stands at its field: what, where, and what to do."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from policies.models import Condition, Policy
from tests import factories as make
from tests.admin_factories import browser_of, form_of, make_policy
from tests.policies.admin.saving.desk import Window

pytestmark = pytest.mark.django_db
ROW = "conditions_in_ways-0"


@pytest.fixture
def draft(wang: Any) -> Policy:
    return make_policy(wang)


def errors_of(answer: Any) -> dict[str, list[str]]:
    """What stands at the fields of the first condition, by the name of the field."""
    row = BeautifulSoup(answer.content, "html.parser").select_one(f"#{ROW}")
    assert row is not None
    found: dict[str, list[str]] = {}
    for said in row.select("ul.errorlist"):
        id_ = str(said.get("id", "")).removeprefix(f"id_{ROW}-").removesuffix("_error")
        found[id_] = [each.get_text() for each in said.select("li")]
    return found


def test_a_stored_row_says_at_each_field_what_is_missing(draft: Policy, wang: Any) -> None:
    make.condition(draft, text_zh_hans="", text_if_unmet_zh_hans="")
    found = errors_of(browser_of(wang).get(form_of(draft)))
    assert {name: len(said) for name, said in found.items()} == {
        "text_zh_hans": 1,
        "text_if_unmet_zh_hans": 1,
    }
    assert found["text_if_unmet_zh_hans"] == ["答“no”就不可以，要写不满足时的说明。"]


def test_a_row_that_only_somebody_else_could_meet_says_so(draft: Policy, wang: Any) -> None:
    row = make.condition(draft)
    row.accepted.set([make.change(make.option(make.question(), "other"), residual=True)])
    found = errors_of(browser_of(wang).get(form_of(draft)))
    assert "只接受“other”，谁也不算符合" in found["accepted"][0]


def test_a_whole_row_says_nothing(draft: Policy, wang: Any) -> None:
    make.condition(draft)
    make.unasked_condition(draft)
    assert errors_of(browser_of(wang).get(form_of(draft))) == {}


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"question": ""}, "where_to_find_out_zh_hans"),
        ({"question": ""}, "text_if_unmet_zh_hans"),
        ({"where_to_find_out_zh_hans": "打12393问。"}, "where_to_find_out_zh_hans"),
        ({"source": ""}, "source"),
    ],
)
def test_what_cannot_be_stored_is_refused_at_its_field(
    draft: Policy, wang: Any, sent: dict[str, str], field: str
) -> None:
    make.condition(draft)
    window = Window(wang, form_of(draft))
    window.type(**{f"{ROW}-{name}": value for name, value in sent.items()})
    answer = window.save()
    found = errors_of(answer)
    assert answer.status_code == 422 and field in found
    assert not any("一个条件要么问" in said for each in found.values() for said in each)


def test_an_unfinished_row_is_stored_in_a_draft(draft: Policy, wang: Any) -> None:
    make.condition(draft)
    window = Window(wang, form_of(draft))
    window.type(**{f"{ROW}-text_if_unmet_zh_hans": "", f"{ROW}-text_zh_hans": ""})
    assert window.save().status_code == 302
    assert "text_if_unmet_zh_hans" in errors_of(browser_of(wang).get(form_of(draft)))


def test_queries_do_not_grow_by_what_is_wrong_with_a_row(draft: Policy, wang: Any) -> None:
    browser = browser_of(wang)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            browser.get(form_of(draft))
        return len([each for each in queries if "policies_option" in str(each["sql"])])

    make.condition(draft)
    cost()  # the wizard's words are kept
    whole = cost()
    Condition.objects.update(text_if_unmet_zh_hans="")
    assert cost() == whole
