"""Where things stand on an answer page: the answer, what to bring and whom to call come first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from guides.models import Guide
from policies.models import Policy, Procedure
from tests.running import IS_LONG
from tests.shipped import LANGUAGES, TODAY

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
SCREEN = 780
FIRST = 1.5 * SCREEN
HIGHEST = {
    **{(language, 360): 6 * SCREEN for language in LANGUAGES},
    **{(language, 1280): 3200 for language in ("zh-hans", "en")},
}
SAMPLE = (
    "440300/death", "320106/death", "110000/family-sharing", "440100/commercial-insurance",
    "100000/cash-out-fraud", "320281/death",
)  # fmt: skip
PLACES = """() => {
    const bottom = e => Math.round(e.getBoundingClientRect().bottom + scrollY);
    const first = s => [...document.querySelectorAll(s)].filter(e => e.offsetHeight)[0];
    const found = {};
    for (const [name, selector] of Object.entries({
        header: '.site-header', answer: 'main .answer', papers: 'main .requirements > li',
        tel: 'main a[href^="tel:"]',
    })) if (first(selector)) found[name] = bottom(first(selector));
    return {...found, page: document.documentElement.scrollHeight};
}"""
NUMBERS = """() => [...document.querySelectorAll('a[href^="tel:"]')].map(
    e => Math.round(e.getBoundingClientRect().bottom + scrollY))"""


@pytest.fixture(scope="module")
def browsed(measuring: Browser) -> Iterator[Page]:
    context = measuring.new_context(java_script_enabled=True)
    yield context.new_page()
    context.close()


def pages() -> list[str]:
    """The sample; in the long tier every place with a row of its own."""
    if not IS_LONG:
        return list(SAMPLE)
    names = ("region__code", "scenario__code")
    rows = [*Policy.objects.values_list(*names), *Procedure.objects.values_list(*names)]
    own = {f"{code}/{scenario}" for code, scenario in rows}
    return sorted({*SAMPLE, *own})


@pytest.mark.parametrize(("language", "width"), HIGHEST)
def test_the_answer_comes_first_and_the_page_ends_soon(
    site: str, browsed: Page, language: str, width: int
) -> None:
    browsed.set_viewport_size({"width": width, "height": SCREEN})
    wrong, highest = {}, 56 if width == 360 else FIRST
    for address in pages():
        browsed.goto(f"{site}/{language}/regions/{address}/")
        found = browsed.evaluate(PLACES)
        late = {name: y for name, y in found.items() if name != "page" and y > FIRST}
        if late or found["header"] > highest or found["page"] > HIGHEST[language, width]:
            wrong[address] = found
    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_ends_within_two_and_a_half_screens(
    site: str, browsed: Page, language: str
) -> None:
    browsed.set_viewport_size({"width": 360, "height": SCREEN})
    browsed.goto(f"{site}/{language}/")
    found = browsed.evaluate(PLACES)
    assert found["page"] <= 2.5 * SCREEN
    assert browsed.evaluate(NUMBERS)[0] <= SCREEN  # whom to call, on the first screen


@pytest.mark.parametrize(("language", "most"), [("zh-hans", 4.5), ("en", 6)])
def test_a_page_of_a_place_is_short_on_a_phone(
    site: str, browsed: Page, language: str, most: float
) -> None:
    browsed.set_viewport_size({"width": 360, "height": SCREEN})
    heights = {}
    for code in ("440300", "320106", "440000"):
        browsed.goto(f"{site}/{language}/regions/{code}/")
        heights[code] = browsed.evaluate("document.documentElement.scrollHeight") / SCREEN
    assert {code: height for code, height in heights.items() if height > most} == {}


OF_THE_TABLE = """() => {
    const table = document.querySelector('table.comparison');
    const wide = [...table.querySelectorAll('th, td, a, span')].filter(e => {
        const cell = e.closest('th, td');
        return e.getBoundingClientRect().right > cell.getBoundingClientRect().right + 1;
    });
    return [table.getBoundingClientRect().height, wide.map(e => e.outerHTML.slice(0, 90))];
}"""


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
@pytest.mark.parametrize("kind", ["use", "withdraw"])
def test_ten_things_in_three_places_are_a_table_of_a_screen_and_a_half(
    site: str, browsed: Page, language: str, kind: str
) -> None:
    browsed.set_viewport_size({"width": 360, "height": SCREEN})
    browsed.goto(f"{site}/{language}/compare/?regions=110000,310000,440300&kind={kind}")
    height, wide = browsed.evaluate(OF_THE_TABLE)
    assert height <= FIRST and wide == []


CODES = [11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46]
CODES += [50, 51, 52, 53, 54, 61, 62, 63, 64, 65]
PROVINCES = ",".join(f"{code}0000" for code in CODES)


@pytest.mark.parametrize(
    ("asked", "most"),
    [
        ("regions=110000,310000,440300&scenario=family-sharing", 1.5),
        ("regions=110000,310000,440300&scenario=family-sharing&only=differences", 1.5),
        (f"regions={PROVINCES}&scenario=death", 4),
    ],
)
def test_one_thing_in_many_places_is_told_once_where_it_is_the_same(
    site: str, browsed: Page, asked: str, most: float
) -> None:
    browsed.set_viewport_size({"width": 360, "height": SCREEN})
    for language in ("zh-hans", "en") if most < 4 else ("zh-hans",):
        browsed.goto(f"{site}/{language}/compare/?{asked}")
        height, _wide = browsed.evaluate(OF_THE_TABLE)
        assert height <= most * SCREEN, language


@pytest.mark.parametrize(("language", "most"), [("zh-hans", 4.5), ("zh-hant", 4.5), ("en", 6)])
@pytest.mark.parametrize(
    "asked",
    [
        "r=440300&e=settle-abroad&abroad=settled&tier=one",
        "r=110000&e=family-sharing&kinplace=city&rel=core&bound=yes",
        "r=440300&e=death&heir=alive",
        "r=440300&e=death&heir=-",
        "r=440300&e=-&heir=-&cross=-&dest=-&insured=-&abroad=-&ret=-&refused=-",
    ],
)
def test_a_result_ends_soon_on_a_phone(
    site: str, browsed: Page, asked: str, language: str, most: float
) -> None:
    browsed.set_viewport_size({"width": 360, "height": SCREEN})
    browsed.goto(f"{site}/{language}/check/?{asked}")
    assert browsed.locator("article[data-outcome]:visible").count() == 1
    assert browsed.evaluate(PLACES)["page"] <= most * SCREEN


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["guides", "questions", "scenarios"])
def test_a_list_is_folded_by_group(site: str, browsed: Page, path: str, language: str) -> None:
    browsed.set_viewport_size({"width": 360, "height": SCREEN})
    browsed.goto(f"{site}/{language}/{path}/")
    assert browsed.locator("details.fold summary span").count() >= 3
    assert browsed.evaluate(PLACES)["page"] <= 3 * SCREEN


def test_a_page_of_a_matter_or_a_guide_is_no_scroll_without_end(site: str, browsed: Page) -> None:
    browsed.set_viewport_size({"width": 360, "height": SCREEN})
    heights = {}
    live = Guide.objects.live(TODAY).values_list("slug", flat=True)
    guides = sorted({*live}) if IS_LONG else ["channel-counter"]
    matters = ("scenarios/family-sharing", "scenarios/death")
    for path in (*matters, *(f"guides/{slug}" for slug in guides)):
        for language in ("zh-hans", "en"):
            browsed.goto(f"{site}/{language}/{path}/")
            heights[language, path] = browsed.evaluate(PLACES)["page"]
    assert {key: y for key, y in heights.items() if y > 6 * SCREEN} == {}
