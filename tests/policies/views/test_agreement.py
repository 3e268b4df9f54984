"""The wizard, the table and the answer page say the same."""

from __future__ import annotations

import pytest

from policies.rules.regions import find_region
from tests.policies.views.walking import CHECK, outcomes, walk
from tests.running import IS_WHOLE
from tests.shipped import answer_on, fetch, one

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("content", "today"),
]
# The nation, a county below rules of three levels, a city; and more, in the long tier.
REGIONS = (
    "100000", "320281", "440300",
    "110000", "310000", "320106", "330100", "500000", "610100", "650100",
)[: None if IS_WHOLE else 3]  # fmt: skip


@pytest.mark.parametrize("region", REGIONS)
def test_wizard_table_and_answer_page_agree(region: str) -> None:
    """A no is a no, and no rule is no rule, wherever one looks; a yes never comes from a no."""
    assert find_region(region)
    for kind in ("withdraw", "use", "move", "rule"):
        table = fetch(f"/zh-hans/compare/?regions={region}&kind={kind}")
        for cell in table.select("td[data-verdict]"):
            scenario, verdict = str(cell["data-scenario"]), str(cell["data-verdict"])
            answer = answer_on(f"/zh-hans/regions/{region}/{scenario}/")
            for hook in ("data-verdict", "data-evidence", "data-level", "data-edition"):
                assert answer.get(hook) == cell.get(hook), (scenario, hook)
            _, page, asked = walk(fetch(f"{CHECK}?r={region}&e={scenario}"), always_unknown)
            outcome = outcomes(page)[scenario]
            depends = answer.get("data-kind") == "depends"
            assert outcome in possible_outcomes(verdict, depends), (scenario, verdict, outcome)
            if verdict in ("no", "none") and not depends:
                assert not asked, f"{scenario} asks although the answer is settled"
            label = one(page, "article[data-outcome]").get("data-edition")
            assert label == cell.get("data-edition")


def always_unknown(code: str, options: list[str]) -> str:
    return "-"


def possible_outcomes(verdict: str, depends: bool) -> set[str]:
    """What the wizard may say of whoever knows nothing of himself."""
    return {
        "no": {"needs"} if depends else {"no"},
        "none": {"none"},
        "yes": {"yes", "conditional", "needs"},
        "conditional": {"conditional", "needs", "yes"},
    }[verdict]
