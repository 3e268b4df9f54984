"""What a person's own form offers, of all that was sent: asked once of each field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, cast

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import QueryDict

from policies.admin.entered import Fields

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    RowChoice = forms.ModelChoiceField[Model]
else:
    RowChoice = forms.ModelChoiceField


def with_names(fields: Fields, posted: QueryDict, prefix: str = "") -> Fields:
    """The same fields; those that choose rows know the names of the ones that were sent."""
    sent = _sent(posted, prefix)
    return {
        name: _among(field, sent[name]) if isinstance(field, forms.ModelChoiceField) else field
        for name, field in fields.items()
    }


def _sent(posted: QueryDict, prefix: str) -> Mapping[str, set[str]]:
    """What was sent for each field of a form, or of the rows of a kind inside it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, values in posted.lists():
        kind, _dash, rest = name.partition("-")
        if (kind if rest else "") == prefix:
            found[name.rpartition("-")[2]].update(str(value) for value in values)
    return found


def _among(field: RowChoice, keys: Collection[str]) -> forms.ChoiceField:
    """A choice among the rows of these keys that the field offers; never of people."""
    several = isinstance(field, forms.ModelMultipleChoiceField)
    made = forms.MultipleChoiceField if several else forms.ChoiceField
    offered = cast("QuerySet[Model]", field.queryset)
    model, column = offered.model, field.to_field_name or "pk"
    known = [] if model is User else [key for key in keys if _is_key(model, key)]
    rows = offered.filter(**{f"{column}__in": known}) if known else []
    return made(label=field.label, choices=[(str(getattr(row, column)), str(row)) for row in rows])


def _is_key(model: type[Model], key: str) -> bool:
    try:
        model._meta.pk.clean(key, None)
    except ValidationError:
        return False
    return True
