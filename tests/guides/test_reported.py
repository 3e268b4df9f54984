"""Who reports an error of an answer chooses the sentence from all that its page says."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from guides.models import Feedback
from tests import factories as make
from tests.guides.pages import hrefs, look, words_of

pytestmark = pytest.mark.usefixtures("afternoon")
PAGE = "/regions/440000/settle-abroad/"
FORM = "/zh-hans/feedback/"


@pytest.fixture(autouse=True)
def _answer(db: None) -> None:
    rule = make.policy(region=make.region(), scenario=make.scenario())
    make.condition(rule, text_zh_hans="你已经退休。", text_en="You have retired.")
    make.publish(rule)
    make.procedure(live=True, region=make.region(), scenario=make.scenario())


def offered(client: Client, page: str = PAGE, language: str = "zh-hans") -> list[str]:
    form = look(client, f"/{language}/feedback/?address=/{language}{page}")
    return [words_of(each) for each in form.select("select[name=part] option")][1:]


def test_an_answer_page_leads_to_the_form_that_offers_all_it_says(client: Client) -> None:
    page = look(client, f"/zh-hans{PAGE}")
    (address,) = [link for link in hrefs(page, "main a") if link.startswith(FORM)]
    form: Any = look(client, address)
    assert form.select_one("input[name=address]")["value"] == f"/zh-hans{PAGE}"
    said = [words_of(each) for each in form.select("select[name=part] option")][1:]
    assert "你已经退休。" in said
    step: Any = page.select_one("ol.steps > li")
    assert words_of(step) in said
    assert words_of(page.select_one(".answer__sentence")) in said
    assert len(set(said)) == len(said)
    assert "选那一句" in words_of(form.form) and "抄下那一句" not in words_of(form.form)


def test_sentences_are_offered_in_the_language_of_the_page(client: Client) -> None:
    assert "You have retired." in offered(client, language="en")


def test_a_place_offers_what_it_says_from_the_level_above(client: Client) -> None:
    make.region("440300", "深圳市", level="prefecture", parent=make.region())
    assert "你已经退休。" in offered(client, "/regions/440300/settle-abroad/")


@pytest.mark.parametrize(
    "address",
    ["/zh-hans/guides/x/", "/nowhere/", "/zh-hans/regions/999999/settle-abroad/", "//x/", "", "x",
     "/zh-hans/regions/440000/nothing/"],
)  # fmt: skip
def test_of_other_pages_the_sentence_is_written(client: Client, address: str) -> None:
    form = look(client, f"{FORM}?address={address}")
    assert form.select("input[name=part]") and not form.select("select[name=part]")


def test_the_sentence_that_was_chosen_is_reported(client: Client) -> None:
    sent = {"address": f"/zh-hans{PAGE}", "part": "你已经退休。", "reason": "not_followed"}
    assert client.post(FORM, sent).status_code == 303
    assert Feedback.objects.get().part == "你已经退休。"


@pytest.mark.parametrize("part", ["你已经退休。", "<b>别的一句</b>", ""])
def test_what_was_chosen_stays_chosen_when_something_is_missing(client: Client, part: str) -> None:
    response: Any = client.post(FORM, {"address": f"/zh-hans{PAGE}", "part": part})
    assert response.status_code == 200
    page: Any = BeautifulSoup(response.content, "html.parser")
    assert page.select_one("select[name=part] option[selected]")["value"] == part
