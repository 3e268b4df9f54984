"""How many queries a page costs: a fixed number, however much is recorded and compared."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from policies.models import Region
from policies.rules.vocabulary import vocabulary
from tests import factories as make

pytestmark = pytest.mark.django_db
# An answer: state, region, rule, conditions, procedures, citations, fact-checks, replies (these
# two once a publication).
ANSWER, COMPARE, WIZARD = 8, 10, 6


@pytest.fixture(autouse=True, scope="module")
def _many_regions(rows_of_module: None) -> None:
    """A few cities, each with a policy and a procedure."""
    for number in range(1, 6):
        place: dict[str, Any] = {
            "region": make.region(
                f"4401{number:02}", f"第{number}市", level="prefecture", parent=make.region
            )
        }
        draft = make.policy(**place)
        make.condition(draft)
        make.publish(draft)
        make.procedure(live=True, **place)


def queries(address: str) -> int:
    """What a page costs a process that has served another one before."""
    client = Client()
    vocabulary.cache_clear()
    client.get("/zh-hans/")
    with CaptureQueriesContext(connection) as captured:
        response: Any = client.get(address)
    assert response.status_code == 200, address
    return len(captured)


def test_the_answer_page_costs_a_fixed_number() -> None:
    assert queries("/zh-hans/regions/440101/settle-abroad/") <= ANSWER


@pytest.mark.parametrize("how_many", [1, 2, 5])
def test_the_comparison_costs_the_same_for_any_number_of_regions(how_many: int) -> None:
    codes = Region.objects.filter(level="prefecture").values_list("code", flat=True)[:how_many]
    address = f"/zh-hans/compare/?regions={','.join(codes)}&kind=withdraw"
    assert queries(address) <= COMPARE


@pytest.mark.parametrize(
    "answers", ["", "?r=440101", "?r=440101&e=settle-abroad", "?r=440101&e=settle-abroad&ret=yes"]
)
def test_a_step_of_the_wizard_costs_a_fixed_number(answers: str) -> None:
    assert queries(f"/zh-hans/check/{answers}") <= WIZARD
