"""Every case whose result editors know, replayed on its day with the shipped rules."""

from __future__ import annotations

import pytest
from django.utils import timezone

from policies.models import ExpectedCase
from policies.publishing.events import token
from policies.rules.applicability import applicable_policies, find_region
from policies.rules.eligibility import DONT_KNOW, evaluate
from policies.rules.in_force import rules_in_force
from policies.rules.vocabulary import vocabulary
from tests.policies.views.walking import follow, outcomes

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("content", "today"),
    pytest.mark.dealt_out,
]


def results(case: ExpectedCase) -> dict[str, str]:
    now = timezone.now()
    known, region = vocabulary(token(now)), find_region(case.region.code)
    assert region
    scenarios = [s for s in known.scenarios if s.code in case.outcomes]
    found = applicable_policies([region], scenarios, on=case.on, at=now)
    rules = rules_in_force(found.values(), known)
    return {each.scenario: each.outcome for each in evaluate(rules.book, case.answers)}


def test_every_expected_case_comes_out_as_its_editor_says() -> None:
    cases = list(ExpectedCase.objects.select_related("region", "event"))
    assert len(cases) >= 150
    wrong = [
        f"{case}: {case.outcomes} expected, {found} found"
        for case in cases
        if (found := results(case)) != case.outcomes
    ]
    assert wrong == []


def test_cases_use_only_words_of_the_wizard() -> None:
    known = vocabulary("words")
    for case in ExpectedCase.objects.all():
        for question, option in case.answers.items():
            options = {each.code for each in known.options[question]}
            assert option in options | {DONT_KNOW}, case
        assert {known.scenario(code) for code in case.outcomes} - {None}


def test_the_wizard_says_the_same_to_whoever_walks_it() -> None:
    """The address of a case leads to its outcome, unless it leaves something open to ask.

    One case for each end of each place and event: the others differ in what was read above.
    """
    finished = 0
    cases = ExpectedCase.objects.select_related("region", "event")
    ends = {(c.region_id, c.event_id, c.outcomes[c.event.code]): c for c in cases}
    for case in ends.values():
        answers = "".join(f"&{code}={value}" for code, value in case.answers.items())
        address = f"/zh-hans/check/?r={case.region.code}&e={case.event.code}{answers}&on={case.on}"
        _, page = follow(address)
        if page.select("form[data-question]"):
            assert case.outcomes[case.event.code] == "needs", case
            continue
        finished += 1
        assert outcomes(page)[case.event.code] == case.outcomes[case.event.code], case
    assert finished >= 100


def test_every_outcome_and_many_scenarios_are_covered() -> None:
    seen = [(s, o) for case in ExpectedCase.objects.all() for s, o in case.outcomes.items()]
    assert {outcome for _, outcome in seen} == {"yes", "conditional", "no", "needs", "none"}
    assert len({scenario for scenario, _ in seen}) >= 20
