"""What the page shows that lays three states of a form side by side."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from django.http import QueryDict

from policies.admin.saving.fields import NEW, OF_MODELS, Form, Rows, Sent, of_row
from policies.publishing.merge import Change, Place, Side

CHOICE = "choose:"  # what the name of a choice starts with
MET = "met"  # names the state that the choices were made of
LONGEST_KEY = 18
NO_ROW, NOTHING = "（没有这一行）", "（空）"
Choices = dict[Place, Side]
Names = Mapping[tuple[type[Model], str], str]


@dataclass(frozen=True)
class Line:
    """A field (or a row) in its three states; `chosen` is preselected, "" if it must be chosen."""

    label: str
    name: str
    opened: str
    stored: str
    entered: str
    chosen: str


@dataclass(frozen=True)
class Author:
    """Who changed the row since it was opened, and when."""

    person: str
    at: dt.datetime


def lines(
    changes: Iterable[Change], chosen: Choices, form: Form, rows: Iterable[Rows]
) -> list[Line]:
    """The changes as an editor knows them: fields by their labels, what was chosen by its name."""
    kinds = {str(formset.prefix): formset for formset in rows}
    listed = [(change, _fields(change, form, kinds)) for change in changes]
    names = _names(listed)
    return [
        Line(
            _label(change, fields, kinds),
            name_of(change.place),
            _words(change.opened, fields, names, change),
            _words(change.stored, fields, names, change),
            _words(change.entered, fields, names, change),
            chosen.get(change.place) or change.preselected or "",
        )
        for change, fields in listed
    ]


def name_of(place: Place) -> str:
    """The name of the choice for a place."""
    return CHOICE + ":".join(place)


def choices(posted: QueryDict) -> Choices:
    """What was chosen on the page."""
    sides = {str(side): side for side in (Side.STORED, Side.ENTERED)}
    return {
        tuple(name.removeprefix(CHOICE).split(":")): sides[str(value)]
        for name, value in posted.items()
        if name.startswith(CHOICE) and value in sides
    }


def carried(posted: QueryDict) -> list[tuple[str, str]]:
    """What was sent, to be sent again together with the choices."""
    return [
        (name, str(value))
        for name, values in posted.lists()
        if name not in ("csrfmiddlewaretoken", MET) and not name.startswith(CHOICE)
        for value in values
    ]


def authors(model: type[Model], key: object, since: dt.datetime) -> list[Author]:
    """Who changed a row in the admin since then, by its key: the last one first."""
    entries = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(model),
        object_id=str(key),
        action_time__gte=since,
    )
    return [
        Author(str(entry.user), entry.action_time)
        for entry in entries.select_related("user").order_by("-action_time", "-pk")[:5]
    ]


def _fields(change: Change, form: Form, kinds: Mapping[str, Rows]) -> dict[str, forms.Field]:
    if len(change.place) == 1:
        return {change.place[0]: form.fields[change.place[0]]}
    formset = kinds[change.place[0]]
    empty = formset.empty_form
    names = of_row(formset, empty) if change.is_row else [change.place[-1]]
    return {name: empty.fields[name] for name in names}


def _label(change: Change, fields: Mapping[str, forms.Field], kinds: Mapping[str, Rows]) -> str:
    if len(change.place) == 1:
        return str(fields[change.place[0]].label)
    formset, key = kinds[change.place[0]], change.place[1]
    stored = [str(each.instance.pk) for each in formset.initial_forms]
    number = f" {stored.index(key) + 1}" if key in stored else ""
    row = f"{formset.model._meta.verbose_name}{number}"
    if change.is_row:
        return f"{row}（新的一行）" if change.opened is None or key.startswith(NEW) else row
    return f"{row}：{fields[change.place[-1]].label}"


def _words(value: object, fields: Mapping[str, forms.Field], names: Names, change: Change) -> str:
    if not change.is_row:
        return _named(value, fields[change.place[-1]], names) or NOTHING
    if not isinstance(value, Mapping):
        return NO_ROW
    said = [(field.label, _named(value.get(name), field, names)) for name, field in fields.items()]
    return "\n".join(f"{label}：{words}" for label, words in said if words)


def _named(value: object, field: forms.Field, names: Names) -> str:
    sent: Sent = value if isinstance(value, tuple) else ()
    if isinstance(field, OF_MODELS):
        model = _chosen_from(field).model
        return "、".join(names.get((model, key), key) for key in sent)
    if isinstance(field, forms.BooleanField):
        return "是" if sent else "否"
    if isinstance(field, forms.ChoiceField):
        words = {str(key): str(label) for key, label in field.choices}  # type: ignore[union-attr, misc]
        return "、".join(words.get(key, key) for key in sent)
    if isinstance(field, forms.JSONField) and sent:
        return _pairs(sent[0])
    return " ".join(sent)


def _pairs(text: str) -> str:
    """The pairs of a JSON object, or a text that is none as it was sent."""
    try:
        held = json.loads(text)
    except ValueError:
        return text
    return "、".join(f"{k}={v}" for k, v in held.items()) if isinstance(held, dict) else text


def _names(found: Iterable[tuple[Change, Mapping[str, forms.Field]]]) -> Names:
    """What the rows that are pointed to are called: one query a kind."""
    keys: dict[type[Model], set[str]] = defaultdict(set)
    rows: dict[type[Model], QuerySet[Model]] = {}
    for change, fields in found:
        for name, field in fields.items():
            if isinstance(field, OF_MODELS):
                model = _chosen_from(field).model
                rows[model] = _chosen_from(field)
                keys[model].update(_keys(change, name))
    return {
        (model, str(row.pk)): str(row)
        for model, asked in keys.items()
        if asked
        for row in rows[model].select_related().filter(pk__in=asked)
    }


def _chosen_from(field: forms.ModelChoiceField[Model]) -> QuerySet[Model]:
    return cast("QuerySet[Model]", field.queryset)


def _keys(change: Change, name: str) -> list[str]:
    sent = [value.get(name) if isinstance(value, Mapping) else value for value in change.states]
    return [
        key
        for each in sent
        if isinstance(each, tuple)
        for key in each
        if key.isdecimal() and len(key) <= LONGEST_KEY
    ]
