"""Fact-checks: one claim."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from guides.views.fact_checks import seen_in
from policies.pack.yaml_rows import read_yaml
from policies.publishing import actions
from policies.speech import Speech
from tests import factories as make
from tests.guides.pages import hrefs, look, words_of

pytestmark = pytest.mark.usefixtures("afternoon")
SHIPPED = Path(__file__).resolve().parents[2] / "guides" / "content" / "fact_checks"


def test_claim_shows_verdict_finding_lawful_way_and_source(client: Client) -> None:
    make.fact_check(slug="fraud", live=True, instead=make.scenario(), truth_zh_hans="交钱取不出来")
    page: Any = look(client, "/zh-hans/fact-checks/fraud/")
    assert page.title.string.startswith("交钱取不出来 · ")
    verdict, title, claim = page.select("article .verdict, h1, article .claim")
    assert verdict["data-kind"] == "scam"
    assert (words_of(title), words_of(claim)) == ("交钱取不出来", "“交钱就能把余额取出来。”")
    assert "这是骗局。" in words_of(page)
    links = hrefs(page, "main a")
    assert "/zh-hans/scenarios/settle-abroad/" in links
    assert "/zh-hans/check/?e=settle-abroad" in links
    assert page.select("ol.source-list > li[data-source]")


def test_a_claim_without_a_written_truth_is_its_own_title(client: Client) -> None:
    make.fact_check(slug="fraud", live=True)
    page: Any = look(client, "/zh-hans/fact-checks/fraud/")
    assert words_of(page.h1) == "“交钱就能把余额取出来。”"
    assert not page.select(".claim")


def test_a_rule_is_nothing_to_qualify_for(client: Client) -> None:
    make.fact_check(slug="rule", live=True, instead=make.scenario("monthly-credit", kind="rule"))
    links = hrefs(look(client, "/zh-hans/fact-checks/rule/"), "main a")
    assert "/zh-hans/scenarios/monthly-credit/" in links
    assert not [link for link in links if "/check/" in link]


def test_claim_that_is_no_fraud_does_not_send_to_the_police(client: Client) -> None:
    make.fact_check(slug="old", live=True, verdict="outdated")
    assert "报警" not in words_of(look(client, "/zh-hans/fact-checks/old/").main)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh-hans", "网络文章（2025年4月）、网络文章（未注明日期）"),
        ("zh-hant", "網絡文章（2025年4月）、網絡文章（未註明日期）"),
        ("en", "web article (April 2025), web article (no date given)"),
    ],
)
def test_where_a_claim_was_seen_is_said_in_the_language_of_the_page(
    language: str, said: str
) -> None:
    with override(language):
        found = seen_in("网络文章（2025-04）、网络文章（未注明日期）", Speech(language))
        assert (found, found.lang) == (said, None)


def test_other_words_for_where_a_claim_was_seen_stand_as_they_are() -> None:
    found = seen_in("网络文章（2025-04）、一张传单", Speech("en"))
    assert (found, found.lang) == ("网络文章（2025-04）、一张传单", "zh-Hans")


def shipped() -> list[dict[str, Any]]:
    files = [read_yaml(file, file.name) for file in SHIPPED.glob("*.yaml")]
    return [row for each in files for row in each]  # type: ignore[attr-defined]


def test_all_shipped_claims_have_a_truth_short_enough_for_a_title() -> None:
    long = [row["slug"] for row in shipped() if not 6 <= len(row["truth"]["zh-hans"]) <= 30]
    assert long == []
    truths = [row["truth"]["zh-hans"] for row in shipped()]
    assert len(set(truths)) == len(truths)


def test_shipped_claims_say_where_they_were_seen_in_every_language() -> None:
    said = [row["seen_in"] for row in shipped() if "seen_in" in row]  # not what a chat says
    assert len(said) >= 90
    assert all(seen_in(words, Speech("en")).lang is None for words in said)


def test_draft_is_unknown(client: Client) -> None:
    make.fact_check(slug="draft")
    look(client, "/zh-hans/fact-checks/draft/", 404)


def test_withdrawn_claim_is_gone_with_the_reason(client: Client) -> None:
    check = make.fact_check(slug="wrong", live=True, at=make.NOON - make.DAY)
    actions.withdraw(check, by=make.user("approver"), reason="判断错了。", now=make.NOON)
    assert "判断错了。" in words_of(look(client, "/zh-hans/fact-checks/wrong/", 410))
