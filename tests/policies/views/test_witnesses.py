"""What rulecheck finds in the shipped rules can be seen by whoever opens its journey."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from policies.publishing.rules_report import rules_report
from policies.rules.journey_link import journey_link
from policies.rules.rulecheck.findings import Finding, Kind
from tests.policies.views.walking import follow, outcomes
from tests.running import SHARE, SHARES
from tests.shipped import one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content", "today")]


def ends_open(page: BeautifulSoup, finding: Finding) -> bool:
    """Nothing is asked any more, and nothing is decided."""
    return outcomes(page).get(finding.scenario) == "needs"


def ends_in_no(page: BeautifulSoup, finding: Finding) -> bool:
    """Whatever else is answered; what is still asked comes to nothing either."""
    asked = page.select("form[data-question]")
    return bool(asked) or outcomes(page).get(finding.scenario) in ("no", "needs", "conditional")


SHOWN: dict[Kind, Callable[[BeautifulSoup, Finding], bool]] = {
    Kind.NO_RESULT: ends_open,
    Kind.NEVER_ACCEPTED: ends_in_no,
}


def test_every_journey_opens_and_shows_what_was_found() -> None:
    findings = [each for each in rules_report(timezone.now()).findings if each.witness]
    kinds = Counter(each.kind for each in findings)
    assert kinds[Kind.NO_RESULT] > 20, "the sources are silent in many places"
    for finding in findings[SHARE - 1 :: SHARES]:
        address = journey_link(finding.witness)
        _, page = follow(address)
        assert one(page, "h1"), address
        shown = SHOWN.get(finding.kind)
        assert shown is None or shown(page, finding), (finding.kind, address)
