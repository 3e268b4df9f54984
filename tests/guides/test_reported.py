"""Who reports an error of an answer chooses the sentence from all that its page says."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from guides.models import Feedback
from tests import factories as make
from tests.guides.pages import hrefs, look, words_of

pytestmark = pytest.mark.usefixtures("afternoon")
PAGE = "/regions/440000/settle-abroad/"
FORM = "/zh-hans/feedback/"


@pytest.fixture(autouse=True, scope="module")
def _answer(rows_of_module: None) -> None:
    rule = make.policy(region=make.region(), scenario=make.scenario())
    make.condition(rule, text_zh_hans="你已经退休。", text_en="You have retired.")
    make.publish(rule)
    make.procedure(live=True, region=make.region(), scenario=make.scenario())


def offered(client: Client, page: str = PAGE, language: str = "zh-hans") -> list[str]:
    form = look(client, f"/{language}/feedback/?address=/{language}{page}")
    return [words_of(each) for each in form.select("select[name=part] option")][1:]


def test_an_answer_page_leads_to_the_form_that_offers_all_it_says(client: Client) -> None:
    page = look(client, f"/zh-hans{PAGE}")
    (address,) = [link for link in hrefs(page, "main a") if "&edition=" in link]
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


def handles(page: Any) -> list[Any]:
    return list(page.select("main a.say"))


def chosen(client: Client, handle: Any) -> tuple[str, str]:
    """The sentence that the form at a handle has chosen, and the edition it goes with."""
    form: Any = look(client, handle["href"])
    option = form.select_one("select[name=part] option[selected]")
    return option["value"], form.select_one("input[name=edition]")["value"]


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_every_sentence_has_a_handle_that_fills_in_page_sentence_and_edition(
    client: Client, language: str
) -> None:
    page: Any = look(client, f"/{language}{PAGE}")
    said = [
        page.select_one(".answer__sentence"), *page.select(".ways li"), *page.select(".steps > li"),
    ]  # fmt: skip
    assert len(said) >= 3 == len([each for each in said if len(each.select("a.say")) == 1])
    for each in said:
        (handle,) = each.select("a.say")
        sentence, edition = chosen(client, handle)
        assert sentence and sentence in words_of(each)
        assert edition.endswith("/v1")
        assert handle["aria-label"] and "nofollow" in handle["rel"] and not words_of(handle)
        assert f"address=/{language}{PAGE}&" in handle["href"]
    assert f"：{sentence}" in words_of(look(client, handle["href"]).form) or language == "en"


def test_two_sentences_of_one_mark_are_left_to_the_reader(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("guides.reported.mark_of", lambda sentence: "abc")
    form: Any = look(client, f"{FORM}?address=/zh-hans{PAGE}&s=abc")
    option = form.select_one("select[name=part] option[selected]")
    assert option is None or option["value"] == ""


@pytest.mark.parametrize("mark", ["zzz", "", "🙂", "0" * 999, "<b>"])
def test_a_mark_of_nothing_chooses_nothing(client: Client, mark: str) -> None:
    form: Any = look(client, f"{FORM}?address=/zh-hans{PAGE}&s={mark}")
    option = form.select_one("select[name=part] option[selected]")
    assert option is None or option["value"] == ""
    assert "<b>" not in str(form.form)


def test_an_inherited_sentence_is_reported_with_the_edition_from_above(client: Client) -> None:
    make.region("440300", "深圳市", level="prefecture", parent=make.region())
    above, below = (
        {chosen(client, each) for each in handles(look(client, f"/zh-hans{page}"))}
        for page in (PAGE, "/regions/440300/settle-abroad/")
    )
    assert above == below and len(above) >= 3 and "你已经退休。" in dict(above)


def test_texts_and_paper_have_no_handles(client: Client) -> None:
    text = client.get(f"/zh-hans{PAGE.removesuffix('/')}.md").content.decode()
    assert "你已经退休。" in text and "&s=" not in text
    assert not handles(look(client, f"/zh-hans{PAGE}sheet/"))


TABLE = "/zh-hans/compare/?regions=440000&kind=withdraw"


def test_of_an_address_too_long_to_be_stored_the_page_is_reported(client: Client) -> None:
    """Cut in the middle of a place, it would be the address of another table."""
    places = ",".join(str(code) for code in range(440000, 440060))
    for page, filled in {
        f"/zh-hans/compare/?regions={places}": "/zh-hans/compare/",
        f"/zh-hans/{'a' * 400}/": "",
    }.items():
        form: Any = look(client, f"{FORM}?{urlencode({'address': page})}")
        assert form.select_one("input[name=address]").get("value", "") == filled


def test_a_table_leads_to_the_form_that_offers_its_cells(client: Client) -> None:
    links = hrefs(look(client, TABLE), "main a:not(.say)")
    (address,) = [link for link in links if link.startswith(FORM)]
    form: Any = look(client, address)
    assert form.select_one("input[name=address]")["value"] == TABLE
    said = [words_of(each) for each in form.select("select[name=part] option")][1:]
    assert said == ["广东省 · 出境定居 · 符合条件才可以"]
    sent = {"address": TABLE, "part": said[0], "reason": "wrong"}
    assert client.post(FORM, sent).status_code == 303
    assert Feedback.objects.get().address == TABLE


@pytest.mark.parametrize(
    "query", ["regions=x", "kind=nothing", "scenario=nothing", "",
              "regions=" + ",".join(f"{n:06}" for n in range(130))],
)  # fmt: skip
def test_of_a_table_nobody_can_read_the_cell_is_written(client: Client, query: str) -> None:
    address = f"/zh-hans/compare/?{query}"
    form = look(client, f"{FORM}?{urlencode({'address': address[:400]})}")
    assert form.select("input[name=part]")
