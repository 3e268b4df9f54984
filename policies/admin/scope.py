"""职责范围: how far one account reaches, in the form of the account."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest

from policies.models import Duty, Scope
from policies.models.scope import LANGUAGE_CHOICES


class ScopeForm(forms.ModelForm):  # type: ignore[type-arg]
    """Boxes to tick for languages and duties."""

    languages = forms.MultipleChoiceField(
        label="只改这些语言", choices=LANGUAGE_CHOICES, required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="勾选之后，只能改这些语言的文字，别的都不能改。都不勾：不限。",
    )  # fmt: skip
    duties = forms.MultipleChoiceField(
        label="只做这些事", choices=Duty.choices, required=False,
        widget=forms.CheckboxSelectMultiple, help_text="都不勾：角色里有的都能做。",
    )  # fmt: skip


class ScopeInline(admin.StackedInline[Scope, User]):
    """The reaches of an account; without any it reaches everywhere."""

    model = Scope
    form = ScopeForm
    extra = 0
    autocomplete_fields = ("regions", "scenarios")
    fields = ("regions", "scenarios", "languages", "duties")
    verbose_name_plural = "职责范围（一条也没有：不限；几条加在一起算）"

    def has_add_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Not while the account is being made: it has its own short form."""
        return obj is not None and super().has_add_permission(request, obj)
