"""The sitemap: every page that should be found, in every language."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from guides.models import FactCheck, Guide
from policies.models import Edition, Policy, Procedure, Scenario, Source
from policies.views.page import reader_of

PAGES = (
    "home", "region-list", "scenario-list", "check", "compare", "guide-list", "question-list",
    "fact-check-list", "term-list", "source-list", "changes", "coverage", "feedback", "about",
    "accessibility", "privacy",
)  # fmt: skip
# An address as the name of its pattern and the arguments, and when it last changed.
Place = tuple[str, tuple[str, ...], dt.datetime | None]
if TYPE_CHECKING:
    PlaceSitemap = Sitemap[Place]
else:
    PlaceSitemap = Sitemap


class Pages(PlaceSitemap):
    """Places in every language, each with links to the others."""

    i18n = True
    alternates = True
    limit = 50_000

    def __init__(self, places: list[Place]) -> None:
        self.places = places

    def items(self) -> list[Place]:
        return self.places

    def location(self, item: Place) -> str:
        name, args, _changed = item
        return reverse(name, args=args)

    def lastmod(self, item: Place) -> dt.datetime | None:
        return item[2]

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(str(settings.SITE_URL)).scheme

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(str(settings.SITE_URL)).netloc


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """Pages with rows of their own: inherited answers are not listed. Six queries."""
    reader = reader_of(request)
    places: dict[str, list[Place]] = {
        "pages": [(name, (), None) for name in PAGES],
        "scenarios": [("scenario", (each.code,), None) for each in Scenario.objects.all()],
        "answers": answers(on=reader.on, at=reader.at),
        "guides": by_slug("guide", Guide, reader.at),
        "fact-checks": by_slug("fact-check", FactCheck, reader.at),
        "sources": [("source", (code,), None) for code in source_codes()],
    }
    sections: dict[str, Sitemap[Any] | type[Sitemap[Any]]] = {
        name: Pages(found) for name, found in places.items()
    }
    return sitemap(request, sections)


def answers(*, on: dt.date, at: dt.datetime) -> list[Place]:
    """Regions and answers that have a rule or a procedure of their own."""
    places: dict[tuple[str, str], dt.datetime] = {}
    columns = ("region__code", "scenario__code", "publish_at")
    for rows in (Policy.objects.live(at).in_force(on), Procedure.objects.live(at)):
        for region, scenario, changed in (
            rows.filter(region__successor=None).rewrite(False).values_list(*columns)  # type: ignore[union-attr]
        ):
            places[region, scenario] = max(changed, places.get((region, scenario), changed))
    regions = {region for region, _scenario in places}
    own: list[Place] = [("region", (region,), None) for region in sorted(regions)]
    return own + [("answer", place, places[place]) for place in sorted(places)]


def by_slug(name: str, model: type[Edition], at: dt.datetime) -> list[Place]:
    rows = model.objects.live(at).order_by("slug").rewrite(False).values_list("slug", "publish_at")  # type: ignore[attr-defined]
    return [(name, (slug,), changed) for slug, changed in rows]


def source_codes() -> list[str]:
    return list(Source.objects.order_by("code").values_list("code", flat=True))
