"""问题、选项、不可能的组合: the wizard's words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from modeltranslation.admin import TranslationStackedInline

from policies.admin.translated import FixedCodeAdmin, TranslatedAdmin, in_every_language
from policies.models import ImpossibleCombination, Option, Question


class OptionForm(forms.ModelForm):  # type: ignore[type-arg]
    """Keeps the code of an option that exists: it stands in addresses."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "code" in self.fields:
            self.fields["code"].disabled = True


class OptionInline(TranslationStackedInline[Any, Any]):
    model = Option
    can_delete = False  # published conditions may accept it
    form = OptionForm
    extra = 0
    fields = (("code", "position"), "text")


@admin.register(Question)
class QuestionAdmin(FixedCodeAdmin, TranslatedAdmin):
    list_display = ("text_zh_hans", "code", "changeable", "position", "pin")
    list_filter = ("changeable",)
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
class OptionAdmin(FixedCodeAdmin, TranslatedAdmin):
    """Answers the search for options in other forms; options are edited with their question."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Not while a condition accepts it: published rules would change unseen."""
        is_free = obj is None or not obj.conditions.exists()
        return is_free and super().has_delete_permission(request, obj)

    def get_actions(self, request: HttpRequest) -> Any:
        """No bulk deletion, which would not ask for each row."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    search_fields = (
        "code",
        "question__code",
        *in_every_language("text", "question__text"),
    )
    list_display = ("text_zh_hans", "question", "code", "position")
    list_select_related = ("question",)
    fixed_after_creation = ("code", "question")
    fields = ("question", "code", "text", "position")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(ImpossibleCombination)
class ImpossibleCombinationAdmin(TranslatedAdmin):
    list_display = ("__str__", "all_options")
    filter_horizontal = ("options",)
    search_fields = in_every_language("why", "options__text")
    fields = ("options", "why")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("options__question")

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "options":
            kwargs["queryset"] = Option.objects.select_related("question")
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    @admin.display(description="选项")
    def all_options(self, combination: ImpossibleCombination) -> str:
        return " + ".join(str(option) for option in combination.options.all())
