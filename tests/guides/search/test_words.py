"""How queries are cut into words, what means the same, and what smells of fraud."""

from __future__ import annotations

import pytest
from pypinyin import lazy_pinyin

from guides.search.asked import pages_asked, questions
from guides.search.sounds import sounds, syllable_of, syllables_in
from guides.search.spelled import place_and_words
from guides.search.spoken_of import spoken_of
from guides.search.words import (
    SYNONYMS,
    is_lawful_errand,
    other_words,
    smells_of_fraud,
    words,
)
from policies.folding import folded

pytestmark = pytest.mark.sqlite("once is enough: no test here asks the database")


@pytest.mark.parametrize(
    ("typed", "compared"),
    [
        ("ＡＢＣ１２３", "abc123"),
        ("醫保個人賬戶", "医保个人账户"),
        ("Settle ABROAD", "settle abroad"),
        ("㍿", "株式会社"),
        ("ﬁtness", "fitness"),
        ("", ""),
    ],
)
def test_texts_are_compared_in_one_width_case_and_script(typed: str, compared: str) -> None:
    assert folded(typed) == compared


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("个人账户", ["个人", "人账", "账户"]),
        ("取", ["取"]),
        ("retirees abroad", ["retiree", "abroad"]),
        ("gas bus", ["gas", "bus"]),
        ("医保card可以", ["医保", "card", "可以"]),
        ("12393", ["12393"]),
        ("，。！", []),
        ("", []),
    ],
)
def test_chinese_is_cut_into_pairs_and_latin_into_words(text: str, found: list[str]) -> None:
    assert list(words(text)) == found


@pytest.mark.parametrize(("query", "word"), [
    ("医保卡", "账户"), ("老伴走了", "配偶"), ("my husband", "death"), ("父母", "共济"),
    ("green card", "出境"), ("widow", "died"), ("打疫苗", "疫苗"), ("退了休", "退休"),
])  # fmt: skip
def test_what_people_say_is_known_by_what_we_say(query: str, word: str) -> None:
    assert word in other_words(query)


def test_a_query_that_means_nothing_else_has_no_other_words() -> None:
    assert other_words("个人账户") == set()


def test_every_synonym_is_written_as_queries_are_compared() -> None:
    """Otherwise a query could never hold it."""
    assert [word for word in SYNONYMS if folded(word) != word] == []
    assert [word for word, others in SYNONYMS.items() if not list(words(others))] == []


@pytest.mark.parametrize(
    "query",
    [
        "医保套现",
        "套 现",
        "cash out",
        "加我",
        "加我微信",
        "微信提",
        "提现金找微信",
        "帮我取",
        "broker",
    ],
)
def test_the_trade_s_words_smell_also_when_spaces_hide_them(query: str) -> None:
    assert smells_of_fraud(query)


@pytest.mark.parametrize(
    "query",
    ["参加我省医保", "增加我的额度", "加我国", "微信取消", "微信提醒", "微信提示", "怎么取钱", ""],
)
def test_words_that_only_look_alike_do_not(query: str) -> None:
    assert not smells_of_fraud(query)


def test_characters_are_read_as_a_dictionary_reads_them() -> None:
    text = folded("".join(each.asked for each in questions().asked))
    read = {each: syllable_of(each) for each in set(text) if "\u4e00" <= each <= "\u9fff"}
    known = {each: syllable for each, syllable in read.items() if syllable}
    wrong = {x: said for x, said in known.items() if lazy_pinyin(x)[0].replace("ü", "v") != said}
    assert len(known) > 0.97 * len(read) and len(wrong) < 0.02 * len(known), wrong
    assert syllable_of("。") == syllable_of("龘") == syllable_of("a") == ""


@pytest.mark.parametrize(
    ("letters", "syllables"),
    [("tuixiu", ["tui", "xiu"]), ("xianjin", ["xian", "jin"]), ("lvse", ["lv", "se"]),
     ("wechat", []), ("a" * 5000, [])],
)  # fmt: skip
def test_letters_are_parted_into_the_fewest_syllables(letters: str, syllables: list[str]) -> None:
    assert syllables_in(letters) == syllables


@pytest.mark.parametrize("typed", ["返款", "反款", "fankuan", "fan kuan", "fangkuan"])
def test_what_sounds_alike_is_heard_alike(typed: str) -> None:
    assert set(sounds(typed)) == {"fan kuan"}


@pytest.mark.parametrize(
    ("typed", "spoken"),
    [("老汉儿走了", "died"), ("药店说刷一千给七百", "broker"), ("亲情账户", "codeaccount"),
     ("我瘫在床上", "proxy"), ("余额有没有利息", "interest"), ("不会用智能手机", "nosmart")],
)  # fmt: skip
def test_what_is_spoken_of_is_known_whatever_the_words(typed: str, spoken: str) -> None:
    assert spoken in set(spoken_of(typed))


def test_a_question_that_is_known_is_likest_to_its_own_page() -> None:
    asked = [each for each in questions().asked if each.asked.isascii() or len(each.asked) > 6]
    likest = [
        max((known := pages_asked(folded(each.asked))), key=known.__getitem__) for each in asked
    ]
    right = sum(page == each.page for page, each in zip(likest, asked, strict=True))
    assert right > 0.9 * len(asked)


@pytest.mark.parametrize(
    ("letters", "place", "word"),
    [("tjyb", "tj", "医保"), ("beijinggongji", "beijing", "共济"), ("gongji", "", ""),
     ("tjxx", "", ""), ("yb", "", "")],
)  # fmt: skip
def test_letters_name_a_place_and_what_is_asked_of_it(letters: str, place: str, word: str) -> None:
    head, said = place_and_words(letters)
    assert head == place and (word in said or not word)


@pytest.mark.parametrize("query", ["除了套现还有什么正经办法", "合法途径取医保", "不想套现怎么办"])
def test_who_asks_for_the_lawful_way_is_on_a_lawful_errand(query: str) -> None:
    assert is_lawful_errand(query)
    assert not is_lawful_errand(f"{query} 中介说手续费三成")
