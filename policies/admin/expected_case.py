"""验证用例: journeys whose results editors know."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin

from policies.admin.translated import TranslatedAdmin, in_every_language
from policies.models import ExpectedCase, Option, Question, Scenario

OUTCOMES = frozenset({"yes", "conditional", "no", "needs", "none"})
UNKNOWN = "-"


class ExpectedCaseForm(forms.ModelForm):  # type: ignore[type-arg]
    """Refuses codes that no question, option or scenario has."""

    def clean_answers(self) -> dict[str, str]:
        answers = _mapping(self.cleaned_data["answers"])
        options = set(Option.objects.values_list("question__code", "code"))
        questions = set(Question.objects.values_list("code", flat=True))
        wrong = [
            f"{question}={answer}"
            for question, answer in answers.items()
            if (question, answer) not in options
            and not (answer == UNKNOWN and question in questions)
        ]
        if wrong:
            raise forms.ValidationError(f"没有这样的回答：{'、'.join(wrong)}")
        return answers

    def clean_outcomes(self) -> dict[str, str]:
        outcomes = _mapping(self.cleaned_data["outcomes"])
        scenarios = set(Scenario.objects.values_list("code", flat=True))
        wrong = [
            f"{scenario}: {outcome}"
            for scenario, outcome in outcomes.items()
            if scenario not in scenarios or outcome not in OUTCOMES
        ]
        if wrong or not outcomes:
            raise forms.ValidationError(f"情形或结果不对：{'、'.join(wrong) or '一个也没有写'}")
        return outcomes


def _mapping(value: Any) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
        raise forms.ValidationError('要写成 {"代码": "代码"} 的样子。')
    return value


@admin.register(ExpectedCase)
class ExpectedCaseAdmin(TranslatedAdmin):
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
