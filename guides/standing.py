"""What stands behind a permanent address: the live edition, the last one published, or nothing."""

from __future__ import annotations

import datetime as dt
import functools
import re
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit, urlunsplit

from django.db.models import QuerySet

from guides.models import OldAddress
from guides.models.old_address import SLUGGED, page_at
from policies.composed import Composed, Given
from policies.models import Edition
from policies.models.edition import CODE_PATTERN, edition_models
from policies.models.edition.querysets import is_live
from policies.rules.regions import find_region

Kind = TypeVar("Kind", bound=Edition)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a code stands at an instant: the editions that were ever on the site, newest first, and
    the one that it shows."""

    live: Edition | None
    editions: list[Edition]

    @property
    def last(self) -> Edition:
        return self.editions[0]


def live_by_slug(model: type[Kind], slug: str, at: dt.datetime) -> Kind | None:
    """The live edition at an address, if there is one. One query."""
    return next(iter(_live(model)(slug=slug, at=at)), None)


@functools.cache
def _live(model: type[Kind]) -> Composed[Kind]:
    def query(slug: Given, at: Given) -> QuerySet[Kind]:
        found: QuerySet[Kind] = model.objects.live(at).filter(slug=slug)
        return found

    return Composed(query)


def standing_of_slug(model: type[Edition], slug: str, at: dt.datetime) -> Standing | None:
    """How the thing that last had this address stands; None if no edition ever had it."""
    former = model.objects.published_before(at).filter(slug=slug).order_by("-publish_at").first()
    return _standing(model, former.code, at) if former else None


def standing_of_code(code: str, at: dt.datetime) -> Standing | None:
    """How a permanent code stands; None if it was never on the site. One query a kind at most.

    Codes are printed on paper and typed from it, so small letters count as capitals.
    """
    code = code.upper()
    if not re.fullmatch(CODE_PATTERN, code):
        return None
    for model in edition_models():
        if found := _standing(model, code, at):
            return found
    return None


@dataclass(frozen=True, slots=True)
class End:
    """Where a former address leads in the end: an address without its language, or to nothing any
    more, with the reason or the edition that was withdrawn."""

    address: str
    gone_because: str = ""
    withdrawn: Edition | None = None


def end_of(path: str, at: dt.datetime) -> End | None:
    """Where a former address (without its language) leads in the end; None if it never was one.

    Regions that became others, things that were renamed and former addresses are followed
    whatever their order, three queries a step at most. A chain that comes back leads nowhere, and
    so does one that ends where this site has no page: both count as unknown.
    """
    end, seen = End(path), set[str]()
    while (path := _path_here(end.address)) not in seen:
        seen.add(path)
        step = _after(path, at)
        if step is None:
            return end if len(seen) > 1 and page_at(path) else None
        if step.gone_because or step.withdrawn:
            return step
        end = _with_rest(step, end.address)
    return None


def _path_here(address: str) -> str:
    """The path of an address of this site; empty for what is none, which no rule let in once."""
    is_here = address.startswith("/") and not address.startswith("//")
    return urlsplit(address).path if is_here else ""


def _after(path: str, at: dt.datetime) -> End | None:
    """What an address became, in one step; None if it stands or was never known."""
    page = page_at(path)
    name = page.url_name if page else ""
    if page and name in ("region", "answer"):
        region = find_region(page.kwargs["code"])
        heir = region.heir() if region else None
        if region and heir != region:
            return End(path.replace(region.code, str(heir and heir.code), 1))
    if page and (model := SLUGGED.get(str(name))):
        slug = page.kwargs["slug"]
        if live_by_slug(model, slug, at):
            return None
        if standing := standing_of_slug(model, slug, at):
            if standing.live is None:
                return End(path, withdrawn=standing.last)
            return End(path.replace(f"/{slug}/", f"/{standing.live.slug}/"))  # type: ignore[attr-defined]
    old = OldAddress.objects.filter(path=path).first()
    return End(old.became, old.gone_because) if old else None


def _with_rest(step: End, before: str) -> End:
    """A step with the query and the fragment of the address before, unless it brings its own."""
    own, rest = urlsplit(step.address), urlsplit(before)
    if own.query or own.fragment:
        return step
    return End(urlunsplit(own._replace(query=rest.query, fragment=rest.fragment)))


def _standing(model: type[Edition], code: str, at: dt.datetime) -> Standing | None:
    editions = _of_code(model)(code=code, at=at)
    if not editions:
        return None
    shown = (each for each in editions if each.is_shown)
    return Standing(next(shown, None), editions)


@functools.cache
def _of_code(model: type[Kind]) -> Composed[Kind]:
    """The editions of a code that were ever on the site, newest first, with what they are of."""

    def query(code: Given, at: Given) -> QuerySet[Kind]:
        found = model.objects.published_before(at).filter(code=code).order_by("-version")
        known: QuerySet[Kind] = found.annotate(is_shown=is_live(at)).select_related()
        return known

    return Composed(query)
