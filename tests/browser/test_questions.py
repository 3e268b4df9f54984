"""What the tour asks about colours: a look is judged once, a fault found everywhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import questions as ask

pytestmark = pytest.mark.browser
STYLE = """
    body { background: #fff; color: #222 }
    @media (prefers-color-scheme: dark) {
        body { background: #111; color: #eee } .card { background: #222 } .pale { color: #444 }
    }
    @media (forced-colors: active) { .kept { forced-color-adjust: none; color: #ddd } }
"""
SOUND = "<p>一段话</p><p>又一段</p><div class=card><p>卡片里的</p></div>"


@pytest.fixture(scope="module")
def plain(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page()
    yield page
    page.close()


def show(page: Page, body: str) -> None:
    page.set_content(f"<html lang=zh><title>页</title><style>{STYLE}</style><body>{body}")


def test_texts_that_look_alike_are_judged_once(plain: Page) -> None:
    dark = ask.Readable(ask.OF_COLOUR, judged_once=True, color_scheme="dark")
    show(plain, SOUND)
    assert dark(plain) == [] and len(dark.sound) == 2, "on the page and on a card"
    show(plain, SOUND + "<div><p>第三段</p></div>")
    assert dark(plain) == [] and len(dark.sound) == 2
    show(plain, "<p style='font-weight: 700'>粗体</p>")
    assert dark(plain) == [] and len(dark.sound) == 3
    assert plain.evaluate("document.querySelectorAll('[data-new-look]').length") == 0


@pytest.mark.parametrize("judged_once", [True, False])
def test_what_cannot_be_read_in_the_dark_is_found_on_every_page(
    plain: Page, judged_once: bool
) -> None:
    dark = ask.is_readable_in_the_dark(judged_once=judged_once)
    show(plain, SOUND)
    assert dark(plain) == []
    for place in ("<p class=pale>{}</p>", "<div class=card><p class=pale>{}</p></div>"):
        show(plain, SOUND + place.format("看不清"))
        for _again in range(2):
            [found] = dark(plain)
            assert found.startswith("color-contrast: ") and "看不清" in found


def test_the_same_colour_on_another_ground_is_judged_anew(plain: Page) -> None:
    dark = ask.is_readable_in_the_dark(judged_once=True)
    show(plain, "<p>白字</p>")
    assert dark(plain) == []
    show(plain, "<div style='background: #bbb'><p>白字</p></div>")
    assert len(dark(plain)) == 1


def test_what_is_hidden_here_vouches_for_nothing(plain: Page) -> None:
    dark = ask.is_readable_in_the_dark(judged_once=True)
    show(plain, "<details><summary>标题</summary><p class=pale>收起的</p></details>")
    assert dark(plain) == []
    show(plain, "<details open><summary>标题</summary><p class=pale>打开的</p></details>")
    assert len(dark(plain)) == 1


@pytest.mark.parametrize("judged_once", [True, False])
def test_a_colour_that_the_readers_system_may_not_change_is_found(
    plain: Page, judged_once: bool
) -> None:
    forced = ask.is_readable_in_forced_colours(judged_once=judged_once)
    show(plain, SOUND)
    assert forced(plain) == []
    show(plain, SOUND + "<p class=kept>留着的颜色</p>")
    assert [each.partition(":")[0] for each in forced(plain)] == ["color-contrast"]


@pytest.mark.parametrize("judged_once", [True, False])
def test_less_than_seven_to_one_is_a_fault(plain: Page, judged_once: bool) -> None:
    """2.8:1 by the weaker rule of contrast and 5:1 by the stricter one; 8:1 is none."""
    light = ask.is_readable_in_the_light(judged_once=judged_once)
    for colour, faults in (("#999", 1), ("#6e6e6e", 1), ("#4d4d4d", 0)):
        show(plain, f"<main><h1>标题</h1><p style='color: {colour}'>一段话</p></main>")
        assert len(light(plain)) == faults, colour


def test_what_has_no_colour_is_asked_of_every_page(plain: Page) -> None:
    for _again in range(2):
        show(plain, "<main><h1>标题</h1><input><p style='color: #999'>看不清</p></main>")
        assert [each.partition(":")[0] for each in ask.axe_but_for_colours(plain)] == ["label"]
