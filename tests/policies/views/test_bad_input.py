"""What nobody should type: refused with 400 or 404 and a way on, or ignored, never a 500."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from policies.models import Region
from tests.running import examples
from tests.shipped import LANGUAGES, fetch, one

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("content", "today"),
]
ANSWER = "/zh-hans/regions/440300/death/"
WITH_A_FIELD = (ANSWER, "/zh-hans/regions/440300/")  # for the day: the page stays
DATED = (
    ANSWER,
    "/zh-hans/compare/",
    "/zh-hans/check/",
    "/zh-hans/compare.csv",
    "/zh-hans/compare.json",
)
# Both fixtures belong to the module or only redirect static files: examples may share them.
fuzz = settings(
    max_examples=examples(120),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "path",
    [
        "/regions/999999/",
        "/regions/999999/death/",
        "/regions/440300/nonsense/",
        "/regions/12/",
        "/regions/４４０３００/",
        "/scenarios/nonsense/",
        "/sources/nonsense/",
        "/compare/?regions=999999",
        "/compare/?kind=nonsense",
        "/check/?r=999999",
        "/check/?r=440300&e=nonsense",
        "/nonsense/",
    ],
)
def test_the_unknown_is_404_with_a_way_on(language: str, path: str) -> None:
    page = fetch(f"/{language}{path}", 404)
    way_on(page, language)


def way_on(page: BeautifulSoup, language: str = "zh-hans") -> None:
    one(page, "h1")
    main = one(page, "main#main")
    assert main.select(f"a[href='/{language}/regions/']") and main.select(f"a[href='/{language}/']")
    assert main.select("form[role=search] input[type=search]")
    assert str(one(page, "meta[name=robots]")["content"]) == "noindex"


@pytest.mark.parametrize("path", ["/fr/", "/zh/", "/zh-cn/regions/", "/nonsense", "/EN/"])
def test_an_unknown_language_is_404_with_a_way_on(path: str) -> None:
    way_on(fetch(path, 404))


@pytest.mark.parametrize("path", DATED[1:])
@pytest.mark.parametrize(
    "day",
    ["garbage", "2022-02-30", "2022-13-01", "0000-01-01", "2022112", "1e9",
     "2022-11-22T00:00", "+2022-11-22", "9999-12-31", "-1", "'", "1899-12-31"],
)  # fmt: skip
def test_no_day_is_refused(path: str, day: str) -> None:
    query = urlencode({"on": day})
    response = Client().get(f"{path}?{query}")
    assert response.status_code == 400
    assert not response.cookies
    if path.endswith(".json"):
        told = response.json()
        assert told["status"] == 400 and "2026-11-22" in told["reason"]
    else:
        way_on(BeautifulSoup(response.content, "html.parser"))


@pytest.mark.parametrize("path", WITH_A_FIELD)
@pytest.mark.parametrize("day", ["garbage", "2022-02-30", "1e9", "9999-12-31", "'", "x" * 100])
def test_no_day_is_refused_at_its_field(path: str, day: str) -> None:
    page = fetch(f"{path}?{urlencode({'on': day})}", 400)
    field = one(page, "input#on[aria-invalid=true]")
    assert field["value"] == day[:40] and field["aria-describedby"] == "on-error"
    assert str(one(page, "meta[name=robots]")["content"]) == "noindex"


@pytest.mark.parametrize("path", [ANSWER, "/zh-hans/compare/", "/zh-hans/compare.csv"])
@pytest.mark.parametrize("day", ["garbage", "2022-02-30", "x" * 100])
def test_no_day_of_knowledge_is_refused(path: str, day: str) -> None:
    fetch(f"{path}?known_on={day}", 400)


@pytest.mark.parametrize("day", ["1900-01-01", "2199-12-31", "", "%20", "2024-02-29"])
def test_any_day_of_the_calendar_is_answered(day: str) -> None:
    for path in DATED:
        status = Client().get(f"{path}?on={day}&known_on={day}", follow=True).status_code
        assert status == 200, path


@pytest.mark.parametrize(
    "query",
    ["on=%00", "q=a%00b", "%6Fn=%FF", "x=1&on=%FF", "q=%C3%28", "q=%ED%A0%80", "q=%E6%B7"],
)
@pytest.mark.parametrize("path", ["/zh-hans/", "/zh-hans/regions/", *DATED])
def test_broken_bytes_are_refused(path: str, query: str) -> None:
    fetch(f"{path}?{query}", 400)


@pytest.mark.parametrize("path", ["/zh-hans/%00/", "/zh-hans/regions/%FF/", "/%FF", "/%00",
                                  "/zh-hans/scenarios/%ED%A0%80/"])  # fmt: skip
def test_broken_bytes_in_the_path_are_refused(path: str) -> None:
    assert Client().get(path).status_code in (400, 404)


@pytest.mark.parametrize("path", ["//", "//evil.example/", "/zh-hans//regions/"])
def test_empty_parts_of_a_path_lead_nowhere(path: str) -> None:
    assert Client().get("/", PATH_INFO=path).status_code == 404


@pytest.mark.parametrize("path", ["/zh-hans/", *DATED])
def test_a_query_of_ten_kilobytes_is_refused(path: str) -> None:
    fetch(f"{path}?x={'a' * 10_240}", 400)
    fetch(f"{path}?{'a=1&' * 2_560}", 400)


def test_a_search_of_any_length_below_that_is_answered() -> None:
    fetch("/zh-hans/regions/?q=" + "a" * 4_000)


def test_repeated_parameters_count_once() -> None:
    twice = Client().get("/zh-hans/compare/?kind=use&kind=withdraw&regions=440300")
    assert twice["Location"] == "/zh-hans/compare/?regions=440300&kind=use"
    first = fetch(f"{ANSWER}?on=2026-11-01&on=garbage")
    assert str(first.main) == str(fetch(f"{ANSWER}?on=2026-11-01").main)
    codes = Client().get("/zh-hans/compare/?regions=440300,440300&regions=440300")
    assert codes["Location"] == "/zh-hans/compare/?regions=440300"


@pytest.mark.parametrize(
    "value", ["４４０３００", "٤٤٠٣٠٠", "४४०३००", "44030", "4403000", "44030a", "-1"]
)
def test_only_ascii_digits_name_a_region(value: str) -> None:
    fetch(f"/zh-hans/check/?{urlencode({'r': value})}", 400)


def test_a_list_of_nothing_but_commas_is_no_list() -> None:
    moved = Client().get("/zh-hans/compare/?regions=,,%20,")
    assert (moved.status_code, moved["Location"]) == (301, "/zh-hans/compare/")


def test_as_many_regions_as_an_address_holds_are_refused() -> None:
    codes = list(Region.objects.values_list("code", flat=True)[:580])
    fetch(f"/zh-hans/compare/?regions={','.join(codes)}", status=400)


def test_more_regions_than_that_are_refused_and_not_served_in_part() -> None:
    codes = list(Region.objects.values_list("code", flat=True)[:700])
    fetch(f"/zh-hans/compare/?regions={','.join(codes)}", 400)


@pytest.mark.parametrize("query", ["=", "&&&", "a", "a=b=c", "on", "%3D", "regions[]=1", "?", ";"])
def test_odd_but_harmless_queries_change_nothing(query: str) -> None:
    plain = fetch(ANSWER)
    assert str(fetch(f"{ANSWER}?{query}").main) == str(plain.main)


RUN = "script:not([type='application/ld+json'])"  # a block of data is never run


def test_nothing_typed_comes_back_as_markup() -> None:
    payload = '"><script>alert(1)</script>'
    for path in ("/zh-hans/regions/?q=", "/zh-hans/check/?q="):
        page = fetch(path + urlencode({"": payload})[1:])
        assert not page.select(RUN)
        assert one(page, "input#region")["value"] == payload
    for path in ("/zh-hans/check/?r=440300&e=", "/zh-hans/compare/?kind="):
        assert not fetch(path + urlencode({"": payload})[1:], 404).select(RUN)


def test_redirects_of_the_wizard_stay_on_this_site() -> None:
    for value in ("//evil.example", "https://evil.example/", "\\\\evil"):
        query = urlencode({"r": "440300", "e": "death", "next": value, "heir": value})
        response = Client().get(f"/zh-hans/check/?{query}")
        assert response.headers["Location"].startswith("/zh-hans/check/?r=440300")


values = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["440300", "110000", "320106", "999999", "2026-11-22", "2022-02-30", "-", ""]),
    st.sampled_from(["withdraw", "use", "settle-abroad", "death", "yes", "no", "settled"]),
    st.lists(st.sampled_from(["440300", "110000", "000000"]), max_size=5).map(",".join),
    st.dates().map(str),
)
names = st.one_of(
    st.sampled_from(["r", "e", "on", "q", "regions", "kind", "known_on", "ret", "abroad", "heir"]),
    st.text(max_size=8),
)
queries = st.lists(st.tuples(names, values), max_size=8)


@fuzz
@given(query=queries, path=st.sampled_from([*DATED, "/en/regions/", "/zh-hant/check/"]))
@example(query=[("r", "440300"), ("e", "-"), ("ret", "\x00")], path="/zh-hans/check/")
@example(query=[("r", "440300"), ("e", "-"), ("on", "1900-01-01")], path="/zh-hans/check/")
def test_no_parameters_break_a_page(query: list[tuple[str, str]], path: str) -> None:
    assert_sound(f"{path}?{urlencode(query, errors='surrogatepass')}")


@fuzz
@given(query=st.text(max_size=60), path=st.sampled_from(DATED))
def test_no_raw_query_breaks_a_page(query: str, path: str) -> None:
    raw = query.encode("utf-8", "surrogatepass").decode("latin-1")
    response = Client().generic("GET", path, QUERY_STRING=raw)
    assert response.status_code in (200, 301, 302, 400, 404)


def assert_sound(address: str) -> None:
    response = Client().get(address)
    assert response.status_code in (200, 301, 302, 400, 404), address
    assert not response.cookies
    if response.status_code == 301:  # marks behind a value; what is left may be put in order
        assert response.headers["Location"] != address
        assert_sound(response.headers["Location"])
    if response.status_code == 302:
        again: Any = Client().get(response.headers["Location"])
        assert again.status_code in (200, 400, 404), "one hop, and no more"
