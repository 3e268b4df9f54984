"""Links in prose: whether they may stand there, and lead to what is there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policies.models.source import is_official_address
from policies.pack.files import Finding
from policies.pack.lint import words
from policies.pack.lint.checked import Checked, Text

OWN = re.compile(r"/[a-z-]+/(?P<pages>[a-z-]+)/(?P<key>[^/?#]+)/(?:(?P<event>[^/?#]+)/)?")
# Pages of one row: the kind of row, and the column that stands in their address.
PAGES = {
    "sources": ("source", "code"),
    "guides": ("guide", "slug"),
    "fact-checks": ("factcheck", "slug"),
    "scenarios": ("scenario", "code"),
    "regions": ("region", "code"),
}


def foreign_links(checked: Checked) -> Iterable[Finding]:
    """A link that leads neither to this site in the same language nor to *.gov.cn."""
    for text, address, at in _links(checked):
        own = address.startswith((f"/{text.language}/", "#"))
        if not own and not is_official_address(address):
            yield text.finding(f"链接“{address}”不是本站同一语言的页面，也不是 .gov.cn。", at)


def dead_links(checked: Checked) -> Iterable[Finding]:
    """A link to a page of this site whose row the content does not have."""
    known = {
        pages: {row.content[column] for row in checked.of(kind)}
        for pages, (kind, column) in PAGES.items()
    }
    for text, address, at in _links(checked):
        found = OWN.match(address)
        if not found or found["pages"] not in known:
            continue
        event = found["event"] if found["pages"] == "regions" else None
        if found["key"] not in known[found["pages"]] or (event and event not in known["scenarios"]):
            yield text.finding(f"链接“{address}”指的内容没有。", at)


def _links(checked: Checked) -> Iterator[tuple[Text, str, int]]:
    for text in checked.texts:
        for match in words.LINK.finditer(text.text):
            address = match.group(1) if match.group(1) is not None else match.group()
            yield text, address, match.start()
