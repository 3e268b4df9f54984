"""The passages of policies and procedures, read at once."""

from __future__ import annotations

from typing import Any

import pytest

from policies.rules.citations import citations_of
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_citations_of_policies_and_procedures_are_not_mixed_up(
    django_assert_num_queries: Any,
) -> None:
    policy = make.policy(live=True, region=make.nation())
    procedure = make.procedure(live=True, region=make.nation())
    with django_assert_num_queries(1):
        found = citations_of([policy], [procedure], at=make.NOON)
    assert [each.code for each in found.of_policy[policy.pk]] == [make.source().code]
    assert [each.locator for each in found.of_procedure[procedure.pk]] == ["第十二条"]


def test_nothing_asked_about_has_no_citations() -> None:
    assert citations_of([], at=make.NOON).of_policy == {}
