"""Journeys through the public pages in a real browser: by keyboard, without scripts, on paper."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.questions import SMALLEST_TARGET

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
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
    choose(page, "tier", "one")
    article = page.locator("article[data-outcome]")
    assert article.get_attribute("data-outcome") == "conditional"
    assert article.get_attribute("data-region") == "440300"
    tab_to(page, "article[data-outcome] a.action[href*='/regions/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/regions/440300/settle-abroad/**")
    assert page.locator("article[data-verdict=conditional]").count() == 1
    assert said == []


def test_changing_an_answer_by_keyboard_and_going_back_need_no_scripts(
    site: str, window: Any
) -> None:
    page = window(360)
    page.goto(f"{site}/zh-hans/check/?r=440300&e=settle-abroad&abroad=settled&tier=one")
    results = page.url
    tab_to(page, ".answers-so-far summary")
    page.keyboard.press("Enter")
    tab_to(page, ".answers-so-far__row:nth-of-type(3) a")
    page.keyboard.press("Enter")
    page.wait_for_selector("form[data-question=abroad]")
    choose(page, "abroad", "staying")
    assert page.locator("article[data-outcome=no]").count() == 1
    page.go_back()
    page.go_back()
    assert page.url == results and page.locator("article[data-outcome=conditional]").count() == 1


def choose(page: Page, name: str, value: str) -> None:
    """Tab to the button and press it; or into the group, by arrows to the option, and send."""
    if page.locator(f"button[name={name}][value='{value}']").count():
        press(page, f"button[name={name}][value='{value}']")
        return
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
    press(page, "form[data-question] button.action")


def press(page: Page, button: str) -> None:
    before = page.url
    tab_to(page, button)
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


def test_a_page_prints_without_its_navigation(site: str, window: Any) -> None:
    page = window(1280)
    page.goto(f"{site}/zh-hans/regions/440300/settle-abroad/")
    page.emulate_media(media="print")
    # A label never stands on paper without what it is the label of.
    printed = [page.get_by_text("防改校验码").is_visible(), page.is_visible(".edition__hash")]
    assert len(set(printed)) == 1, printed
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


@pytest.mark.parametrize(
    ("typed", "hit", "ends"),
    [
        ("鼓楼 去世", "南京", "/zh-hans/regions/320106/death/"),
        ("成都 出国定居", "成都", "/zh-hans/regions/510100/settle-abroad/"),
        ("北京 上海 深圳 家庭共济", "比一比", "scenario=family-sharing"),
    ],
)
def test_from_the_first_page_the_third_tap_shows_the_answer(
    site: str, window: Any, typed: str, hit: str, ends: str
) -> None:
    page = window(360)
    page.goto(f"{site}/zh-hans/")
    page.locator("main input[name=q]").click()
    page.keyboard.type(typed)
    page.locator("main form[role=search] button").click()
    page.locator("ol.results > li > a", has_text=hit).first.click()
    page.wait_for_url(f"**{ends}")
    assert page.locator("[data-verdict]").count()
