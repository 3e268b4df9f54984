"""The rows inside an edition's form."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest
from modeltranslation.admin import TranslationStackedInline

from policies.admin.translated import CalmFields, WithStandings
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
    """Refuses options of another question."""

    def clean(self) -> dict[str, object]:
        entered = super().clean() or self.cleaned_data
        question = entered.get("question")
        for field in ("accepted", "unclear"):
            foreign = [
                option.text
                for option in entered.get(field) or ()
                if question and option.question_id != question.pk
            ]
            if foreign:
                self.add_error(field, f"这些选项不属于“{question}”：{'、'.join(foreign)}")
        return entered


class ConditionInline(CalmFields, TranslationStackedInline[Condition, Policy]):
    model = Condition
    form = ConditionForm
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
