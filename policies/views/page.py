"""What every public page has in common: the reader, the frame, the way to refuse."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from policies.languages import CODES, SOURCE
from policies.models import Region, Scenario
from policies.place_search.former import of_code
from policies.public_page import GoesAlong, PublicPage, public_page
from policies.publishing import events
from policies.rules.vocabulary import Vocabulary, vocabulary
from policies.speech import HTML_LANGUAGE, Speech
from policies.views.linked_data import Thing, breadcrumb_list, data_block, picture_to_share
from policies.views.shapes import without_blank_lines, without_unused_shapes

Crumb = tuple[str, str | None]


@dataclass
class Reader:
    """Who asks, in which language, for which day, and as known at which instant."""

    language: str
    published: str
    now: dt.datetime
    on: dt.date
    at: dt.datetime
    speech: Speech

    @cached_property
    def today(self) -> dt.date:
        return timezone.localdate(self.now)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return vocabulary(self.published)

    @property
    def chose_a_day(self) -> bool:
        """Whether the page shows another day or another state of knowledge than today's."""
        return self.on != self.today or self.at != self.now

    @cached_property
    def first_said(self) -> dt.date | None:
        """The first day on which this site published anything, if that was only after the day of
        knowledge that was chosen: then it had said nothing yet. One query where one was chosen."""
        if self.at == self.now:
            return None
        first = events.first_publication(self.now)
        return timezone.localdate(first) if first and first > self.at else None

    @cached_property
    def days(self) -> str:
        """The days that were chosen, as the query that chooses them again; empty for today's."""
        on = f"on={self.on}" if self.on != self.today else ""
        known_on = f"known_on={timezone.localdate(self.at)}" if self.at != self.now else ""
        return "&".join(day for day in (on, known_on) if day)


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The same page in one language, by the language's own name."""

    code: str  # BCP 47
    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What `base.html` shows around every page; a page may put its own in place of a value."""

    page_title: str
    page_description: str
    lang_code: str
    breadcrumbs: list[Crumb]
    language_links: list[LanguageLink]
    canonical_url: str
    alternates: list[tuple[str, str]]
    text_url: str  # the same as Markdown; empty if there is none
    robots: str
    has_fallback: bool
    reader: Reader
    share_picture: str
    linked_data: SafeString  # what search engines read, of a page that may be found


def reader_of(
    request: HttpRequest, *, on: dt.date | None = None, known_on: dt.date | None = None
) -> Reader:
    """The reader of a request. Today is only the default of both days; nothing is known of what
    the site will say on a day to come, least of all what is approved and not yet published."""
    now = getattr(request, "now", None) or timezone.now()
    published = getattr(request, "published", None) or events.token(now)
    language = get_language() or settings.LANGUAGE_CODE
    today = timezone.localdate(now)
    return Reader(
        language=language,
        published=published,
        now=now,
        on=on or today,
        at=now if known_on is None or known_on >= today else end_of_day(known_on),
        speech=Speech(language),
    )


def end_of_day(day: dt.date) -> dt.datetime:
    """The last instant of a day in China: what became public on that day was known on it."""
    return dt.datetime.combine(day, dt.time.max, tzinfo=timezone.get_default_timezone())


def render_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, object],
    *,
    reader: Reader,
    title: str,
    description: str = "",
    crumbs: Sequence[Crumb] = (),
    query: str = "",
    canonical: str | None = None,
    languages: Collection[str] = CODES,
    robots: str = "",
    status: int = 200,
    kind: str = "",
    about: Sequence[Thing] = (),
) -> HttpResponse:
    """Render a public page in its frame.

    `query` is what of the query belongs to the page (already in canonical form); `canonical` is
    the path of another page that should be found instead. `languages` are those in which it says
    what it is about; in another one it sends search engines to the source's. `kind` is that of its
    verdict, `about` what it is about, as JSON-LD.
    """
    path = request.path_info + (f"?{query}" if query else "")
    page = public_page(request)
    request.goes_along = page.said(request) if page and status == 200 else GoesAlong()  # type: ignore[attr-defined]
    links = language_links(path, reader.language) if not page or page.in_languages else []
    is_spoken = reader.language in languages or not links
    steps = [(_("首页"), reverse("home")), *crumbs] if crumbs else []
    robots = robots if not page or page.is_indexable else "noindex"
    frame = Frame(
        page_title=title,
        page_description=description if is_spoken else _described(title, description),
        lang_code=HTML_LANGUAGE[reader.language],
        breadcrumbs=steps,
        language_links=links,
        canonical_url=_found_at(canonical or path, reader, status, is_spoken=is_spoken),
        alternates=_alternates(links, languages),
        text_url=_text_url(page, request.path_info, query),
        robots=robots,
        has_fallback=reader.speech.fell_back,
        reader=reader,
        share_picture=picture_to_share(kind),
        linked_data=data_block([] if robots else [*breadcrumb_list(steps), *about]),
    )
    around = {field.name: getattr(frame, field.name) for field in fields(frame)}
    response = render(request, template, {**around, **context}, status=status)
    response.content = without_blank_lines(without_unused_shapes(response.content.decode()))
    return response


def dated(title: str, reader: Reader) -> str:
    """A title that says so when the page is not about today: shared, it stands alone."""
    if reader.on == reader.today:
        return title
    return _("%(title)s（%(day)s那一天）") % {
        "title": title,
        "day": date_format(reader.on, "DATE_FORMAT"),
    }


def _alternates(links: list[LanguageLink], languages: Collection[str]) -> list[tuple[str, str]]:
    """The addresses of the page in the languages in which it says what it is about."""
    shown = zip(CODES, links, strict=False)
    return [(link.code, settings.SITE_URL + link.url) for code, link in shown if code in languages]


def _text_url(page: PublicPage | None, path: str, query: str) -> str:
    if page is None or not page.has_text:
        return ""
    return page.text_address(path) + (f"?{query}" if query else "")


def _found_at(path: str, reader: Reader, status: int, *, is_spoken: bool) -> str:
    """The whole address of a page, if need be in the source's language; of a refusal none."""
    neutral = path.removeprefix(f"/{reader.language}")
    address = settings.SITE_URL + (path if is_spoken else f"/{SOURCE}{neutral}")
    return address if status < 400 else ""


def _described(title: str, description: str) -> str:
    """What describes a page that shows the source, in the page's own language."""
    if not getattr(description, "lang", None):
        return description
    shown = _("还没有译文，先显示简体中文原文。")
    return shown if getattr(title, "lang", None) else f"{title} – {shown}"


def language_links(path: str, current: str) -> list[LanguageLink]:
    """The same page in each language."""
    neutral = path.removeprefix(f"/{current}")
    return [
        LanguageLink(HTML_LANGUAGE[code], label, f"/{code}{neutral}", code == current)
        for code, label in settings.LANGUAGES
    ]


def region_or_404(code: str) -> Region:
    """The region of a code with its lineage; of a former code what it became, which has another.
    Raises Http404 with a sentence for the reader."""
    found = of_code(code)
    if len(found) > 1:
        parts = {each.code: str(each.name) for each in found}
        words = _("代码 %(code)s 的地区现在分成了：%(names)s。请选其中一个。")
        raise Http404(words % {"code": code, "names": "、".join(parts.values())}, code, parts)
    if not found:
        raise Http404(_("没有代码为 %s 的地区。") % code)
    return found[0]


def scenario_or_404(known: Vocabulary, code: str) -> Scenario:
    """The scenario of a code. Raises Http404 with a sentence for the reader."""
    scenario = known.scenario(code)
    if scenario is None:
        raise Http404(_("没有这种情形：%s。") % code)
    return scenario


def place_or_404(code: str, scenario_code: str, reader: Reader) -> tuple[Region, Scenario]:
    """The region and the scenario of an answer's address; of a merged region what it became, which
    has another code. Raises Http404 with a sentence for the reader."""
    region = region_or_404(code).heir()
    return region, scenario_or_404(reader.vocabulary, scenario_code)
