"""Frauds are noticed by what they want, harmless texts are let be, and a copied warning helps none.

The texts beside were written before they were run, and none of them is learned from.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from guides.search.fraud import is_fraud, offers_cash, signs_shown
from guides.search.fraud.features import features
from guides.search.fraud.learning import BIAS, learned, weighed
from guides.search.fraud.signs import FILE, HEAD, signs, signs_of
from guides.search.fraud.telling import told

MESSAGES = Path(__file__).resolve().parents[1] / "messages"
CORPUS = FILE.parent / "corpus"
WARNING = "谨防诈骗。警方提醒：请勿泄露验证码。"


def lines(folder: Path, name: str) -> list[str]:
    return (folder / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def test_most_frauds_that_were_left_out_are_noticed_and_nothing_harmless() -> None:
    """At their first run 28, 16 and 24 of 30 were, with one alarm in 90; see ADR 0113."""
    frauds, harmless = lines(MESSAGES, "left_out_frauds"), lines(MESSAGES, "left_out_harmless")
    assert len(frauds) == len(harmless) == 90
    assert sum(map(is_fraud, frauds)) >= 0.8 * len(frauds)
    assert [text for text in harmless if is_fraud(text)] == []


def test_nothing_that_was_left_out_is_learned_from() -> None:
    left_out = {*lines(MESSAGES, "left_out_frauds"), *lines(MESSAGES, "left_out_harmless")}
    assert left_out.isdisjoint(lines(CORPUS, "frauds") + lines(CORPUS, "harmless"))


def test_what_was_learned_from_is_told_apart() -> None:
    frauds, harmless = lines(CORPUS, "frauds"), lines(CORPUS, "harmless")
    assert sum(map(is_fraud, frauds)) >= 0.97 * len(frauds)
    assert [text for text in harmless if is_fraud(text)] == []


def test_a_fraud_gains_nothing_by_copying_a_warning() -> None:
    frauds = lines(MESSAGES, "left_out_frauds")
    noticed = [text for text in frauds if is_fraud(text)]
    copied = [text for text in noticed if not is_fraud(f"{text}。{WARNING}")]
    assert len(copied) <= 0.05 * len(noticed), copied


def test_a_fraud_is_noticed_in_a_long_text() -> None:
    chatter = "今天天气很好，我们去公园散步，看到很多花开了，孩子们非常高兴。" * 12
    assert not is_fraud(chatter)
    assert is_fraud(f"{chatter}医保余额变现，加我好友，手续费三成，当天到账。{chatter}")


def test_the_same_texts_give_the_same_weights_and_tell_the_two_apart() -> None:
    texts = [("医保余额变现加我", True), ("医保余额变现找我", True), ("周六吃饭", False)] * 3
    rows = [(features(told(text)), is_one) for text, is_one in texts]
    weights = learned(rows)
    assert weights == learned(rows)
    scores = [weighed(found | {BIAS: 1.0}, weights) for found, _is_one in rows]
    assert min(scores[0], scores[1]) > 0 > scores[2]


def test_each_word_of_a_sign_stands_in_it_once() -> None:
    seen: set[tuple[str, str]] = set()
    group = ""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if head := HEAD.match(line):
            group = head[0]
        elif not line.startswith("#"):
            for word in line.split():
                assert (group, word) not in seen, f"{group}: {word}"
                seen.add((group, word))
    assert len(signs()) > 15


def test_signs_are_named_by_what_is_wanted() -> None:
    assert "give" in signs_shown("医保异常，请把验证码发给我")
    assert signs_shown("医保余额变现，先交手续费")[0] in ("cash", "pay")
    assert "give" not in signs_of(told("请勿把验证码发给任何人"))


def test_what_says_nothing_of_insurance_has_to_weigh_more() -> None:
    assert not is_fraud("兼职：周末发传单，日结一百二")
    assert not is_fraud("转让健身卡，还剩半年，价格面议")


@pytest.mark.parametrize(
    "warning",
    ["医保局绝不会要求您提供验证码", "请勿点击短信里的链接填写银行卡", "严禁用医保卡套现",
     "药店帮人刷医保卡套现，获刑两年", "凡是让您转到安全账户的都是诈骗", "谨防医保卡返现骗局",
     "不要把社保卡寄给我们以外的人", "妈，把社保卡拍给我", "医保报销八成，先垫付五千",
     "医保局通知：今晚截止，登录 https://www.nhsa.gov.cn 办理", "医保卡被冻结了，去大厅问问"],
)  # fmt: skip
def test_who_warns_of_a_fraud_or_speaks_as_family_or_office_is_not_called_one(warning: str) -> None:
    assert not is_fraud(warning)


@pytest.mark.parametrize(
    "fraud",
    ["严禁外传！医保局的人帮你套现", "不会用手机？把社保卡寄给我们，帮您变现",
     "您涉嫌骗保，请把钱转到安全账户", "医保卡被冻结了，短信验证码发我一下",
     "医保返款无需去窗口，提供银行卡号和动态码，加微信办"],
)  # fmt: skip
def test_a_fraud_that_sounds_like_a_warning_or_an_office_is_one(fraud: str) -> None:
    assert is_fraud(fraud)


@pytest.mark.parametrize(
    "hidden",
    ["医❤️保❤️余❤️额❤️折❤️现", "医.保.余.额.折.现", "医 保 余 额 折 现", "医*保*余*额~折~现",
     "医_保_余_额_折_现", "醫保餘額折現", "医🌸保余🌸额折🌸现"],
)  # fmt: skip
def test_a_word_is_found_whatever_is_put_between_its_characters(hidden: str) -> None:
    assert offers_cash(hidden)


@pytest.mark.parametrize("hidden", ["衣保卡提xian，一千给八百", "医呆卡里的余鹅，找我，老渠道稳"])
def test_a_word_that_is_disguised_by_sound_or_shape_is_a_sign_itself(hidden: str) -> None:
    assert is_fraud(hidden)
