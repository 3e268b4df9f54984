"""What was sent to an address, in the words of the form that stands there.

The form itself is not opened: its person may have gone, or be anybody, and its database be away.
So nothing is asked of the database: what was chosen of its rows stays the key that was sent.
"""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.db.models import Field, Model
from django.forms.models import inlineformset_factory, modelform_factory
from django.http import QueryDict
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import gettext as _

from guides.forms import FeedbackForm
from guides.views.message import FIELD
from policies.admin.edition.verbs import VERBS
from policies.admin.entered import Fields, entered_words, fields_of_rows
from policies.admin.proposal import DecisionForm
from policies.admin.shared.deletion import WhyForm
from policies.admin.translated import CalmFields
from policies.admin.verification import RecordForm
from policies.languages import language_of

Row = tuple[str, Fields]  # what a row of a form is called, and its fields


def entered_at(path: str, posted: QueryDict) -> dict[str, str]:
    """Each text that was sent to a path, by the label of its field; of the readers' forms nothing
    else."""
    with translation.override(language_of(path)):
        fields = fields_of_readers(path)
        if fields is not None:
            known = posted.copy()
            for name in posted.keys() - fields.keys():
                del known[name]
            return entered_words(known, fields, {})
        return entered_words(posted, *fields_of_editors(path), _("其他内容"))


def fields_of_readers(path: str) -> Fields | None:
    """The fields that a page of the public side shows; None elsewhere."""
    match name_at(path):
        case "feedback":
            shown = FeedbackForm.base_fields.items()
            return {name: field for name, field in shown if not field.widget.is_hidden}
        case "message":
            return {FIELD: forms.CharField(label=_("别人发给你的话"))}
    return None


def fields_of_editors(path: str) -> tuple[Fields, dict[str, Row]]:
    """The fields of a form of the admin, and of each kind of rows in it by its prefix."""
    told = {**WhyForm.base_fields, **RecordForm.base_fields, **DecisionForm.base_fields}
    for verb in VERBS.values():
        told |= verb.form.base_fields if verb.form and f"/step/{verb.name}/" in path else {}
    name = name_at(path)
    for model, of_model in admin.site._registry.items():
        if name.startswith(f"{model._meta.app_label}_{model._meta.model_name}_"):
            form = modelform_factory(
                model, form=of_model.form, fields="__all__",
                formfield_callback=form_field,  # type: ignore[arg-type]
            )  # fmt: skip
            return {**told, **form.base_fields}, dict(rows_of(model, of_model))
    return told, {}


def rows_of(model: type[Model], of_model: ModelAdmin[Model]) -> list[tuple[str, Row]]:
    """The kinds of rows inside a form: the prefix of each, its name and its fields."""
    found: list[tuple[str, Row]] = []
    for each in of_model.inlines:
        name = each.fk_name
        rows = inlineformset_factory(
            model, each.model, each.form, fk_name=name, fields="__all__",
            formfield_callback=form_field,  # type: ignore[arg-type]
        )  # fmt: skip
        kind = str(each.verbose_name or each.model._meta.verbose_name)
        found.append((rows.get_default_prefix(), (kind, fields_of_rows(rows))))
    return found


def form_field(field: Field[object, object], **options: object) -> forms.Field | None:
    """Its field in a form. An address without a scheme is one of https, as in the form itself."""
    options = {**CalmFields.formfield_overrides.get(type(field), {}), **options}
    return field.formfield(**options)  # type: ignore[arg-type]


def name_at(path: str) -> str:
    """What the address at a path is called; empty if there is none."""
    try:
        return resolve(path).url_name or ""
    except Resolver404:
        return ""
