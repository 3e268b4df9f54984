"""Where an answer leads to the wizard: only where somebody may qualify for it."""

from __future__ import annotations

import datetime as dt

import pytest

from policies.models import Policy, PolicyCitation
from policies.models.source import NOT_SEEN
from policies.views.values.answer import period_words
from tests import factories as make
from tests.shipped import fetch, one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
PLACE = "/zh-hans/regions/440000/settle-abroad/"
TO_THE_WIZARD = "a.action[href*='/check/']"
FIRST, LAST = dt.date(2022, 1, 17), dt.date(2026, 12, 31)


def said(page_address: str = PLACE) -> str:
    return one(fetch(page_address), "main").get_text(" ", strip=True)


@pytest.mark.parametrize(("verdict", "kind"), [("no", "withdraw"), ("yes", "rule"), ("no", "rule")])
def test_what_is_forbidden_or_only_stated_asks_nobody_and_has_no_counter(
    verdict: str, kind: str
) -> None:
    make.policy(live=True, verdict=verdict, scenario=make.scenario(kind=kind))
    assert not fetch(PLACE).select(TO_THE_WIZARD)
    assert "办理步骤" not in said() and "依据" in said()


def test_a_procedure_that_is_recorded_is_shown_whatever_the_verdict() -> None:
    make.policy(live=True, verdict="no")
    make.procedure(live=True)
    assert "怎么办" in said()


@pytest.mark.parametrize("verdict", ["yes", "conditional"])
def test_who_may_qualify_is_led_to_the_wizard_and_to_the_telephone(verdict: str) -> None:
    make.policy(live=True, verdict=verdict)
    assert "查我在广东省符合不符合" in one(fetch(PLACE), TO_THE_WIZARD).text
    assert "没有记录到广东省的办理步骤" in said()


def test_a_no_with_exceptions_leads_to_the_wizard() -> None:
    policy = make.policy(verdict="no")
    make.condition(policy)
    make.publish(policy)
    assert fetch(PLACE).select(TO_THE_WIZARD)


def test_the_nation_is_no_place_to_qualify_in() -> None:
    nation = "/zh-hans/regions/100000/settle-abroad/"
    make.policy(live=True, region=make.region("100000"))
    assert one(fetch(nation), TO_THE_WIZARD).text.strip() == "查我符合不符合"


def test_the_nation_states_a_principle_and_no_number_of_a_place() -> None:
    make.region("440000")
    make.policy(
        live=True, region=make.region("100000"), verdict="yes", scenario=make.scenario(kind="rule")
    )
    assert "只有全国的原则" in said() and "有规定" not in said().split("依据")[0]


def test_an_article_that_nobody_saw_is_no_word_for_readers() -> None:
    policy = make.policy(cited=False)
    PolicyCitation.objects.create(policy=policy, **make.citation(locator=NOT_SEEN))
    make.publish(policy)
    assert policy.citations.get().source.title in said() and NOT_SEEN not in said()


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (FIRST, LAST, "2022年1月17日至2026年12月31日"),
        (FIRST, None, "从2022年1月17日起"),
        (None, LAST, "从哪天起不清楚，到2026年12月31日为止"),
        (None, None, "从哪天起不清楚"),
    ],
)
def test_a_period_is_said_in_words_and_never_ends_unsaid(
    first: dt.date | None, last: dt.date | None, words: str
) -> None:
    assert period_words(Policy(effective_from=first, effective_to=last)) == words
