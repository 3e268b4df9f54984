"""The addresses of each public page of this app: those with rows of their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from guides.models import FactCheck, Guide
from policies.models import Edition
from policies.models.edition import edition_models
from policies.models.translated import TranslatedModel, mostly_spoken_in, spoken_in
from policies.public_page import Place, Places


def guides(on: dt.date, at: dt.datetime) -> Iterable[Place]:
    return _by_slug(Guide, at)


def fact_checks(on: dt.date, at: dt.datetime) -> Iterable[Place]:
    return _by_slug(FactCheck, at)


def _by_slug(model: type[Edition], at: dt.datetime) -> Iterable[Place]:
    rows = model.objects.live(at).order_by("slug")
    return [Place((row.slug,), row.publish_at, spoken_in(row)) for row in rows]


def list_of(model: type[TranslatedModel], *fields: str) -> Places:
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
