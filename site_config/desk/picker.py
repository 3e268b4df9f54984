"""What the pickers of forms offer."""

from __future__ import annotations

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Model

from policies.admin.translated import named_with_standing


class Picker(AutocompleteJsonView):
    """Names rows as lists do, and says of each that waits for its approval that it does."""

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        return {
            "id": str(getattr(obj, to_field_name)),
            "text": named_with_standing(obj),
        }
