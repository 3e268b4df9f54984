"""Words that few know lead to their meaning, where they first stand in a sentence of a page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from guides.explained import MOST, Known, explained, pattern_of
from policies.pack.yaml_rows import read_yaml
from tests import factories as make
from tests.guides.pages import hrefs, look, words_of

SHIPPED = Path(__file__).resolve().parents[2] / "guides" / "content" / "terms.yaml"


@pytest.fixture
def fund() -> Known:
    return known(("统筹基金", "fund"), ("缴费年限", "years"), ("视同缴费年限", "deemed"))


def known(*words: tuple[str, str]) -> Known:
    rows = dict(words)
    return Known(rows, pattern_of(rows))


def linked(html: str, terms: Known) -> str:
    """HTML with its links to meanings drawn as brackets."""
    link = '<a class="term" href="/terms/#'
    return explained(html, terms, "/terms/").replace(link, "[")


def test_the_first_word_in_a_sentence_is_linked_and_no_other(fund: Known) -> None:
    html = "<p>统筹基金由大家共用。统筹基金不能取。</p>"
    assert linked(html, fund) == '<p>[fund">统筹基金</a>由大家共用。统筹基金不能取。</p>'


@pytest.mark.parametrize(
    "html",
    ["<h2>统筹基金</h2>", '<p><a href="/x">统筹基金</a></p>', "<p><q>统筹基金</q></p>",
     "<label>统筹基金</label>", "<details><summary>统筹基金</summary></details>", "统筹基金",
     '<p class="small">统筹基金</p>', '<p title="统筹基金">x</p>', "<div>统筹基金</div>",
     '<ol class="source-list"><li>统筹基金</li></ol>', "<p><a><span>统筹基金</span></a></p>",
     '<article class="card card--link"><p>统筹基金</p></article>',
     '<section class="key-facts"><dl><dd>统筹基金</dd></dl></section>'],
)  # fmt: skip
def test_names_labels_quotes_and_links_stay_as_they_are(html: str, fund: Known) -> None:
    assert explained(html, fund, "/terms/") == html


@pytest.mark.parametrize("terms", [(), (("统筹基金", "fund"),)])
def test_empty_lines_between_tags_are_left_out(terms: Any) -> None:
    html = "<div>\n\n  <p>一\n\n二</p>\n \n</div> <b>三</b>"
    assert explained(html, known(*terms), "/t/") == "<div>\n<p>一\n\n二</p>\n</div> <b>三</b>"


def test_a_sentence_goes_on_behind_what_is_none(fund: Known) -> None:
    html = "<li><div><strong>统筹基金</strong> 统筹基金</div><br>缴费年限</li>"
    assert explained(html, fund, "/t/").count('class="term"') == 2


def test_a_longer_word_is_not_taken_for_the_shorter_one_in_it(fund: Known) -> None:
    assert linked("<p>视同缴费年限</p>", fund) == '<p>[deemed">视同缴费年限</a></p>'


def test_a_latin_word_is_linked_only_whole_and_in_either_case() -> None:
    terms = known(("pooled fund", "fund"))
    assert explained("<p>pooled funding</p>", terms, "/t/") == "<p>pooled funding</p>"
    assert '">Pooled fund</a>' in explained("<p>Pooled fund.</p>", terms, "/t/")


def test_a_page_has_only_so_many_of_them() -> None:
    terms = known(*((f"名词{number}号", f"t{number}") for number in range(MOST + 5)))
    html = "".join(f"<p>名词{number}号</p>" for number in range(MOST + 5))
    assert explained(html, terms, "/t/").count('class="term"') == MOST


@pytest.mark.usefixtures("afternoon")
def test_a_page_leads_to_the_glossary_in_its_language_and_says_the_same(client: Client) -> None:
    make.guide(slug="fund", live=True, body_zh_hans="统筹基金由大家共用。")
    before = words_of(look(client, "/zh-hans/guides/fund/").main)
    make.term("pooled", in_prose_zh_hans="统筹基金、大家的基金", in_prose_en="pooled fund")
    page = look(client, "/zh-hans/guides/fund/")
    assert hrefs(page, "main a.term") == ["/zh-hans/terms/#pooled"]
    assert words_of(page.main).replace(" ", "") == before.replace(" ", "")
    assert not look(client, "/en/guides/fund/").select("a.term")
    glossary = look(client, "/zh-hans/terms/")
    assert glossary.find(id="pooled") and not glossary.select("a.term")


@pytest.mark.usefixtures("afternoon")
def test_the_terms_cost_one_query_a_publication(
    client: Client, django_assert_num_queries: Any
) -> None:
    make.term("pooled", in_prose_zh_hans="统筹基金")
    client.get("/zh-hans/about/")
    with django_assert_num_queries(1):  # what is published
        client.get("/zh-hans/about/")


def test_shipped_terms_are_written_as_the_shipped_texts_write_them() -> None:
    rows: Any = read_yaml(SHIPPED, SHIPPED.name)
    forms = {row["slug"]: row["in_prose"] for row in rows if "in_prose" in row}
    assert len(forms) >= 20
    content = Path(SHIPPED).parents[2]
    texts = [path.read_text(encoding="utf-8").lower() for path in content.glob("*/content/**/*.*")
             if path.suffix in (".yaml", ".md") and path != SHIPPED]  # fmt: skip
    unused = {
        form
        for said in forms.values()
        for language in ("zh-hans", "en")
        for form in said[language].split("、")
        if not any(form.lower() in text for text in texts)
    }
    assert unused == set()
