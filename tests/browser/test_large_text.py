"""Text at twice its size on a phone, as who sees badly sets it: words stay words."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
PAGES = (
    "regions/320106/death/",
    "compare/?regions=440300,110000&kind=use",
    "compare/?regions=110000,310000,440300&scenario=family-sharing",
    "check/?r=440300&e=settle-abroad",
)
# A word whose lines hold one letter, and a line of a heading that begins with a mark.
TORN = """() => {
    document.documentElement.style.setProperty('font-size', '200%');
    const found = [], range = document.createRange();
    const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    for (let text; text = texts.nextNode();) {
        if (!text.parentElement.checkVisibility()) continue;
        const words = text.data.trim();
        range.selectNodeContents(text);
        const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top))).size;
        const box = range.getBoundingClientRect();
        if (/^[\\u4e00-\\u9fff]{3,}$/.test(words) && lines >= words.length && box.width > 2)
            found.push(words);
    }
    const letters = document.createTreeWalker(document.querySelector('h1'), NodeFilter.SHOW_TEXT);
    for (let text; text = letters.nextNode();) for (let at = 1; at < text.data.length; at++) {
        const top = place => (range.setStart(text, place), range.setEnd(text, place + 1),
            range.getBoundingClientRect().top);
        if ('：，。、？）'.includes(text.data[at]) && top(at) > top(at - 1) + 9) found.push('h1');
    }
    if (document.documentElement.scrollWidth > innerWidth) found.push('wider than the window');
    return found;
}"""


def test_no_word_stands_one_letter_a_line(site: str, measuring: Browser) -> None:
    context = measuring.new_context(
        java_script_enabled=True, viewport={"width": 360, "height": 780}
    )
    page, torn = context.new_page(), {}
    for address in PAGES:
        page.goto(f"{site}/zh-hans/{address}")
        if found := page.evaluate(TORN):
            torn[address] = found
    context.close()
    assert torn == {}
