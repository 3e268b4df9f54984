"""Guides, fact-checks, answers to questions, notes and papers are reported where they stand."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from guides.reported import passages
from tests.guides.pages import look, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content")]
TEXTS = ("guides/death/", "fact-checks/atm-pays-out-the-medical-balance/", "questions/?about=death")
ANSWERS = ("regions/440300/death/", "regions/320281/death/")


def chosen(client: Client, handle: Any) -> str:
    form: Any = look(client, handle["href"])
    option = form.select_one("select[name=part] option[selected]")
    assert form.select_one("input[name=edition]")["value"]
    return str(option["value"]) if option else ""


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
@pytest.mark.parametrize("address", TEXTS)
def test_every_passage_has_a_handle_that_chooses_it(
    client: Client, address: str, language: str
) -> None:
    prose = look(client, f"/{language}/{address}").select("main .prose")
    handles = [handle for each in prose for handle in each.select("a.say")]
    assert handles
    for handle in handles:
        said = chosen(client, handle)
        assert said and "".join(said.split())[:40] in "".join(words_of(handle.parent).split())
    assert not [each for text in prose for each in text.select(":is(h2, h3) a.say")]


@pytest.mark.parametrize("address", ANSWERS)
def test_every_paper_and_note_has_a_handle_that_chooses_it(client: Client, address: str) -> None:
    page = look(client, f"/zh-hans/{address}")
    papers, notes = page.select("ul.requirements > li"), page.select("#notes :is(p, li)")
    assert papers or notes
    for each in [*papers, *notes]:
        (handle,) = each.find_all("a", class_="say", recursive=False)
        assert "".join(chosen(client, handle).split()) in "".join(words_of(each).split())


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
@pytest.mark.parametrize("address", ANSWERS)
def test_every_place_and_fact_has_a_handle_that_chooses_it(
    client: Client, address: str, language: str
) -> None:
    page = look(client, f"/{language}/{address}")
    facts: list[Any] = [*page.select("#how .facts dd")]
    assert facts
    for each in facts:
        (handle,) = each.find_all("a", class_="say", recursive=False)
        said, row = chosen(client, handle), each.parent
        assert row is not None and row.dt is not None
        name, shown = words_of(row.dt), "".join(words_of(each).split())
        assert said.startswith(name)
        assert "".join(said.removeprefix(name)[1:].split())[:20] in shown
    places = page.select(".key-facts dl > div:not(#papers) dd > a.say, #how > p.small > a.say")
    assert places and all(chosen(client, handle) for handle in places)


def test_a_fact_of_how_it_is_done_is_offered_with_its_name(client: Client) -> None:
    form = look(client, "/zh-hans/feedback/?address=/zh-hans/regions/320281/death/")
    offered = [words_of(each) for each in form.select("select[name=part] option")]
    assert "官方事项名称：基本医疗保险参保人员个人账户一次性支取" in offered


def test_a_mark_of_three_digits_that_was_shared_still_chooses(client: Client) -> None:
    handle: Any = look(client, "/zh-hans/regions/110000/family-sharing/").select_one("main a.say")
    address, _mark, digits = str(handle["href"]).rpartition("s=")
    before = chosen(client, {"href": f"{address}s={digits[-3:]}"})
    assert before == chosen(client, handle) != ""


def test_nothing_of_a_handle_is_in_the_text_for_programs(client: Client) -> None:
    assert "feedback/?address" not in client.get("/zh-hans/guides/death.md").content.decode()


def test_passages_are_what_stands_between_two_blocks() -> None:
    text = "<h2>A</h2><ul><li>B <b>c</b><ul><li>D</li></ul></li></ul><p> &lt;E </p>"
    assert list(passages(text)) == ["A", "B c", "D", "<E"]
