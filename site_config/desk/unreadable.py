"""Addresses and forms of the admin that name rows, or narrow a list, by what nothing can be.

Django hands what stands there to fields, filters and the database as it is, which fail on it: some
here, others on PostgreSQL alone. What may be asked is therefore said, and everything else refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import SEARCH_VAR
from django.core.exceptions import BadRequest, ValidationError
from django.db import models
from django.db.models import Model
from django.db.models.base import ModelBase
from django.http import HttpRequest

if TYPE_CHECKING:
    AnyField = models.Field[object, object]
LONGEST_SEARCH = 400  # each word is a condition, and SQLite takes a thousand of them
FOR_ANYTHING = {"", "exact", "isnull", "in"}
FOR_AN_ORDER = {"gt", "gte", "lt", "lte"}
FOR_A_TEXT = {"iexact", "contains", "icontains", "startswith", "istartswith", "endswith"}
FOR_A_DAY = {"year": (1, 9999), "month": (1, 12), "day": (1, 31)}


def refuse_unreadable_add(request: HttpRequest, model: type[Model]) -> None:
    """Raises BadRequest where the address of an empty form fills it in with what is no key, or
    with an instant, which its two boxes cannot take."""
    fields = {field.name: field for field in (*model._meta.fields, *model._meta.many_to_many)}
    for name, given in request.GET.items():
        field = fields.get(name)
        if given and isinstance(field, models.DateTimeField):
            raise BadRequest(name)
        if given and field is not None and isinstance(field.related_model, ModelBase):
            for value in str(given).split(",") if field.many_to_many else [str(given)]:
                _refuse_no_key(field.related_model, name, value)


def refuse_unreadable_list(request: HttpRequest, admin: ModelAdmin[Model]) -> None:
    """Raises BadRequest where the address of a list narrows it by what no column can be."""
    if len(request.GET.get(SEARCH_VAR, "")) > LONGEST_SEARCH:
        raise BadRequest(SEARCH_VAR)
    filters = admin.get_list_filter(request)
    own = {getattr(each, "parameter_name", None) for each in filters}
    for name, given in request.GET.items():
        if name not in own and (found := _column(admin.model, name.split("__"))):
            field, lookup = found
            if field is None or lookup not in _lookups(field):
                raise BadRequest(name)
            if given and lookup != "isnull":
                _refuse_no_value(field, lookup, name, str(given))


def refuse_unreadable_post(
    request: HttpRequest, model: type[Model], parts: list[type[Model]]
) -> None:
    """Raises BadRequest where a form, or an action of a list, names a row by what is no key.

    Django asks the database for such a row to show the form again, or to act on it.
    """
    fields = [field for each in (model, *parts) for field in each._meta.fields]
    texts = {field.name for field in fields if not field.is_relation}
    named = {
        field.name: field.related_model
        for field in fields
        if field.name not in texts and isinstance(field.related_model, ModelBase)
    }
    named[ACTION_CHECKBOX_NAME] = model
    for name in request.POST:
        target = named.get(name.rpartition("-")[2])
        for value in request.POST.getlist(name):
            if target and (value or name == ACTION_CHECKBOX_NAME):  # an empty box names no row
                _refuse_no_key(target, name, str(value))


def _column(model: type[Model], parts: list[str]) -> tuple[AnyField | None, str] | None:
    """The column that a filter is about, through what relates rows, and how it is compared.

    No column where it is about the rows that point at these; None for what is no filter.
    """
    meta = model._meta
    known = {field.name: field for field in meta.get_fields()}
    known |= {field.attname: field for field in meta.fields} | {"pk": meta.pk}
    field = known.get(parts[0])
    if field is None:
        return None
    if not isinstance(field, models.Field):
        return None, ""
    if len(parts) > 1 and isinstance(field.related_model, ModelBase):
        return _column(field.related_model, parts[1:]) or (field, "__".join(parts[1:]))
    return field, "__".join(parts[1:])


def _lookups(field: AnyField) -> set[str]:
    """How a column may be compared."""
    if isinstance(field, models.JSONField):
        return {"isnull"}
    if field.is_relation or isinstance(field, models.BooleanField):
        return FOR_ANYTHING
    if isinstance(field, models.DateField):
        return {*FOR_ANYTHING, *FOR_AN_ORDER, *FOR_A_DAY}
    is_number = isinstance(field, models.IntegerField)
    return {*FOR_ANYTHING, *(FOR_AN_ORDER if is_number else FOR_A_TEXT)}


def _refuse_no_value(field: AnyField, lookup: str, name: str, given: str) -> None:
    if lookup in FOR_A_DAY:
        first, last = FOR_A_DAY[lookup]
        if not (given.isascii() and given.isdigit() and first <= int(given[:9]) <= last):
            raise BadRequest(f"{name}={given}")
        return
    target = field
    while isinstance(target.related_model, ModelBase):
        target = target.related_model._meta.pk
    for value in given.split(",") if lookup == "in" else [given]:
        try:
            if isinstance(target, models.IntegerField):
                target.clean(value, None)
            else:
                target.to_python(value)
        except ValidationError as error:
            raise BadRequest(f"{name}={value}") from error


def _refuse_no_key(model: type[Model], name: str, value: str) -> None:
    try:
        model._meta.pk.clean(value, None)
    except ValidationError as error:
        raise BadRequest(f"{name}={value}") from error
