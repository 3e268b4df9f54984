"""Addresses that a chat program or a printer took apart lead to the page that they mean."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import factories as make

pytestmark = pytest.mark.django_db
ANSWER = "/zh-hans/regions/440300/death/"
BEHIND = [
    "）", "。", "，办法见这里", " 点击查看", "\u200b", "\ufeff", ")", "]",
    "”", "…", "、", "&nbsp", ".", "、/", "：", "～", "％20", "＃top", "...", "\\", "\ufe0f", "👉",
]  # fmt: skip


@pytest.fixture
def code() -> str:
    return make.publish(make.policy()).code


@pytest.mark.parametrize("behind", BEHIND)
@pytest.mark.parametrize("address", [ANSWER, ANSWER.removesuffix("/"), "/en/guides/", "/zh-hans/"])
def test_what_stands_behind_an_address_is_cut_off(address: str, behind: str) -> None:
    response = Client().get(address + behind)
    assert (response.status_code, response.headers["Location"]) == (301, address.rstrip("/") + "/")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("/zh-hans/regions/440300/Death/", ANSWER), ("/regions/440300/Death", ANSWER),
     ("/zh-hans/Regions/440300/DEATH", ANSWER), ("/en/Guides/Death/", "/en/guides/death/"),
     ("/zh-hans/regions/440300/Death.json", "/zh-hans/regions/440300/death.json")],
)  # fmt: skip
def test_a_capital_that_a_telephone_wrote_is_a_small_letter(typed: str, meant: str) -> None:
    response = Client().get(typed)
    assert (response.status_code, response.headers["Location"]) == (301, meant)


@pytest.mark.parametrize("code", ["4403", "44", "440300000000"])
def test_a_code_of_another_length_is_no_address(code: str) -> None:
    """Nothing on its way shortens a code; the box for searching knows the other lengths."""
    assert Client().get(f"/zh-hans/regions/{code}/death/").status_code == 404


@pytest.mark.parametrize(
    "damaged",
    ["/zh-hans/regions/440300/dea\u00adth/", "/zh-hans/\u200bregions/440300/death\u2060/",
     "/zh-hans/regions/440\ufeff300/death/。看看", "/zh-hans/regions/440300/death/\u200b看看",
     "/zh-hans/ regions/440300/death/"],
)  # fmt: skip
def test_what_cannot_be_seen_in_an_address_is_left_out(damaged: str) -> None:
    response = Client().get(damaged)
    assert (response.status_code, response.headers["Location"]) == (301, ANSWER)


@pytest.mark.parametrize(
    "form",
    [
        "/r/\u200b{0}",
        "/r/ {1}",
        "/r/{0}。",
        "/r/{0}/",
        "/r/{1}）",
        "/R/{1}",
        "/ｒ/{2}",
        "/r/{2}/",
        "/r/{1}\u3000看",
        "/r/{0}：",
        "/r/{2}…",
        "/r/{0}～看看",
        "/r/{0}%EF%BC%85",
        "/r/{0}＃top",
        "/r/{0}:",
        "/r/{0}..",
        "/r/{0}\ufe0f",
    ],
)
def test_a_short_address_is_read_in_any_case_and_width(code: str, form: str) -> None:
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in code)
    response = Client().get(form.format(code, code.lower(), wide))
    assert (response.status_code, response.headers["Location"]) == (301, f"/r/{code}")


@pytest.mark.parametrize("place", [1, 2, 3, 4])
def test_blanks_inside_a_code_that_was_read_out_are_left_out(code: str, place: int) -> None:
    response = Client().get(f"/r/{code[:place]} {code[place:].lower()}")
    assert (response.status_code, response.headers["Location"]) == (301, f"/r/{code}")


@pytest.mark.parametrize("said", ["7KK", "7KK。", "7", "7KK3VX）", "【】", "7KK3V/v、"])
def test_what_is_no_code_leads_nowhere(said: str) -> None:
    assert Client().get(f"/r/{said}").status_code == 404


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("check/?r=440000&e=settle-abroad】", "check/?r=440000&e=settle-abroad"),
        ("check/?r=440000&e=settle-abroad。看", "check/?r=440000&e=settle-abroad"),
        ("compare/?kind=use。", "compare/?kind=use"),
        ("compare/?regions=440000&scenario=settle-abroad）",
         "compare/?regions=440000&scenario=settle-abroad"),
        ("regions/?e=settle-abroad\ufe0f", "regions/?e=settle-abroad"),
        ("regions/?e=settle-abroad）&from=singlemessage", "regions/?e=settle-abroad"),
        ("regions/?e=ｓｅｔｔｌｅ-abroad", "regions/?e=settle-abroad"),
    ],
)  # fmt: skip
def test_what_stands_behind_the_last_value_is_cut_off(asked: str, meant: str) -> None:
    make.policy(live=True)
    response = Client().get(f"/zh-hans/{asked}")
    assert (response.status_code, response.headers["Location"]) == (301, f"/zh-hans/{meant}")


def test_a_cut_address_of_the_wizard_leads_on_once() -> None:
    make.policy(live=True)
    response = Client().get("/zh-hans/check/?e=settle-abroad）&r=440000")
    assert response.headers["Location"] == "/zh-hans/check/?r=440000&e=settle-abroad"


@pytest.mark.parametrize("value", ["nothing", "nothing）", "）", "%22%3E%3Cb%3E"])
def test_an_unknown_value_is_unknown_after_one_redirect(value: str) -> None:
    response = Client().get(f"/zh-hans/regions/?e={value}")
    if response.status_code == 301:
        response = Client().get(response.headers["Location"])
    assert response.status_code == 404


def test_so_is_one_of_an_edition(code: str) -> None:
    response = Client().get(f"/r/{code.lower()}/Ｖ1（打印）")
    assert (response.status_code, response.headers["Location"]) == (301, f"/r/{code}/v1")


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        (f"{ANSWER}）?on=2026-01-01&from=singlemessage", f"{ANSWER}?on=2026-01-01"),
        ("/（", "/"),
    ],
)
def test_one_redirect_leads_there_with_what_this_site_reads(address: str, meant: str) -> None:
    response = Client().get(address)
    assert (response.status_code, response.headers["Location"]) == (301, meant)


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("/regions/440300/death/", ANSWER),
        ("/regions/440300/death", ANSWER),
        ("/guides/。", "/zh-hans/guides/"),
    ],
)
def test_an_address_without_a_language_leads_on(address: str, meant: str) -> None:
    response = Client().get(address)
    assert (response.status_code, response.headers["Location"]) == (301, meant)


FILES = ["/zh-hans/regions/440300/death.json", "/en/regions/440300.md", "/en/changes.ics",
         "/zh-hant/changes.atom", "/data/policies.csv", "/llms.txt", "/sitemap.xml"]  # fmt: skip


@pytest.mark.parametrize("file", FILES)
def test_a_file_is_found_with_a_slash_behind_it_or_a_name_that_ends_in_capitals(file: str) -> None:
    stem, end = file.rsplit(".", 1)
    for damaged in (f"{file}/", f"{stem}.{end.upper()}", f"{stem}.{end.title()}/"):
        response = Client().get(damaged)
        assert (response.status_code, response.headers.get("Location")) == (301, file), damaged


def test_a_file_without_a_language_leads_on() -> None:
    for damaged in ("/regions/440300/death.json/", "/regions/440300/death.JSON"):
        response = Client().get(damaged)
        meant = "/zh-hans/regions/440300/death.json"
        assert (response.status_code, response.headers["Location"]) == (301, meant)


@pytest.mark.parametrize("behind", [".json", ".md", ".png", "/v1.json", "/1", "/v", ".svg.png"])
def test_no_short_address_leads_to_one_that_is_not_there(code: str, behind: str) -> None:
    assert Client().get(f"/r/{code}{behind}").status_code == 404


@pytest.mark.parametrize(
    "address",
    [f"{ANSWER}%EF%BC", "/zh-hans/nothing/", "/zh-hans/nothing）",
     "/zh-hans/regions/44030/death/", "/fr/regions/",
     "/admin（", "/EN/guides/", "/zh-hans/guides/死亡/", "/zh-hans/regions/４４０３００/",
      "/r/", "/zh-hans/regions/440300/death/more/",
      "/zh-hans/nothing.json/", "/zh-hans/guides/death.JSON", "/openapi.json/",
      "/zh-hans/guides/../", "/zh-hans/guides/.././", "/zh-hans/guides/../.", "/guides/.././"],
)  # fmt: skip
def test_what_means_no_page_is_none(address: str) -> None:
    assert Client().get(address).status_code == 404


def test_only_reading_is_led_on() -> None:
    assert Client().post(f"{ANSWER}）").status_code in (404, 405)


@pytest.mark.parametrize("path", ["/check/", "/check", "/zh-hans/check", "/zh-hans/check/）"])
def test_an_address_of_the_wizard_with_stray_answers_leads_on_once(path: str) -> None:
    """First to its language, then to the answers that it has, it took two."""
    rule = make.policy()
    make.condition(rule)
    make.publish(rule)
    meant = "/zh-hans/check/?r=440000&e=settle-abroad"
    for query in ("r=440000&e=settle-abroad&ret=zz&foo=1", "e=settle-abroad&r=440000"):
        response = Client().get(f"{path}?{query}")
        assert (response.status_code in (301, 302), response.headers["Location"]) == (True, meant)
        assert Client().get(meant).status_code == 200
    plain = Client().get(f"{path}?r=440000&e=settle-abroad&ret=yes")
    assert plain.headers["Location"] == f"{meant}&ret=yes"


@pytest.mark.parametrize(
    ("pasted", "meant"),
    [
        *((f"yes{each}", "&ret=yes") for each in ("）", "。", "】看", "，", "\u200b", "%20", ")")),
        ("ＹＥＳ", "&ret=yes"),
        ("-）", "&ret=-"),
        *((other, "") for other in ("yesterday", "）yes", "yes_no", "）", "是")),
    ],
)  # fmt: skip
def test_an_answer_of_the_wizard_is_read_without_what_stands_behind_it(
    pasted: str, meant: str
) -> None:
    rule = make.policy()
    make.condition(rule)
    make.publish(rule)
    asked = "/zh-hans/check/?r=440000&e=settle-abroad"
    response = Client().get(f"{asked}&ret={pasted}")
    assert response.headers["Location"] == f"{asked}{meant}"


@pytest.mark.parametrize("path", ["/check/", "/check", "/zh-hans/check/）"])
@pytest.mark.parametrize(
    ("query", "status"), [("e=nothing", 404), ("r=abc", 400), ("on=2026-99-99", 400)]
)
def test_what_the_wizard_refuses_it_refuses_at_its_own_address(
    path: str, query: str, status: int
) -> None:
    answer = Client(raise_request_exception=False).get(f"{path}?{query}")
    meant = f"/zh-hans/check/?{query}"
    assert (answer.status_code, answer.headers.get("Location")) == (301, meant)
    assert Client().get(meant).status_code == status
