"""The front page: what the reader says, and the shortest ways for who says nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policies.models import Policy
from policies.views.page import Reader, reader_of, render_page
from policies.views.values import (
    Hotline,
    ScenarioCard,
    contact_lines,
    most_asked,
    scenarios_by_kind,
)
from policies.views.values.region import ProvinceTile, province_tiles

FRAUD, ANTI_FRAUD = "cash-out-fraud", "anti-fraud-hotline"


@dataclass(frozen=True, slots=True)
class Coming:
    """The next day on which other rules take effect, and how many."""

    day: dt.date
    rules: int
    url: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """Where a reader may begin."""

    rows: list[tuple[str, str]]  # label, url
    fraud_url: str
    to_call: list[Hotline]  # about fraud
    coming: Coming | None
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
            "按参保地和情形回答职工医保个人账户的钱能不能取、怎样用、怎样转，逐条写明依据和日期。"
        ),
    )


def home_page(reader: Reader) -> HomePage:
    """Everything the page shows. Two queries."""
    known = reader.vocabulary
    return HomePage(
        rows=most_asked(reader),
        fraud_url=reverse("scenario", args=[FRAUD]),
        to_call=contact_lines(
            [known.contacts[ANTI_FRAUD]] if ANTI_FRAUD in known.contacts else [], reader.speech
        ),
        coming=coming(reader),
        kinds=scenarios_by_kind(reader),
        provinces=province_tiles(reader),
    )


def coming(reader: Reader) -> Coming | None:
    """The next day on which published rules take effect; None if none will. One query."""
    later = Policy.objects.live(reader.at).filter(
        effective_from__gt=reader.on, region__successor=None
    )
    days = list(later.order_by("effective_from").values_list("effective_from", flat=True))
    if not days:
        return None
    return Coming(days[0], days.count(days[0]), f"{reverse('changes')}?when=coming")
