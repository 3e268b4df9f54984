"""Every case whose result editors know, replayed on its day with the shipped rules."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from policies.models import ExpectedCase, Region
from policies.publishing.events import token
from policies.rules.applicability import applicable_policies
from policies.rules.eligibility import DONT_KNOW, evaluate
from policies.rules.in_force import rules_in_force
from policies.rules.regions import find_region
from policies.rules.vocabulary import vocabulary
from tests.policies.views.walking import follow, outcomes
from tests.running import SHARE, SHARES

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("content", "today"),
]


def results(region: Region, on: dt.date, cases: list[ExpectedCase]) -> list[dict[str, str]]:
    """The outcomes of cases of one place and day, read once."""
    now = timezone.now()
    known, place = vocabulary(token(now)), find_region(region.code)
    assert place
    wanted = {code for case in cases for code in case.outcomes}
    scenarios = [scenario for scenario in known.scenarios if scenario.code in wanted]
    found = applicable_policies([place], scenarios, on=on, at=now)
    return [
        {
            each.scenario: each.outcome
            for each in evaluate(rules_in_force(own.values(), known).book, case.answers)
        }
        for case in cases
        if (own := {key: f for key, f in found.items() if f.scenario.code in case.outcomes})
    ]


def test_every_expected_case_comes_out_as_its_editor_says() -> None:
    here: dict[tuple[Region, dt.date], list[ExpectedCase]] = {}
    for case in ExpectedCase.objects.select_related("region", "event"):
        here.setdefault((case.region, case.on), []).append(case)
    assert sum(map(len, here.values())) >= 400
    for (region, on), cases in here.items():
        found = results(region, on, cases)
        assert [(str(case), case.outcomes) for case in cases] == [
            (str(case), ends) for case, ends in zip(cases, found, strict=True)
        ]


def test_cases_use_only_words_of_the_wizard() -> None:
    known = vocabulary("words")
    for case in ExpectedCase.objects.all():
        for question, option in case.answers.items():
            options = {each.code for each in known.options[question]}
            assert option in options | {DONT_KNOW}, case
        assert {known.scenario(code) for code in case.outcomes} - {None}


def test_the_wizard_says_the_same_to_whoever_walks_it() -> None:
    """The address of a case leads to its outcome, unless it leaves something open to ask.

    Of each event and end the cases of three places, one each: the others differ in what was read
    above. The stages of a run share them.
    """
    finished = 0
    places: dict[tuple[int, str], dict[int, ExpectedCase]] = {}
    for case in ExpectedCase.objects.select_related("region", "event"):
        here = places.setdefault((case.event_id, case.outcomes[case.event.code]), {})
        if len(here) < 3:
            here[case.region_id] = case
    walked = [case for here in places.values() for case in here.values()]
    for case in walked[SHARE - 1 :: SHARES]:
        answers = "".join(f"&{code}={value}" for code, value in case.answers.items())
        address = f"/zh-hans/check/?r={case.region.code}&e={case.event.code}{answers}&on={case.on}"
        _, page = follow(address)
        if page.select("form[data-question]"):
            assert case.outcomes[case.event.code] == "needs", case
            continue
        finished += 1
        assert outcomes(page)[case.event.code] == case.outcomes[case.event.code], case
    assert finished >= 90 / SHARES


def test_every_outcome_and_many_scenarios_are_covered() -> None:
    seen = [(s, o) for case in ExpectedCase.objects.all() for s, o in case.outcomes.items()]
    assert {outcome for _, outcome in seen} == {"yes", "conditional", "no", "needs", "none"}
    assert len({scenario for scenario, _ in seen}) >= 20
