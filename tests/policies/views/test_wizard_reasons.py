"""What the wizard says for a no that nobody answered: what rules it out."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from bs4 import Tag

from policies.models import ImpossibleCombination
from tests import factories as make
from tests.policies.views.walking import CHECK, follow
from tests.shipped import one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
WHY = "没有新的参保地，就没有谁收不了。"
EARLIER = make.NOON - make.DAY


def rule_that_needs_a_refusal(**why: Any) -> None:
    """A rule that asks whether the new place refused, which it cannot without a new place."""
    rule = make.policy()
    make.condition(rule, question=make.question("dest"), accepts=("no",))
    make.condition(rule, question=make.question("refused"))
    make.publish(rule, at=EARLIER)  # before anybody said that this cannot be: it is refused then
    with make.permitted("a test"):
        combination = ImpossibleCombination.objects.create(**why)
        combination.options.set(
            [
                make.question("dest").options.get(code="no"),
                make.question("refused").options.get(code="yes"),
            ]
        )


def result_of(answers: str) -> Tag:
    _, page = follow(f"{CHECK}?r=440000&e=settle-abroad&{answers}")
    return one(page, "article[data-outcome]")


def reasons(answers: str) -> tuple[str, str]:
    """The badge of a no and the one reason for it."""
    _, page = follow(f"{CHECK}?r=440000&e=settle-abroad&{answers}")
    result = one(page, "article[data-outcome=no]")
    against = ":is([data-reasons=grounds], [data-reasons=unmet]) > li"
    return one(result, ".verdict").get_text(strip=True), one(result, against).get_text()


def test_the_words_of_the_combination_are_the_reason() -> None:
    rule_that_needs_a_refusal(why_zh_hans=WHY)
    badge, reason = reasons("dest=no")
    assert badge == "你现在还不符合" and reason == WHY


def test_without_words_the_answer_itself_is_the_reason() -> None:
    rule_that_needs_a_refusal()
    _badge, reason = reasons("dest=no")
    assert "你答：" in reason


def test_what_was_answered_is_a_reason_of_its_own() -> None:
    rule_that_needs_a_refusal(why_zh_hans=WHY)
    _badge, reason = reasons("dest=yes")
    assert "你还没有退休。" in reason and WHY not in reason


def test_an_answer_that_the_source_does_not_speak_of_is_the_reason() -> None:
    """W2: nobody said that the source names no conditions; it is silent about this one."""
    rule = make.policy(conditions_modelled=True)
    said = "没有退休的人，依据没有写。"
    make.condition(rule, unclear=("no",), text_if_unmet_zh_hans="", text_if_unclear_zh_hans=said)
    make.publish(rule, at=EARLIER)
    result = result_of("ret=no")
    assert result["data-outcome"] == "needs" and said in result.text
    assert "依据没有写明条件" not in result.text


def test_a_rule_that_is_over_is_expired_here_as_on_its_page() -> None:
    """W12: an answer that nobody can act on any more was called missing."""
    make.publish(make.policy(effective_to=dt.date(2023, 3, 31)), at=EARLIER)
    result = result_of("ret=no")
    assert (result["data-outcome"], result["data-kind"]) == ("none", "expired")
    assert "规定已过期" in result.text
