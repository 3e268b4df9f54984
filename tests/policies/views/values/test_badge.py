"""Words and shapes of verdicts: each stored value its own, and none for what nobody knows."""

from __future__ import annotations

import pytest

from policies.models import Evidence, Policy, Question, Scenario
from policies.rules.state import Outcome, State
from policies.rules.vocabulary import Vocabulary
from policies.speech import Speech
from policies.views.page import Reader
from policies.views.values.badge import badge_of, doubted_badge, evidence_badge, state_badge
from tests import factories as make

pytestmark = pytest.mark.sqlite("once is enough: no test here asks the database")


def rule(verdict: str = "yes", kind: str = "withdraw", evidence: str = "official") -> Policy:
    made = Policy(verdict=verdict, evidence=evidence, scenario=Scenario(kind=kind))
    made.has_ways = False
    return made


def reader(**questions: str) -> Reader:
    """One who knows questions with these texts, by code."""
    asked = {code: Question(code=code, text_zh_hans=text) for code, text in questions.items()}
    now = make.NOON
    made = Reader("zh-hans", "a state", now, now.date(), now, Speech("zh-hans"))
    made.__dict__["vocabulary"] = Vocabulary((), asked, {}, {}, {})
    return made


def no_with_exceptions(first_asked: str | None = "before") -> Policy:
    made = rule("no")
    made.has_ways, made.first_asked = True, first_asked
    return made


def test_a_no_with_exceptions_says_what_it_depends_on() -> None:
    badge = state_badge(State.DEPENDS, no_with_exceptions(), reader(before="以前的钱吗？"))
    assert (badge.kind, badge.word) == ("depends", "看情况：以前的钱吗？")


@pytest.mark.parametrize("asked", [None, "other"])
def test_exceptions_that_nobody_is_asked_about_are_named_as_such(asked: str | None) -> None:
    badge = state_badge(State.DEPENDS, no_with_exceptions(asked), reader(before="以前的钱吗？"))
    assert badge.word == "看情况：一般不可以，有例外"


@pytest.mark.parametrize("state", [State.YES, State.CONDITIONAL])
def test_a_rule_for_some_people_says_so(state: State) -> None:
    some = rule(state.value)
    some.covers_zh_hans = "归侨、侨眷职工"  # type: ignore[attr-defined]
    assert state_badge(state, some, reader()).word == f"{state.label}（只对一部分人）"
    assert state_badge(state, rule(state.value), reader()).word == str(state.label)


def test_doubt_about_a_no_with_exceptions_keeps_what_it_depends_on() -> None:
    badge = state_badge(State.OVERDUE, no_with_exceptions(), reader(before="以前的钱吗？"))
    assert (badge.kind, badge.word) == ("overdue", "看情况：以前的钱吗？（该重新核对了）")


@pytest.mark.parametrize("choices", [State, Outcome])
def test_each_value_has_a_badge_of_its_own_kind_and_word(choices: type[State]) -> None:
    badges = [badge_of(choices, value) for value in choices.values]
    assert [badge.kind for badge in badges] == choices.values
    assert len({badge.word for badge in badges}) == len(badges)


@pytest.mark.parametrize("value", ["", "maybe", "YES", "yes ", "unverified"])
def test_a_value_that_nobody_knows_is_called_unreadable(value: str) -> None:
    assert badge_of(State, value) == badge_of(State, "unreadable")


def test_without_doubt_the_badge_is_that_of_the_state() -> None:
    assert state_badge(State.NO, rule("no"), reader()) == badge_of(State, "no")


def test_without_a_rule_doubt_has_no_verdict_to_stand_beside() -> None:
    assert state_badge(State.OVERDUE, None, reader()).word == "该重新核对了"


@pytest.mark.parametrize("state", [State.OVERDUE, State.DOUBTED])
@pytest.mark.parametrize(
    ("policy", "verdict"),
    [
        (rule("no"), "不可以"),
        (rule("yes", kind="rule"), "有规定"),
        (rule("yes", evidence="conflicting"), State.CONFLICTING.label),
        (rule("perhaps"), State.UNREADABLE.label),
    ],
    ids=["no", "rule", "conflicting", "unreadable"],
)
def test_doubt_is_said_together_with_the_verdict(
    state: State, policy: Policy, verdict: str
) -> None:
    badge = state_badge(state, policy, reader())
    assert badge.kind == state.value
    assert badge.word == f"{verdict}（{state.label}）"


def test_doubt_has_its_own_shape_and_keeps_the_words() -> None:
    assert doubted_badge(State.DOUBTED, "可以").kind == "source-changed"
    assert doubted_badge(State.DOUBTED, "可以").word.startswith("可以（")


@pytest.mark.parametrize(
    ("evidence", "kind"),
    [
        (Evidence.OFFICIAL, None),
        (Evidence.QUOTED, None),
        (Evidence.CONFLICTING, "conflicting"),
        ("unverified", "unverified"),
        ("", "unverified"),
        ("a level of tomorrow", "unverified"),
    ],
)
def test_only_what_an_official_text_supports_carries_no_warning(
    evidence: str, kind: str | None
) -> None:
    badge = evidence_badge(evidence)
    assert (badge and badge.kind) == kind
    assert badge is None or badge.word
