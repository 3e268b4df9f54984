"""What is wrong with the markup of a page: what a validator would say of it, as far as we need."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
}  # fmt: skip
ONLY_IN = {
    "li": {"ul", "ol"}, "dt": {"dl", "div"}, "dd": {"dl", "div"}, "option": {"select", "optgroup"},
    "tr": {"thead", "tbody", "tfoot"}, "td": {"tr"}, "th": {"tr"}, "caption": {"table"},
    "summary": {"details"}, "legend": {"fieldset"}, "thead": {"table"}, "tbody": {"table"},
}  # fmt: skip
ONLY_HOLDS = {
    "ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"}, "tr": {"td", "th"},
    "select": {"option", "optgroup"}, "table": {"caption", "thead", "tbody", "tfoot"},
}  # fmt: skip
NEVER_INSIDE_ITSELF = {"a", "button", "form", "label", "main", "p", "h1", "h2", "h3", "summary"}
BLOCKS = {
    "address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset", "footer",
    "form", "h1", "h2", "h3", "h4", "header", "hr", "main", "nav", "ol", "p", "pre", "section",
    "table", "ul",
}  # fmt: skip
HOLD_PHRASES = {"p", "span", "strong", "small", "q", "em", "b", "h1", "h2", "h3", "h4", "label"}
REFERS = {"for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers"}


class Markup(HTMLParser):
    """Reads a page and notes what is wrong."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.ids: Counter[str] = Counter()
        self.referred: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._read(tag, attrs)
        parent = self.open[-1] if self.open else ""
        if parent not in ONLY_IN.get(tag, {parent}) or tag not in ONLY_HOLDS.get(parent, {tag}):
            self.wrong.append(f"<{tag}> in <{parent}>")
        if tag in BLOCKS and HOLD_PHRASES.intersection(self.open):
            self.wrong.append(f"<{tag}> among words: {self.open[-3:]}")
        if tag in NEVER_INSIDE_ITSELF and tag in self.open:
            self.wrong.append(f"<{tag}> inside <{tag}>")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._read(tag, attrs)
        if "svg" not in self.open:
            self.wrong.append(f"<{tag}/> outside a drawing")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes what is not open")

    def _read(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _value in attrs]
        self.wrong += [f"{name} twice in <{tag}>" for name in names if names.count(name) > 1]
        given = {name: value or "" for name, value in attrs}
        self.ids.update([given["id"]] if "id" in given else [])
        for name in REFERS & given.keys():
            self.referred |= set(given[name].split())
        if given.get("href", "").startswith("#") and len(given["href"]) > 1:
            self.referred.add(given["href"][1:])


def mistakes(page: str) -> list[str]:
    """What is wrong with the markup of a page."""
    markup = Markup()
    markup.feed(page)
    markup.close()
    twice = [f"id {each} {number} times" for each, number in markup.ids.items() if number > 1]
    nowhere = [f"nothing is called {each}" for each in sorted(markup.referred - {*markup.ids})]
    left = [f"<{tag}> is never closed" for tag in markup.open]
    return [*dict.fromkeys([*markup.wrong, *twice, *nowhere, *left])]
