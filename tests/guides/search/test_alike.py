"""Messages that people are sent: the fact-check they are like, and silence on all others.

The lists beside say in which order they were written and run.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from guides.models import FactCheck
from guides.search import alike as module
from guides.search import sayings
from guides.search.alike import Claims, alike
from guides.search.fraud import slots
from guides.search.fraud.noticed import asks_as_frauds_do, offers_cash
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
    files = (MESSAGES / f"harmless_{name}.txt" for name in LISTS)
    return [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]


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
    assert len(harmless()) >= 170
    assert [text for text in harmless() if asks_as_frauds_do(text) or offers_cash(text)] == []
    assert {text: slugs for text in harmless() if (slugs := found(text))} == {}


def test_who_offers_cash_is_told_of_a_fraud_first() -> None:
    assert found("医保余额变现，加我好友，退休的也行")[0] == "advert-asks-you-to-add-a-contact"
    assert found("合作药店刷卡换现金")[0] == "swiping-the-card-for-cash-at-a-pharmacy"
    assert not offers_cash("谨防套现骗局，医保卡不要借给别人")
    assert not offers_cash("医保局：参加我市职工医保的可以取号办理")


def test_frauds_are_called_frauds_whatever_they_are_like() -> None:
    frauds = (MESSAGES / "frauds.txt").read_text(encoding="utf-8").splitlines()
    missed = [text for text in frauds if not (asks_as_frauds_do(text) or offers_cash(text))]
    assert len(frauds) >= 140 and missed == []


def test_most_frauds_of_fresh_lists_are_noticed_and_nothing_harmless_beside_them() -> None:
    """Five lists, each run once before anything was mended: 6 of 40, 19 of 30, 8 of 40, 5 of 25 and
    8 of 20 were noticed then, so new words are missed more often than not."""
    frauds = (MESSAGES / "frauds_fresh.txt").read_text(encoding="utf-8").splitlines()
    noticed = [text for text in frauds if asks_as_frauds_do(text) or offers_cash(text)]
    assert len(frauds) >= 155 and len(noticed) >= 0.8 * len(frauds)
    texts = (MESSAGES / "harmless_fresh.txt").read_text(encoding="utf-8").splitlines()
    assert len(texts) >= 165
    assert [text for text in texts if asks_as_frauds_do(text) or offers_cash(text)] == []


def always(words: re.Pattern[str], text: str) -> bool:
    """Signs as they are looked for where nothing warns."""
    return words.search(text) is not None


def test_what_a_counter_or_a_hotline_says_weighs_against_the_signs() -> None:
    assert slots.ask_for_it("医保返还，把银行卡号发来", always)
    assert not slots.ask_for_it("医保返还，把银行卡号发来，或到窗口办", always)
    assert slots.ask_for_it("医保返还，把银行卡号发来，不用去窗口", always)
    assert asks_as_frauds_do("医保返款无需去窗口，提供银行卡号和动态码，加微信办")


@pytest.mark.parametrize("hidden", ["衣保卡提xian，一千给八百", "医呆卡里的余鹅，找我，老渠道稳"])
def test_a_word_that_is_disguised_by_sound_or_shape_is_a_sign_itself(hidden: str) -> None:
    assert asks_as_frauds_do(hidden) or offers_cash(hidden)


@pytest.mark.parametrize(
    "warning",
    ["医保局绝不会要求您提供验证码", "请勿点击短信里的链接填写银行卡", "严禁用医保卡套现",
     "药店帮人刷医保卡套现，获刑两年", "凡是让您转到安全账户的都是诈骗", "谨防医保卡返现骗局",
     "不要把社保卡寄给我们以外的人"],
)  # fmt: skip
def test_who_warns_of_a_fraud_is_not_called_one(warning: str) -> None:
    assert not asks_as_frauds_do(warning) and not offers_cash(warning)


@pytest.mark.parametrize(
    "fraud",
    ["严禁外传！医保局的人帮你套现", "不会用手机？把社保卡寄给我们，帮您变现",
     "您涉嫌骗保，请把钱转到安全账户", "不要告诉家人，先交200元手续费"],
)  # fmt: skip
def test_a_fraud_that_sounds_like_a_warning_is_one(fraud: str) -> None:
    assert asks_as_frauds_do(fraud) or offers_cash(fraud)


@pytest.mark.parametrize(
    "hidden",
    ["医❤️保❤️余❤️额❤️折❤️现", "医.保.余.额.折.现", "医 保 余 额 折 现", "医*保*余*额~折~现",
     "医_保_余_额_折_现", "醫保餘額折現", "医🌸保余🌸额折🌸现"],
)  # fmt: skip
def test_a_word_is_found_whatever_is_put_between_its_characters(hidden: str) -> None:
    assert offers_cash(hidden)


def test_signs_of_a_fraud_count_together_and_not_alone() -> None:
    assert not asks_as_frauds_do("医保卡被冻结了，去大厅问问")
    assert not asks_as_frauds_do("妈，短信验证码发我一下，我帮您绑定医保电子凭证")
    assert asks_as_frauds_do("医保卡被冻结了，短信验证码发我一下")
    assert not asks_as_frauds_do("医保卡被冻结了，谨防有人要你把短信验证码发给他")


@pytest.mark.parametrize(
    ("parts", "more"),
    [("医保余额我有渠道处理", "，手续费另算"), ("社保卡的密码报一下", "，手续费另付"),
     ("医保局通知，登录 abc-yb.top", "，今晚截止"),
     ("妈，把社保卡拍给我", "，先垫三千元手术费，这是新号")],
)  # fmt: skip
def test_parts_of_a_fraud_weigh_together(parts: str, more: str) -> None:
    assert not asks_as_frauds_do(parts) or "top" in parts
    assert asks_as_frauds_do(parts + more) or offers_cash(parts + more)


def test_harmless_texts_with_parts_of_a_fraud_raise_no_alarm() -> None:
    texts = (MESSAGES / "harmless_parts.txt").read_text(encoding="utf-8").splitlines()
    assert len(texts) >= 90
    assert [text for text in texts if asks_as_frauds_do(text) or offers_cash(text)] == []


def test_an_office_and_a_family_say_some_of_the_same() -> None:
    for text in ("医保局通知：今晚截止，登录 https://www.nhsa.gov.cn 办理", "妈，把社保卡拍给我",
                 "医保报销八成，先垫付五千"):  # fmt: skip
        assert not asks_as_frauds_do(text) and not offers_cash(text)


def test_a_notice_of_what_was_done_for_somebody_claims_nothing() -> None:
    assert found("您申请的医保支取已审核通过，3个工作日内到账") == []
    assert found("医保支取审核通过后，全国都在3个工作日内到账")


def test_sayings_are_of_claims_that_there_are() -> None:
    assert set(sayings.SAYINGS) <= set(shipped()[1])


def test_what_people_call_a_claim_gives_way_to_one_that_is_surely_alike() -> None:
    said = "拿社保卡到取款机，就能取出医保余额，随便取"
    assert found(said)[0] == "atm-pays-out-the-medical-balance"
    assert found("treatment at the clinic, health insurance cash desk") == []


def test_a_click_or_a_fee_is_a_fraud_s_only_where_it_is_about_insurance() -> None:
    for text in ("请点击链接填写学生信息", "先交50块钱报名费，周日爬山"):
        assert not asks_as_frauds_do(text) and asks_as_frauds_do(f"医保通知：{text}")


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
