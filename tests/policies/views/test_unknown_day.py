"""A day before anything vouches for a rule: every surface says "not known", none says yes."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from django.utils.formats import date_format

from policies.models import Policy
from policies.rules.state import State
from tests import factories as make
from tests.shipped import LANGUAGES, TODAY, fetch, one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
ISSUED = "2021-01-15"
OLD = "1901-01-01"
ANSWER = "regions/440000/settle-abroad/"
TABLE = "compare/?regions=440000"
PUBLISHED = TODAY - 3 * make.DAY
KIND = State.UNKNOWN_DAY.value


def in_words(day: str, language: str = "zh-hans") -> str:
    """A day as readers of a language see it."""
    with translation.override(language):
        return date_format(dt.date.fromisoformat(day), "DATE_FORMAT")


def rule(**columns: Any) -> Policy:
    """A live yes of Guangdong whose start is not known, by a source issued on ISSUED."""
    make.source(issued_on=dt.date.fromisoformat(ISSUED))
    return make.policy(live=True, at=PUBLISHED, verdict="yes", **columns)


def table(form: str, query: str) -> dict[str, Any]:
    content = Client().get(f"/zh-hans/compare.{form}?regions=440000{query}").content
    if form == "json":
        cells: list[dict[str, Any]] = json.loads(content)["cells"]
    else:
        cells = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    return next(cell for cell in cells if cell["scenario"] == "settle-abroad")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_is_not_known_and_leads_to_the_first_day_that_is(language: str) -> None:
    rule()
    page = fetch(f"/{language}/{ANSWER}?on={OLD}")
    head = one(page, "article[data-verdict]")
    assert (head["data-verdict"], head["data-kind"]) == ("none", KIND)
    assert in_words(ISSUED, language) in head.text and in_words(OLD, language) in head.text
    link = one(page, f'main a[href="/{language}/{ANSWER}?on={ISSUED}"]')
    assert one(fetch(str(link["href"])), "article[data-verdict]")["data-verdict"] == "yes"
    assert (language == "en") == one(head, ".verdict").text.isascii()


def test_the_day_of_knowledge_is_carried_to_the_first_day_that_is_known() -> None:
    rule()
    known_on = PUBLISHED.date() + dt.timedelta(days=1)
    page = fetch(f"/zh-hans/{ANSWER}?on={OLD}&known_on={known_on}")
    assert page.select(f'main a[href="/zh-hans/{ANSWER}?on={ISSUED}&known_on={known_on}"]')


def test_what_the_nation_says_of_that_day_stands_beside_and_is_not_the_answer() -> None:
    rule()
    make.policy(
        live=True, at=PUBLISHED, region=make.nation(), verdict="no",
        effective_from=dt.date(1900, 1, 1), answer_zh_hans="全国都不可以。",
    )  # fmt: skip
    page = fetch(f"/zh-hans/{ANSWER}?on={OLD}")
    assert one(page, "article[data-verdict]")["data-verdict"] == "none"
    above = one(page, f'main a[href="/zh-hans/regions/100000/settle-abroad/?on={OLD}"]')
    assert above.find_parent(class_="notice") and "全国都不可以。" in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_says_so_in_its_cell(language: str) -> None:
    rule()
    page = fetch(f"/{language}/{TABLE}&on={OLD}")
    cell = one(page, 'td[data-scenario="settle-abroad"]')
    assert cell["data-verdict"] == "none" and one(cell, f'.verdict[data-kind="{KIND}"]')
    assert in_words(ISSUED, language) in cell.text
    assert str(one(cell, "a:not(.say)")["href"]).endswith(f"?on={OLD}")


@pytest.mark.parametrize(("form", "no"), [("csv", "false"), ("json", False)])
def test_the_table_as_data_says_so(form: str, no: object) -> None:
    rule()
    cell = table(form, f"&on={OLD}")
    assert (cell["verdict"], cell["state"], cell["edition"]) == ("none", KIND, "")
    assert (cell["start_known"], cell["known_from"]) == (no, ISSUED)
    known = table(form, f"&on={ISSUED}")
    assert (known["verdict"], known["start_known"]) == ("yes", no)


@pytest.mark.parametrize(("form", "yes"), [("csv", "true"), ("json", True)])
def test_the_table_as_data_says_where_the_start_is_known(form: str, yes: object) -> None:
    rule(effective_from=dt.date(2022, 1, 1))
    assert table(form, "")["start_known"] == yes
    before = table(form, f"&on={OLD}")
    assert (before["state"], before["start_known"], before["known_from"]) == ("none", "", "")


def test_the_wizard_does_not_promise_anything_for_that_day() -> None:
    rule(conditions_modelled=True)
    address = "/zh-hans/check/?r=440000&e=settle-abroad&on="
    result = one(fetch(address + OLD), "article[data-outcome]")
    assert (result["data-outcome"], result["data-kind"]) == ("none", KIND)
    assert in_words(ISSUED) in result.text
    assert one(fetch(address + ISSUED), "article[data-outcome]")["data-outcome"] == "yes"


@pytest.mark.parametrize("address", ["regions/440000/", "scenarios/settle-abroad/", "compare/"])
def test_lists_of_today_do_not_take_a_rule_for_known_before_its_time(address: str) -> None:
    """A rule of which every trace lies ahead: published today, its notice is issued tomorrow."""
    make.source(issued_on=TODAY.date() + dt.timedelta(days=1))
    made = make.policy(cited=False, verdict="yes")
    made.citations.create(**make.citation(seen_on=None))
    make.publish(made, at=PUBLISHED)
    page = fetch(f"/zh-hans/{address}")
    assert not page.select('[data-scenario="settle-abroad"][data-verdict="yes"]')


def test_open_data_says_whether_the_start_is_known(client: Client) -> None:
    rule()
    dated = dt.date(2022, 3, 1)
    make.policy(live=True, at=PUBLISHED, region=make.nation(), effective_from=dated)
    found = client.get("/data/policies.json").json()["policies"]
    said = {each["region"]: (each["start_known"], each["known_from"]) for each in found}
    assert said == {"440000": (False, ISSUED), "100000": (True, str(dated))}
    text = client.get("/data/policies.csv").content.decode("utf-8-sig")
    cells = {each["region"]: each["start_known"] for each in csv.DictReader(io.StringIO(text))}
    assert cells == {"440000": "false", "100000": "true"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", [f"{ANSWER}?", f"{TABLE}&"])
def test_before_its_first_publication_the_site_had_said_nothing_yet(
    address: str, language: str
) -> None:
    rule()
    first = PUBLISHED.date()
    page = fetch(f"/{language}/{address}known_on={first - dt.timedelta(days=1)}")
    assert not page.select("[data-verdict=yes]")
    day = in_words(str(first), language)
    assert any(day in notice.text for notice in page.select(".notice"))
    since = fetch(f"/{language}/{address}known_on={first}")
    assert since.select("[data-verdict=yes]")


def test_what_was_not_said_yet_is_not_called_unrecorded() -> None:
    rule()
    head = one(fetch(f"/zh-hans/{ANSWER}?known_on=2020-01-01"), "article[data-verdict]")
    assert "什么都没有说" in head.text and "没有记录到" not in head.text


def test_the_table_as_json_says_since_when_anything_was_said(client: Client) -> None:
    rule()
    address = "/zh-hans/compare.json?regions=440000&known_on="
    assert client.get(f"{address}2020-01-01").json()["first_said"] == str(PUBLISHED.date())
    assert client.get(f"{address}{PUBLISHED.date()}").json()["first_said"] is None


def test_an_empty_site_says_nothing_of_a_first_day() -> None:
    make.region()
    make.scenario()
    page = fetch(f"/zh-hans/{ANSWER}?known_on=2020-01-01")
    assert one(page, "article[data-verdict]")["data-verdict"] == "none"
