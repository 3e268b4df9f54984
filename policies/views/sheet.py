"""The answer as one page of paper: to take to the counter, and to read with the clerk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policies.languages import CODES
from policies.models import Procedure
from policies.models.translated import spoken_in
from policies.qr import qr_inline
from policies.rules.answer import Answer, answer
from policies.speech import Speech
from policies.views import counter, parameters
from policies.views.answer import crumbs
from policies.views.moved import moved_to
from policies.views.page import Reader, dated, place_or_404, reader_of, render_page
from policies.views.values import full_name, hotlines
from policies.views.values.answer import AnswerHead, answer_head
from policies.views.values.how import FactRow, How, Line, Where, how_done, limits, phones
from policies.views.values.procedure import Paper, with_chinese
from policies.views.values.region import answer_url_on, sheet_url
from policies.views.values.times import warnings


@dataclass(frozen=True, slots=True)
class SheetPage:
    """What the sheet shows; `ask` is spoken at the counter, in Chinese whoever reads. `address` is
    that of the edition for ever, or of the page where there is no rule."""

    head: AnswerHead
    warnings: list[str]
    papers: list[Paper]
    are_national: bool
    asks_whose: bool
    facts: list[FactRow]
    ask: list[str]
    answer_url: str
    address: str
    edition: str
    qr: SafeString


@require_safe
def sheet_page(request: HttpRequest, code: str, scenario_code: str) -> HttpResponse:
    """What to bring and to ask, where, whom to call, and the address of this very edition."""
    days = parameters.days(request.GET)
    reader = reader_of(request, on=days.on, known_on=days.known_on)
    region, scenario = place_or_404(code, scenario_code, reader)
    if region.code != code:
        return moved_to(sheet_url(region, scenario), request)
    found = answer(region, scenario, on=reader.on, at=reader.at)
    return shown(request, found, reader, days.query())


def shown(request: HttpRequest, found: Answer, reader: Reader, query: str) -> HttpResponse:
    title = _("带去窗口：%(region)s，%(scenario)s") % {
        "region": full_name(found.region, reader.speech),
        "scenario": reader.speech.of(found.scenario, "name"),
    }
    return render_page(
        request,
        "policies/sheet.html",
        {"page": values(found, reader)},
        reader=reader,
        title=dated(title, reader),
        crumbs=crumbs(found.region, found.scenario, reader),
        query=query,
        languages=spoken_in(found.policy) if found.policy else CODES,
    )


def values(found: Answer, reader: Reader) -> SheetPage:
    """Everything the sheet shows."""
    done = how_done(found, reader)
    time = limits(found.policy, done.how)
    papers = done.how.papers if done.how else []
    address = settings.SITE_URL + address_of(found, reader)
    return SheetPage(
        head=answer_head(found, reader),
        warnings=warnings(found),
        papers=with_names_at_the_counter(papers, found, reader.speech),
        are_national=done.are_national,
        asks_whose=done.how is not None and done.how.asks_whose,
        facts=[*place_rows(done.how), *call_rows(found, reader), *time],
        ask=counter.asked_with_a_sheet(found, knows_papers=bool(papers), knows_limit=bool(time)),
        answer_url=answer_url_on(found.region, found.scenario, reader.days),
        address=address,
        edition=found.policy.edition_label if found.policy else "",
        qr=qr_inline(address, name=_("二维码：%s") % address),
    )


def address_of(found: Answer, reader: Reader) -> str:
    """Where this edition stands for ever; where there is no rule, the page."""
    if found.policy is None:
        return answer_url_on(found.region, found.scenario, reader.days)
    return reverse("short-version", args=[found.policy.code, found.policy.version])


def with_names_at_the_counter(papers: list[Paper], found: Answer, speech: Speech) -> list[Paper]:
    """The papers, each with its Chinese name too where the page is not Chinese."""
    known = {item.material.code: item.material for each in found.procedures for item in each.papers}
    return [
        replace(
            paper,
            name=with_chinese(
                speech.of(known[paper.code], "name"),
                known[paper.code].name_zh_hans,  # type: ignore[attr-defined]
                speech,
            ),
        )
        for paper in papers
    ]


def place_rows(how: How | None) -> list[FactRow]:
    """What it is called, where it is done and when somebody is there, as far as recorded."""
    if how is None:
        return []
    known = [each for each in how.where if not is_nameless_site(each)]
    places = [place_line(each) for each in known or how.where]
    named = {row.name: row for row in how.facts}
    others = [named.get(name) for name in (_("官方事项名称"), _("办理时间"))]
    return [FactRow(_("去哪里"), places), *(row for row in others if row)]


def place_line(where: Where) -> Line:
    """Channels with their place, or what their official entrance is called where it is on the
    network; alone where neither is recorded, as of an app."""
    words = _("、").join(dict.fromkeys(one.word for one in where.channels))
    place = where.place or urlsplit(where.entrance_url).netloc
    return Line(words, place) if place else Line("", words)


def is_nameless_site(where: Where) -> bool:
    """Whether it says no more than that there is a website, which helps nobody to find it."""
    codes = {one.code for one in where.channels}
    return codes == {Procedure.Channel.WEBSITE} and not (where.place or where.entrance_url)


def call_rows(found: Answer, reader: Reader) -> list[FactRow]:
    """Whom to call before going."""
    numbers = phones(how_done(found, reader), hotlines(reader))
    return [FactRow(_("打电话"), [Line(each.name, each.phone) for each in numbers])]
