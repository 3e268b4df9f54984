"""The bundle, whose layers are gone, shows pages as the layered stylesheet does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page

from site_config.storage import ENTRIES, IMPORT, bundle

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
FOLDER = Path(settings.STATICFILES_DIRS[0]) / "css"
PAGES = [
    "/en/regions/440300/death/",
    "/zh-hans/check/?r=440300&e=death",
    "/zh-hans/compare/?regions=440300&regions=110000",
    "/zh-hans/compare/?regions=110000,440300&scenario=family-sharing",
]
LOOKS: list[tuple[int, Literal["screen", "print"], Literal["none", "active"]]] = [
    (360, "screen", "active"),
    (1280, "print", "none"),
]
# Sizes and places follow from the rest and would name every box around what differs.
DIFFERENCES = """([layered, flat]) => {
  for (const link of document.querySelectorAll("link[rel=stylesheet]")) link.disabled = true;
  const elements = [...document.querySelectorAll("body *")];
  const follows = /^(block-size|inline-size|width|height|inset.*|top|left|right|bottom|.*-origin)$/;
  const looks = css => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
    return elements.map(element => {
      const style = getComputedStyle(element);
      return [...style].filter(name => !follows.test(name))
        .map(name => `${name}: ${style.getPropertyValue(name)}`);
    });
  };
  const before = looks(layered), after = looks(flat);
  return elements.flatMap((element, i) => before[i].filter((line, j) => line !== after[i][j])
    .map(line => `${element.tagName}.${element.getAttribute("class")} ${line}`)).slice(0, 20);
}"""


def flat() -> str:
    """All that there is, without layers, as it is sent."""
    return bundle(FOLDER / "all.css")


def layered() -> str:
    """The same as its sources mean it: each file inside its layer."""
    sources = [(FOLDER.parent / entry).read_text(encoding="utf-8") for entry in ENTRIES]
    source = sources[0]
    layers = source[source.index("@layer") : source.index(";") + 1]
    parts = [
        f"@layer {part[0].rpartition('layer(')[2].rstrip(');')}{{{bundle(FOLDER / part['name'])}}}"
        for part in IMPORT.finditer("".join(sources))
        if "layer(" in part[0]
    ]
    return "\n".join([layers, *parts])


@pytest.fixture(scope="module")
def window(chromium: Browser, site: str) -> Iterator[Page]:
    page = chromium.new_page(base_url=site)
    yield page
    page.close()


@pytest.mark.parametrize("address", PAGES)
def test_every_element_looks_as_its_layers_say(window: Page, address: str) -> None:
    window.goto(address)
    for width, medium, forced in LOOKS:
        window.set_viewport_size({"width": width, "height": 780})
        window.emulate_media(media=medium, forced_colors=forced)
        assert window.evaluate(DIFFERENCES, [layered(), flat()]) == []
