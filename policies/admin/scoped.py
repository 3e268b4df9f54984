"""What every admin of the office obeys: the scopes of whoever is there.

The rule itself is in `policies.publishing.scopes`. The site puts this class before each admin that
is registered, so that no list, picker, form or action can forget it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Field, Model, QuerySet
from django.http import HttpRequest, HttpResponse

from policies.admin.saving.given_back import GivesBack
from policies.models import Duty
from policies.publishing import scopes

if TYPE_CHECKING:
    AnyForm = forms.ModelForm[Model]
    Rows = forms.BaseInlineFormSet[Model, Model, AnyForm]
    RowsInside = tuple[type[Rows], admin.options.InlineModelAdmin[Model, Model]]
else:
    AnyForm, Rows = forms.ModelForm, forms.BaseInlineFormSet

OUT_OF_REACH = "这一条不在你负责的地区或者情形里，看不到也改不了。"
NO_SUCH_CHOICE = "这一项不存在，或者不在你负责的地区或者情形里。"


def who(request: HttpRequest) -> User:
    """The person behind a request."""
    return cast(User, request.user)


class ScopedAdmin(GivesBack):
    """Shows what a person sees, changes what they reach, and says why where they do not."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """The form. Raises PermissionDenied for a row that this person does not see, whatever is
        sent; the answer gives the text back."""
        if object_id and scopes.grants_of(who(request)):
            self.get_object(request, unquote(object_id))
        return super().changeform_view(request, object_id, form_url, extra_context)

    def why_not_stored(self, request: HttpRequest, row: Model) -> str:
        """Where a row is out of reach, that it is."""
        reasons = scopes.refusals(who(request), row, Duty.WRITE, ())
        return " ".join(reasons) or super().why_not_stored(request, row)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        return scopes.visible(super().get_queryset(request), who(request))

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Model | None:
        """The row, if this person sees it. Raises PermissionDenied, with the reason, if not."""
        found = super().get_object(request, object_id, from_field)
        if found is None and scopes.grants_of(who(request)) and self._is_there(object_id):
            raise PermissionDenied(OUT_OF_REACH)
        return found

    def has_add_permission(self, request: HttpRequest, *args: object) -> bool:
        return super().has_add_permission(request, *args) and scopes.may_add(
            who(request), self.model
        )

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return super().has_change_permission(request, obj) and self._reaches(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        is_reached = obj is None or not scopes.refusals(who(request), obj, Duty.WRITE)
        return super().has_delete_permission(request, obj) and is_reached

    def get_form(
        self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: object
    ) -> type[AnyForm]:
        """The form, which refuses what this person may not store, each column by itself."""
        made = super().get_form(request, obj, change=change, **kwargs)
        return _checked(made, who(request)) if scopes.grants_of(who(request)) else made

    def get_formsets_with_inlines(
        self, request: HttpRequest, obj: Model | None = None
    ) -> Iterator[RowsInside]:
        """The rows inside, of which a translator changes the words of a language and no more."""
        for formset, inline in super().get_formsets_with_inlines(request, obj):
            is_limited = bool(scopes.grants_of(who(request)))
            yield (_checked_rows(formset, who(request)) if is_limited else formset), inline

    def formfield_for_dbfield(
        self, db_field: Field[object, object], request: HttpRequest, **kwargs: object
    ) -> forms.Field | None:
        """The field; where it chooses a row, it offers those that this person sees."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, forms.ModelChoiceField) and scopes.grants_of(who(request)):
            rows: QuerySet[Model] = field.queryset  # type: ignore[assignment]
            field.queryset = scopes.visible(rows, who(request))
            field.error_messages |= dict.fromkeys(
                ("invalid_choice", "invalid_pk_value"), NO_SUCH_CHOICE
            )
        return field

    def response_action(
        self, request: HttpRequest, queryset: QuerySet[Model]
    ) -> HttpResponse | None:
        """Do it to the rows that this person sees, and say how many others were ticked."""
        ticked = set(request.POST.getlist(admin.helpers.ACTION_CHECKBOX_NAME))
        if scopes.grants_of(who(request)) and ticked:
            left_out = len(ticked) - queryset.filter(pk__in=ticked).count()
            if left_out:
                messages.error(request, f"{left_out} 条没有处理：不在你负责的地区或者情形里。")
        return super().response_action(request, queryset)

    def _reaches(self, request: HttpRequest, obj: Model | None) -> bool:
        """Whether this person may change some of a row: one language is enough."""
        return obj is None or not scopes.refusals(who(request), obj, Duty.WRITE, ())

    def _is_there(self, object_id: str) -> bool:
        try:
            return bool(self.model._base_manager.filter(pk=unquote(object_id)).exists())
        except (TypeError, ValueError):
            return False


def _checked(form: type[AnyForm], user: User) -> type[AnyForm]:
    """A form that refuses to store what a person may not."""

    class Scoped(form):  # type: ignore[misc,valid-type]
        def _post_clean(self) -> None:
            super()._post_clean()
            for reason in _refused(self, user):
                self.add_error(None, reason)

    Scoped.__name__ = form.__name__
    return Scoped


def _refused(form: AnyForm, user: User) -> list[str]:
    """Why what was entered may not be stored by a person; nothing entered, nothing refused."""
    row = form.instance
    if "region" in form.errors:
        return []  # what it would be about is not known
    if row.pk is None:
        return scopes.refusals(user, row, Duty.WRITE)
    if not form.changed_data:
        return []
    languages = scopes.languages_of(type(row), form.changed_data)
    return scopes.refusals(user, row, Duty.WRITE, languages)


def _checked_rows(formset: type[Rows], user: User) -> type[Rows]:
    """Rows of an edition that refuse the same; none is added or taken away by a translator."""

    class ScopedRows(formset):  # type: ignore[misc,valid-type]
        def clean(self) -> None:
            super().clean()
            refused = [reason for each in self.forms for reason in self.refusals_of(each)]
            if refused:
                raise forms.ValidationError(list(dict.fromkeys(refused)))

        def refusals_of(self, entered: AnyForm) -> list[str]:
            is_deleted = self.can_delete and self._should_delete_form(entered)
            if not (entered.has_changed() or is_deleted) or self.instance.pk is None:
                return []
            is_whole = entered.instance.pk is None or is_deleted
            names = [] if is_whole else entered.changed_data
            languages = scopes.languages_of(type(entered.instance), names) if names else None
            return scopes.refusals(user, self.instance, Duty.WRITE, languages)

    ScopedRows.__name__ = formset.__name__
    return ScopedRows
