"""The sitemap: every page that should be found, in every language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from policies.languages import CODES
from policies.public_page import Place, PublicPage, View
from policies.views.page import reader_of

if TYPE_CHECKING:
    PlaceSitemap = Sitemap[Place]
else:
    PlaceSitemap = Sitemap


class Addresses(PlaceSitemap):
    """The places of a page in every language, each with links to the others."""

    i18n = True
    alternates = True
    limit = 50_000

    def __init__(self, name: str, places: Iterable[Place]) -> None:
        self.name = name
        self.places = list(places)

    def items(self) -> list[Place]:
        return self.places

    def location(self, item: Place) -> str:
        return reverse(self.name, args=item.arguments)

    def lastmod(self, item: Place) -> dt.datetime | None:
        return item.changed

    def get_languages_for_item(self, item: Place) -> list[str]:
        """Only those in which the page says what it is about."""
        return [code for code in CODES if code in item.languages]

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(str(settings.SITE_URL)).scheme

    def get_domain(self, site: object = None) -> str:
        return urlsplit(str(settings.SITE_URL)).netloc


def site_map_of(pages: Iterable[PublicPage]) -> View:
    """The view that lists the places of these pages. As many queries as pages with arguments.

    Django's own view reads a parameter `p`, which no cache in front of the site knows.
    """
    listed = tuple(pages)

    @require_safe
    def site_map(request: HttpRequest) -> HttpResponse:
        reader = reader_of(request)
        urls = [
            url
            for page in listed
            for url in Addresses(page.name, page.places(reader.on, reader.at)).get_urls()
        ]
        response = render(request, "sitemap.xml", {"urlset": urls}, content_type="application/xml")
        response.headers["X-Robots-Tag"] = "noindex, noodp, noarchive"
        return response

    return site_map
