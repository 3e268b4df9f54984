"""A row's form and the rows inside it, as the admin makes them for one person."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import admin
from django.contrib.admin.helpers import AdminForm, InlineAdminFormSet
from django.db.models import Model, prefetch_related_objects
from django.http import HttpRequest, QueryDict

from policies.admin.saving.fields import Form, Held, Rows, entered, shown


@dataclass(frozen=True)
class Parts:
    """A row's form and the rows inside it, as far as the person may change them."""

    form: Form
    rows: list[Rows]

    def shown(self) -> Held:
        """What the browser got, or would get."""
        return shown(self.form, self.rows)

    def prefetched(self) -> Parts:
        """The same, whose rows are asked for together with what they point to."""
        for formset in self.rows:
            many = [field.name for field in formset.model._meta.many_to_many]
            prefetch_related_objects(list(formset.get_queryset()), *many)
        return self

    def sharing_rows(self, other: Parts) -> Parts:
        """The same, without asking again for the rows that another one has."""
        for own, known in zip(self.rows, other.rows, strict=True):
            own.get_queryset = known.get_queryset  # type: ignore[method-assign]
        return self


class HasParts(admin.ModelAdmin[Any]):
    """Makes the forms of a row outside the page that shows them."""

    def parts(
        self, request: HttpRequest, row: Model | None, posted: QueryDict | None = None
    ) -> Parts:
        """The form of a row, filled in from the row or from what was sent."""
        form = self.get_form(request, row, change=row is not None)(posted, instance=row)
        rows, prefixes = [], Counter[str]()
        for formset, inline in self.get_formsets_with_inlines(request, row):
            if not inline.has_change_permission(request, row):
                continue
            prefix = formset.get_default_prefix()
            prefixes[prefix] += 1
            number = prefixes[prefix]
            rows.append(
                formset(
                    posted,
                    instance=form.instance,
                    prefix=prefix if number == 1 else f"{prefix}-{number}",
                    queryset=inline.get_queryset(request),
                )
            )
        return Parts(form, rows)

    def held_in(
        self, request: HttpRequest, row: Model | None, unchanged: Held, stored: Parts
    ) -> Held:
        """What was sent for a row, whose form as it is stored is known."""
        bound = self.parts(request, row, request.POST).sharing_rows(stored)
        return entered(bound.form, bound.rows, unchanged)


def parts_of(context: dict[str, object]) -> Parts:
    """The forms of a page that is about to be shown."""
    inlines = cast(list[InlineAdminFormSet], context["inline_admin_formsets"])
    may = [each.formset for each in inlines if each.has_change_permission]
    return Parts(cast(AdminForm, context["adminform"]).form, may)
