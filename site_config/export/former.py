"""Addresses that are no page any more: each is asked for, and what it answers is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils import translation

from guides.models import OldAddress
from guides.models.old_address import SLUGGED
from policies.languages import CODES
from policies.models import FormerDivision, Region
from policies.models.edition import edition_models


def former_addresses(at: dt.datetime) -> Iterator[str]:
    """Former addresses, codes and slugs of what is not live, regions that became others."""
    yield from _codes(at)
    for language in CODES:
        with translation.override(language):
            yield from _slugs(at)
            for code in _regions():
                yield reverse("region", args=[code])
        for path in OldAddress.objects.values_list("path", flat=True):
            yield f"/{language}{path}"


def _codes(at: dt.datetime) -> Iterator[str]:
    """Short addresses: they lead on, and say why something was withdrawn."""
    for model in edition_models():
        published = model.objects.published_before(at).order_by("code")
        for code in published.values_list("code", flat=True).distinct():
            yield reverse("short", args=[code])
        gone = published.filter(withdrawn_at__lte=at).values_list("code", "version")
        for code, version in gone:
            yield reverse("short-version", args=[code, version])


def _slugs(at: dt.datetime) -> Iterator[str]:
    for name, model in SLUGGED.items():
        live = model.objects.live(at).values("slug")
        former = model.objects.published_before(at).exclude(slug__in=live).order_by("slug")
        for slug in former.values_list("slug", flat=True).distinct():
            yield reverse(name, args=[slug])


def _regions() -> Iterator[str]:
    yield from Region.objects.exclude(successor=None).values_list("code", flat=True)
    standing = set(Region.objects.values_list("code", flat=True))
    former = FormerDivision.objects.order_by("code").values_list("code", flat=True)
    yield from sorted({code[:6] for code in former} - standing)


def unknown_addresses() -> dict[str, str]:
    """For each language an address that is no page, as whose answer "not found" is copied."""
    return {language: f"/{language}/404/" for language in CODES}
