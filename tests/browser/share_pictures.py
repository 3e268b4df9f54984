"""Draws the pictures that chat programs show beside a link: one for each verdict.

No test of the suite. Whoever adds a verdict or changes a shape or its colour runs it and looks at
what it made: `python -m pytest tests/browser/share_pictures.py`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from site_config.storage import bundle
from tests.site_config.test_linked_data import KINDS

pytestmark = pytest.mark.browser
STATIC = Path(settings.BASE_DIR) / "static"
STYLE = "body{margin:0;width:300px;height:300px;display:grid;place-items:center}"
PICTURE = """<style>{css}{style}</style>{shapes}
<body class="verdict" data-kind="{kind}" style="display:grid;border-radius:0;border:0;padding:0">
<svg class="icon" style="width:200px;height:200px"><use href="#i-{kind}"/></svg>"""


@pytest.mark.parametrize("kind", KINDS)
def test_draw(window: Any, kind: str) -> None:
    page = window(300, scripts=True)
    page.set_viewport_size({"width": 300, "height": 300})
    css = bundle(STATIC / "css/all.css")
    shapes = render_to_string("components/icons.html")
    page.set_content(PICTURE.format(css=css, style=STYLE, shapes=shapes, kind=kind))
    page.screenshot(path=STATIC / "icons" / f"verdict-{kind}.png")
