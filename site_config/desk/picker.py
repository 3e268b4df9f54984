"""What the pickers of forms offer."""

from __future__ import annotations

from typing import cast

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Model, QuerySet

from policies.admin.translated import named_with_standing
from policies.models import Region
from policies.rules.regions import with_lineage


class Picker(AutocompleteJsonView):
    """Names rows as lists do, and says of each that waits for its approval that it does."""

    def get_queryset(self) -> QuerySet[Model]:
        """The rows that match; regions come with the levels above, which stand in their names."""
        found: QuerySet[Model] = super().get_queryset()
        if found.model is not Region:
            return found
        return cast(QuerySet[Model], with_lineage(cast(QuerySet[Region], found)))

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        return {
            "id": str(getattr(obj, to_field_name)),
            "text": named_with_standing(obj),
        }
