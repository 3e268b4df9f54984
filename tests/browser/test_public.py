"""The public pages in a real browser: small screens, keyboards, no scripts, readable colours."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore:No directory at:UserWarning"),  # nothing was collected
]
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
PAGES = (
    "/",
    "/regions/",
    "/regions/?q=gulou",
    "/regions/?q=nowhere",
    "/regions/440300/",
    "/regions/320106/",
    "/regions/440300/settle-abroad/",
    "/regions/320281/death/",
    "/regions/110000/cash-while-insured/?on=2022-08-31",
    "/regions/440300/serious-illness/",
    "/regions/100000/cash-out-fraud/",
    "/scenarios/",
    "/scenarios/death/",
    "/compare/",
    "/compare/?regions=440300,110000&kind=use&on=2027-01-01",
    "/check/",
    "/check/?q=gulou",
    "/check/?r=440300",
    "/check/?r=440300&e=death",
    "/check/?r=440300&e=settle-abroad&abroad=staying",
    "/check/?r=440300&e=settle-abroad&abroad=settled",
    "/sources/",
    "/sources/nation-civil-code/",
)
SMALLEST_TARGET = 44
OVERFLOW = """() => {
    const room = document.documentElement.clientWidth;
    const escapes = [...document.querySelectorAll('body *')].filter(e => {
        const box = e.getBoundingClientRect();
        return box.width && box.right > room + 1 && !e.closest('.scroll, .visually-hidden, svg');
    });
    const wide = document.documentElement.scrollWidth > room + 1;
    return wide ? escapes.slice(0, 3).map(e => e.outerHTML.slice(0, 120)).concat('wide') : [];
}"""
SMALL_TARGETS = """(smallest) => [...document.querySelectorAll(
    'main a.action, main button, main label.choice, main .tile-map a, main .card__title a, ' +
    'main a.tap, main ol.results > li > a, main ul.region-list > li > a, main summary, ' +
    'main input:not([type=hidden]):not([type=radio]):not([type=checkbox]), ' +
    '.site-header a, .breadcrumb a, .languages a, .hotline__phone, .skip-link:focus'
)].map(e => [e, reach(e)]).filter(([e, [w, h]]) => w && h && (h < smallest || w < 24)).map(
    ([e, [w, h]]) => `${Math.round(w)}x${Math.round(h)} ${e.outerHTML.slice(0, 100)}`);
function reach(e) {  // a card's link may cover the card by a pseudo-element
    const box = e.getBoundingClientRect();
    if (!box.width) return [0, 0];
    const after = getComputedStyle(e, '::after');
    if (after.position === 'absolute' && after.content !== 'none') {
        const card = e.closest('.card--link').getBoundingClientRect();
        return [card.width, card.height];
    }
    return [box.width, box.height];
}"""
FOCUS = """() => {
    const e = document.activeElement;
    const shown = e.matches('input[type=radio], input[type=checkbox]')
        ? [e, e.closest('label')] : [e];
    const visible = shown.filter(Boolean).some(x => {
        const style = getComputedStyle(x);
        return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2)
            || style.boxShadow !== 'none';
    });
    const box = e.getBoundingClientRect();
    return {tag: e.tagName, html: e.outerHTML.slice(0, 100), visible,
            inside: box.bottom > 0 && box.top < innerHeight};
}"""


@pytest.mark.parametrize(
    ("language", "width"),
    [
        ("zh-hans", 320),
        ("zh-hans", 360),
        ("zh-hans", 1280),
        ("en", 320),
        ("en", 360),
        ("en", 1280),
    ],
)
def test_every_page_fits_its_screen_without_one_complaint(
    site: str, window: Any, said: list[str], width: int, language: str
) -> None:
    page = window(width, scripts=True)
    too_wide = {}
    for path in PAGES:
        page.goto(f"{site}/{language}{path}")
        if found := page.evaluate(OVERFLOW):
            too_wide[path] = found
    assert too_wide == {}
    assert said == []


@pytest.mark.parametrize("width", [360, 1280])
def test_main_controls_are_large_enough_to_tap(site: str, window: Any, width: int) -> None:
    page = window(width, scripts=True, has_touch=True)
    small = {}
    for path in PAGES:
        page.goto(f"{site}/zh-hans{path}")
        source = SMALL_TARGETS.partition("function reach")
        script = f"(smallest) => {{ function reach{source[2]}; return ({source[0]})(smallest) }}"
        if found := page.evaluate(script.replace(";\n)(smallest)", ")(smallest)"), SMALLEST_TARGET):
            small[path] = found
    assert small == {}


def test_the_page_is_readable_at_200_per_cent_text(site: str, window: Any) -> None:
    """1280 pixels enlarged twice and four times are what 640 and 320 show; the text grows too."""
    page = window(640, scripts=True)
    for path in PAGES:
        page.goto(f"{site}/zh-hans{path}")
        page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
        assert page.evaluate(OVERFLOW) == [], path


def test_text_is_at_least_18_pixels_and_prose_is_dark(site: str, window: Any) -> None:
    page = window(360, scripts=True)
    page.goto(f"{site}/zh-hans/regions/440300/settle-abroad/")
    size = "e => parseFloat(getComputedStyle(e).fontSize)"
    assert page.locator("main .prose").first.evaluate(size) >= 18
    assert page.locator(".answer__sentence").evaluate(size) >= 18


def test_a_whole_walk_through_the_wizard_by_keyboard_without_scripts(
    site: str, window: Any, said: list[str]
) -> None:
    page = window(360)
    page.goto(f"{site}/zh-hans/check/")
    tab_to(page, "#region")
    page.keyboard.type("shenzhen")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=shenzhen*")
    choose(page, "r", "440300")
    choose(page, "e", "settle-abroad")
    choose(page, "abroad", "settled")
    article = page.locator("article[data-outcome]")
    assert article.get_attribute("data-outcome") == "conditional"
    assert article.get_attribute("data-region") == "440300"
    tab_to(page, "article[data-outcome] a.action")
    page.keyboard.press("Enter")
    page.wait_for_url("**/regions/440300/settle-abroad/**")
    assert page.locator("article[data-verdict=conditional]").count() == 1
    assert said == []


def test_changing_an_answer_by_keyboard_and_going_back_need_no_scripts(
    site: str, window: Any
) -> None:
    page = window(360)
    page.goto(f"{site}/zh-hans/check/?r=440300&e=settle-abroad&abroad=settled")
    results = page.url
    tab_to(page, ".answers-so-far__row:nth-of-type(3) a")
    page.keyboard.press("Enter")
    page.wait_for_selector("form[data-question=abroad]")
    choose(page, "abroad", "staying")
    assert page.locator("article[data-outcome=no]").count() == 1
    page.go_back()
    page.go_back()
    assert page.url == results and page.locator("article[data-outcome=conditional]").count() == 1


def choose(page: Page, name: str, value: str) -> None:
    """Tab into the group, move with the arrows to the option, send the form with Enter."""
    wanted = f"input[name={name}][value='{value}']"
    values = page.locator(f"input[name={name}][type=radio]")
    number = values.count()
    tab_to(page, f"input[name={name}][type=radio]")
    if not page.locator(f"{wanted}:checked").count():
        page.keyboard.press("Space")
    for _ in range(number):
        if page.locator(f"{wanted}:checked").count():
            break
        page.keyboard.press("ArrowDown")
    assert page.locator(f"{wanted}:checked").count() == 1
    before = page.url
    tab_to(page, "form[data-question] button.action")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != before)


def tab_to(page: Page, selector: str) -> None:
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.locator(f":is({selector}):focus").count():
            return
    raise AssertionError(f"Tab never reaches {selector}")


def test_the_first_tab_leads_past_the_navigation(site: str, window: Any) -> None:
    page = window(360)
    for path in ("/", "/regions/440300/settle-abroad/", "/check/", "/compare/"):
        page.goto(f"{site}/zh-hans{path}")
        page.keyboard.press("Tab")
        link = page.locator("a.skip-link:focus")
        assert link.count() == 1
        box = link.bounding_box()
        assert box and box["x"] >= 0 and box["y"] >= 0 and box["height"] >= SMALLEST_TARGET
        page.keyboard.press("Enter")
        page.wait_for_url("**#main")
        page.keyboard.press("Tab")
        assert page.locator("main :focus, aside :focus, footer :focus").count() == 1


FOCUSED = (
    "/",
    "/regions/440300/settle-abroad/",
    "/check/?r=440300",
    "/check/?r=440300&e=settle-abroad",
    "/compare/?regions=440300",
)


@pytest.mark.parametrize("path", FOCUSED)
def test_focus_is_always_visible_and_on_the_screen(site: str, window: Any, path: str) -> None:
    page = window(360, scripts=True)
    page.goto(f"{site}/zh-hans{path}")
    for _ in range(40):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus["tag"] == "BODY":
            return
        assert focus["visible"] and focus["inside"], focus


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_complain_of(site: str, window: Any, scheme: str) -> None:
    page = window(360, scripts=True, color_scheme=scheme)
    complaints = {}
    for path in PAGES:
        page.goto(f"{site}/zh-hans{path}")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        others = {"landmark-unique": {"enabled": False}}  # has a test of its own
        options = {"runOnly": {"type": "tag", "values": tags}, "rules": others}
        found = page.evaluate(f"axe.run(document, {json.dumps(options)})")
        if violations := found["violations"]:
            complaints[path] = [
                f"{each['id']}: {each['nodes'][0]['html'][:140]}" for each in violations
            ]
    assert complaints == {}


def test_landmarks_of_one_kind_have_names_of_their_own(site: str, window: Any) -> None:
    page = window(360, scripts=True)
    for path in PAGES:
        page.goto(f"{site}/zh-hans{path}")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run(document, {runOnly: ['landmark-unique']})")
        assert found["violations"] == [], path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_seven_to_one_contrast(site: str, window: Any, scheme: str) -> None:
    page = window(360, scripts=True, color_scheme=scheme)
    faint = {}
    for path in PAGES:
        page.goto(f"{site}/zh-hans{path}")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        options = {"runOnly": ["color-contrast-enhanced"]}
        rules = {"rules": {"color-contrast-enhanced": {"enabled": True}}}
        found = page.evaluate(f"axe.run(document, {json.dumps(options | rules)})")
        nodes = [node for each in found["violations"] for node in each["nodes"]]
        if nodes:
            faint[path] = [f"{n['html'][:100]} {n['any'][0]['message'][:120]}" for n in nodes[:3]]
    assert faint == {}


def test_a_page_prints_without_its_navigation(site: str, window: Any) -> None:
    page = window(1280)
    page.goto(f"{site}/zh-hans/regions/440300/settle-abroad/")
    page.emulate_media(media="print")
    assert page.locator(".site-header nav").first.is_hidden() or (
        page.locator(".languages").is_hidden()
    )
    assert page.locator("article[data-verdict]").is_visible()
    assert page.locator("ul.requirements > li").first.is_visible()


def test_pages_hold_together_without_a_style_sheet(site: str, window: Any) -> None:
    page = window(360)
    page.route(
        "**/*.css", lambda route: route.fulfill(status=200, body="", content_type="text/css")
    )
    page.goto(f"{site}/zh-hans/regions/440300/settle-abroad/")
    assert page.locator("article[data-verdict]").is_visible()
    assert "深圳" in page.locator("h1").inner_text()
