"""Which kinds of editions there are."""

from __future__ import annotations

from django.apps import apps

from policies.models.edition.edition import Edition


def edition_models() -> list[type[Edition]]:
    """Every kind of edition that the installed apps have."""
    found = [model for model in apps.get_models() if issubclass(model, Edition)]
    return sorted(found, key=lambda model: model._meta.label)
