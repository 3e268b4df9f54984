"""The rows inside an edition's form."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from modeltranslation.admin import TranslationStackedInline

from policies.admin.translated import CalmFields, WithStandings
from policies.languages import SOURCE
from policies.models import (
    Citation,
    Condition,
    Edition,
    Policy,
    PolicyCitation,
    Procedure,
    ProcedureCitation,
    Requirement,
    Step,
)
from policies.models.translated import column, translated_fields
from policies.publishing.content import faulty_rows
from policies.rules.rows import Problem, row_problems, ways_problems

if TYPE_CHECKING:
    RowsOfConditions = forms.BaseInlineFormSet[Condition, Policy, forms.ModelForm[Condition]]
else:
    RowsOfConditions = forms.BaseInlineFormSet


class CitationInline(CalmFields, admin.StackedInline[Citation, Edition]):
    """Passages of sources, and the day on which the author saw them."""

    autocomplete_fields = ("source",)
    fields = (
        "source",
        ("locator", "quote"),
        "seen_on",
    )
    verbose_name = "引用的依据"
    verbose_name_plural = "引用的依据（至少一条；换了依据，没有重写的条款、摘录和日期会清空）"
    classes = ("citations",)

    def get_extra(self, request: HttpRequest, obj: Edition | None = None, **kwargs: object) -> int:
        return 0 if obj else 1


class PolicyCitationInline(CitationInline):
    model = PolicyCitation


class ProcedureCitationInline(CitationInline):
    model = ProcedureCitation


class ConditionForm(WithStandings):
    """Refuses options of another question, and what no row may be stored with, at its field."""

    def clean(self) -> dict[str, object]:
        entered = super().clean() or self.cleaned_data
        question = entered.get("question")
        asked = question.text if question else ""
        for field in ("accepted", "unclear"):
            foreign = [
                f"“{option.question.text}”的“{option.text}”"
                for option in entered.get(field) or ()
                if question and option.question_id != question.pk
            ]
            if foreign:
                self.add_error(field, f"这些选项不属于“{asked}”：{'、'.join(foreign)}。")
        if "question" in entered:
            for field, problem in _not_stored(entered):
                self.add_error(field, problem)
        for field, why in Condition.why_needed.items():
            if field in self.errors:
                self.add_error(field, why)
        return entered


def in_form(field: str) -> str:
    """The field of the form for one of a condition: of a translated one that of the source."""
    return column(field, SOURCE) if field in translated_fields(Condition) else field


def _not_stored(entered: dict[str, object]) -> Iterator[Problem]:
    """What the database would refuse of a row: half a question, and half none."""
    asked = entered.get("question")
    said = {name: value for name, value in entered.items() if isinstance(value, str)}
    said_of = {**said, "question": str(asked) if asked else None}
    for field, problem in row_problems(said_of, {}):
        if field == "where_to_find_out" or (not asked and field != "text"):
            yield in_form(field), problem


class ConditionForms(RowsOfConditions):
    """The rows of a draft say where they stand what is wrong with them, before anybody submits."""

    @functools.cached_property
    def forms(self) -> list[forms.ModelForm[Condition]]:
        """The forms of the rows. A few queries, whatever their number."""
        made: list[forms.ModelForm[Condition]] = super().forms
        if not self.is_bound and self.instance.pk and self.instance.is_open:
            stored = list(self.instance.loaded().conditions_in_ways.all())
            wrong = {row.pk: problems for _place, row, problems in faulty_rows(stored)}
            for form in made:
                found = wrong.get(form.instance.pk, ())
                cast(ConditionForm, form).blame((in_form(name), said) for name, said in found)
        return made

    def clean(self) -> None:
        """Raise ValidationError for a way that holds no condition."""
        super().clean()
        entered = [each for each in self.forms if each.has_changed() or each.instance.pk]
        kept = (each.cleaned_data for each in entered if each not in self.deleted_forms)
        if problems := ways_problems([said["way"] for said in kept if said.get("way")]):
            raise ValidationError(problems)


class ConditionInline(CalmFields, TranslationStackedInline[Condition, Policy]):
    model = Condition
    form = ConditionForm
    formset = ConditionForms
    extra = 0
    autocomplete_fields = ("question", "accepted", "unclear", "source")
    fields = (
        ("way", "question"),
        "text",
        "accepted",
        "text_if_unmet",
        "unclear",
        "text_if_unclear",
        "where_to_find_out",
        "source",
        ("locator", "quote"),
    )
    verbose_name_plural = "条件（同一途径的要同时满足，不同途径满足一个就行）"


class StepInline(CalmFields, TranslationStackedInline[Step, Procedure]):
    model = Step
    form = WithStandings
    extra = 0
    fields = ("position", "text")


class RequirementInline(CalmFields, TranslationStackedInline[Requirement, Procedure]):
    model = Requirement
    form = WithStandings
    extra = 0
    autocomplete_fields = ("material",)
    fields = (("material", "originals", "copies", "any_of"), "when")
