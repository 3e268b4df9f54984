"""What the wizard says for a no that nobody answered: what rules it out."""

from __future__ import annotations

from typing import Any

import pytest

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
    with make.permitted("a test"):
        combination = ImpossibleCombination.objects.create(**why)
        combination.options.set(
            [
                make.question("dest").options.get(code="no"),
                make.question("refused").options.get(code="yes"),
            ]
        )
    make.publish(rule, at=EARLIER)


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
