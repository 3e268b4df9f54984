"""Buttons pressed by a program: they act on the text that was looked at, or say why not."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from policies.models import Policy, PolicyCitation
from tests import admin_factories as make
from tests.admin_factories import browser_of, form_of, seen, step_of, text_of
from tests.policies.admin.saving.desk import Window

pytestmark = pytest.mark.django_db
NEXT_YEAR = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
WRITTEN = "写了一个上午的一段话。"
SAID = {"note": WRITTEN, "reason": WRITTEN}


def waiting(verb: str, author: Any) -> Policy:
    """A policy whose next step this is."""
    return make.make_policy(author) if verb == "submit" else make.in_review(author)


def state_of(policy: Policy) -> str:
    return Policy._base_manager.get(pk=policy.pk).state


@pytest.mark.parametrize("verb", ["submit", "approve", "reject", "force"])
@pytest.mark.parametrize(("older", "reason"), [(False, "请先打开这一版"), (True, "文字又改了")])
def test_no_button_acts_on_a_text_that_was_not_looked_at(
    root: Any, wang: Any, verb: str, older: bool, reason: str
) -> None:
    policy = waiting(verb, wang)
    before, looked_at = policy.state, seen(policy) if older else {}
    PolicyCitation.objects.filter(policy=policy).update(locator="第十三条")
    answer = browser_of(root).post(step_of(policy, verb), SAID | looked_at)
    assert answer.status_code == 409 and reason in text_of(answer)
    assert WRITTEN in answer.content.decode()
    assert state_of(policy) == before


@pytest.mark.parametrize("verb", ["submit", "approve", "force"])
@pytest.mark.parametrize(
    "other", [{"publish_at": NEXT_YEAR}, {"change_note_en": "Quietly."}, {"change_size": "detail"}]
)
def test_what_is_announced_with_a_text_was_looked_at_too(
    root: Any, wang: Any, verb: str, other: dict[str, Any]
) -> None:
    policy = waiting(verb, wang)
    looked_at = seen(policy)
    Policy._base_manager.filter(pk=policy.pk).update(**other)
    answer = browser_of(root).post(step_of(policy, verb), SAID | looked_at)
    assert answer.status_code == 409 and "又改了" in text_of(answer)
    assert state_of(policy) == policy.state


@pytest.mark.parametrize("verb", ["submit", "approve", "reject"])
def test_the_same_button_acts_on_the_text_that_is_stored(root: Any, wang: Any, verb: str) -> None:
    policy = waiting(verb, wang)
    more = {"leave_out_en": "on"} if verb == "approve" else SAID
    answer = browser_of(root).post(step_of(policy, verb), more | seen(policy))
    assert answer.status_code == 302, text_of(answer)
    assert state_of(policy) != policy.state


def test_text_that_comes_from_no_form_of_ours_is_given_back(wang: Any) -> None:
    policy = make.make_policy(wang)
    sent = {"answer_zh_hans": WRITTEN, **seen(policy)}
    answer = browser_of(wang).post(step_of(policy, "submit"), sent)
    assert answer.status_code == 409 and "没有说明它打开时的内容" in text_of(answer)
    assert WRITTEN in text_of(answer) and state_of(policy) == "draft"


def test_the_form_of_another_edition_presses_no_button(wang: Any) -> None:
    policy = make.make_policy(wang)
    other = make.make_policy(wang, scenario=make.make_scenario("death"), answer_zh_hans=WRITTEN)
    sent = Window(wang, form_of(other)).sent | seen(policy)
    answer = browser_of(wang).post(step_of(policy, "submit"), sent)
    assert answer.status_code == 409 and "为另一条内容" in text_of(answer)
    assert WRITTEN in text_of(answer) and state_of(policy) == "draft"


def test_who_may_not_press_it_reads_why(wang: Any) -> None:
    policy = make.make_policy(wang)
    zhao = browser_of(make.make_user("zhao", "Author"))
    answer = zhao.post(step_of(policy, "submit"), SAID | seen(policy))
    assert answer.status_code == 403 and "要由作者本人提交" in text_of(answer)
    assert WRITTEN in text_of(answer)
    answer = zhao.post(
        step_of(make.in_review(wang, scenario=make.make_scenario("death")), "reject")
    )
    assert answer.status_code == 403 and "要由有批准权限的人来做" in text_of(answer)
