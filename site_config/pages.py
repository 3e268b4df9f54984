"""Every public page of the site, each once: those of the apps and those about the site itself."""

from __future__ import annotations

import re
from dataclasses import replace

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guides.pages import PAGES as GUIDES
from policies.models import Contact
from policies.pages import PAGES as POLICIES
from policies.public_page import Kind, Menu, PublicPage, Shows
from site_config import for_programs, site_pages, views
from site_config.sitemap import site_map_of
from site_config.text_pages import text_page

ABOUT_THE_SITE = (
    PublicPage(
        name="about",
        route="about/",
        view=site_pages.about,
        about="who we are not, and what the words mean",
        menu=Menu.FOOTER,
        label=_("关于本站"),
        in_sitemap=True,
    ),
    PublicPage(
        name="accessibility",
        route="accessibility/",
        view=site_pages.accessibility,
        about="what was done for everybody, and what falls short",
        menu=Menu.FOOTER,
        label=_("无障碍"),
        in_sitemap=True,
    ),
    PublicPage(
        name="privacy",
        route="privacy/",
        view=site_pages.privacy,
        about="what the site knows of its readers",
        menu=Menu.FOOTER,
        label=_("隐私"),
        in_sitemap=True,
    ),
)
OPEN_DATA = (
    PublicPage(
        name="data",
        route="data/",
        view=for_programs.data_page,
        about="every file of data with its checksum, its form and how to cite it",
        menu=Menu.FOOTER,
        label=_("数据下载"),
        in_languages=False,
    ),
    PublicPage(
        name="openapi",
        route="data/openapi.json",
        view=for_programs.openapi,
        about="every address for programs, as OpenAPI",
        kind=Kind.JSON,
        in_languages=False,
        asks_database=False,
    ),
    PublicPage(
        name="llms",
        route="llms.txt",
        view=for_programs.llms,
        about="what assistants may read, and how to cite it",
        kind=Kind.TEXT,
        in_languages=False,
        asks_database=False,
    ),
)
FOUND = tuple(page for page in (*POLICIES, *GUIDES, *ABOUT_THE_SITE) if page.in_sitemap)
FOR_MACHINES = (
    PublicPage(
        name="root",
        route="",
        view=views.root,
        about="302 to `/zh-hans/`, query kept",
        kind=Kind.REDIRECT,
        in_languages=False,
    ),
    PublicPage(
        name="sitemap",
        route="sitemap.xml",
        view=site_map_of(FOUND),
        about="for search engines",
        kind=Kind.XML,
        in_languages=False,
    ),
    PublicPage(
        name="robots",
        route="robots.txt",
        view=site_pages.robots,
        about="for search engines",
        kind=Kind.TEXT,
        in_languages=False,
        asks_database=False,
    ),
    PublicPage(
        name="healthz",
        route="healthz",
        view=site_pages.healthz,
        about="for machines: the process runs",
        kind=Kind.TEXT,
        in_languages=False,
        is_kept=False,
    ),
    PublicPage(
        name="readyz",
        route="readyz",
        view=site_pages.readyz,
        about="for machines: database and content are there (else 503), and how the rest is",
        kind=Kind.JSON,
        in_languages=False,
        is_kept=False,
    ),
)
FRAUD_CONTACTS = ("medical-insurance-hotline", "anti-fraud-hotline", "police")
AROUND_EACH = Shows(Contact, only=Q(code__in=FRAUD_CONTACTS))
FOR_ALL = (*POLICIES, *GUIDES, *ABOUT_THE_SITE, *OPEN_DATA, *FOR_MACHINES)
PAGES = (
    *(
        replace(page, shows=(AROUND_EACH, *page.shows)) if page.kind is Kind.HTML else page
        for page in FOR_ALL
    ),
    *(text_page(page) for page in FOR_ALL if page.has_text),
)


def browser_tour(language: str) -> list[str]:
    """An address of every page that a browser shows, and of each of its examples."""
    return [
        address for page in PAGES if page.kind is Kind.HTML for address in page.addresses(language)
    ]


def browser_sample(language: str) -> list[str]:
    """Of every page of the tour its first address, and the last where it has three and more."""
    sample = []
    for page in PAGES:
        if page.kind is Kind.HTML:
            addresses = page.addresses(language)
            sample += [*addresses[:1], *addresses[2:][-1:]]
    return sample


def reference() -> str:
    """The languages and pages in docs/reference/addresses.md, which bin/addresses writes."""
    languages = ", ".join(f"`{code}` {name}" for code, name in settings.LANGUAGES)
    rows = [f"`<lang>`: {languages}.", "", "| address | parameters | what |", "|---|---|---|"]
    for page in FOR_ALL:
        route = re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", page.route)
        address = f"/<lang>/{route}" if page.in_languages else f"/{route}"
        parameters = ", ".join(f"`{name}`" for name in page.parameters)
        rows.append(f"| `{address}` | {parameters} | {page.about} |")
    return "\n".join(rows) + "\n"


def free_for_the_admin(path: str) -> str:
    """ADMIN_PATH as it is. Raises ImproperlyConfigured if it begins like a public address."""
    static = str(settings.STATIC_URL).strip("/")
    outside = {page.route.split("/")[0] for page in PAGES if not page.in_languages}
    taken = {static, *outside, *dict(settings.LANGUAGES)}
    if path.split("/")[0].casefold() in map(str.casefold, taken):
        raise ImproperlyConfigured(f"ADMIN_PATH: {path!r} begins like a public address")
    return path
