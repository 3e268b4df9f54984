"""What is asked of a page that stands open in the browser.

Each question takes the page and returns its complaints, none if all is well. A question may
change the size of the window, the colours or the size of the text, and leaves them as they were.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

Question = Callable[[Page], list[str]]
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The stricter rule of contrast leaves to the weaker one what fails that: both are asked.
OF_COLOUR = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]
PHONE, SMALL_PHONE, DESK, ENLARGED_TWICE = 360, 320, 1280, 640
HEIGHT = 800
SMALLEST_TARGET = 44
# The window's width may differ from the page's only inside what scrolls by itself.
OVERFLOW = """() => {
    const room = document.documentElement.clientWidth;
    const escapes = [...document.querySelectorAll('body *')].filter(e => {
        const box = e.getBoundingClientRect();
        return box.width && box.right > room + 1 && !e.closest('.scroll, .visually-hidden, svg');
    });
    const wide = document.documentElement.scrollWidth > room + 1;
    return wide ? escapes.slice(0, 3).map(e => e.outerHTML.slice(0, 120)).concat('wide') : [];
}"""
SMALL_TARGETS = """(smallest) => {
    function reach(e) {  // a card's link may cover the card by a pseudo-element
        const box = e.getBoundingClientRect();
        if (!box.width) return [0, 0];
        const after = getComputedStyle(e, '::after');
        if (after.position === 'absolute' && after.content !== 'none') {
            const card = e.closest('.card--link').getBoundingClientRect();
            return [card.width, card.height];
        }
        return [box.width, box.height];
    }
    return [...document.querySelectorAll(
        'main a.action, main button, main label.choice, main .tile-map a, main .card__title a, ' +
        'main a.tap, main ol.results > li > a, main ul.region-list > li > a, main summary, ' +
        'main input:not([type=hidden]):not([type=radio]):not([type=checkbox]), ' +
        '.site-header a, .breadcrumb a, .languages a, .hotline__phone, .skip-link:focus'
    )].map(e => [e, reach(e)])
      .filter(([e, [w, h]]) => w && h && (h < smallest || w < 24))
      .map(([e, [w, h]]) => `${Math.round(w)}x${Math.round(h)} ${e.outerHTML.slice(0, 100)}`);
}"""
# Marks the texts whose look nobody has judged yet, and names the new looks: all that contrast
# depends on, of the text and of whatever it stands on.
NEW_LOOKS = """known => {
    const under = new Map();
    const painted = e => {
        if (!e) return '';
        if (!under.has(e)) {
            const s = getComputedStyle(e);
            const own = [s.backgroundColor, s.backgroundImage, s.backgroundClip, s.opacity,
                s.filter, s.mixBlendMode, s.clip, s.clipPath, s.overflow,
                s.position === 'static' || s.position === 'relative' ? '' : s.position].join();
            const below = painted(e.parentElement);
            under.set(e, below.endsWith('>' + own) ? below : below + '>' + own);
        }
        return under.get(e);
    };
    const look = e => {
        const s = getComputedStyle(e), around = getComputedStyle(e.parentElement);
        const text = [s.color, s.fontSize, s.fontWeight, s.textShadow, s.textIndent,
            s.textDecoration, s.borderBottom, s.outline, e.localName === 'a',
            e.matches(':disabled, [aria-disabled], [aria-hidden=true] *'), around.color,
            around.fontWeight, e.getBoundingClientRect().width > 1];
        return text.join() + painted(e);
    };
    const seen = new Set(known), fresh = [];
    for (const e of document.querySelectorAll('body, body *')) {
        const writes = [...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.data.trim());
        const shown = e.checkVisibility({visibilityProperty: true, opacityProperty: true});
        if (!shown || !(writes || e.matches('input, select, textarea'))) continue;
        const its = look(e);
        if (seen.has(its)) continue;
        seen.add(its);
        fresh.push(its);
        e.setAttribute('data-new-look', '');
    }
    return fresh;
}"""
NO_MARKS = """() => document.querySelectorAll('[data-new-look]')
    .forEach(e => e.removeAttribute('data-new-look'))"""
LARGER_TEXT = "size => document.documentElement.style.setProperty('font-size', size)"
HEADINGS = "[...document.querySelectorAll('h1')].map(h => h.innerText.trim())"


def has_one_heading(page: Page) -> list[str]:
    headings = page.evaluate(HEADINGS)
    return [] if len(headings) == 1 and headings[0] else [f"h1: {headings}"]


def fits(width: int) -> Question:
    """Nothing sticks out of a window of this width."""

    def question(page: Page) -> list[str]:
        resize(page, width)
        return [f"{width}: {each}" for each in page.evaluate(OVERFLOW)]

    return question


def fits_with_text_twice_as_large(page: Page) -> list[str]:
    """1280 pixels enlarged twice and four times are what 640 and 320 show; the text grows too."""
    resize(page, ENLARGED_TWICE)
    page.evaluate(LARGER_TEXT, "200%")
    found = page.evaluate(OVERFLOW)
    page.evaluate(LARGER_TEXT, "")
    return [str(each) for each in found]


def is_easy_to_tap(width: int) -> Question:
    """The main controls are large enough in a window of this width."""

    def question(page: Page) -> list[str]:
        resize(page, width)
        return [f"{width}: {each}" for each in page.evaluate(SMALL_TARGETS, SMALLEST_TARGET)]

    return question


def axe_but_for_colours(page: Page) -> list[str]:
    """Every rule of WCAG up to 2.2 AA and of good practice, names of landmarks included; what
    depends on colours is asked by itself."""
    options = {
        "runOnly": {"type": "tag", "values": TAGS},
        "rules": {rule: {"enabled": False} for rule in OF_COLOUR},
    }
    return axe(page, options)


class Readable:
    """Whether what depends on colours is as it should be, in a plain window or in other colours.

    Pages are made of the same pieces: a text that looks in every respect as one that was judged
    before, on the same ground, is not judged again. What was found wrong is, on every page.
    """

    def __init__(self, rules: list[str], *, judged_once: bool, **colours: Any) -> None:
        self.options, self.judged_once, self.colours = only(*rules), judged_once, colours
        self.sound: set[str] = set()

    def __call__(self, page: Page) -> list[str]:
        page.emulate_media(**self.colours)
        found = self._of_new_looks(page) if self.judged_once else axe(page, self.options)
        page.emulate_media(color_scheme="light", forced_colors="none")
        return found

    def _of_new_looks(self, page: Page) -> list[str]:
        looks = page.evaluate(NEW_LOOKS, list(self.sound))
        found = axe(page, self.options, within="'[data-new-look]'") if looks else []
        page.evaluate(NO_MARKS)
        if not found:
            self.sound.update(looks)
        return found


def is_readable_in_the_light(*, judged_once: bool) -> Question:
    return Readable(OF_COLOUR, judged_once=judged_once, color_scheme="light")


def is_readable_in_the_dark(*, judged_once: bool) -> Question:
    return Readable(OF_COLOUR, judged_once=judged_once, color_scheme="dark")


def is_readable_in_forced_colours(*, judged_once: bool) -> Question:
    """The colours of the reader's own system: text keeps its contrast."""
    return Readable(["color-contrast"], judged_once=judged_once, forced_colors="active")


def only(*rules: str) -> dict[str, object]:
    return {"runOnly": list(rules), "rules": {rule: {"enabled": True} for rule in rules}}


def axe(page: Page, options: dict[str, object], within: str = "document") -> list[str]:
    """What axe complains of: the rule, the first elements, and why."""
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(AXE)
    quick = {**options, "resultTypes": ["violations"]}
    found = page.evaluate(f"axe.run({within}, {json.dumps(quick)})")
    return [
        f"{rule['id']}: {node['html'][:140]} {node['failureSummary'][:160]}"
        for rule in found["violations"]
        for node in rule["nodes"][:3]
    ]


def resize(page: Page, width: int) -> None:
    if page.viewport_size != {"width": width, "height": HEIGHT}:
        page.set_viewport_size({"width": width, "height": HEIGHT})
