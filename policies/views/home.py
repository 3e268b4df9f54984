"""The front page."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policies.views.page import reader_of, render_page
from policies.views.values import ScenarioCard, scenarios_by_kind
from policies.views.values.region import ProvinceTile, province_tiles


@dataclass(frozen=True, slots=True)
class HomePage:
    """Where a reader may begin."""

    provinces: list[ProvinceTile]
    kinds: list[tuple[str, list[ScenarioCard]]]
    fraud_url: str


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Choose a region, say what happened, be warned of fraud, search."""
    reader = reader_of(request)
    fraud_url = reverse("scenario", args=["cash-out-fraud"])
    return render_page(
        request,
        "policies/home.html",
        {"page": HomePage(province_tiles(reader), scenarios_by_kind(reader), fraud_url)},
        reader=reader,
        title=_("医保个人账户的钱，能不能取，怎么用"),
        description=_(
            "按参保地和情形回答职工医保个人账户的钱能不能取、怎样用、怎样转，逐条写明依据和日期。"
        ),
    )
