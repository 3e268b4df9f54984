"""What search engines and chat programs are told of a page: JSON-LD, and a picture to share.

JSON-LD is data in a `script` element that no browser runs; the strict CSP lets nothing run there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

Thing = Mapping[str, object]
CONTEXT = "https://schema.org"
SIGNS = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}  # none may end the element


def data_block(things: Iterable[Thing]) -> SafeString:
    """Things as JSON-LD in an element for the head; empty without any."""
    graph = list(things)
    if not graph:
        return SafeString("")
    said = {"@context": CONTEXT, "@graph": graph}
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"), default=str)
    escaped = mark_safe(text.translate(SIGNS))  # noqa: S308 - nothing in it can end the element
    return format_html('<script type="application/ld+json">{}</script>', escaped)


def site_name() -> str:
    """The site's name; the default one is translated, another stays as its owner wrote it."""
    return str(settings.SITE_NAME and _(settings.SITE_NAME))


def publisher() -> Thing:
    return {"@type": "Organization", "name": site_name(), "url": settings.SITE_URL}


def breadcrumb_list(crumbs: Sequence[tuple[str, str | None]]) -> list[Thing]:
    """The way to a page; the page itself is the last step and has no address there."""
    if not crumbs:
        return []
    steps = [_step(number, str(name), url) for number, (name, url) in enumerate(crumbs, 1)]
    return [{"@type": "BreadcrumbList", "itemListElement": steps}]


def _step(number: int, name: str, url: str | None) -> Thing:
    item = {"item": settings.SITE_URL + url} if url else {}
    return {"@type": "ListItem", "position": number, "name": name, **item}


def picture_to_share(kind: str) -> str:
    """The picture of a verdict, which chat programs show beside a link; or that of the site."""
    name = f"icons/verdict-{kind}.png" if kind else "icons/touch.png"
    return settings.SITE_URL + static(name)
