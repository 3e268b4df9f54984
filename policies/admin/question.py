"""问题、选项、不可能的组合: the wizard's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from modeltranslation.admin import TranslationStackedInline

from policies.admin.edition.translations import TranslationState
from policies.admin.shared.admin import SharedAdmin
from policies.admin.translated import CalmFields, TranslatedAdmin, in_every_language
from policies.models import ImpossibleCombination, Option, Question
from policies.rules.offered import nothing_to_answer

if TYPE_CHECKING:
    RowsOfOptions = forms.BaseInlineFormSet[Option, Question, forms.ModelForm[Option]]
else:
    RowsOfOptions = forms.BaseInlineFormSet


class OptionForms(RowsOfOptions):
    """Keeps the code of an option that exists: it stands in addresses. A question has options."""

    def clean(self) -> None:
        """Raise ValidationError for a question that nobody could answer."""
        super().clean()
        written = [form for form in self.forms if form.instance.pk or form.has_changed()]
        residual = [bool(form["residual"].value()) for form in written]
        if problems := nothing_to_answer(residual):
            raise ValidationError(problems)

    def add_fields(self, form: forms.ModelForm[Option], index: int | None) -> None:
        super().add_fields(form, index)
        if form.instance.pk and "code" in form.fields:
            form.fields["code"].disabled = True


class OptionInline(CalmFields, TranslationStackedInline[Option, Question]):
    model = Option
    can_delete = False  # published conditions may accept it
    formset = OptionForms
    extra = 0
    fields = (("code", "position"), "text", "changeable", ("residual", "not_in_municipality"))

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Option]:
        """Every option, those that wait for their approval too."""
        return Option.with_proposed.all()


@admin.register(Question)
class QuestionAdmin(SharedAdmin, TranslatedAdmin):
    desk_rank = 60
    list_display = ("text_zh_hans", "code", "changeable", "position", "pin")
    list_filter = ("changeable", TranslationState)
    search_fields = ("code", *in_every_language("text", "hint"))
    inlines = (OptionInline,)
    fields = (
        "code",
        "text",
        "hint",
        "where_to_find_out",
        "changeable",
        "position",
        "pin",
    )


@admin.register(Option)
class OptionAdmin(SharedAdmin, TranslatedAdmin):
    """Answers the search for options in other forms; options are edited with their question."""

    desk_rank = 65
    search_fields = (
        "code",
        "question__code",
        *in_every_language("text", "question__text"),
    )
    list_display = ("text_zh_hans", "question", "code", "position")
    list_select_related = ("question",)
    fixed_after_creation = ("code", "question")
    fields = (
        "question",
        "code",
        "text",
        "position",
        "changeable",
        "residual",
        "not_in_municipality",
    )

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(ImpossibleCombination)
class ImpossibleCombinationAdmin(SharedAdmin, TranslatedAdmin):
    desk_rank = 70
    fixed_after_creation = ()
    list_display = ("__str__", "all_options")
    filter_horizontal = ("options",)
    search_fields = in_every_language("why", "options__text")
    fields = ("options", "why")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[models.Model]:
        return super().get_queryset(request).prefetch_related("options__question")

    def formfield_for_manytomany(
        self,
        db_field: models.ManyToManyField[models.Model, models.Model],
        request: HttpRequest,
        **kwargs: object,
    ) -> forms.ModelMultipleChoiceField[models.Model] | None:
        if db_field.name == "options":
            kwargs["queryset"] = Option.with_proposed.select_related("question")
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    @admin.display(description="选项")
    def all_options(self, combination: ImpossibleCombination) -> str:
        return " + ".join(str(option) for option in combination.options.all())
