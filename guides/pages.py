"""The public pages of this app, each once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from guides.data.downloads import fact_checks_json, policies_csv, policies_json, regions_json
from guides.data.feed import changes_feed
from guides.models import FactCheck, Faq, Guide, Term
from guides.views.changes import change_list
from guides.views.coverage import coverage_page
from guides.views.fact_checks import fact_check_detail, fact_check_list
from guides.views.feedback import feedback, feedback_thanks
from guides.views.guides import guide_detail, guide_list
from guides.views.permanent import short, short_version
from guides.views.questions import question_list
from guides.views.search import search_page
from guides.views.terms import term_list
from policies.models import Edition
from policies.models.edition import edition_models
from policies.models.translated import TranslatedModel, mostly_spoken_in, spoken_in
from policies.public_page import Kind, Menu, Place, Places, PublicPage


def guides(on: dt.date, at: dt.datetime) -> Iterable[Place]:
    return _by_slug(Guide, at)


def fact_checks(on: dt.date, at: dt.datetime) -> Iterable[Place]:
    return _by_slug(FactCheck, at)


def _by_slug(model: type[Edition], at: dt.datetime) -> Iterable[Place]:
    rows = model.objects.live(at).order_by("slug")
    return [Place((row.slug,), row.publish_at, spoken_in(row)) for row in rows]


def _list_of(model: type[TranslatedModel], *fields: str) -> Places:
    """The one place of a list, in the languages in which most of its rows say these fields."""

    def places(on: dt.date, at: dt.datetime) -> Iterable[Place]:
        rows = model._default_manager.all()
        if issubclass(model, Edition):
            rows = model.objects.live(at)
        return [Place(languages=mostly_spoken_in(rows, *fields))]

    return places


def codes(on: dt.date, at: dt.datetime) -> Iterable[Place]:
    """The permanent code of everything that is live. One query a kind."""
    for model in edition_models():
        for code, changed in model.objects.live(at).values_list("code", "publish_at"):
            yield Place((code,), changed)


def versions(on: dt.date, at: dt.datetime) -> Iterable[Place]:
    """Every edition that was ever published. One query a kind."""
    for model in edition_models():
        rows = model.objects.published_before(at).filter(withdrawn_at=None)
        for code, version, changed in rows.values_list("code", "version", "publish_at"):
            yield Place((code, str(version)), changed)


PAGES = (
    PublicPage(
        name="guide-list",
        route="guides/",
        view=guide_list,
        about="guides",
        menu=Menu.SECTION,
        label=_("指南"),
        in_sitemap=True,
        places=_list_of(Guide, "title", "summary"),
    ),
    PublicPage(
        name="guide",
        route="guides/<slug:slug>/",
        view=guide_detail,
        about="one guide",
        in_sitemap=True,
        places=guides,
        examples=("guides/settle-abroad/", "guides/fraud-warning/"),
    ),
    PublicPage(
        name="question-list",
        route="questions/",
        view=question_list,
        about="every question as a link, `#<slug>`; with `about=<scenario>` (or `other`) the "
        "answers of that situation, `#<slug>`",
        menu=Menu.SECTION,
        label=_("问答"),
        in_sitemap=True,
        places=_list_of(Faq),
        parameters=("about",),
        examples=("questions/?about=death",),
    ),
    PublicPage(
        name="fact-check-list",
        route="fact-checks/",
        view=fact_check_list,
        about="fact-checks",
        menu=Menu.SECTION,
        label=_("辟谣"),
        in_sitemap=True,
        places=_list_of(FactCheck, "claim"),
    ),
    PublicPage(
        name="fact-check",
        route="fact-checks/<slug:slug>/",
        view=fact_check_detail,
        about="one fact-check",
        in_sitemap=True,
        places=fact_checks,
        examples=("fact-checks/any-one-of-three-death-papers/",),
    ),
    PublicPage(
        name="term-list",
        route="terms/",
        view=term_list,
        about="glossary",
        menu=Menu.FOOTER,
        label=_("名词"),
        in_sitemap=True,
        places=_list_of(Term, "name", "definition"),
    ),
    PublicPage(
        name="search",
        route="search/",
        view=search_page,
        about="search",
        is_indexable=False,
        is_personal=True,
        parameters=("q",),
        examples=("search/?q=继承", "search/?q=套现"),
    ),
    PublicPage(
        name="changes",
        route="changes/",
        view=change_list,
        about="what changed. `size`: `detail`, `normal`, `major`, `correction`",
        menu=Menu.FOOTER,
        label=_("最近变动"),
        in_sitemap=True,
        parameters=("region", "size", "page"),
        examples=("changes/?region=440000",),
    ),
    PublicPage(
        name="changes-feed",
        route="changes.atom",
        view=changes_feed,
        about="the same as a feed",
        kind=Kind.ATOM,
        parameters=("region", "size"),
    ),
    PublicPage(
        name="coverage",
        route="coverage/",
        view=coverage_page,
        about="what is known, and what is not",
        menu=Menu.FOOTER,
        label=_("还不知道什么"),
        in_sitemap=True,
    ),
    PublicPage(
        name="feedback",
        route="feedback/",
        view=feedback,
        about="report an error (GET, POST)",
        menu=Menu.FOOTER,
        label=_("反馈"),
        in_sitemap=True,
        is_personal=True,
        takes_post=True,
        parameters=("address", "edition"),
    ),
    PublicPage(
        name="feedback-thanks",
        route="feedback/thanks/",
        view=feedback_thanks,
        about="where a report leads to",
        is_indexable=False,
    ),
    PublicPage(
        name="short",
        route="r/<str:code>",
        view=short,
        about="permanent: 302 to the live page; 410 if withdrawn. Small letters count as capitals",
        kind=Kind.REDIRECT,
        in_languages=False,
        is_indexable=False,
        places=codes,
        examples=("r/NTCMN",),
    ),
    PublicPage(
        name="short-version",
        route="r/<str:code>/v<version:version>",
        view=short_version,
        about="that edition for ever, with its checksum; 410 if it was withdrawn",
        in_languages=False,
        is_indexable=False,
        places=versions,
        examples=("r/NTCMN/v1",),
    ),
    PublicPage(
        name="data-policies-csv",
        route="data/policies.csv",
        view=policies_csv,
        about="every rule; see [open data](data-files.md)",
        kind=Kind.CSV,
        in_languages=False,
    ),
    PublicPage(
        name="data-policies-json",
        route="data/policies.json",
        view=policies_json,
        about="the same as JSON",
        kind=Kind.JSON,
        in_languages=False,
    ),
    PublicPage(
        name="data-regions-json",
        route="data/regions.json",
        view=regions_json,
        about="every division",
        kind=Kind.JSON,
        in_languages=False,
    ),
    PublicPage(
        name="data-fact-checks-json",
        route="data/fact-checks.json",
        view=fact_checks_json,
        about="every fact-check",
        kind=Kind.JSON,
        in_languages=False,
    ),
)
