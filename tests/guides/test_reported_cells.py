"""Each cell of a comparison leads to the form, with the page and what the cell says filled in."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.guides.pages import look, words_of
from tests.shipped import LANGUAGES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content", "today")]
PLACES = "regions=440300,110000,310000"


def chosen(form: Any) -> tuple[str, str]:
    option = form.select_one("select[name=part] option[selected]")
    return option["value"], form.select_one("input[name=edition]").get("value", "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("asked", [f"{PLACES}&kind=withdraw", f"{PLACES}&scenario=death"])
def test_every_cell_has_one_handle(client: Client, language: str, asked: str) -> None:
    page = look(client, f"/{language}/compare/?{asked}")
    cells = page.select("table.comparison tbody td")
    assert len(cells) > 10
    assert {len(cell.select("a.say[aria-label]")) for cell in cells} == {1}
    keys = {str(each["href"]) for each in page.select("table.comparison a.say")}
    assert len(keys) == len(cells)


def test_a_cell_fills_in_page_place_thing_and_edition(client: Client) -> None:
    page = look(client, f"/zh-hans/compare/?{PLACES}&kind=withdraw")
    for code, name in (("440300", "广东省深圳市"), ("110000", "北京市")):
        cell: Any = page.select_one(f"td[data-region='{code}'][data-scenario=death]")
        form: Any = look(client, str(cell.select_one("a.say")["href"]))
        assert form.select_one("input[name=address]")["value"].endswith(f"?{PLACES}&kind=withdraw")
        sentence, edition = chosen(form)
        assert sentence.startswith(f"{name} · 参保人去世 · ")
        assert edition == cell["data-edition"]


def test_of_one_thing_each_column_fills_in_what_it_says(client: Client) -> None:
    page = look(client, f"/zh-hans/compare/?{PLACES}&scenario=family-sharing")
    row: Any = page.select_one("tbody tr")
    said = []
    for cell in row.select("td"):
        sentence, _edition = chosen(look(client, cell.select_one("a.say")["href"]))
        said.append(sentence)
        name, _dot, told = sentence.partition(" · ")
        assert name == "广东省深圳市"
        words = told.partition("：")[2][:10].strip()
        assert words.replace(" ", "") in words_of(cell).replace(" ", "")
    assert len(set(said)) == len(said) == 5
    _said, edition = chosen(look(client, row.select_one("td a.say")["href"]))
    assert edition == row.select_one("td")["data-edition"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_a_large_table_each_row_leads_to_its_cells(client: Client, language: str) -> None:
    page = look(client, f"/{language}/compare/")
    rows = page.select("tbody tr")
    places = len(page.select("thead th")) - 1
    assert places > 12 and not page.select("td a.say")
    for row in (rows[0], rows[-1]):
        (handle,) = row.select("a.say")
        form = look(client, str(handle["href"]))
        assert len(form.select("select[name=part] option")) == places + 1


def test_one_thing_everywhere_leads_to_the_cells_of_a_place(client: Client) -> None:
    page = look(client, "/zh-hans/compare/?scenario=family-sharing")
    handles = page.select("tbody th a.say")
    assert len(handles) > 12
    form = look(client, str(handles[0]["href"]))
    offered = [str(each["value"]) for each in form.select("select[name=part] option")][1:]
    assert len(offered) == 6 and len({each.partition(" · ")[0] for each in offered}) == 1


@pytest.mark.parametrize("key", ["999999/death", "110000/nothing", "/", "death/", "../.."])
def test_a_key_of_nothing_chooses_nothing(client: Client, key: str) -> None:
    table = f"%2Fzh-hans%2Fcompare%2F%3F{PLACES.replace('=', '%3D')}%26kind%3Dwithdraw"
    form = look(client, f"/zh-hans/feedback/?address={table}&s={key}")
    options = form.select("select[name=part] option[selected]")
    assert [each["value"] for each in options] in ([], [""])


def test_the_text_of_a_table_has_no_handles(client: Client) -> None:
    assert "&s=" not in client.get(f"/zh-hans/compare.md?{PLACES}&kind=use").content.decode()
