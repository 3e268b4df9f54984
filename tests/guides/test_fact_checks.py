"""Fact-checks: the list and one claim."""

from __future__ import annotations

import pytest
from django.test import Client

from policies.publishing import actions
from tests import factories as make
from tests.guides.pages import hrefs, look, words_of

pytestmark = pytest.mark.usefixtures("afternoon")


def test_frauds_stand_first_and_every_claim_with_its_verdict(client: Client) -> None:
    make.fact_check(slug="true", live=True, verdict="confirmed")
    make.fact_check(slug="fraud", live=True, verdict="scam")
    page = look(client, "/zh-hans/fact-checks/")
    assert hrefs(page, "article h3 a") == [
        "/zh-hans/fact-checks/fraud/",
        "/zh-hans/fact-checks/true/",
    ]
    assert all(card.select(".verdict") for card in page.select("article"))


def test_claim_shows_verdict_finding_lawful_way_and_source(client: Client) -> None:
    make.fact_check(slug="fraud", live=True, instead=make.scenario())
    page = look(client, "/zh-hans/fact-checks/fraud/")
    assert "交钱就能把余额取出来。" in words_of(page.h1)
    assert page.select_one("article .verdict[data-kind=scam]")
    assert "这是骗局。" in words_of(page)
    links = hrefs(page, "main a")
    assert "/zh-hans/scenarios/settle-abroad/" in links
    assert "/zh-hans/check/?e=settle-abroad" in links
    assert page.select("ol.source-list > li[data-source]")


def test_claim_that_is_no_fraud_does_not_send_to_the_police(client: Client) -> None:
    make.fact_check(slug="old", live=True, verdict="outdated")
    assert "报警" not in words_of(look(client, "/zh-hans/fact-checks/old/").main)


def test_draft_is_unknown(client: Client) -> None:
    make.fact_check(slug="draft")
    look(client, "/zh-hans/fact-checks/draft/", 404)


def test_withdrawn_claim_is_gone_with_the_reason(client: Client) -> None:
    check = make.fact_check(slug="wrong", live=True, at=make.NOON - make.DAY)
    actions.withdraw(check, by=make.user("approver"), reason="判断错了。", now=make.NOON)
    assert "判断错了。" in words_of(look(client, "/zh-hans/fact-checks/wrong/", 410))
