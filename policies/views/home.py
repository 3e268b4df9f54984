"""The front page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policies.views.page import reader_of, render_page
from policies.views.regions import province_tiles
from policies.views.scenarios import scenarios_by_kind


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Choose a region, say what happened, be warned of fraud, search."""
    reader = reader_of(request)
    context = {
        "provinces": province_tiles(reader),
        "kinds": scenarios_by_kind(reader),
        "check_url": reverse("check"),
        "regions_url": reverse("region-list"),
        "fraud_url": reverse("scenario", args=["cash-out-fraud"]),
    }
    return render_page(
        request,
        "policies/home.html",
        context,
        reader=reader,
        title=_("医保个人账户的钱，能不能取，怎么用"),
        description=_(
            "按参保地和情形回答职工医保个人账户的钱能不能取、怎样用、怎样转，逐条写明依据和日期。"
        ),
    )
