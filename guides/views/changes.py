"""What changed lately, by region and by size."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guides.changes import WITHDRAWN, Change, PackLoad, Step, changes, with_editions
from guides.views.editions import edition_title, edition_url, kind_word
from policies.models import Edition, Policy, Region
from policies.rules.applicability import with_lineage
from policies.views import parameters
from policies.views.page import Reader, reader_of, region_or_404, render_page
from policies.views.values import Values, full_name

A_PAGE = 40
PAGE_NUMBER = re.compile(r"[1-9][0-9]*")


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
    if size and size not in Edition.ChangeSize.values:
        raise BadRequest(_("没有这种改动大小。"))
    return Wanted(region_or_404(code) if code else None, size)


@require_safe
def change_list(request: HttpRequest) -> HttpResponse:
    """Changes, newest first, a page at a time."""
    question = wanted(request.GET)
    reader = reader_of(request)
    found = changes(at=reader.at, region=question.region, size=question.size)
    page = page_or_404(found, parameters.text(request.GET, "page"))
    context = {
        "changes": [change_values(each, reader) for each in with_editions(list(page))],
        "sizes": [(value, label, value == question.size) for value, label in size_choices()],
        "regions": region_choices(question, reader),
        "region_code": question.region.code if question.region else "",
        "region_name": full_name(question.region, reader.speech) if question.region else "",
        "feed_url": address("changes-feed", question),
        **pages(question, page.number, page.paginator.num_pages),
    }
    return render_page(
        request,
        "guides/changes.html",
        context,
        reader=reader,
        title=_("最近变动"),
        description=_("本站公布、改正和撤回了什么，最新的在前。"),
        crumbs=[(_("最近变动"), None)],
        query=page_query(question, page.number),
        robots="noindex" if question.query() else "",
    )


def page_or_404(found: Sequence[Step | PackLoad], number: str) -> Page[Step | PackLoad]:
    """The page of a number, the first without one. Raises Http404 if there is none such."""
    if number and not PAGE_NUMBER.fullmatch(number):
        raise Http404(_("没有这一页"))
    try:
        return Paginator(found, A_PAGE).page(int(number or 1))
    except EmptyPage as error:
        raise Http404(_("没有这一页")) from error


def address(name: str, question: Wanted, page: int = 1) -> str:
    query = page_query(question, page)
    return f"{reverse(name)}?{query}" if query else reverse(name)


def page_query(question: Wanted, page: int) -> str:
    """The query of one page of the answer; the first needs no number."""
    parts = [question.query(), f"page={page}" if page > 1 else ""]
    return "&".join(part for part in parts if part)


def pages(question: Wanted, number: int, total: int) -> Values:
    """What the pagination component takes."""
    return {
        "number": number,
        "total": total,
        "previous_url": address("changes", question, number - 1) if number > 1 else None,
        "next_url": address("changes", question, number + 1) if number < total else None,
    }


def region_choices(question: Wanted, reader: Reader) -> list[tuple[str, str]]:
    """Regions to choose from: provinces, those with rules, the one chosen. One query."""
    offered = Q(level__in=[Region.Level.NATION, Region.Level.PROVINCE])
    offered |= Q(pk__in=Policy.objects.live(reader.at).order_by().values("region"))
    if question.region:
        offered |= Q(pk=question.region.pk)
    regions = with_lineage(Region.objects.filter(offered)).order_by("code")
    return [(region.code, full_name(region, reader.speech)) for region in regions]


def size_choices() -> list[tuple[str, str]]:
    return [(size.value, str(size.label)) for size in Edition.ChangeSize]


def change_values(change: Change | PackLoad, reader: Reader) -> Values:
    """One change as its component takes it."""
    day = timezone.localdate(change.at)
    if isinstance(change, Change):
        return {"day": day, "at": change.at, **edition_change(change, reader)}
    separator = ", " if reader.language == "en" else "、"
    numbers = separator.join(
        _("%(kind)s %(number)s 条") % {"kind": kind_word(kind), "number": number}
        for kind, number in change.numbers
    )
    return {
        "day": day,
        "at": change.at,
        "title": _("装入内容包：%s") % numbers,
        "note": _("依据来源整理，编辑尚未逐条核实。"),
        "id": f"{reverse('changes')}#pack-{day}",
    }


def edition_change(change: Change, reader: Reader) -> Values:
    """A published or withdrawn edition: what it is, how big the change, why."""
    edition = change.edition
    title = edition_title(edition, reader.speech)
    kind = kind_word(str(edition._meta.model_name))
    version = reverse("short-version", args=[edition.code, edition.version])
    values = {"title": f"{kind}{_('：')}{title}", "lang": title.lang, "id": version, "url": version}
    if change.what == WITHDRAWN:
        reason = reader.speech.of(edition, "withdrawal_reason")
        return values | {"size": _("撤回"), "note": reason, "id": f"{version}#withdrawn"}
    newest = edition.live_until is None or edition.live_until > reader.at
    return values | {
        "size": _("新增") if edition.version == 1 else str(edition.get_change_size_display()),
        "note": reader.speech.of(edition, "change_note"),
        "url": edition_url(edition, reader.today) if newest else version,
    }
