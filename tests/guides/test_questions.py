"""Questions and answers, terms."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import factories as make
from tests.guides.pages import look, words_of

pytestmark = pytest.mark.usefixtures("afternoon")


def test_questions_stand_under_their_situation_as_links(client: Client) -> None:
    make.faq(slug="who", live=True, scenario=make.scenario())
    make.faq(slug="general", live=True)
    page = look(client, "/zh-hans/questions/")
    assert [words_of(heading) for heading in page.select("main summary > h2")] == [
        "出境定居",
        "其他",
    ]
    links = [link["href"] for link in page.select("main details li > a")]
    assert links == [
        "/zh-hans/questions/?about=settle-abroad#who",
        "/zh-hans/questions/?about=other#general",
    ]


def test_situations_of_the_same_position_do_not_mix(client: Client) -> None:
    for slug, code in [("a", "death"), ("b", "enlist"), ("c", "death")]:
        make.faq(slug=slug, live=True, scenario=make.scenario(code))
    page = look(client, "/zh-hans/questions/")
    assert [part["id"] for part in page.select("main details[id]")] == [
        "about-death",
        "about-enlist",
    ]


def test_the_answer_that_a_link_leads_to_can_be_read_at_once(client: Client) -> None:
    make.faq(slug="who", live=True, scenario=make.scenario())
    make.faq(slug="general", live=True)
    page = look(client, "/zh-hans/questions/?about=settle-abroad&from=wechat")
    assert [question["id"] for question in page.select("article.faq")] == ["who"]
    answer = page.select_one("#who .prose")
    assert answer is not None and answer.find_parent("details") is None
    assert page.select("#who details ol.source-list > li[data-source]")


def test_situation_without_questions_is_not_found(client: Client) -> None:
    make.faq(slug="general", live=True)
    assert client.get("/zh-hans/questions/?about=settle-abroad").status_code == 404
    assert client.get("/zh-hans/questions/?about=%3Cscript%3E").status_code == 404


def test_question_names_its_region(client: Client) -> None:
    make.faq(slug="local", live=True, region=make.region())
    make.faq(slug="national", live=True)
    for address in ("/zh-hans/questions/", "/zh-hans/questions/?about=other"):
        page = look(client, address)
        assert "广东省" in words_of(page.find(id="local"))
        assert "全国" in words_of(page.find(id="national"))


def test_reported_answer_is_marked_beside_its_question(client: Client) -> None:
    make.faq(slug="heard", live=True, evidence="reported")
    make.faq(slug="read", live=True)
    index = look(client, "/zh-hans/questions/")
    assert "尚未核实" in words_of(index.find(id="heard"))
    assert "尚未核实" not in words_of(index.find(id="read"))
    page = look(client, "/zh-hans/questions/?about=other")
    assert "尚未核实" in words_of(page.select_one("#heard > p"))
    assert "媒体报道" in words_of(page.select_one("#heard"))
    assert "尚未核实" not in words_of(page.select_one("#read > p"))


def test_draft_question_is_not_shown(client: Client) -> None:
    make.faq(slug="draft")
    assert look(client, "/zh-hans/questions/").find(id="draft") is None


def test_terms_stand_in_the_order_of_pinyin(client: Client) -> None:
    make.term("balance", name_zh_hans="余额", name_en="balance")
    make.term("heir", name_zh_hans="继承人", name_en="heir")
    make.term("pool", name_zh_hans="统筹基金", name_en="pooled fund")
    page = look(client, "/zh-hans/terms/")
    assert [words_of(term) for term in page.select("dt")] == ["继承人", "统筹基金", "余额"]
    assert page.find(id="heir") is not None
    assert [words_of(letter) for letter in page.select(".initials a")] == ["J", "T", "Y"]


def test_terms_stand_in_the_order_of_the_english_alphabet(client: Client) -> None:
    make.term("balance", name_zh_hans="余额", name_en="balance")
    make.term("heir", name_zh_hans="继承人", name_en="Heir")
    page = look(client, "/en/terms/")
    assert [words_of(term) for term in page.select("dt")] == ["balance", "Heir"]
