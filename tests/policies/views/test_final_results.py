"""A no that can never become another answer."""

from __future__ import annotations

import pytest

from tests import factories as make
from tests.policies.views.test_results import document, live, reasons, result, retired

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def test_whoever_is_retired_is_not_told_that_time_will_change_it() -> None:
    make.change(make.question().options.get(code="yes"), changeable="no")
    document()
    rule = make.policy(conditions_modelled=True)
    make.condition(rule, ("no",), text_if_unmet_zh_hans="退休的人不转。")
    live(rule)
    found = result("ret=yes")
    assert reasons(found, "unmet")[0].startswith("退休的人不转。 不能改变 你答：yes")
    assert not found.select(".counter"), "there is nothing to come back for"


@pytest.mark.parametrize(("changeable", "listed"), [("no", 0), ("circumstance", 1)])
def test_rows_that_nobody_was_asked_about_are_idle_beside_a_no_for_good(
    changeable: str, listed: int
) -> None:
    make.question(changeable=changeable)
    rule = retired()
    make.unasked_condition(rule)
    live(rule)
    assert len(reasons(result("ret=no"), "unasked")) == listed
