"""The text of a page that a person would read. Pure."""

from __future__ import annotations

import re
from html.parser import HTMLParser

UNSEEN = {"script", "style", "noscript", "template", "title", "svg"}
BLOCKS = {"p", "div", "br", "li", "tr", "td", "th", "h1", "h2", "h3", "h4", "section", "table"}
META = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
HEADER = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
BEGINNING = 4096  # bytes in which a page names its encoding


def readable_text(body: bytes, content_type: str) -> str | None:
    """The text of an HTML or plain page, None of what cannot be read (PDF, pictures, archives)."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind not in ("", "text/html", "application/xhtml+xml", "text/plain"):
        return None
    if body.startswith(b"%PDF") or b"\0" in body[:BEGINNING]:
        return None
    text = _decoded(body, content_type)
    if kind == "text/plain":
        return text
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return " ".join("".join(reader.parts).split())


def _decoded(body: bytes, content_type: str) -> str:
    """Decoded as the page says; GB 2312 and GBK are read as what they became, GB 18030.

    A page whose own words could be read as ASCII is not in UTF-16, whatever they say (HTML
    standard, "prescan a byte stream").
    """
    named = HEADER.search(content_type)
    meta = META.search(body[:BEGINNING])
    own = meta[1].decode("ascii", "ignore") if meta else ""
    own = "utf-8" if own.lower().startswith("utf-16") else own
    for name in [named[1] if named else "", own, "utf-8", "gb18030"]:
        wanted = "gb18030" if name.lower() in ("gb2312", "gbk", "x-gbk") else name
        try:
            return body.decode(wanted or "ascii")
        except (LookupError, UnicodeError):
            continue
    return body.decode("utf-8", "replace")


class _Reader(HTMLParser):
    """Collects what is shown of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in UNSEEN
        if tag in BLOCKS:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._unseen = max(0, self._unseen - (tag in UNSEEN))

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(data)
