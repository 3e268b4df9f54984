"""The search page: facets, the next words, pinyin, who acts for another, whatever is typed."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.test import Client

from guides.search.spelled import WORDS, words_spelled
from guides.search.words import is_lawful_errand
from tests import factories as make
from tests.guides.pages import hrefs, look, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("afternoon")]
RESULTS = "ol.results > li > a"


def found(client: Client, query: str) -> list[str]:
    return hrefs(look(client, f"/zh-hans/search/?q={query}"), RESULTS)


@pytest.fixture
def death(client: Client) -> None:
    """A situation, a guide about it, and two places with one name."""
    scenario = make.scenario(
        "death", name_zh_hans="参保人去世", question_zh_hans="家人去世，能继承吗？"
    )
    guide = make.guide(slug="inheritance", title_zh_hans="怎样继承")
    guide.scenarios.set([scenario])
    make.publish(guide)
    make.guide(slug="other", live=True, title_zh_hans="继承以外的事")
    for code, city in (("320100", "南京市"), ("350100", "福州市")):
        parent = make.region(code, city, level="prefecture")
        make.region(f"{code[:4]}06", "鼓楼区", level="county", parent=parent)


@pytest.mark.usefixtures("death")
def test_of_places_with_one_name_each_has_its_answer(client: Client) -> None:
    assert found(client, "鼓楼 继承")[:2] == [
        "/zh-hans/regions/320106/death/",
        "/zh-hans/regions/350106/death/",
    ]


@pytest.mark.usefixtures("death")
def test_what_was_found_is_narrowed_by_place_situation_and_kind(client: Client) -> None:
    page = look(client, "/zh-hans/search/?q=鼓楼 继承")
    facets = {words_of(a): str(a["href"]) for a in page.select(".facets a")}
    assert any("福州市鼓楼区" in each for each in facets) and "指南 2" in facets
    guides = look(client, facets["指南 2"])
    assert set(hrefs(guides, RESULTS)) == {"/zh-hans/guides/inheritance/", "/zh-hans/guides/other/"}
    (chosen,) = guides.select(".facets a[aria-current]")
    assert "kind=" not in str(chosen["href"]), "a chosen one leads back to all"
    one = found(client, "鼓楼 继承&region=350106")
    assert one[0] == "/zh-hans/regions/350106/death/" and "/zh-hans/regions/320106/" not in one
    about = found(client, "鼓楼 继承&scenario=death")
    assert "/zh-hans/guides/inheritance/" in about and "/zh-hans/guides/other/" not in about


@pytest.mark.usefixtures("death")
def test_another_language_keeps_what_is_chosen(client: Client) -> None:
    page = look(client, "/zh-hans/search/?q=继承&kind=guide")
    assert all(each.endswith("&kind=guide") for each in hrefs(page, "a[hreflang]"))


@pytest.mark.parametrize(("query", "status"), [("region=x", 400), ("region=999999", 404)])
def test_a_place_that_is_none_is_refused(client: Client, query: str, status: int) -> None:
    look(client, f"/zh-hans/search/?q=a&{query}", status)


@pytest.mark.usefixtures("death")
@pytest.mark.parametrize(
    "typed", ["福州鼓楼 继承", "鼓楼 福州 继承", "福州 鼓楼 继承", "继承 福州市鼓楼区"]
)
def test_a_district_goes_before_its_city_and_its_namesakes(client: Client, typed: str) -> None:
    assert found(client, typed)[0] == "/zh-hans/regions/350106/death/"


@pytest.mark.usefixtures("death")
def test_who_names_only_the_place_is_asked_what_happened(client: Client) -> None:
    page = look(client, "/zh-hans/search/?q=福州鼓楼")
    assert hrefs(page, "nav .rows a") == ["/zh-hans/regions/350106/death/"]
    assert hrefs(look(client, "/zh-hans/search/"), "nav .rows a") == ["/zh-hans/regions/?e=death"]


def test_pinyin_and_initials_of_words_find_what_the_words_find(client: Client) -> None:
    make.guide(slug="sharing", live=True, title_zh_hans="家庭共济")
    for typed in ("gongji", "jtgj", "JTGJ", "jiatinggongji", "yibaogongji"):
        assert found(client, typed) == ["/zh-hans/guides/sharing/"], typed


def test_letters_that_leave_a_rest_spell_nothing() -> None:
    assert words_spelled("gongjix") == words_spelled("") == words_spelled("x") == frozenset()
    assert words_spelled("yibaotiqu") == {"医保", "提取"}


def test_a_word_that_is_spelled_has_a_syllable_for_each_character() -> None:
    rows = WORDS.read_text(encoding="utf-8").splitlines()[1:]
    assert len(rows) == len(set(rows)) >= 60
    for word, pinyin in (row.split(",") for row in rows):
        assert len(word) == len(pinyin.split()), word


def test_who_acts_for_another_finds_the_guide_first_and_the_warning_above(client: Client) -> None:
    make.guide(slug="channel-proxy", live=True, title_zh_hans="请家人去办")
    make.fact_check(slug="fraud", live=True, claim_zh_hans="有人代办提现。")
    for query in ("委托他人代办", "替父母代办", "代办要什么材料"):
        page = look(client, f"/zh-hans/search/?q={query}")
        assert hrefs(page, RESULTS)[0] == "/zh-hans/guides/channel-proxy/", query
        assert page.select(".notice[data-kind=fraud]"), query
    assert found(client, "代办提现")[0] == "/zh-hans/fact-checks/fraud/"


@pytest.mark.parametrize(
    "query", ["委托中介代办", "代办套现", "代办", "帮父母套现", "委托代办手续费"]
)
def test_whoever_offers_it_is_no_family(query: str) -> None:
    assert not is_lawful_errand(query)


ABSURD = [
    "😀" * 50, "%", "%%%", "*", '"', "a OR b", "NEAR(a b)", "-a", "a*", "(", "'; DROP TABLE x;--",
    "<script>", "   ", "。，！？", "\u200b\u200e", "\\", "[[", "{{ x }}", "\ud7ff", "\U0010ffff",
    "title:a AND b", "^", "~",
]  # fmt: skip
MALFORMED = ["a" * 10_000, "医" * 3_000, "\x00", "南\x00京"]


@pytest.mark.parametrize("query", [*ABSURD, *MALFORMED], ids=range(len(ABSURD + MALFORMED)))
def test_whatever_is_typed_the_page_is_an_ordinary_one(client: Client, query: str) -> None:
    shown = look(client, f"/zh-hans/search/?q={quote(query)}")
    assert shown.select_one("main form[role=search] input[name=q]")


@pytest.mark.parametrize("query", ABSURD, ids=range(len(ABSURD)))
def test_so_it_is_where_places_are_looked_for(client: Client, query: str) -> None:
    shown = look(client, f"/zh-hans/regions/?q={quote(query)}")
    assert shown.select_one("main form[role=search] input[name=q]")


def test_broken_bytes_are_looked_for_too(client: Client) -> None:
    assert look(client, "/zh-hans/search/?q=%ff%fe").select("main form")
