"""What somebody entered in a form that could not be stored, so that it can be copied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import QueryDict

Fields = Mapping[str, forms.Field]
if TYPE_CHECKING:
    Rows = forms.BaseInlineFormSet[Model, Model, forms.ModelForm[Model]]

LOADED = "loaded"  # the hidden field of every form that says what it was loaded with
NOT_TEXT = ("csrfmiddlewaretoken", "seen", "met", LOADED)
# What the rows inside a form count and are told apart by; the row that others are copied from.
OF_ROWS = ("_FORMS", "__prefix__")
UNNAMED = "其他内容"  # of what a form has no field for, or none any more
MOST_DIGITS = 4  # of the number of a row
PARTS = {"_0": "（日期）", "_1": "（时间）"}  # an instant is entered in two fields


def entered_texts(posted: QueryDict) -> dict[str, str]:
    """Each field of a form that holds something, as it was sent; never a password."""
    return {
        name: "\n".join(str(value) for value in values)
        for name, values in posted.lists()
        if any(values) and _is_text(name)
    }


def entered_words(
    posted: QueryDict,
    fields: Fields,
    rows: Mapping[str, tuple[str, Fields]],
    unnamed: str = UNNAMED,
) -> dict[str, str]:
    """The same as an editor knows it: fields by their labels, what was chosen by its name.

    `rows` gives the name of a kind of row, and its fields, by the prefix it is sent with. The
    database is asked nothing: the key of a row stays as it was sent.
    """
    found = {}
    for name, text in entered_texts(posted).items():
        label, field_name, known = "", name, fields
        prefix, _dash, rest = name.partition("-")
        if prefix in rows and rest:
            number, _dash, field_name = rest.partition("-")
            kind, known = rows[prefix]
            is_number = number.isdecimal() and len(number) <= MOST_DIGITS
            label = f"{kind} {int(number) + 1}：" if is_number else ""
        part = PARTS.get(field_name[-2:], "") if field_name not in known else ""
        field = known.get(field_name[:-2] if part else field_name)
        if field is not None:
            found[f"{label}{field.label}{part}"] = _chosen(field, posted.getlist(name), text)
        elif not label:  # what a row belongs to is no text
            found[_another(found, unnamed)] = text
    return found


def fields_of_rows(rows: type[Rows]) -> Fields:
    """What is filled in of each row inside a form; not what the row belongs to."""
    owner = rows.fk.name  # type: ignore[attr-defined]
    return {name: field for name, field in rows.form.base_fields.items() if name != owner}


def _another(found: Mapping[str, str], unnamed: str) -> str:
    """A name for one more text without a field."""
    number = sum(name.startswith(unnamed) for name in found)
    return f"{unnamed} {number + 1}" if number else unnamed


def _is_text(name: str) -> bool:
    machinery = (
        name in NOT_TEXT
        or name.startswith(("_", "choose:"))
        or any(part in name for part in OF_ROWS)
        or name.endswith("-id")
    )
    return not machinery and "password" not in name


def _chosen(field: forms.Field, values: list[str], text: str) -> str:
    """What a choice is called; the text as it was sent where it is none."""
    if not isinstance(field, forms.ChoiceField) or isinstance(field, forms.ModelChoiceField):
        return text
    several = isinstance(field, forms.MultipleChoiceField)
    try:
        chosen = field.clean(values if several else values[-1])
    except ValidationError:
        return text
    words = dict(cast(Iterable[tuple[str, str]], field.choices))
    return "、".join(str(words.get(each, each)) for each in (chosen if several else [chosen]))
