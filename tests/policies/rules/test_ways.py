"""Each row says whether all that fails it is one step of the citizen's own away."""

from __future__ import annotations

import pytest

from policies.rules.ways import rows_of
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("of_question", "of_option", "lasts"),
    [
        ("self", "", False),
        ("time", "", True),
        ("no", "self", False),
        ("self", "circumstance", True),
    ],
)
def test_the_option_says_it_where_it_says_anything(
    of_question: str, of_option: str, lasts: bool
) -> None:
    rule, asked = make.policy(), make.question("bound", ("yes",), changeable=of_question)
    make.option(asked, "no", changeable=of_option)
    make.condition(rule, question=asked)
    (row,) = rows_of([rule])[rule.pk]
    assert row.fails_for_long is lasts


def test_what_is_accepted_or_unclear_or_residual_fails_nobody() -> None:
    asked = make.question("bound", ("yes", "perhaps"), changeable="no")
    make.option(asked, "other", residual=True)
    make.condition(rule := make.policy(), question=asked, unclear=("perhaps",))
    make.unasked_condition(rule)
    assert [row.fails_for_long for row in rows_of([rule])[rule.pk]] == [False, False]
