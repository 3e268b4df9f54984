"""The same pages as Markdown: what assistants read, without menus, shapes and forms.

Made from the page itself, so that neither can say what the other does not.
"""

from __future__ import annotations

import functools
import html
import re
from urllib.parse import urlsplit, urlunsplit

from bs4 import BeautifulSoup, Tag
from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from markdownify import ATX, MarkdownConverter

from policies.public_page import TYPED, Kind, PublicPage
from policies.views.open_data import open_to_all

# What is told, in the order of the page. Nothing else of it need be parsed, which takes longest.
TOLD = re.compile(
    r'<main\b.*?</main>|<aside class="fraud-footer".*?</aside>|'
    r'<p class="site-footer__statement">.*?</p>',
    re.DOTALL,
)
INSIDE = re.compile(r"<(svg|form|script|style)\b.*?</\1>", re.DOTALL)
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)">')
SAY = re.compile(r'<a class="say"[^>]*></a>')  # reports a sentence
# The outline of a drawing tells once more what stands above it.
NO_WORDS = frozenset({"svg", "form", "script", "style"})
NO_WORDS_CALLED, NO_WORDS_OF = "picture", "screen-only"
FOLDS = frozenset({"details", "summary"})
LONGEST = 200_000  # bytes of a page: a second of CPU for two or three
MARKDOWN = MarkdownConverter(heading_style=ATX, bullets="-", escape_misc=True)


def text_page(page: PublicPage) -> PublicPage:
    """The page that says the same as Markdown; it takes the same arguments and parameters."""

    # A text is repeated by machines: nothing in it may be a stranger's.
    parameters = tuple(name for name in page.parameters if name != TYPED)
    typed = f"?{TYPED}="

    @functools.wraps(page.view)
    def view(request: HttpRequest, **arguments: str) -> HttpResponseBase:
        own = request.path_info
        request.GET = _only(request.GET, parameters)  # type: ignore[assignment]
        request.public_page = page  # type: ignore[attr-defined]
        request.path_info = reverse(page.name, kwargs=arguments)
        try:
            response = page.view(request, **arguments)
        finally:
            request.path_info = own  # an address to be mended is this one
        if "Location" in response.headers:
            target = urlsplit(response.headers["Location"])
            moved = target._replace(path=page.text_address(target.path))
            response.headers["Location"] = urlunsplit(moved)
        if response.status_code == 400:  # such a page repeats what was typed for a day
            raise BadRequest(_("日期要写成 2026-11-22 这样。"))
        if not isinstance(response, HttpResponse) or "Location" in response.headers:
            return response
        if len(response.content) > LONGEST:
            raise BadRequest(_("这一页太长，不写成文字。请打开网页，或者用它的数据。"))
        return as_text(response)

    return PublicPage(
        name=f"{page.name}-text",
        route=page.text_address(page.route),
        view=view,
        about=f"`{page.name}` as Markdown",
        kind=Kind.MARKDOWN,
        is_indexable=False,
        parameters=parameters,
        places=page.places,
        examples=tuple(_of_example(page, each) for each in page.examples if typed not in each),
    )


def _only(query: QueryDict, names: tuple[str, ...]) -> QueryDict:
    """What of a query has these names."""
    kept = QueryDict(mutable=True)
    for name in names:
        if name in query:
            kept.setlist(name, query.getlist(name))
    return kept


def _of_example(page: PublicPage, address: str) -> str:
    path, mark, query = address.partition("?")
    return page.text_address(path) + mark + query


def as_text(page: HttpResponse) -> HttpResponse:
    """What a page says, with its warning of fraud and the address that people should open."""
    whole = page.content.decode()
    found = CANONICAL.search(whole)  # a refusal has none
    address = html.unescape(found[1]) if found else settings.SITE_URL
    told = [SAY.sub("", INSIDE.sub("", part)) for part in TOLD.findall(whole)]
    words = "\n\n".join(_words_of(part, settings.SITE_URL) for part in told)
    text = f"{words}\n\n---\n\n{settings.SITE_NAME}: <{address}>\n"
    media_type = f"{Kind.MARKDOWN.value}; charset=utf-8"
    response = HttpResponse(text, status=page.status_code, content_type=media_type)
    if found:
        response.headers["Link"] = f'<{address}>; rel="canonical"'
    response.headers["X-Robots-Tag"] = "noindex"
    return open_to_all(response)


class _Told(Tag):
    """A tag of which Markdown asks, for each, whether it stands in another one."""

    def find_parent(self, name: object = None, *_args: object, **_named: object) -> Tag | None:
        return next((above for above in self.parents if above.name == name), None)


def _words_of(part: str, site: str) -> str:
    """What a part of a page tells; the frame is the same around all pages of a language."""
    return _words(part, site) if part.startswith("<main") else _words_of_frame(part, site)


def _words(part: str, site: str) -> str:
    """What a part tells; links of it work from anywhere."""
    soup = BeautifulSoup(part, "html.parser", element_classes={Tag: _Told})
    for tag in reversed([each for each in soup.descendants if isinstance(each, Tag)]):
        _tell(tag, site)  # the inner ones first: what goes, goes with all it holds
    return MARKDOWN.convert_soup(soup).strip()


_words_of_frame = functools.lru_cache(maxsize=16)(_words)


def _tell(tag: Tag, site: str) -> None:
    """Make a tag one that Markdown has words for."""
    classes = tag.get("class") or ()
    if tag.name in NO_WORDS or NO_WORDS_OF in classes or tag.get("id") == NO_WORDS_CALLED:
        tag.decompose()
    elif tag.name in FOLDS:
        tag.name = "div"  # a text has no folds: what they hold stands in lines of its own
    elif tag.name == "a":
        if "mark" in classes:
            tag.insert_before(" ")
        target = str(tag.get("href", ""))
        if target.startswith("#"):
            tag.unwrap()
        elif target.startswith("/"):
            tag["href"] = site + target
