"""The command diff_rules: what it counts, and that its journeys open where it says."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests import factories as make
from tests.shipped import fetch, one

pytestmark = pytest.mark.django_db
DAYS = ("--from", "2026-12-31", "--to", "2027-01-01")


@pytest.fixture
def wider() -> None:
    """Retired people until the end of 2026, then everybody else."""
    periods: dict[str, dict[str, Any]] = {
        "yes": {"effective_from": dt.date(2022, 1, 1), "effective_to": dt.date(2026, 12, 31)},
        "no": {"effective_from": dt.date(2027, 1, 1)},
    }
    for accepts, period in periods.items():
        draft = make.policy(**period)
        make.condition(draft, (accepts,))
        make.publish(draft)


def test_the_difference_is_said_as_data_with_journeys_that_open(wider: None, capsys: Any) -> None:
    call_command("diff_rules", *DAYS, "--json")
    said = json.loads(capsys.readouterr().out)
    assert (said["situations"], said["changed"], said["regions"]) == (3, 2, ["440000"])
    assert said["summary"].startswith("3 种情况里有 2 种结果不同，在 1 个地区")
    assert [(each["before"], each["after"]) for each in said["groups"]] == [
        ("conditional", "no"), ("no", "conditional")
    ]  # fmt: skip
    for group in said["groups"]:
        for address, outcome in (("witness_before", "before"), ("witness", "after")):
            article = one(fetch(group[address]), "article[data-outcome]")
            assert article["data-outcome"] == group[outcome]


def test_the_lines_name_each_group_and_count(wider: None, capsys: Any) -> None:
    call_command("diff_rules", *DAYS)
    *groups, last = capsys.readouterr().out.splitlines()
    assert len(groups) == 2 and groups[0].startswith("settle-abroad 440000：conditional → no")
    assert last.startswith("2026-12-31 → 2027-01-01：3 种情况")


def test_the_first_day_comes_first() -> None:
    with pytest.raises(CommandError, match="请对调"):
        call_command("diff_rules", "--from", "2027-01-01", "--to", "2026-12-31")


def test_both_days_must_be_given() -> None:
    with pytest.raises(CommandError):
        call_command("diff_rules", "--from", "2026-12-31")
