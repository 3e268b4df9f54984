"""Markdown of editors becomes HTML that can do no harm."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st

from policies.prose import TAGS, contents, plain, render, sources_apart

HARMFUL = (
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](data:text/html,<script>)",
    "[x](vbscript:x)",
    "![x](https://evil.example/x.png)",
    "<a href='https://evil.example' onclick='x()'>x</a>",
    "<iframe src=//evil.example></iframe>",
    "[x](//evil.example)",
    "[x](https://gov.cn.evil.example/)",
    "[x](https://evilgov.cn/)",
    "[x](https://www.gov.cn@evil.example/)",
    "<https://evil.example>",
)


@pytest.mark.parametrize("text", HARMFUL)
def test_nothing_harmful_is_left(text: str) -> None:
    page = BeautifulSoup(render(text), "html.parser")
    assert not page.select("script, iframe, img, style, [onclick]")
    for link in page.select("a[href]"):
        assert str(link["href"]) == "", link


@pytest.mark.parametrize(
    "address",
    [
        "https://www.nhsa.gov.cn/art/1",
        "http://www.gov.cn/",
        "/zh-hans/regions/",
        "#top",
        "tel:12393",
    ],
)
def test_links_to_this_site_to_gov_cn_and_to_telephones_stay(address: str) -> None:
    (link,) = BeautifulSoup(render(f"[去看]({address})"), "html.parser").select("a")
    assert link["href"] == address


def test_a_link_to_elsewhere_loses_its_address_and_keeps_its_words() -> None:
    page = BeautifulSoup(render("看[这里](https://evil.example/)吧"), "html.parser")
    assert page.text.strip() == "看这里吧" and not page.select("a[href]")


def test_lists_tables_and_headings_are_kept() -> None:
    text = "## 条件\n\n- 一\n- 二\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |"
    page = BeautifulSoup(render(text), "html.parser")
    assert len(page.select("ul > li")) == 2 and page.select("table td")
    heading = page.select_one("h2")
    assert heading and heading["id"]


def test_the_list_of_contents_leads_to_the_headings() -> None:
    text = "## 先问清楚\n\n甲\n\n## 再备材料\n\n### 细节\n\n## 先问清楚"
    page = BeautifulSoup(render(text), "html.parser")
    entries = contents(text)
    assert [words for _, words in entries] == ["先问清楚", "再备材料", "先问清楚"]
    assert len({anchor for anchor, _ in entries}) == 3
    for anchor, words in entries:
        (heading,) = page.select(f"[id='{anchor}']")
        assert heading.text == words


def test_a_heading_of_the_first_level_never_competes_with_the_pages() -> None:
    assert not BeautifulSoup(render("# 大标题"), "html.parser").select("h1")


def test_plain_words_have_no_marks() -> None:
    assert plain("**可以**，看[这里](/x/)。\n\n- 一") == "可以，看这里。 一"


@given(st.text(max_size=200))
@example("a.html")
def test_any_text_gives_only_known_tags(text: str) -> None:
    assert tags_in(render(text)) <= TAGS
    assert tags_in(plain(text)) == set()


def tags_in(html: str) -> set[str]:
    """The names of all tags; behind a newline nothing looks like the name of a file."""
    return {tag.name for tag in BeautifulSoup(f"\n{html}", "html.parser").find_all(True)}


@pytest.mark.parametrize(("level", "has_anchor"), [(2, True), (3, True), (4, False)])
def test_headings_down_to_the_third_level_can_be_linked(level: int, has_anchor: bool) -> None:
    heading = BeautifulSoup(render(f"{'#' * level} 条件"), "html.parser").select_one(f"h{level}")
    assert heading and heading.has_attr("id") == has_anchor


def test_tags_that_somebody_writes_are_shown_as_written() -> None:
    assert render("用<b>医保码</b>付") == "<p>用&lt;b&gt;医保码&lt;/b&gt;付</p>\n"


def test_a_number_inside_a_link_leads_where_the_link_leads_and_one_behind_it_is_dialled() -> None:
    page = BeautifulSoup(render("看[12393怎么打](/zh-hans/about/)，再打12345"), "html.parser")
    assert [link["href"] for link in page.select("a")] == ["/zh-hans/about/", "tel:12345"]


def test_no_heading_takes_the_anchor_of_the_page_around_it() -> None:
    text = "## Sources\n\n## Main\n\n## Other"
    assert [anchor for anchor, _ in contents(text)] == ["text-sources", "text-main", "other"]
    assert 'id="text-sources"' in render(text)


SOURCES = "- [办事指南](/zh-hans/sources/a/)，第三条\n- [条例](/zh-hans/sources/b/)"


def test_a_list_of_sources_at_the_end_stands_apart() -> None:
    text = f"## 这是什么\n\n说明。\n\n## 依据\n\n{SOURCES}\n"
    body, grounds = sources_apart(text)
    assert (body.strip(), grounds) == ("## 这是什么\n\n说明。", SOURCES)


@pytest.mark.parametrize(
    "last", ["说明。", f"{SOURCES}\n\n还有一句。", "- [指南](/zh-hans/guides/a/)", ""]
)
def test_what_is_more_than_a_list_of_sources_stays(last: str) -> None:
    text = f"## 这是什么\n\n说明。\n\n## 依据\n\n{last}"
    assert sources_apart(text) == (text, "")


def test_a_text_that_is_but_sources_stays() -> None:
    assert sources_apart(f"## 依据\n{SOURCES}") == (f"## 依据\n{SOURCES}", "")
