"""Real questions find the page that answers among the first three results."""

from __future__ import annotations

import functools
import re
from pathlib import Path

import pytest
from django.utils import translation

from guides.views.search import searched
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


@pytest.mark.parametrize(("name", "number"), [("fresh", 50), ("forwarded", 30)])
def test_questions_of_fresh_eyes_find_it_too(name: str, number: int) -> None:
    rows = questions(f"{name}_questions.txt")
    wrong = missed(rows)
    assert len(rows) == number and len(wrong) <= (1 - SHARE) * len(rows), "\n".join(wrong)


def test_questions_in_odd_order_dialect_and_letters_find_it_mostly() -> None:
    rows = questions("eyes_questions.txt")
    wrong = missed(rows)
    assert len(rows) == 100 and len(wrong) <= 0.1 * len(rows), "\n".join(wrong)


@pytest.mark.parametrize("name", ["南昌", "大同", "长沙"])
def test_a_city_is_meant_before_its_county_of_the_name(name: str) -> None:
    page = searched(f"体检 {name}", reader())
    assert page.results[0].url.split("/regions/")[1][4:6] == "00"


def test_there_are_a_hundred_and_twenty_questions() -> None:
    asked = [each for each, _pages in questions()]
    assert len(asked) == len(set(asked)) >= 120
