"""Deliberate faults in the shipped rules are noticed; the sign-off table is left aside."""

from __future__ import annotations

import pytest
from django.utils import timezone

from policies.publishing import events
from policies.rules.cases import placed_cases
from policies.rules.country import read_country
from policies.rules.vocabulary import vocabulary
from tests.bench.rule_mutations import FAULTS, LEAST, SEEDS, by_edition, noticed

pytestmark = [pytest.mark.long, pytest.mark.usefixtures("content"), pytest.mark.django_db]


@pytest.mark.parametrize("seed", SEEDS)
def test_of_a_hundred_faults_in_the_rules_most_are_noticed(
    seed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    now = timezone.now()
    words = vocabulary(events.token(now))
    country = read_country(words, on=timezone.localdate(now), at=now)
    found = noticed(country, by_edition(placed_cases(words, now)), seed)
    assert LEAST <= found["noticed"] <= FAULTS, capsys.readouterr().out
