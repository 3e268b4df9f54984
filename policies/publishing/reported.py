"""What a reader's report is about: the places and situations that the reported address names.

A report has an address and perhaps an edition, and no row of its own that it points at. It is about
a place where its address names it: in a region's page, in the wizard, in a comparison (one of
several), in the list of changes; or where a permanent code of that place stands in it.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db import models
from django.db.models import Q

REGION = r"(/regions/|[?&]r=|[?&]regions?=([0-9]{{6}}(,|%2C))*)({})([/?&#,%]|$)"
SCENARIO = r"(/regions/[0-9]{{6}}/|/scenarios/|[?&](e|about)=)({})([/?&#]|$)"
NOTHING = Q(pk__in=())


def is_report(model: type[models.Model]) -> bool:
    """Whether rows of a model are what readers reported."""
    return {field.name for field in model._meta.concrete_fields} >= {"address", "edition"}


def about(
    regions: Collection[str] | None, scenarios: Collection[str] | None, codes: Collection[str]
) -> Q:
    """Reports about one of these regions and one of these situations, by their codes (None: any),
    or about one of these permanent codes, in whatever case."""
    limits = [(REGION, regions), (SCENARIO, scenarios)]
    found = Q()
    for pattern, limit in limits:
        if limit is not None:
            found &= Q(address__regex=pattern.format("|".join(limit))) if limit else NOTHING
    if own := "|".join(codes):
        found |= Q(address__iregex=rf"/r/({own})([/?&#]|$)") | Q(edition__iregex=rf"^({own})(/|$)")
    return found
