"""The comparison table: its cells, its days, and the same table for programs."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from policies.models import Region, Scenario
from policies.rules.comparison import MOST_PLACES
from policies.views.compare_records import DANGEROUS_IN_SPREADSHEETS, harmless
from tests.shipped import LANGUAGES, answer_on, fetch, one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content", "today")]
TABLE = "/zh-hans/compare/"


def cells(page: BeautifulSoup) -> dict[tuple[str, str], Any]:
    return {
        (str(td["data-region"]), str(td["data-scenario"])): td
        for td in page.select("td[data-verdict]")
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_regions_stand_in_the_order_asked_with_every_scenario_of_the_kind(language: str) -> None:
    page = fetch(f"/{language}/compare/?regions=440300,110000,320106&kind=withdraw")
    regions = list(dict.fromkeys(str(td["data-region"]) for td in page.select("td[data-verdict]")))
    assert regions == ["440300", "110000", "320106"]
    withdraw = set(Scenario.objects.filter(kind="withdraw").values_list("code", flat=True))
    for code in regions:
        assert {scenario for region, scenario in cells(page) if region == code} == withdraw


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["compare/", "compare.csv", "compare.json"])
def test_more_places_than_a_table_takes_are_refused_with_a_way_on(form: str, language: str) -> None:
    codes = list(Region.objects.order_by("code").values_list("code", flat=True)[: MOST_PLACES + 1])
    address = f"/{language}/{form}?regions="
    assert Client().get(f"{address}{','.join(codes[:-1])}&kind=move").status_code == 200
    refused = Client().get(f"{address}{','.join(codes)}&kind=move")
    assert refused.status_code == 400
    as_data = form.endswith(".json")
    page = BeautifulSoup(refused.content, "html.parser")
    said = refused.json()["reason"] if as_data else one(page, ".notice").text
    assert str(MOST_PLACES) in said and str(MOST_PLACES + 1) in said
    assert "/data/policies.csv" in said
    assert (language == "en") == said.isascii()


def test_every_row_and_column_is_named_for_a_screen_reader() -> None:
    page = fetch(f"{TABLE}?regions=440300,110000")
    table = one(page, "table")
    assert one(table, "caption").text.strip()
    columns = table.select("thead th[scope=col]")
    assert [each.text for each in columns] == ["事情\n全国怎样", "广东省深圳市", "北京"]
    for row in table.select("tbody tr"):
        assert len(row.select("td")) == 2 and len(row.select("th[scope=row]")) == 1


def test_a_cell_leads_to_the_answer_of_the_same_days() -> None:
    page = fetch(f"{TABLE}?regions=110000&kind=withdraw&on=2022-08-31&known_on=2026-11-22")
    for (_region, scenario), cell in cells(page).items():
        answer = answer_on(str(one(cell, "a:not(.say)")["href"]))
        assert answer["data-verdict"] == cell["data-verdict"], scenario
    assert cells(page)[("110000", "cash-while-insured")]["data-verdict"] == "yes"


def test_a_cell_of_what_was_known_leads_to_an_answer_of_what_was_known() -> None:
    page = fetch(f"{TABLE}?regions=110000&known_on=2026-11-21")
    for cell in cells(page).values():
        assert cell["data-verdict"] == "none"
        assert answer_on(str(one(cell, "a:not(.say)")["href"]))["data-verdict"] == "none"


def test_an_inherited_cell_says_whose_rule_it_is() -> None:
    page = fetch(f"{TABLE}?regions=320106&kind=use")
    for cell in cells(page).values():
        assert bool(cell.select(".comparison__note")) == (cell["data-verdict"] != "none")


def test_without_regions_the_table_shows_every_region_with_a_rule_of_its_own() -> None:
    for kind in Scenario.Kind.values:
        page = fetch(f"{TABLE}?kind={kind}")
        by_region: dict[str, set[str]] = {}
        for (region, _), cell in cells(page).items():
            by_region.setdefault(region, set()).add(str(cell.get("data-level")))
        assert by_region
        for region, levels in by_region.items():
            assert level_of(region) in levels


def level_of(code: str) -> str:
    if code == "100000":
        return "nation"
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def test_the_form_brings_back_what_was_asked() -> None:
    asked = "regions=440300,110000&kind=use&on=2027-01-01&known_on=2026-11-22"
    page = fetch(f"{TABLE}?{asked}")
    form = one(page, ".compare-form")
    kept = {str(i["name"]): i["value"] for i in one(form, "[role=search]").select("[type=hidden]")}
    assert "&".join(f"{name}={value}" for name, value in kept.items()) == asked
    assert one(form, "#on")["value"] == "2027-01-01"
    assert one(form, "#known_on")["value"] == "2026-11-22"
    assert one(page, ".compare-kinds [aria-current]")["href"] == f"{TABLE}?{asked}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_csv_json_and_page_say_the_same(language: str) -> None:
    query = "?regions=440300,320106,610100&kind=withdraw&on=2026-12-01"
    on_page = {
        place: str(cell["data-verdict"])
        for place, cell in cells(fetch(f"/{language}/compare/{query}")).items()
    }
    text = Client().get(f"/{language}/compare.csv{query}").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    data = json.loads(Client().get(f"/{language}/compare.json{query}").content)
    assert {(r["region"], r["scenario"]): r["verdict"] for r in rows} == on_page
    assert {(r["region"], r["scenario"]): r["verdict"] for r in data["cells"]} == on_page
    assert data["on"] == "2026-12-01" and data["language"] == language


def test_files_name_the_sources_of_every_rule_and_invent_nothing() -> None:
    data = json.loads(Client().get("/zh-hans/compare.json?kind=use").content)
    assert data["cells"]
    for cell in data["cells"]:
        if cell["verdict"] == "none":
            assert not cell["edition"] and not cell["answer"] and not cell["sources"]
        else:
            assert cell["edition"] and cell["answer"] and cell["sources"] and cell["seen_on"]


def test_the_csv_opens_in_a_spreadsheet_as_chinese_and_starts_no_formula() -> None:
    response = Client().get("/zh-hans/compare.csv")
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert "attachment" in response.headers["Content-Disposition"]
    for row in csv.reader(io.StringIO(response.content.decode("utf-8-sig"))):
        assert not any(value.startswith(DANGEROUS_IN_SPREADSHEETS) for value in row)


@pytest.mark.parametrize(
    "value",
    ["=1+1", "+86", "-1", "@x", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x", "  =1", "　＝1",
     "\u200b=1", "\ufeff =1", "\u200e=1", "\u202e+1", "\xad-1", "\x01@x", "\u2028\t＝1"],
)  # fmt: skip
def test_a_formula_is_defused(value: str) -> None:
    assert harmless(value) == f"'{value}"
    assert harmless("深圳") == "深圳" and harmless(" 2-3") == " 2-3"


def test_a_table_of_nothing_says_so() -> None:
    page = fetch(f"{TABLE}?known_on=2020-01-01")
    assert not page.select("table") and page.select("main .empty")
