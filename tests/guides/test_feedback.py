"""Feedback: a form without cookie, account or script."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from guides.models import Feedback
from tests.guides.pages import look, words_of

pytestmark = pytest.mark.usefixtures("afternoon")

FORM = "/zh-hans/feedback/"
REPORT = {
    "address": "/zh-hans/guides/death/",
    "edition": "K7M2P/v3",
    "reason": "wrong",
    "text": "窗口说要公证书。",
}


@pytest.fixture
def strict() -> Client:
    """A browser that is refused without a CSRF token, as real ones are."""
    return Client(enforce_csrf_checks=True)


def test_form_knows_the_page_it_came_from(client: Client) -> None:
    page: Any = look(client, f"{FORM}?address=/zh-hans/guides/death/&edition=K7M2P/v3")
    assert page.find("input", {"name": "address"})["value"] == "/zh-hans/guides/death/"
    assert page.find("input", {"name": "edition"})["value"] == "K7M2P/v3"
    assert "身份证号" in words_of(page.form) and "不要写" in words_of(page.form)


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/", "x", "/a%00b"])
def test_address_that_is_no_page_of_ours_is_not_filled_in(client: Client, address: str) -> None:
    response: Any = client.get(f"{FORM}?address={address}&edition=%3Cscript%3E")
    assert response.status_code in (200, 400)
    assert b"evil.example" not in response.content.split(b"<form")[-1]
    assert b"<script" not in response.content


def test_report_is_stored_without_token_and_answered_with_thanks(strict: Client) -> None:
    response = strict.post(FORM, REPORT)
    assert response.status_code == 303
    assert response["Location"] == "/zh-hans/feedback/thanks/"
    assert not response.cookies
    report = Feedback.objects.get()
    assert (report.address, report.edition, report.reason) == (
        "/zh-hans/guides/death/",
        "K7M2P/v3",
        "wrong",
    )
    assert "谢谢" in words_of(look(strict, response["Location"]))


def test_answer_to_a_report_is_never_cached(strict: Client) -> None:
    for report in (REPORT, {}):
        assert "no-store" in strict.post(FORM, report)["Cache-Control"]


def test_numbers_that_name_a_person_are_not_stored(strict: Client) -> None:
    strict.post(FORM, REPORT | {"text": "我的身份证 11010119900307123X，电话 138 0000 0000。"})
    text = Feedback.objects.get().text
    assert "1990" not in text and "138" not in text


def test_missing_reason_keeps_everything_else(strict: Client) -> None:
    page: Any = look_at(strict.post(FORM, REPORT | {"reason": "", "part": "第二句"}))
    assert not Feedback.objects.exists()
    assert page.find("textarea").get_text().strip() == "窗口说要公证书。"
    assert page.find("input", {"name": "part"})["value"] == "第二句"
    assert page.find("input", {"name": "edition"})["value"] == "K7M2P/v3"
    (problem,) = page.select(".error-list a")
    assert page.find(id=problem["href"][1:]) is not None


def test_other_reason_needs_a_word(strict: Client) -> None:
    page = look_at(strict.post(FORM, REPORT | {"reason": "other", "text": ""}))
    assert "请写一句说明" in words_of(page.main)


@pytest.mark.parametrize(
    "wrong",
    [{"reason": "x"}, {"address": ""}, {"address": "/" * 401}, {"text": "字" * 2001},
     {"text": "a\x00b"}, {"reason": ["wrong", "x"]}],
)  # fmt: skip
def test_bad_input_is_refused_in_words(strict: Client, wrong: dict[str, Any]) -> None:
    page = look_at(strict.post(FORM, REPORT | wrong))
    assert page.select(".error-list li")
    assert not Feedback.objects.exists()


def test_broken_edition_is_no_reason_to_refuse(strict: Client) -> None:
    assert strict.post(FORM, REPORT | {"edition": "nonsense"}).status_code == 303
    assert Feedback.objects.get().edition == ""


def test_program_that_fills_in_every_field_is_thanked_and_forgotten(strict: Client) -> None:
    assert strict.post(FORM, REPORT | {"website": "https://spam.example"}).status_code == 303
    assert not Feedback.objects.exists()


def test_trap_cannot_be_reached_by_keyboard_or_screen_reader(client: Client) -> None:
    trap: Any = look(client, FORM).find("input", {"name": "website"})
    assert trap["tabindex"] == "-1"
    assert trap.find_parent(attrs={"aria-hidden": "true"}) is not None


def look_at(response: Any) -> Any:
    """The page of an answer to a report that was not accepted."""
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")
