"""Every shipped rule with conditions is tried: met, unmet, not sure, before anything is said."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from policies.pack.yaml_rows import read_yaml

CONTENT = Path(__file__).resolve().parents[3] / "policies" / "content"
LEAST = 4


def contents(folder: str) -> list[Any]:
    return [read_yaml(file, file.name) for file in sorted((CONTENT / folder).glob("*.yaml"))]


def test_each_rule_with_ways_has_at_least_four_expected_cases() -> None:
    with_ways = {
        (each["region"], policy["scenario"])
        for each in contents("regions")
        for policy in each.get("policies", ())
        if policy["verdict"] == "conditional" and policy.get("ways")
    }
    tried = Counter(
        (each["region"], scenario)
        for each in contents("expected_cases")
        for case in each["cases"]
        for scenario in case["outcomes"]
    )
    assert len(with_ways) > 100 and tried.total() >= 400
    assert {place: tried[place] for place in with_ways if tried[place] < LEAST} == {}
