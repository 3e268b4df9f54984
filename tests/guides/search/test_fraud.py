"""Frauds are noticed by what they want, harmless texts are let be, and a copied warning helps none.

None of the texts beside is learned from. `left_out_*` chose how much is enough, so they say less
than a first run; `sealed_*` are only counted, and nothing is ever mended by what they show.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from guides.search.fraud import is_fraud, offers_cash, signs_shown
from guides.search.fraud.features import features, of_sign
from guides.search.fraud.learning import BIAS, learned, weighed
from guides.search.fraud.signs import FILE, HEAD, signs, signs_of
from guides.search.fraud.telling import OFFICE, told

ROOT = Path(__file__).resolve().parents[3]
SENTENCE = re.compile(r"\s|[\u4e00-\u9fff]")  # no code, no name in an address
MESSAGES = Path(__file__).resolve().parents[1] / "messages"
CORPUS = FILE.parent / "corpus"
CLAIM = "claim"  # a fact-check's, which is a fraud's own words
WARNING = "谨防诈骗。警方提醒：请勿泄露验证码。"


def lines(folder: Path, name: str) -> list[str]:
    return (folder / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def shipped_sentences() -> set[str]:
    """Every text of the content files, whole and in each language."""
    apps = ("policies", "guides")
    files = [path for app in apps for path in (ROOT / app / "content").rglob("*.yaml")]
    read = (yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader) for path in files)
    return {text for tree in read for text in texts_of(tree) if SENTENCE.search(text)}


def texts_of(tree: object) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict):
        for key, value in tree.items():
            yield from texts_of(value) if key != CLAIM else ()
    elif isinstance(tree, list):
        for value in tree:
            yield from texts_of(value)


def test_most_frauds_of_the_lists_for_tuning_are_noticed_and_nothing_harmless() -> None:
    frauds, harmless = lines(MESSAGES, "left_out_frauds"), lines(MESSAGES, "left_out_harmless")
    assert len(frauds) == len(harmless) == 90
    assert sum(map(is_fraud, frauds)) >= 0.8 * len(frauds)
    assert [text for text in harmless if is_fraud(text)] == []


@pytest.mark.parametrize(("name", "number"), [("strangers", 50), ("newcomers", 60)])
def test_the_lists_of_a_stranger_are_told_apart(name: str, number: int) -> None:
    """First runs. The first stranger, by halves: 19 of 25 frauds and no alarm in 25 harmless texts,
    then, mended by those, 19 and 3 alarms. The second: 46 of 60 frauds and 3 alarms in 60. All
    are used up: they say what is kept."""
    frauds, harmless = lines(MESSAGES, f"{name}_frauds"), lines(MESSAGES, f"{name}_harmless")
    assert len(frauds) == len(harmless) == number
    assert sum(map(is_fraud, frauds)) >= 0.92 * number
    assert [text for text in harmless if is_fraud(text)] == []


@pytest.mark.parametrize("written", ["医保卡", "衣宝卡", "yi bao ka", "yibaoka"])
def test_what_sounds_alike_is_weighed_alike(written: str) -> None:
    assert {"~yi bao", "~bao ka"} <= features(told(written)).keys()


def test_sealed_texts_are_told_apart_as_often_as_when_they_were_first_run() -> None:
    """Seen: 16 frauds and 1 alarm, 17 and 1, 17 and 0. With room, so that nobody mends by them."""
    frauds, harmless = lines(MESSAGES, "sealed_frauds"), lines(MESSAGES, "sealed_harmless")
    assert (len(frauds), len(harmless)) == (20, 30)
    assert sum(map(is_fraud, frauds)) >= 14
    assert sum(map(is_fraud, harmless)) <= 2


def test_no_sentence_of_this_site_is_called_a_fraud_but_the_claims_it_disproves() -> None:
    called = [text for text in shipped_sentences() if is_fraud(text)]
    assert called == []


@pytest.mark.parametrize(
    "notice",
    ["国家医疗保障局关于严厉查办套现的通知", "医保局公告：某药店因返现被解除协议",
     "财政部：医保基金监管账户管理办法印发", "收取返现的，可以认定为骗保",
     "医保局公告：自助机代提号功能停用，请带身份证原件到窗口预约",
     "转入地不接收余额的，可以申请支取", "新的参保地收不了你的余额",
     "Your insurance balance: which papers are needed to inherit it?"],
)  # fmt: skip
def test_an_official_notice_or_rule_is_not_called_a_fraud(notice: str) -> None:
    assert not is_fraud(notice)


def test_to_receive_is_not_to_buy_and_a_sentence_in_english_is_no_address() -> None:
    assert "trade" not in signs_of(told("转入地不接收卡，收不了药"))
    assert "trade" in signs_of(told("高价收药，收卡"))
    assert told("It is yours. Only the account") == "itisyours。onlytheaccount"


@pytest.mark.parametrize(
    "host",
    ["nhsa.gov.cn.ybj.top", "www.nhsa-gov.cn", "xgov.cn", "nhsa.gov.cn@ybj.top",
     "nhsa.gov.cn:80@ybj.top", "ybj.top/nhsa.gov.cn", "ybj.top?to=nhsa.gov.cn", "gov.cn.com",
     "nhsa.gov.cn-ybj.top", "nhsa.gov.cn\\@ybj.top", "оgov.cn"],
)  # fmt: skip
def test_an_address_that_only_looks_like_an_offices_is_a_strangers(host: str) -> None:
    assert OFFICE not in told(f"请登录 https://{host}/a 办理")
    assert is_fraud(f"【医保】您的账户异常，今日截止，请登录 https://{host}/a 办理")


@pytest.mark.parametrize(
    "address",
    ["https://www.nhsa.gov.cn", "nhsa.gov.cn/art/2026/1.html?x=1", "gov.cn", "http://ybj.gov.cn:80",
     "www.nhsa.gov.cn."],
)  # fmt: skip
def test_an_address_of_an_office_is_told_as_one_letter(address: str) -> None:
    assert told(f"请登录 {address} 办理").startswith(f"请登录{OFFICE}")
    assert told(f"Visit {address} for more").startswith(f"visit{OFFICE}")
    assert not is_fraud(f"【医保】您的账户异常，请登录 {address} 办理")


def test_a_letter_that_somebody_types_is_no_offices_address() -> None:
    assert OFFICE not in told(f"请登录 {OFFICE} 办理")


def test_what_was_learned_from_is_told_apart() -> None:
    frauds, harmless = lines(CORPUS, "frauds"), lines(CORPUS, "harmless")
    assert sum(map(is_fraud, frauds)) >= 0.97 * len(frauds)
    assert [text for text in harmless if is_fraud(text)] == []


@pytest.mark.parametrize(
    "denial", [f"。{WARNING}", "，不转账", "，不转账，不收费", "，验证码不给别人"]
)
def test_a_fraud_gains_little_by_copying_a_warning_or_a_denial(denial: str) -> None:
    frauds = lines(MESSAGES, "left_out_frauds")
    noticed = [text for text in frauds if is_fraud(text)]
    copied = [text for text in noticed if not is_fraud(f"{text}{denial}")]
    print(denial, len(copied), len(noticed))
    assert len(copied) <= 0.15 * len(noticed), copied


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


def test_signs_are_those_of_the_part_that_decided_and_what_weighs_most_stands_first() -> None:
    chatter = "早上下载了一个地图软件。" + "今天天气很好，我们去公园散步，孩子们非常高兴。" * 12
    fraud = "医保余额变现，手续费三成，打七折，加我好友"
    assert "control" in signs_of(told(chatter))
    shown = signs_shown(f"{chatter}{fraud}。")
    assert "control" not in shown
    assert shown[0] in ("cash", "share") and {"discount", "contact"} <= {*shown}
    weights = {"*pay": 1.0, "*give": 0.4, "*give+pay": 2.0, "*bait": 1.0}
    assert of_sign("give", ["give", "pay"], weights) > of_sign("bait", ["bait"], weights)
    assert signs_shown("今天下载了一个地图软件") == []


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
    "told_of",
    ["唔好信佢，话帮你攞医保卡啲钱，系呃人嘅", "发“医保余额提现加我”的人已经踢了",
     "经审理查明，被告人王某高价收药，收购医保药品转手倒卖", "莫听他的，医保套现都是骗子"],
)  # fmt: skip
def test_a_warning_in_dialect_an_expulsion_or_a_judgment_is_no_fraud(told_of: str) -> None:
    assert not is_fraud(told_of)


def test_who_speaks_to_somebody_in_the_words_of_a_court_is_no_court() -> None:
    assert is_fraud("您被起诉为医保骗保案被告人，加法官微信缴纳保证金三千元撤案")


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
