"""One row, three surfaces, and their two further forms: of any place, situation and day the page,
its data, its text and the wizard's result name one rule and give its rows in the same words."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policies.models import Policy
from policies.publishing import events
from policies.rules.rulebook import DONT_KNOW
from policies.rules.vocabulary import Vocabulary, vocabulary
from tests.policies.views.answers_as_data import data
from tests.policies.views.walking import CHECK, follow
from tests.running import examples
from tests.shipped import fetch, one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content", "today")]
ANYWHERE = settings(
    max_examples=examples(25),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
BELOW = ("330102", "440305", "320281", "110101", "650100")  # they inherit, or have nothing
DAYS = ("", "2022-11-15", "2024-12-08", "2026-12-31", "2027-01-01")
LINK, BLANK = re.compile(r"\[([^\]]*)\]\((?:[^()]|\([^()]*\))*\)"), re.compile(r"\s+")
Row = tuple[str, str, bool, int]  # way, sentence, whether it is asked, number of its passage
# What may come of a verdict for somebody; `depends` are the exceptions to a no.
ENDS = {
    "yes": {"yes", "conditional"},
    "conditional": {"yes", "conditional", "no", "needs"},
    "depends": {"conditional", "no", "needs"},
    "no": {"no"},
    "none": {"none"},
}


@pytest.fixture
def words() -> Vocabulary:
    return vocabulary(events.token(timezone.now()))


@pytest.fixture
def places() -> list[tuple[str, str]]:
    """Every place and situation of a rule, and the situations in some places below."""
    own = set(Policy.objects.values_list("region__code", "scenario__code"))
    return sorted(own | {(place, scenario) for place in BELOW for _, scenario in own})


@ANYWHERE
@given(drawn=st.data(), language=st.sampled_from(("zh-hans", "zh-hant", "en")))
def test_page_data_text_and_result_give_the_same_rows(
    places: list[tuple[str, str]], words: Vocabulary, drawn: st.DataObject, language: str
) -> None:
    place, day = drawn.draw(st.sampled_from(places)), drawn.draw(st.sampled_from(DAYS))
    address = f"/{language}/regions/{place[0]}/{place[1]}"
    query = f"?on={day}" if day else ""
    page, said = fetch(f"{address}/{query}"), data(f"{address}.json{query}")
    article = one(page, "main article[data-verdict]")
    assert (article["data-verdict"], article["data-kind"]) == (said["verdict"], said["state"])
    assert article.get("data-edition", "") in ("", said["edition"])
    rows = rows_as_data(said["conditions"])
    where = {squeezed(each.get_text()) for each in page.select("#conditions .condition__where")}
    for told in to_find_out(said["conditions"]):
        assert any(each.endswith(told) for each in where)
    assert rows_on_page(page) == rows
    assert rows_in_text(f"{address}.md{query}", rows) == rows
    listed = [
        str(each["data-source"]) for each in page.select("main .source-list > li[data-source]")
    ]
    assert listed[: len(said["sources"])] == [each["code"] for each in said["sources"]]
    in_result(drawn, words, language, place, day, said, {sentence for _, sentence, *_ in rows})


def rows_as_data(conditions: Any) -> list[Row]:
    if isinstance(conditions, str):
        return []
    ways = [("all", conditions["always"])]
    ways += [(str(number), way) for number, way in enumerate(conditions["ways"], 1)]
    return [
        (name, squeezed(row["text"]), bool(row["question"]), row["source"])
        for name, way in ways
        for row in way
    ]


def to_find_out(conditions: Any) -> set[str]:
    ways = [] if isinstance(conditions, str) else [conditions["always"], *conditions["ways"]]
    told = {squeezed(row["where_to_find_out"]) for way in ways for row in way}
    return told - {""}


def rows_on_page(page: BeautifulSoup) -> list[Row]:
    return [
        (str(way["data-way"]), *row_on_page(row))
        for way in page.select("#conditions ul[data-way]")
        for row in way.find_all("li", recursive=False)
    ]


def row_on_page(row: Tag) -> tuple[str, bool, int]:
    number = int(re.sub(r"\D", "", one(row, "a.mark").get_text()))
    for beside in row.select("a.mark, a.say, details, b"):
        beside.extract()
    return squeezed(row.get_text()), row.get("data-asked") != "no", number


def rows_in_text(address: str, rows: list[Row]) -> list[Row]:
    """Those of the rows that the text of the page gives, in its order, with their passages."""
    text = Client().get(address, secure=True).content.decode()
    said = squeezed(LINK.sub(r"\1", text).replace("\\", "")).replace("**", "")
    found, at = [], 0
    for row in rows:
        _way, sentence, _is_asked, number = row
        at = said.find(sentence, at)
        after = said[at + len(sentence) :][:40]
        if at >= 0 and re.match(rf"\D{{0,20}}\[{number}\]", after):
            found.append(row)
    return found


def in_result(
    drawn: st.DataObject,
    words: Vocabulary,
    language: str,
    place: tuple[str, str],
    day: str,
    said: Any,
    sentences: set[str],
) -> None:
    """What the wizard ends in after some answers: of the same rule, by rows of it alone."""
    answers = [("r", place[0]), ("e", place[1])]
    for question in sorted(asked_of(said["conditions"])):
        options = [DONT_KNOW, *(each.code for each in words.options[question])]
        answers.append((question, drawn.draw(st.sampled_from(options))))
    where = CHECK.replace("zh-hans", language)
    _, page = follow(f"{where}?{urlencode([*answers, ('on', day)] if day else answers)}")
    if page.select("form[data-question]"):
        return
    result = one(page, "article[data-outcome]")
    assert (
        result["data-outcome"] in ENDS["depends" if said["state"] == "depends" else said["verdict"]]
    )
    assert result.get("data-edition", "") in ("", said["edition"])
    for reasons in result.select("[data-reasons]"):
        for reason in reasons.select("li.reason"):
            is_said = reasons["data-reasons"] in ("met", "unasked")
            assert not is_said or squeezed(one(reason, "strong").get_text()) in sentences


def asked_of(conditions: Any) -> set[str]:
    ways = [] if isinstance(conditions, str) else [conditions["always"], *conditions["ways"]]
    return {row["question"] for way in ways for row in way if row["question"]}


def squeezed(text: str) -> str:
    return BLANK.sub("", text)
