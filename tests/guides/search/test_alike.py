"""Messages that people are sent: the fact-check they are like, and silence on all others.

The lists beside say in which order they were written and run.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from guides.models import FactCheck
from guides.search import alike as module
from guides.search import sayings
from guides.search.alike import Claims, alike
from guides.search.fraud import offers_cash
from guides.search.index import State
from guides.search.matters import MATTERS, matters
from policies.pack.yaml_rows import read_yaml
from tests import factories as make

MESSAGES = Path(__file__).resolve().parents[1] / "messages"
SHIPPED = Path(__file__).resolve().parents[3] / "guides" / "content" / "fact_checks"
STATE = State("shipped", "zh-hans", make.NOON)
LISTS = ("tuned", "unseen", "third", "chats", "forwarded", "fourth")
LEAST_RIGHT, LEAST_FOUND = 0.95, 0.9


@functools.cache
def shipped() -> tuple[Claims, tuple[str, ...]]:
    """The shipped claims as the search has them, and their slugs by key."""
    rows: list[Any] = [
        row
        for file in sorted(SHIPPED.glob("*.yaml"))
        for row in read_yaml(file, file.name)  # type: ignore[attr-defined]
    ]
    checks = [
        FactCheck(
            pk=number,
            slug=row["slug"],
            verdict=row["verdict"],
            **{f"{name}_zh_hans": row[name]["zh-hans"] for name in ("claim", "truth", "finding")},
        )
        for number, row in enumerate(rows)
    ]
    return module.claims_of(checks, "zh-hans"), tuple(row["slug"] for row in rows)


@pytest.fixture(autouse=True)
def _shipped_claims(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "claims", lambda state: shipped()[0])


def found(message: str) -> list[str]:
    return [shipped()[1][key] for key in alike(message, STATE)]


def messages(name: str) -> Iterator[tuple[str, list[str]]]:
    for row in yaml.safe_load((MESSAGES / f"{name}.yaml").read_text(encoding="utf-8")):
        yield row["text"], row["about"]


def harmless() -> list[str]:
    return (MESSAGES / "harmless.txt").read_text(encoding="utf-8").splitlines()


def test_what_is_found_is_right_and_most_is_found() -> None:
    rows = [row for name in LISTS for row in messages(name)]
    answers = [(found(text), about) for text, about in rows]
    given = [(first, about) for (first, *_), about in filter(lambda each: each[0], answers)]
    right = sum(first in about for first, about in given)
    has_one = [about for _text, about in rows if about]
    print(f"{right} right of {len(given)} answers to {len(has_one)} messages")
    assert len(rows) >= 100
    assert right / len(given) >= LEAST_RIGHT
    assert right / len(has_one) >= LEAST_FOUND


def test_harmless_texts_are_like_nothing() -> None:
    assert {text: slugs for text in harmless() if (slugs := found(text))} == {}


def test_who_offers_cash_is_told_of_a_fraud_first() -> None:
    assert found("医保余额变现，加我好友，退休的也行")[0] == "advert-asks-you-to-add-a-contact"
    assert found("合作药店刷卡换现金")[0] == "swiping-the-card-for-cash-at-a-pharmacy"
    assert not offers_cash("谨防套现骗局，医保卡不要借给别人")
    assert not offers_cash("医保局：参加我市职工医保的可以取号办理")


def test_a_notice_of_what_was_done_for_somebody_claims_nothing() -> None:
    assert found("您申请的医保支取已审核通过，3个工作日内到账") == []
    assert found("医保支取审核通过后，全国都在3个工作日内到账")


def test_sayings_are_of_claims_that_there_are() -> None:
    assert set(sayings.SAYINGS) <= set(shipped()[1])


def test_what_people_call_a_claim_gives_way_to_one_that_is_surely_alike() -> None:
    said = "拿社保卡到取款机，就能取出医保余额，随便取"
    assert found(said)[0] == "atm-pays-out-the-medical-balance"
    assert found("treatment at the clinic, health insurance cash desk") == []


def test_a_notice_is_not_like_a_claim_about_something_else_to_be_done() -> None:
    notice = "您的医保个人账户11月划入251.00元，可通过国家医保服务平台查询"
    assert found(notice) == []
    assert "national-app-pays-out-the-balance" in found("国家医保服务平台APP里就能把余额取出来")


@pytest.mark.parametrize(
    ("message", "codes"),
    [("人死了医保卡里的钱就归国家了", ["death", "monthly-credit"]),
     ("出国的话医保里的钱根本拿不出来", ["settle-abroad"]),
     ("明年起医保个人账户取消了", ["monthly-credit"]), ("当兵的医保卡里的钱会没有", ["enlist"]),
     ("周末去公园", []), ("医保局今天休息", [])],
)  # fmt: skip
def test_what_a_message_speaks_of_is_found_by_its_words(message: str, codes: list[str]) -> None:
    assert matters(message) == codes


def test_every_situation_that_is_spoken_of_is_one_of_the_site() -> None:
    rows = yaml.safe_load((SHIPPED.parents[2] / "policies/content/scenarios.yaml").read_text())
    assert set(MATTERS) <= {row["code"] for row in rows}


def test_script_width_blanks_and_pictures_make_no_difference() -> None:
    plain = found("南京可以在定点健身房刷医保卡")
    assert plain[0] == "fitness-clubs-in-nanjing"
    for other in ("南京可以在定點健身房刷醫保卡", "南 京 可 以 在 定 点 健 身 房 刷 医 保 卡",
                  "👍南京可以在定点\n健身房刷医保卡！！"):  # fmt: skip
        assert found(other) == plain


def test_a_long_text_is_read_sentence_by_sentence() -> None:
    chatter = "今天天气很好，我们去公园散步，看到很多花开了，孩子们非常高兴。" * 8
    assert found(f"{chatter}南京可以在定点健身房刷医保卡。{chatter}") == [
        "fitness-clubs-in-nanjing"
    ]


def test_to_be_called_true_a_message_has_to_be_nearly_the_claim() -> None:
    assert found("余额可以跟着医保关系一起转到外省。") == ["balance-moves-with-the-insurance"]
    assert "balance-moves-with-the-insurance" not in found("医保余额转到外省要收费")
