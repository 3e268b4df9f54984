"""The bundle, whose layers are gone, shows pages as the layered stylesheet does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page

from site_config.storage import IMPORT, bundle

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
    source = (FOLDER / "main.css").read_text(encoding="utf-8")
    layers = source[source.index("@layer") : source.index(";") + 1]
    named = {part["name"]: part[0] for part in imports("all.css")}
    parts = [
        f"@layer {said.rpartition('layer(')[2].rstrip(');')}{{{bundle(FOLDER / name)}}}"
        for name, said in named.items()
        if "layer(" in said
    ]
    return "\n".join([layers, *parts])


def imports(name: str) -> Iterator[re.Match[str]]:
    """What a sheet imports, and what that does, in their order."""
    for part in IMPORT.finditer((FOLDER / name).read_text(encoding="utf-8")):
        yield part
        if "layer(" not in part[0]:
            yield from imports(part["name"])


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
