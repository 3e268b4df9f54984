"""The front page: what the reader says, and the shortest ways for who says nothing."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policies.addresses import address_of
from policies.speech import HTML_LANGUAGE
from policies.views.linked_data import Thing, site_name
from policies.views.page import Reader, reader_of, render_page
from policies.views.values import (
    Hotline,
    ScenarioCard,
    contact_lines,
    most_asked,
    scenarios_by_kind,
)
from policies.views.values.coming import ComingDay, next_coming_day
from policies.views.values.region import ProvinceTile, province_tiles

FRAUD, ANTI_FRAUD = "cash-out-fraud", "anti-fraud-hotline"


@dataclass(frozen=True, slots=True)
class HomePage:
    """Where a reader may begin."""

    rows: list[tuple[str, str]]  # label, url
    fraud_url: str
    to_call: list[Hotline]  # about fraud
    coming: ComingDay | None
    coming_url: str
    kinds: list[tuple[str, list[ScenarioCard]]]
    provinces: list[ProvinceTile]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Say where and what, or choose what happened; be warned of fraud; see what will change."""
    reader = reader_of(request)
    return render_page(
        request,
        "policies/home.html",
        {"page": home_page(reader)},
        reader=reader,
        title=_("医保个人账户的钱，能不能取，怎么用"),
        description=_(
            "按参保地和遇到的事回答职工医保个人账户的钱能不能取、怎样用、怎样转，逐条写明依据和日期。"
        ),
        about=[website(reader)],
    )


def website(reader: Reader) -> Thing:
    """The site for search engines, with where it is searched."""
    searched = f"{settings.SITE_URL}{address_of('search')}?q={{words}}"
    return {
        "@type": "WebSite",
        "name": site_name(),
        "url": settings.SITE_URL + address_of("home"),
        "inLanguage": HTML_LANGUAGE[reader.language],
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": searched},
            "query-input": "required name=words",
        },
    }


def home_page(reader: Reader) -> HomePage:
    """Everything the page shows. Two queries."""
    known = reader.vocabulary
    return HomePage(
        rows=most_asked(reader),
        fraud_url=address_of("scenario", FRAUD),
        to_call=contact_lines(
            [known.contacts[ANTI_FRAUD]] if ANTI_FRAUD in known.contacts else [], reader.speech
        ),
        coming=next_coming_day(reader),
        coming_url=f"{address_of('changes')}#coming",
        kinds=scenarios_by_kind(reader),
        provinces=province_tiles(reader),
    )
