"""Addresses as QR codes: SVG without a style of its own, which the strict CSP would refuse."""

from __future__ import annotations

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString

QUIET = 4  # modules of white around it, without which some phones do not see it


def qr_inline(text: str, *, scale: int = 4, name: str = "") -> SafeString:
    """A text as an image that stands in a page, `scale` pixels a module, with a name for those who
    do not see it. Black on white in every colour scheme."""
    drawn = segno.make(text, error="m", micro=False).svg_inline(
        scale=scale, border=QUIET, dark="#000", light="#fff", svgclass=None, lineclass=None
    )
    named = format_html('<svg role="img" aria-label="{}" ', name) if name else "<svg "
    return SafeString(drawn.replace("<svg ", named, 1))
