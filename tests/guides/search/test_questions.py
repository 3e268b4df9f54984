"""Real questions find the page that answers among the first three results."""

from __future__ import annotations

import functools
import re
from pathlib import Path

import pytest
from django.utils import translation

from guides.search.asked import questions as known_questions
from guides.search.index import State, build_index
from guides.search.words import words
from guides.views.search import searched
from policies.folding import folded
from policies.speech import Speech
from policies.views.page import Reader
from tests.shipped import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content", "today")]
HERE = Path(__file__).parent
FIRST, SHARE = 3, 0.95
ENGLISH = re.compile("(?:^| )(?:I|of|to|with|sharing|died|my) ")  # pinyin is typed on Chinese pages


@functools.cache
def questions(name: str = "questions.txt") -> list[tuple[str, set[str]]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split(" = ") for line in lines if line and not line.startswith("#")]
    return [(asked, set(pages.split())) for asked, pages in rows]


def reader(language: str = "zh-hans") -> Reader:
    return Reader(language, "shipped", TODAY, TODAY.date(), TODAY, Speech(language))


def answered_by(url: str) -> set[str]:
    """What a result's address counts as: its page, and its place with its situation."""
    path, _, about = url.lstrip("/").partition("/")[2].partition("?about=")
    if about:
        return set(about.split("#"))
    parts = path.strip("/").split("/")
    if parts[0] == "regions":
        return {"/".join(parts[1:])}
    return {parts[-1]}


def missed(rows: list[tuple[str, set[str]]]) -> list[str]:
    """The questions whose page is not among the first results, with what was."""
    wrong = []
    for asked, pages in rows:
        language = "en" if ENGLISH.search(asked) else "zh-hans"
        with translation.override(language):
            urls = [result.url for result in searched(asked, reader(language)).results[:FIRST]]
        if not any(answered_by(url) & pages for url in urls):
            wrong.append(f"{asked}: {urls}")
    return wrong


@pytest.mark.parametrize("part", [slice(0, 70), slice(70, None)], ids=["seeds", "others"])
def test_the_page_that_answers_is_among_the_first_three(part: slice) -> None:
    rows = questions()[part]
    wrong = missed(rows)
    assert len(wrong) <= (1 - SHARE) * len(rows), "\n".join(wrong)


@pytest.mark.parametrize(
    ("name", "number"),
    [("fresh", 50), ("forwarded", 30), ("people", 120), ("strangers", 60), ("newcomers", 50)],
)
def test_questions_of_fresh_eyes_find_it_too(name: str, number: int) -> None:
    rows = questions(f"{name}_questions.txt")
    wrong = missed(rows)
    assert len(rows) == number and len(wrong) <= (1 - SHARE) * len(rows), "\n".join(wrong)


def test_questions_in_odd_order_dialect_and_letters_find_it_mostly() -> None:
    rows = questions("eyes_questions.txt")
    wrong = missed(rows)
    assert len(rows) == 100 and len(wrong) <= 0.05 * len(rows), "\n".join(wrong)


@pytest.mark.parametrize(
    ("asked", "answer"),
    [("襄樊出国", "420600/settle-abroad"), ("上海闸北共济", "310106/family-sharing"),
     ("xian tuixiu", "610100/years-for-retirement"), ("tjyb gongji", "120000/family-sharing"),
     ("思茅 转外省", "530802/transfer"), ("回四川绵阳老家医保怎么转", "510700/transfer")],
)  # fmt: skip
def test_a_place_is_found_in_a_sentence_by_the_name_it_had_and_before_what_it_lies_in(
    asked: str, answer: str
) -> None:
    assert answered_by(searched(asked, reader()).results[0].url) == {answer}


@pytest.mark.parametrize(
    ("asked", "place"),
    [("成都 武侯区 医保中心在哪里", "510107"), ("南京医保局几点下班", "320100"),
     ("医保局地址 沧州", "130900")],
)  # fmt: skip
def test_who_asks_for_an_office_finds_the_page_of_its_place_first(asked: str, place: str) -> None:
    assert answered_by(searched(asked, reader()).results[0].url) == {place}


@pytest.mark.parametrize("asked", ["南京 医保局打来电话让我转账", "在南京上班 医保怎么转"])
def test_a_call_from_an_office_or_work_in_a_place_asks_for_no_office(asked: str) -> None:
    assert answered_by(searched(asked, reader()).results[0].url) != {"320100"}


@pytest.mark.parametrize("asked", ["取钱", "取现", "提取", "取医保", "可唔可以攞医保嘅钱"])
def test_the_plainest_words_for_taking_money_out_find_whether_one_can_first(asked: str) -> None:
    assert answered_by(searched(asked, reader()).results[0].url) == {"cash-while-insured"}


@pytest.mark.parametrize(
    ("asked", "page"),
    [("九十岁的爷爷腿脚不好 有没有上门服务", "channel-proxy"),
     ("卡里五万块 不让取 有啥子用", "lawful-uses"), ("申请表在哪里领", "channel-counter"),
     ("出生证丢了 拿什么证明是他女儿", "inheritance")],
)  # fmt: skip
def test_who_cannot_come_or_take_out_or_prove_finds_the_guide_for_it_first(
    asked: str, page: str
) -> None:
    assert answered_by(searched(asked, reader()).results[0].url) == {page}


@pytest.mark.parametrize("typed", ["qu xian", "jian shen", "xianjin"])
def test_a_syllable_beside_another_is_no_place(typed: str) -> None:
    assert not any(
        each.sort in ("answer", "place") for each in searched(typed, reader()).results[:1]
    )


@pytest.mark.parametrize("asked", ["昆明 钱还没到账 要几天", "广州 公公婆婆岳父岳母"])
def test_the_question_that_fits_best_stands_beside_the_answer_of_the_place(asked: str) -> None:
    kinds = [each.sort for each in searched(asked, reader()).results[:3]]
    assert kinds[0] == "answer" and "faq" in kinds


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("广洲出国", "440100/settle-abroad"), ("深川 出国", "440300/settle-abroad")],
)
def test_a_place_that_only_sounds_or_looks_so_is_asked_about_and_never_first(
    typed: str, answer: str
) -> None:
    page = searched(typed, reader())
    kinds = [(answered_by(each.url), each.kind) for each in page.results[:3]]
    assert kinds[0][1] == "遇到的事" and ({answer}, "是问这里吗？") in kinds
    assert not page.facets or all(label != "参保地" for label, _each in page.facets)


@pytest.mark.parametrize("asked", ["2027年新规定", "明年有什么变化", "new rules next year"])
def test_who_asks_of_times_to_come_is_led_to_what_changes(asked: str) -> None:
    urls = [each.url for each in searched(asked, reader()).results]
    assert any(url.endswith("/changes/") for url in urls[:3])
    past = searched("2024年 医保规定", reader()).results
    assert not any(each.url.endswith("/changes/") for each in past)


@pytest.mark.parametrize(
    ("asked", "page"),
    [("余额转给孩子", "family-sharing"), ("个人账户转到微信", "cash-while-insured"),
     ("医保转诊怎么办理", "care-elsewhere"), ("我要回老家看病", "care-elsewhere"),
     ("变更银行卡", "cash-while-insured")],
)  # fmt: skip
def test_words_of_a_death_a_move_or_a_change_alone_lead_nobody_there(asked: str, page: str) -> None:
    first, *others = (answered_by(each.url) for each in searched(asked, reader()).results[:3])
    assert first.isdisjoint({"death", "transfer", "changes"})
    assert any(page in each for each in (first, *others))


def test_questions_are_known_for_pages_that_there_are() -> None:
    state = State("shipped", "zh-hans", TODAY)
    pages = {document.asked_as for document in build_index(state).documents}
    assert {each.page for each in known_questions().asked} <= pages


@pytest.mark.parametrize("name", ["南昌", "大同", "长沙"])
def test_a_city_is_meant_before_its_county_of_the_name(name: str) -> None:
    page = searched(f"体检 {name}", reader())
    assert page.results[0].url.split("/regions/")[1][4:6] == "00"


def likeness(asked: str) -> float:
    """How much of its words a question shares with the likest of those known, from 0 to 1."""
    said = set(words(folded(asked)))
    return max(len(said & each) / len(said | each) for each in words_known())


@functools.cache
def words_known() -> list[set[str]]:
    return [set(words(folded(each.asked))) for each in known_questions().asked]


@pytest.mark.parametrize("name", sorted(each.name for each in HERE.glob("*questions.txt")))
def test_a_list_whose_questions_are_known_says_so(name: str) -> None:
    """What the search was told is no measure of what it finds."""
    known = [asked for asked, _pages in questions(name) if likeness(asked) >= 0.7]
    text = (HERE / name).read_text(encoding="utf-8")
    assert bool(known) is ("this list in view" in text), known


def test_there_are_a_hundred_and_twenty_questions() -> None:
    asked = [each for each, _pages in questions()]
    assert len(asked) == len(set(asked)) >= 120
