"""Answers of which no source speaks: no document is a basis for whoever gave them."""

from __future__ import annotations

import pytest
from bs4 import Tag

from tests import factories as make
from tests.policies.views.walking import CHECK, follow
from tests.shipped import one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def result(answers: str) -> Tag:
    _address, page = follow(f"{CHECK}?r=440000&e=settle-abroad&{answers}")
    return one(page, "article[data-outcome]")


def count(found: Tag, kind: str) -> int:
    """How many reasons of one kind there are."""
    return len(found.select(f"[data-reasons={kind}] > li"))


def test_what_no_source_speaks_of_has_no_basis_and_nothing_more_to_check() -> None:
    """The law on returned overseas Chinese was the basis of somebody who is none."""
    make.question(options=("yes", "no"))
    rule = make.policy()
    make.condition(rule, unclear=("no",), text_if_unmet_zh_hans="", text_if_unclear_zh_hans="没写")
    make.unasked_condition(rule, text_zh_hans="费用已经结清", where_to_find_out_zh_hans="问医院。")
    make.publish(rule, at=make.NOON - make.DAY)
    yes, no = result("ret=yes"), result("ret=no")
    assert count(yes, "unasked") and "依据是《" in yes.text
    assert no["data-outcome"] == "needs" and count(no, "unasked") == 0
    assert "依据是《" not in no.text and "没有说到我这种情形" in no.text


def test_the_way_that_can_still_be_met_explains() -> None:
    """One way waits for what its source does not say, for good; the other has more to ask."""
    rule, (job, age) = make.policy(), [make.question(each) for each in ("job", "age")]
    make.condition(rule, unclear=("no",), text_if_unmet_zh_hans="", text_if_unclear_zh_hans="没写")
    make.condition(rule, question=job, way=2)
    make.condition(rule, question=age, way=2)
    make.publish(rule, at=make.NOON - make.DAY)
    found = result("ret=no&job=yes&age=-")
    assert found["data-outcome"] == "needs" and count(found, "met") == 1
    assert "依据是《" in found.text
