"""Feedback: a form without cookie, account or script."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from hypothesis import assume, given
from hypothesis import strategies as st

from guides.models import Feedback
from guides.models.feedback import MASK, PUBLIC_ROW, mask_in_address, mask_personal_numbers
from tests import factories as make
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


@pytest.mark.parametrize(
    "address", ["/zh-hans//[", "/zh-hans//[x]/y/", "/[", "http://[", "//[v1.x"]
)
def test_an_address_that_cannot_be_read_is_one_of_no_page(client: Client, address: str) -> None:
    assert client.get(FORM, {"address": address}).status_code == 200
    assert client.post(FORM, {"address": address}).status_code == 200, "no reason was chosen"


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/", "x", "/a%00b"])
def test_address_that_is_no_page_of_ours_is_not_filled_in(client: Client, address: str) -> None:
    response: Any = client.get(f"{FORM}?address={address}&edition=%3Cscript%3E")
    assert response.status_code in (200, 400)
    assert b"evil.example" not in response.content.split(b"<form")[-1]
    assert b"<script>" not in response.content


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


@pytest.mark.parametrize(
    "number",
    ["138　0000　0000", "138\u00a00000\u00a00000", "138\u200b0000\u200b0000", "138.0000.0000",
     "138 – 0000 – 0000", "138/0000/0000", "138，0000，0000", "138_0000_0000", "138·0000·0000",
     "(138)(0000)(0000)", "138\t0000\n0000", "1 3 8 0 0 0 0 0 0 0 0", "１３８００００００００",
     "⑬⑧⑧⑧⑧⑧", "一三八零零〇〇幺二三四", "138一0000一0000", "8888-888", "12345 67", "19900307",
     "110101199003071234", "110 101 1990 0307", "1234567", "62220000000000000000000000"],
)  # fmt: skip
def test_number_is_masked_however_it_is_written(number: str) -> None:
    assert re.fullmatch(rf"打\(?{MASK}\)?abc", mask_personal_numbers(f"打{number}abc"))


@pytest.mark.parametrize(
    "text",
    ["2026-11-22", "2026/1/2 14:30", "2024-2025年", "12393", "110 12393 96110", "12345、12377",
     "打12393、12345，一直没人接", "12333，2026-11-22", "3000元", "12,345.67元", "3000-5000元",
     "2020年1月1日交了3000元", "440300", "第一、二、三条"],
)  # fmt: skip
def test_day_price_and_hotline_stay(text: str) -> None:
    assert mask_personal_numbers(text) == text


def test_region_codes_in_an_address_stay_and_numbers_do_not() -> None:
    address = "/zh-hans/compare/?r=440300,320100&on=2026-11-22"
    assert mask_in_address(address) == address
    assert mask_in_address("/zh-hans/search/?q=13800000000") == f"/zh-hans/search/?q={MASK}"


SIGNS = "0123456789０９٣①⑳一幺X年a -－—.·,，/_()\u3000\u00a0\u200b\t\n元"


@given(st.text(st.sampled_from(SIGNS), max_size=60) | st.text(max_size=60))
def test_no_run_of_seven_digits_survives(text: str) -> None:
    masked = mask_personal_numbers(text)
    assert not re.search(r"\d{7}", unicodedata.normalize("NFKC", masked))
    assert mask_personal_numbers(masked) == masked


@given(st.integers(10**10, 10**11 - 1), st.lists(st.text(st.sampled_from(" -.·　\n"), max_size=3),
       min_size=11, max_size=11))  # fmt: skip
def test_no_mobile_number_survives(number: int, breaks: list[str]) -> None:
    written = "".join(map("".join, zip(f"1{str(number)[1:]}", breaks, strict=True))).strip(
        " -.·　\n"
    )
    assume(not PUBLIC_ROW.fullmatch(unicodedata.normalize("NFKC", written)))
    assert mask_personal_numbers(written) == MASK


def test_missing_reason_keeps_everything_else(strict: Client) -> None:
    page: Any = look_at(strict.post(FORM, REPORT | {"reason": "", "part": "第二句"}))
    assert not Feedback.objects.exists()
    assert page.find("textarea").get_text().strip() == "窗口说要公证书。"
    assert page.find("input", {"name": "part"})["value"] == "第二句"
    assert page.find("input", {"name": "edition"})["value"] == "K7M2P/v3"
    (problem,) = page.select(".error-list a")
    assert page.find(id=problem["href"][1:]) is not None


def test_the_reason_that_was_chosen_stays_chosen(strict: Client) -> None:
    response = strict.post(FORM, {**REPORT, "address": ""})
    page = BeautifulSoup(response.content, "html.parser")
    chosen = [field["value"] for field in page.select("input[name=reason][checked]")]
    assert chosen == [REPORT["reason"]]


def test_other_reason_needs_a_word(strict: Client) -> None:
    page = look_at(strict.post(FORM, REPORT | {"reason": "other", "text": ""}))
    assert "请写一句说明" in words_of(page.main)


@pytest.mark.parametrize(
    "wrong",
    [{"reason": "x"}, {"address": ""}, {"address": "/" * 401}, {"text": "字" * 2001},
     {"part": "字" * 201}, {"reason": ["wrong", "x"]}],
)  # fmt: skip
def test_bad_input_is_refused_in_words(strict: Client, wrong: dict[str, Any]) -> None:
    page = look_at(strict.post(FORM, REPORT | wrong))
    (problem,) = page.select(".error-list li")
    assert re.search("太长了：最多|没有这个原因|请写是哪一页", words_of(problem))
    assert not Feedback.objects.exists()


def test_what_is_too_long_to_be_read_is_refused_as_too_long(strict: Client) -> None:
    response: Any = strict.post(FORM, REPORT | {"text": "很" * 3_000_000})
    assert response.status_code == 413 and len(response.content) < 50_000
    page: Any = BeautifulSoup(response.content, "html.parser")
    assert "太长了，只留下了前面的" in words_of(page.select_one(".error-list"))
    assert not Feedback.objects.exists()


def test_what_is_far_too_long_is_refused_and_not_sent_back_whole(strict: Client) -> None:
    response: Any = strict.post(FORM, REPORT | {"text": "x" * 1_000_000, "y" * 300: "z" * 99_999})
    assert response.status_code == 413 and len(response.content) < 50_000
    page: Any = BeautifulSoup(response.content, "html.parser")
    assert "太长了，只留下了前面的" in words_of(page.select_one(".error-list"))
    assert page.find("input", {"name": "address"})["value"] == REPORT["address"]
    assert len(page.textarea.get_text(strip=True)) == 2000
    assert not Feedback.objects.exists()


def test_the_same_report_is_kept_once_a_day(strict: Client) -> None:
    report = REPORT | {"text": "打13800000000没人接。"}
    assert strict.post(FORM, report).status_code == 303
    again: Any = strict.post(FORM, report)
    page = BeautifulSoup(again.content, "html.parser")
    assert again.status_code == 409 and "已经收到了" in words_of(page.select_one(".error-list"))
    assert "no-store" in again["Cache-Control"] and Feedback.objects.count() == 1
    assert strict.post(FORM, report | {"text": "另一件事。"}).status_code == 303
    Feedback.objects.update(received_at=make.NOON - make.DAY)
    assert strict.post(FORM, report).status_code == 303


@pytest.mark.parametrize(
    "text", ["\u202e这里错了", "这里\u200b错了", "这里错了 \r\n\r\n不对", "e\u0301"]
)
def test_what_nobody_sees_makes_no_other_report(strict: Client, text: str) -> None:
    assert [strict.post(FORM, REPORT | {"text": text}).status_code for _twice in "12"] == [303, 409]
    assert Feedback.objects.count() == 1


def test_a_text_of_which_nothing_is_seen_is_none(strict: Client) -> None:
    page: Any = strict.post(FORM, REPORT | {"reason": "other", "text": "\u200b\u200b\ufeff"})
    assert "请写一句说明" in page.content.decode() and not Feedback.objects.exists()


def test_markup_in_a_report_is_text(strict: Client) -> None:
    markup = "<script>alert(1)</script><b>x</b>"
    response: Any = strict.post(FORM, REPORT | {"text": markup, "part": markup, "reason": ""})
    assert markup not in response.content.decode()
    assert look_at(response).textarea.get_text(strip=True) == markup


def test_nul_is_left_out(strict: Client) -> None:
    report = {name: f"{value}\0" for name, value in REPORT.items() if name != "reason"}
    assert strict.post(FORM, report | {"reason": "wrong", "text": "a\0b"}).status_code == 303
    stored = Feedback.objects.get()
    assert (stored.text, stored.edition) == ("ab", "K7M2P/v3")


@pytest.mark.parametrize("edition", ["nonsense", "x" * 4000, "\0", "K7M2P/v3/"])
def test_broken_edition_is_no_reason_to_refuse(strict: Client, edition: str) -> None:
    assert strict.post(FORM, REPORT | {"edition": edition}).status_code == 303
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
