"""验证用例: journeys whose results editors know."""

from __future__ import annotations

from django import forms
from django.contrib import admin

from policies.admin.shared.admin import SharedAdmin
from policies.admin.shared.form import SharedForm
from policies.admin.translated import TranslatedAdmin, in_every_language
from policies.models import ExpectedCase, Option, Question, Scenario
from policies.rules.expected_cases import wrong_answers, wrong_outcomes


class ExpectedCaseForm(SharedForm):
    """Refuses what no question, option or scenario has."""

    def clean_answers(self) -> dict[str, object]:
        answers = _mapping(self.cleaned_data["answers"])
        pairs = Option.objects.values_list("question__code", "code")
        options = {f"{question}={option}" for question, option in pairs}
        questions = set(Question.objects.values_list("code", flat=True))
        _refuse_if(wrong_answers(answers, questions=questions, options=options))
        return answers

    def clean_outcomes(self) -> dict[str, object]:
        outcomes = _mapping(self.cleaned_data["outcomes"])
        scenarios = set(Scenario.objects.values_list("code", flat=True))
        _refuse_if(wrong_outcomes(outcomes, scenarios=scenarios))
        return outcomes


def _mapping(value: object) -> dict[str, object]:
    if value is None:  # an empty field
        return {}
    if not isinstance(value, dict):
        raise forms.ValidationError('要写成 {"代码": "代码"} 的样子。')
    return value


def _refuse_if(wrong: list[str]) -> None:
    if wrong:
        raise forms.ValidationError(wrong)


@admin.register(ExpectedCase)
class ExpectedCaseAdmin(SharedAdmin, TranslatedAdmin):
    desk_rank = 80
    fixed_after_creation = ()
    form = ExpectedCaseForm
    list_display = ("region", "event", "on", "answers", "outcomes")
    list_filter = ("event", "region__level")
    list_select_related = ("region", "event")
    search_fields = (
        "=region__code",
        *in_every_language("region__name", "event__name", "why"),
    )
    autocomplete_fields = ("region", "event")
    fieldsets = (
        (
            None,
            {
                "fields": ("region", "event", "on", "answers", "outcomes", "why"),
                "description": '回答写成 {"ret": "no"}，不知道写 "-"；应得结果写成'
                ' {"death": "yes"}，可用 yes、conditional、no、needs、none。',
            },
        ),
    )
