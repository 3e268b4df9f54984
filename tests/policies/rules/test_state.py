"""The honest answers: each its own, none taken for another, all with a word."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.models import TextChoices
from django.utils import translation

from policies.models import Evidence, Policy, Question
from policies.rules.applicability import applicable_policies
from policies.rules.state import Outcome, State
from tests import factories as make

pytestmark = pytest.mark.django_db
AT = make.NOON + make.DAY
DAY = dt.date(2026, 6, 15)


def state() -> State:
    """What is answered where the test recorded its rule."""
    found = applicable_policies([make.region()], [make.scenario()], on=DAY, at=AT)
    return next(iter(found.values())).state


@pytest.mark.parametrize("verdict", Policy.Verdict.values)
def test_a_verdict_is_answered_as_it_is(verdict: str) -> None:
    make.policy(live=True, verdict=verdict)
    assert state() == verdict


@pytest.mark.parametrize("verdict", Policy.Verdict.values)
def test_sources_that_disagree_are_answered_as_such(verdict: str) -> None:
    make.policy(live=True, verdict=verdict, evidence=Evidence.CONFLICTING)
    assert state() == State.CONFLICTING


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [("yes", State.RULE), ("conditional", State.CONDITIONAL), ("no", State.NO)],
)
def test_yes_to_what_the_rule_is_means_that_there_is_one(verdict: str, expected: State) -> None:
    scenario = make.scenario("monthly-credit", kind="rule")
    make.policy(live=True, scenario=scenario, verdict=verdict)
    found = applicable_policies([make.region()], [scenario], on=DAY, at=AT)
    assert next(iter(found.values())).state == expected


def test_a_no_with_exceptions_depends() -> None:
    rule = make.policy(verdict="no")
    make.condition(rule)
    make.publish(rule)
    assert state() == State.DEPENDS


def test_who_has_to_ask_the_agency_first_is_promised_nothing() -> None:
    """A source that names the item and not the case leaves it to the agency."""
    rule = make.policy()
    make.condition(rule)
    make.condition(rule, question=make.question(Question.OF_AGENCY))
    make.publish(rule)
    assert state() == State.UNCLEAR


def test_a_way_that_needs_no_answer_of_the_agency_is_a_rule() -> None:
    rule = make.policy()
    make.condition(rule, question=make.question(Question.OF_AGENCY))
    make.condition(rule, way=2)
    make.publish(rule)
    assert state() == State.CONDITIONAL


def test_nothing_recorded_and_a_rule_that_ended_are_two_answers() -> None:
    assert state() == State.NONE
    make.policy(live=True, effective_to=DAY - dt.timedelta(days=1))
    assert state() == State.EXPIRED


def test_a_verdict_that_nobody_knows_is_no_other_verdict() -> None:
    make.policy(live=True, verdict="maybe")
    assert state() == State.UNREADABLE


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
@pytest.mark.parametrize("choices", [State, Outcome, Evidence])
def test_every_value_has_a_word_of_its_own(choices: type[TextChoices], language: str) -> None:
    with translation.override(language):
        words = [str(each.label) for each in choices]
    assert all(words) and len(set(words)) == len(words)
    assert (language == "en") == "".join(words).isascii()
