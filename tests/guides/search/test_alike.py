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
from guides.search.alike import Claims, alike, asks_as_frauds_do, offers_cash
from guides.search.index import State
from policies.pack.yaml_rows import read_yaml
from tests import factories as make

MESSAGES = Path(__file__).resolve().parents[1] / "messages"
SHIPPED = Path(__file__).resolve().parents[3] / "guides" / "content" / "fact_checks"
STATE = State("shipped", "zh-hans", make.NOON)
LISTS = ("tuned", "unseen", "third")
LEAST_RIGHT, LEAST_FOUND = 0.95, 0.8


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
    files = (MESSAGES / f"harmless_{name}.txt" for name in LISTS)
    return [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def test_what_is_found_is_right_and_most_is_found() -> None:
    rows = [row for name in LISTS for row in messages(name)]
    answers = [(found(text), about) for text, about in rows]
    given = [(first, about) for (first, *_), about in filter(lambda each: each[0], answers)]
    right = sum(first in about for first, about in given)
    assert len(rows) >= 60
    assert right / len(given) >= LEAST_RIGHT
    assert right / len(rows) >= LEAST_FOUND


def test_harmless_texts_are_like_nothing() -> None:
    assert len(harmless()) >= 60
    assert [text for text in harmless() if asks_as_frauds_do(text)] == []
    assert {text: slugs for text in harmless() if (slugs := found(text))} == {}


def test_who_offers_cash_is_told_of_a_fraud_first() -> None:
    assert found("医保余额变现，加我好友，退休的也行")[0] == "advert-asks-you-to-add-a-contact"
    assert found("合作药店刷卡换现金")[0] == "swiping-the-card-for-cash-at-a-pharmacy"
    assert not offers_cash("谨防套现骗局，医保卡不要借给别人")
    assert not offers_cash("医保局：参加我市职工医保的可以取号办理")


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
