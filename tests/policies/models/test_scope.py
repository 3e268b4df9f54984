"""What a reach of an account may name."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from policies.models import Duty, Scope


@pytest.mark.parametrize(
    ("column", "given"),
    [("languages", ["fr"]), ("languages", "en"), ("duties", ["burn"]), ("duties", {"write": 1})],
)
def test_a_language_or_a_duty_that_there_is_not_is_refused(column: str, given: object) -> None:
    with pytest.raises(ValidationError) as refused:
        Scope(**{column: given}).clean()
    assert refused.value.message_dict == {column: ["没有这个选项。"]}


def test_every_language_and_duty_may_be_named_and_none() -> None:
    Scope(languages=["zh-hans", "zh-hant", "en"], duties=Duty.values).clean()
    Scope().clean()
