"""What changed lately, by region and by size."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guides.changes import AnyStep, changes, with_editions
from guides.views.change_entries import Entry, entry
from guides.views.paging import Choice, Pages, page_or_404, page_query, pages_around
from policies.models import Edition, Region
from policies.rules.regions import regions_offered
from policies.views import parameters
from policies.views.page import Reader, reader_of, region_or_404, render_page
from policies.views.values import full_name
from policies.views.values.coming import ComingDay, coming_days

A_PAGE = 40
Sizes = Edition.ChangeSize


@dataclass(frozen=True)
class Wanted:
    """Which changes an address asks for."""

    region: Region | None
    size: str

    def query(self) -> str:
        """The same question in canonical form."""
        parts = {"region": self.region.code if self.region else "", "size": self.size}
        return urlencode({name: value for name, value in parts.items() if value})


def wanted(query: QueryDict) -> Wanted:
    """Read the address. Raises BadRequest for malformed values, Http404 for an unknown region."""
    code = parameters.region_code(query, "region")
    size = parameters.text(query, "size")
    if size and size not in Sizes.values:
        raise BadRequest(_("没有这种改动大小。"))
    return Wanted(region_or_404(code) if code else None, size)


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """A page of changes, what they are narrowed down to, and how else to narrow them down; on the
    first what is known to change later."""

    coming: list[ComingDay]
    entries: list[Entry]
    sizes: list[Choice]
    regions: list[Choice]
    region_name: str
    feed_url: str
    calendar_url: str
    pages: Pages


@require_safe
def change_list(request: HttpRequest) -> HttpResponse:
    """Changes, newest first, a page at a time."""
    question, reader = wanted(request.GET), reader_of(request)
    page = changes_page(question, parameters.text(request.GET, "page"), reader)
    return render_page(
        request,
        "guides/changes.html",
        {"page": page},
        reader=reader,
        title=_("最近变动"),
        description=_("本站公布、改正和撤回了什么，最新的在前。"),
        crumbs=[(_("最近变动"), None)],
        query=page_query(question.query(), page.pages.number),
        robots="noindex" if question.query() else "",
    )


def changes_page(question: Wanted, number: str, reader: Reader) -> ChangesPage:
    """The page of a number. Raises Http404 if there is none such. One query for the regions."""
    found = changes_of(question, reader)
    page = page_or_404(found, number, A_PAGE)
    return ChangesPage(
        coming=coming_days(reader, question.region) if page.number == 1 else [],
        entries=[entry(each, reader) for each in with_editions(list(page), at=reader.at)],
        sizes=[Choice(size.value, str(size.label), size == question.size) for size in Sizes],
        regions=region_choices(question, reader),
        region_name=full_name(question.region, reader.speech) if question.region else "",
        feed_url=address("changes-feed", question),
        calendar_url=address("changes-calendar", Wanted(question.region, "")),
        pages=pages_around(
            page.number, page.paginator.num_pages, lambda n: address("changes", question, n)
        ),
    )


def changes_of(question: Wanted, reader: Reader) -> list[AnyStep]:
    """All that an address asks for, as the reader's instant knows it."""
    return changes(
        published=reader.published, at=reader.at, region=question.region, size=question.size
    )


def address(name: str, question: Wanted, number: int = 1) -> str:
    query = page_query(question.query(), number)
    return f"{reverse(name)}?{query}" if query else reverse(name)


def region_choices(question: Wanted, reader: Reader) -> list[Choice]:
    """Regions to choose from: provinces, those with rules, the one chosen. One query."""
    every = {each.code: each for each in regions_offered(reader.at)}
    if question.region:
        every.setdefault(question.region.code, question.region)
    return [
        Choice(code, full_name(region, reader.speech), region == question.region)
        for code, region in sorted(every.items())
    ]
