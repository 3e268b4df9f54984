"""What an editor pastes, into every text that there is: no format breaks, nothing comes alive."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db.models import Value
from django.test import Client

from policies.models import Policy, Scenario
from policies.publishing.shared.permits import permitted
from policies.views.compare_records import harmless
from tests import factories as make
from tests.shipped import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "hostile")]
CONTROLS = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
SHORT = "\x01=1\"'><b onclick=x>]]>\u202e\x08"
TEXT = (
    SHORT + "</script><script>alert(1)</script><!--\r\nEND:VEVENT\r\nX-Evil: 1\u2028甲;\\,乙\n\n"
    "[x](javascript:alert(1)) ![a](//evil.example/x.png) {{ 9907*9907 }} <img src=x onerror=y>\n\n"
    "# 头\n\n- a\n\x1b[31m\x00\ufffe\uffff\U0001fffe&#8; &amp; `</code>`"
)
LINE = TEXT[:120]  # as long as a column of PostgreSQL takes
PLACE, EVENT = "440000", "settle-abroad"
ANSWER = f"/zh-hans/regions/{PLACE}/{EVENT}"
HTML = [
    "/zh-hans/", f"{ANSWER}/", f"{ANSWER}/sheet/", f"{ANSWER}/changes/", "/zh-hans/guides/g/",
    "/zh-hans/questions/", "/zh-hans/fact-checks/c/", "/zh-hans/terms/", "/zh-hans/changes/",
    "/zh-hans/sources/s/", f"/zh-hans/compare/?regions={PLACE}", f"/zh-hans/regions/{PLACE}/",
    f"/zh-hans/check/?r={PLACE}&e={EVENT}", f"/zh-hans/check/?r={PLACE}&e={EVENT}&ret=no",
]  # fmt: skip
CSVS = ["/data/policies.csv", "/data/coverage.csv", f"/zh-hans/compare.csv?regions={PLACE}"]
JSONS = [
    f"{ANSWER}.json", "/zh-hans/compare.json", "/data/policies.json", "/data/regions.json",
    "/data/coverage.json", "/data/fact-checks.json",
]  # fmt: skip
PLAIN = [f"{ANSWER}.md", "/zh-hans/guides/g.md", "/zh-hans/changes.md", "/zh-hans/changes.ics"]


@pytest.fixture(scope="module")
def hostile(rows_of_module: None) -> str:
    """Editions of every kind and rows that they name, made of nothing else; the code of a rule."""
    make.region(PLACE, SHORT, name_en=SHORT)
    make.scenario(EVENT, name_zh_hans=SHORT, question_zh_hans=LINE)
    source = make.source("s", title=SHORT, issuer=SHORT, doc_number=SHORT)
    make.term("t", name_zh_hans=SHORT, definition_zh_hans=TEXT)
    asked = make.question(text_zh_hans=LINE)
    for option in asked.options.all():
        make.change(option, text_zh_hans=SHORT)
    rule = make.policy(cited=False, answer_zh_hans=LINE, answer_en=LINE, conditions_zh_hans=TEXT)
    rule.citations.create(**make.citation(source=source, locator=SHORT, quote=SHORT))
    make.condition(rule, text_zh_hans=LINE, text_if_unmet_zh_hans=LINE)
    make.publish(rule)
    event, day = make.scenario("death", name_zh_hans=SHORT), dt.date(2099, 1, 1)
    yesterday = TODAY - make.DAY
    make.policy(live=True, at=yesterday, scenario=event, answer_zh_hans=LINE, effective_from=day)
    make.procedure(live=True, place_zh_hans=TEXT)
    guide = make.guide(slug="g", title_zh_hans=SHORT, summary_zh_hans=TEXT, body_zh_hans=TEXT)
    guide.change_note_zh_hans = TEXT  # type: ignore[attr-defined]
    guide.save()
    make.publish(guide)
    make.faq(live=True, slug="f", question_zh_hans=SHORT, answer_zh_hans=TEXT)
    make.fact_check(live=True, slug="c", claim_zh_hans=LINE, finding_zh_hans=TEXT)
    return str(rule.code)


def body_of(address: str) -> bytes:
    answer: Any = Client().get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    assert not any(set("\r\n") & set(value) for value in answer.headers.values())
    body: bytes = answer.getvalue()
    assert not CONTROLS.search(body.decode()), address
    return body


@pytest.mark.parametrize("address", HTML)
def test_nothing_comes_alive_on_a_page(address: str) -> None:
    page = BeautifulSoup(body_of(address), "html.parser")
    for script in page.find_all("script"):
        assert script["type"] == "application/ld+json" and json.loads(str(script.string))
    handlers = [name for each in page.find_all(True) for name in each.attrs if name[:2] == "on"]
    addresses = [
        str(each.get(name, "")) for each in page.find_all(True) for name in ("href", "src")
    ]
    assert handlers == []
    assert [each for each in addresses if each.startswith(("javascript:", "//", "data:"))] == []
    assert "98148649" not in page.get_text() and len(page.select("h1")) == 1


def test_pictures_feed_and_map_of_the_site_are_well_formed(hostile: str) -> None:
    for address in (f"/r/{hostile}.svg", f"/r/{hostile}/v1.svg", "/zh-hans/changes.atom"):
        assert ET.fromstring(body_of(address)) is not None  # noqa: S314 - our own


def test_what_was_stored_before_texts_were_cleaned_breaks_neither_picture_nor_feed(
    hostile: str,
) -> None:
    with permitted("texts before they were cleaned"):
        Scenario.objects.filter(code=EVENT).update(name_zh_hans=Value("\x08甲\ufffe"))
    for address in (f"/r/{hostile}.svg", "/zh-hans/changes.atom"):
        body = body_of(address)
        assert ET.fromstring(body) is not None and "甲" in body.decode()  # noqa: S314 - our own


@pytest.mark.parametrize("address", CSVS)
def test_no_cell_is_a_formula(address: str) -> None:
    rows = list(csv.reader(io.StringIO(body_of(address).decode("utf-8-sig"))))
    assert len(rows) > 1 and len({len(row) for row in rows}) == 1
    assert [cell for row in rows for cell in row if harmless(cell) != cell] == []
    assert any(cell.startswith("'=1") for row in rows for cell in row)


@pytest.mark.parametrize("address", JSONS)
def test_data_are_json(address: str) -> None:
    assert json.loads(body_of(address))


@pytest.mark.parametrize("address", PLAIN)
def test_texts_for_programs_hold_no_controls(address: str) -> None:
    assert body_of(address)


def test_a_calendar_has_the_lines_of_its_events_alone() -> None:
    text = body_of("/zh-hans/changes.ics").decode()
    names = {line.partition(":")[0].partition(";")[0] for line in text.split("\r\n") if line}
    known = {
        "BEGIN",
        "END",
        "VERSION",
        "PRODID",
        "UID",
        "SEQUENCE",
        "DTSTAMP",
        "DTSTART",
        "SUMMARY",
    }
    assert {name for name in names if not name.startswith(" ")} <= {*known, "DESCRIPTION", "URL"}
    assert text.count("END:VEVENT\r\n") == 1 and Policy.objects.count() == 2
