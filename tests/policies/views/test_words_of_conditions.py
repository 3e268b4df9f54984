"""A condition whose words in the source nobody wrote down says so."""

from __future__ import annotations

import pytest

from tests import factories as make
from tests.shipped import fetch, one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
ANSWER = "/zh-hans/regions/440000/settle-abroad/"


def test_a_condition_says_when_the_words_of_its_source_are_not_in_our_hands() -> None:
    rule = make.policy()
    make.condition(rule, text_zh_hans="你已经退休", quote="退休的参保人")
    make.condition(rule, text_zh_hans="你在外地长住")
    make.publish(rule, at=make.NOON - make.DAY)
    rows = fetch(ANSWER).select("ul[data-way] > li")
    assert [bool(each.select("[data-words=none]")) for each in rows] == [False, True]
    assert one(rows[1], "[data-words=none]").text == "写这一条的原话，本站没有摘录到。"


def test_the_check_says_it_too() -> None:
    rule = make.policy()
    make.condition(rule, question=make.question())
    make.publish(rule, at=make.NOON - make.DAY)
    result = fetch("/zh-hans/check/?r=440000&e=settle-abroad&ret=no")
    assert "原文：本站没有摘录到写这一条的那句话" in result.text
