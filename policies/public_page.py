"""What is said once about every public page: its address, its view, where it is shown.

Each app lists its pages in its `pages.py`; `site_config/pages.py` joins the lists. The urlconf,
the menus, the sitemap, which pages take a POST, the tests of every page and the check of the
reference and of nginx's example follow from them.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Model, Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import (
    ResolverMatch,
    URLPattern,
    URLResolver,
    get_resolver,
    path,
    register_converter,
)
from django.urls.converters import StringConverter
from django.utils.functional import Promise

from policies.addresses import SCENARIO_CODE
from policies.languages import CODES

View = Callable[..., HttpResponseBase]


class RegionCode(StringConverter):
    """The six digits of a division."""

    regex = "[0-9]{6}"


class ScenarioCode(StringConverter):
    """The code of a scenario, as it stands in the address of an answer."""

    regex = SCENARIO_CODE


class VersionNumber(StringConverter):
    """The number of an edition, without zeros before it."""

    regex = "[1-9][0-9]{0,4}"


register_converter(RegionCode, "region")
register_converter(ScenarioCode, "scenario")
register_converter(VersionNumber, "version")


class Menu(enum.Enum):
    """Where every page links to a page."""

    SECTION = "section"
    FOOTER = "footer"


class Kind(enum.Enum):
    """What a page answers with, by its media type."""

    HTML = "text/html"
    CSV = "text/csv"
    JSON = "application/json"
    ATOM = "application/atom+xml"
    CALENDAR = "text/calendar"
    MARKDOWN = "text/markdown"
    XML = "application/xml"
    SVG = "image/svg+xml"
    TEXT = "text/plain"
    REDIRECT = ""


@dataclass(frozen=True, slots=True)
class Place:
    """One address of a page: the arguments of its route, when it last changed if known, and the
    languages in which it says what it is about."""

    arguments: tuple[str | int, ...] = ()
    changed: dt.datetime | None = None
    languages: Collection[str] = CODES


@dataclass(frozen=True, slots=True)
class GoesAlong:
    """The codes of the place of insurance and of the event, where a reader has said them."""

    place: str = ""
    event: str = ""


REGION, EVENT = re.compile("[0-9]{6}"), re.compile(f"(?!-$){SCENARIO_CODE}")  # "-" is not sure
EVERY_ROW = Q()
TYPED = "q"


@dataclass(frozen=True, slots=True)
class Shows:
    """Rows that a page shows: those to which a row of `carrier` leads by one of these paths.

    `place` are the columns of the carrier that are the arguments of the page that shows it; every
    place of the page does if there are none. `only`: of the carriers only these. `is_record`:
    editions of the past as well, with everything they point at.
    """

    carrier: type[Model]
    paths: tuple[str, ...] = ("pk",)
    place: tuple[str, ...] = ()
    only: Q = EVERY_ROW
    is_record: bool = False


Places = Callable[[dt.date, dt.datetime], Iterable[Place]]


def only_itself(on: dt.date, at: dt.datetime) -> Iterable[Place]:
    """The place of a page without arguments."""
    return [Place()]


@dataclass(frozen=True, kw_only=True, eq=False)
class PublicPage:
    """One page, or all pages of one form.

    `name` is what `reverse` takes, `route` what `django.urls.path` takes, behind the language if
    `in_languages`. `places(on, at)` are its addresses with rows of their own. `examples` are
    addresses behind the language, with queries, that show what it can with the shipped content;
    a page without arguments is its own first example.
    """

    name: str
    route: str
    view: View
    about: str  # one line for the reference of addresses
    kind: Kind = Kind.HTML
    in_languages: bool = True
    menu: Menu | None = None
    label: str | Promise = ""  # in the menu
    in_sitemap: bool = False
    is_indexable: bool = True  # False: noindex, whatever the view says
    is_personal: bool = False  # its query is what somebody typed or answered: kept by no cache
    is_kept: bool = True  # False: for machines that ask how the site is now
    asks_database: bool = True  # False: it is there while the database is away
    takes_post: bool = False
    parameters: tuple[str, ...] = ()  # that it reads; others change nothing
    takes_whatever_is_typed: bool = False  # NUL, broken letters, ten thousand of them
    takes_any_parameter: bool = False  # the wizard's questions name their own
    # Where its address says the place and the event, and by which parameters a menu hands them on.
    says: tuple[str, str] = ("", "")
    takes: tuple[str, str] = ("", "")
    places: Places = only_itself
    examples: tuple[str, ...] = ()
    called: str | Promise = ""  # by editors, where no menu has a word for it
    shows: tuple[Shows, ...] = ()

    def pattern(self) -> URLPattern:
        """The row of the urlconf. The view finds this page as `request.public_page`."""

        @functools.wraps(self.view)
        def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            request.public_page = self  # type: ignore[attr-defined]
            return self.view(request, *args, **kwargs)

        answer.public_page = self  # type: ignore[attr-defined]
        _known.update(self.parameters)
        return path(self.route, answer, name=self.name)

    def is_typed(self, query: Collection[str]) -> bool:
        """Whether the names of a query say that somebody typed or answered something."""
        return TYPED in query or (self.is_personal and bool(query))

    @property
    def has_text(self) -> bool:
        """Whether the same is said as Markdown, at `text_address`."""
        is_page = self.kind is Kind.HTML and self.in_languages
        return is_page and not (self.is_personal or self.takes_post)

    def text_address(self, path: str) -> str:
        """Of its route, or of one of its addresses, the one that says the same as Markdown."""
        return f"{path.removesuffix('/')}.md" if self.route else f"{path}index.md"

    def said(self, request: HttpRequest) -> GoesAlong:
        """The place and the event that its address says."""
        match = request.resolver_match
        given = {**request.GET.dict(), **(match.kwargs if match else {})}
        place, event = (str(given.get(name)) for name in self.says)
        return GoesAlong(
            place if REGION.fullmatch(place) else "", event if EVENT.fullmatch(event) else ""
        )

    def query_for(self, said: GoesAlong) -> str:
        """The query that hands on what was said, empty if it takes nothing of it."""
        pairs = zip(self.takes, (said.place, said.event), strict=True)
        return urlencode([(name, value) for name, value in pairs if name and value])

    def addresses(self, language: str) -> list[str]:
        """Its examples as whole addresses."""
        before = f"/{language}/" if self.in_languages else "/"
        own = [] if "<" in self.route else [self.route]
        return [before + example for example in (*own, *self.examples)]


_known: set[str] = set()


def known_parameters() -> frozenset[str]:
    """The parameters that any page in the urlconf reads."""
    return frozenset(_known)


def listed_pages() -> list[PublicPage]:
    """Every page in the urlconf."""
    found = (getattr(each.callback, "public_page", None) for each in _patterns(get_resolver()))
    return [page for page in found if page]


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            yield each
        elif each.app_name != "admin":
            yield from _patterns(each)


def page_of(match: ResolverMatch) -> PublicPage | None:
    """The page that an address belongs to; None for those that are no public page."""
    return getattr(match.func, "public_page", None)


def public_page(request: HttpRequest) -> PublicPage | None:
    """The page that answers a request; None where nothing answers, and in the admin."""
    return getattr(request, "public_page", None)
