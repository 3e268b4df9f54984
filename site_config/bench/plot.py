"""The figures of a run as a picture: bars on a scale of tens, since they are far apart."""

from __future__ import annotations

import math
from collections.abc import Mapping

from django.utils.html import escape

LEFT, WIDTH, ROW, TOP = 250, 480, 30, 34
LEAST = 0.001  # milliseconds, where the scale begins
STYLE = (
    "text{font:14px system-ui,sans-serif;fill:#1b1f24}"
    ".bar{fill:#1a4074}.other{fill:#8a8f98}.line{stroke:#d5d9de}.small{font-size:12px;fill:#3b444f}"
    "@media (prefers-color-scheme:dark){text,.small{fill:#e8eaed}.bar{fill:#8ab4f8}"
    ".line{stroke:#3b444f}}"
)
NAMES = {  # in the README's language
    "bare": "a Django view that does nothing",
    "cache-middleware": "Django's cache middleware",
    "cold": "a page, made",
    "warm": "a page, kept",
    "not-modified": "not modified (304)",
    "search": "a search",
    "wizard": "a step of the wizard",
    "compare": "comparison of the country, made",
    "admin-lists": "lists of the admin",
    "warm-gunicorn": "a page, kept, with gunicorn",
    "nginx-file": "nginx, the same bytes as a file",
    "warm-nginx": "a page, held by nginx",
    "nginx-file-gzip": "nginx, the file, gzip",
    "warm-nginx-gzip": "a page, held by nginx, gzip",
}
OTHERS = {"bare", "cache-middleware", "nginx-file", "nginx-file-gzip"}  # what is compared with


def picture(milliseconds: Mapping[str, float], title: str) -> str:
    """An SVG with a bar a figure, the cheapest first."""
    rows = sorted(milliseconds.items(), key=lambda pair: pair[1])
    most = max(milliseconds.values())
    bottom = TOP + ROW * len(rows)
    width, height = LEFT + WIDTH + 90, bottom + 30
    scale = [each for each in (0.001, 0.01, 0.1, 1, 10, 100, 1000) if each <= most]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{escape(title)}"><style>{STYLE}</style>',
        f'<text x="0" y="18">{escape(title)}</text>',
        *(line for each in scale for line in _tick(each, most, bottom)),
        *(bar for place, row in enumerate(rows) for bar in _bar(place, *row, most=most)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def length(value: float, most: float) -> float:
    """How long the bar of a value is: each ten times more is one step longer."""
    steps = math.log10(max(value, LEAST) / LEAST)
    return WIDTH * steps / max(math.log10(most / LEAST), 1e-9)


def _tick(value: float, most: float, bottom: int) -> tuple[str, str]:
    x = LEFT + length(value, most)
    return (
        f'<path class="line" d="M{x:.0f} {TOP}V{bottom}"/>',
        f'<text class="small" x="{x:.0f}" y="{bottom + 18}" text-anchor="middle">{value:g} ms'
        "</text>",
    )


def _bar(place: int, name: str, value: float, *, most: float) -> tuple[str, str, str]:
    y, long = TOP + ROW * place, length(value, most)
    kind = "other" if name in OTHERS else "bar"
    return (
        f'<text x="{LEFT - 8}" y="{y + 20}" text-anchor="end">{escape(NAMES[name])}</text>',
        f'<rect class="{kind}" x="{LEFT}" y="{y + 5}" width="{max(long, 1):.1f}" height="20"/>',
        f'<text class="small" x="{LEFT + long + 6:.0f}" y="{y + 20}">{value:.3g}</text>',
    )
