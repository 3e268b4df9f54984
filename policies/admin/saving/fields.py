"""What a form holds, as values by place: the same whether it is shown, was sent or is stored.

A value is what a browser would send for the field, in order: one text, the keys that were chosen,
day and time of an instant; () for nothing. Places are those of `policies.publishing.merge`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import QueryDict

from policies.models.one_form import normalised
from policies.publishing.merge import Place

Sent = tuple[str, ...]
Held = dict[Place, Sent]
Form = forms.BaseForm
OF_MODELS = (forms.ModelChoiceField, forms.ModelMultipleChoiceField)
if TYPE_CHECKING:
    Rows = forms.BaseInlineFormSet[Model, Model, forms.ModelForm[Model]]
else:
    Rows = forms.BaseInlineFormSet
NEW = "+"  # what the key of a row starts with that is not stored yet


def shown(form: Form, rows: Iterable[Rows]) -> Held:
    """What a form that was not sent shows; what cannot be changed in it is left out."""
    held: Held = {(name,): _prepared(form[name].field, form[name].value()) for name in _open(form)}
    for formset in rows:
        for each in formset.initial_forms:
            key = str(each.instance.pk)
            for name in of_row(formset, each):
                value = _prepared(each[name].field, each[name].value())
                held[str(formset.prefix), key, name] = value
    return held


def entered(form: Form, rows: Iterable[Rows], unchanged: Held) -> Held:
    """What was sent with a form: rows that were struck out, or left as they were offered, are none.

    Rows of which a form says nothing at all are those of `unchanged`.
    """
    held: Held = {(name,): _sent(form, name) for name in _open(form)}
    for formset in rows:
        if not formset.management_form.is_valid():
            held |= {place: unchanged[place] for place in unchanged if place[0] == formset.prefix}
            continue
        for number, each in enumerate(formset.forms):
            is_new = number >= formset.initial_form_count()
            if _struck_out(formset, each) or (is_new and not each.has_changed()):
                continue
            named = each.add_prefix(formset.model._meta.pk.name)
            key = f"{NEW}{number}" if is_new else str(formset.data.get(named))
            for name in of_row(formset, each):
                held[str(formset.prefix), key, name] = _sent(each, name)
    return held


def rows_of_others(entered: Held, *known: Held) -> bool:
    """Whether something was entered for a row inside that is in none of the known states."""
    rows = {place[:-1] for place in entered if place[1:] and not place[1].startswith(NEW)}
    return not rows <= {place[:-1] for held in known for place in held}


def names_stored_rows(posted: QueryDict) -> bool:
    """Whether what was sent says that rows inside a form are stored already."""
    counts = (posted[name] for name in posted if name.endswith("-INITIAL_FORMS"))
    return any(str(count).strip("0") for count in counts)


def of_row(formset: Rows, form: Form) -> list[str]:
    """The fields of a row that an editor fills in."""
    machinery = (formset.model._meta.pk.name, formset.fk.name, "DELETE", "ORDER")
    return [name for name in _open(form) if name not in machinery]


def as_posted(form: Form, rows: Iterable[Rows], held: Held, parent: object) -> QueryDict:
    """What a browser would send to have these values stored, given the form of the stored row.

    Rows that are stored and not among the values are struck out; those that were stored once are
    made anew.
    """
    posted = QueryDict(mutable=True)
    for name in _open(form):
        _put(posted, form.fields[name], name, held.get((name,), ()))
    for formset in rows:
        _put_rows(posted, formset, held, parent)
    return posted


def _put_rows(posted: QueryDict, formset: Rows, held: Held, parent: object) -> None:
    prefix, stored = (
        str(formset.prefix),
        {str(each.instance.pk): each for each in formset.initial_forms},
    )
    wanted = list(dict.fromkeys(place[1] for place in held if place[0] == prefix and place[1:]))
    keys = [*stored, *(key for key in wanted if key not in stored)]
    posted[f"{prefix}-TOTAL_FORMS"] = str(len(keys))
    posted[f"{prefix}-INITIAL_FORMS"] = str(len(stored))
    for number, key in enumerate(keys):
        row, is_wanted = f"{prefix}-{number}", key in wanted
        posted[f"{row}-{formset.fk.name}"] = str(parent or "")
        if key in stored:
            posted[f"{row}-{formset.model._meta.pk.name}"] = key
        if not is_wanted:
            posted[f"{row}-DELETE"] = "on"
        form = stored.get(key) or formset.empty_form
        for name in of_row(formset, form):
            field = form.fields[name]
            value = held.get((prefix, key, name), ()) if is_wanted else ()
            if not is_wanted:
                value = _prepared(form[name].field, form[name].value())
            _put(posted, field, f"{row}-{name}", value)


def _open(form: Form) -> list[str]:
    return [name for name, field in form.fields.items() if not field.disabled]


def _struck_out(formset: Rows, form: Form) -> bool:
    return formset.can_delete and bool(_sent(form, "DELETE"))


def _sent(form: Form, name: str) -> Sent:
    """What was sent for a field, in the words of the field where it can be read."""
    field = form.fields[name]
    raw = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
    if isinstance(field, OF_MODELS):
        return _prepared(field, raw)
    try:
        return _prepared(field, field.prepare_value(field.clean(raw)))
    except ValidationError:
        return _texts(raw if isinstance(raw, list | tuple) else [raw])


def _prepared(field: forms.Field, value: object) -> Sent:
    """What a browser sends for the value of a field."""
    widget = _widget(field)
    if isinstance(widget, forms.MultiWidget):
        parts = value if isinstance(value, list) else widget.decompress(value) or []
        pairs = zip(widget.widgets, parts, strict=True)
        return _texts([each.format_value(part) for each, part in pairs])
    if isinstance(widget, forms.CheckboxInput):
        return ("on",) if widget.check_test(value) else ()
    if isinstance(widget, forms.widgets.ChoiceWidget):
        return _texts(sorted(widget.format_value(value)))
    if isinstance(field, forms.JSONField):
        value = _sorted_json(value)
    return _texts([widget.format_value(value)])


def _texts(values: Sequence[object]) -> Sent:
    texts = tuple("" if value is None else normalised(str(value)) for value in values)
    return texts if any(texts) else ()


def _sorted_json(value: object) -> object:
    """A JSON text with sorted keys: databases keep them in an order of their own."""
    try:
        return json.dumps(json.loads(str(value)), ensure_ascii=False, sort_keys=True)
    except ValueError:
        return value


def _put(posted: QueryDict, field: forms.Field, name: str, value: Sent) -> None:
    widget = _widget(field)
    if isinstance(widget, forms.MultiWidget):
        for number, part in enumerate(value or [""] * len(widget.widgets)):
            posted[f"{name}_{number}"] = part
    elif isinstance(widget, forms.CheckboxInput | forms.SelectMultiple):
        posted.setlist(name, list(value))
    else:
        posted[name] = value[0] if value else ""


def _widget(field: forms.Field) -> forms.Widget:
    widget = field.widget
    return widget.widget if isinstance(widget, RelatedFieldWidgetWrapper) else widget
