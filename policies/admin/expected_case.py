"""验证用例: journeys whose results editors know, written in the wizard's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import AdminForm
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from policies.admin.case_words import (
    Choice,
    ChosenInWords,
    answers_said,
    outcomes,
    outcomes_said,
    questions,
    reported,
    said_in_words,
    somebody_else,
)
from policies.admin.shared.admin import SharedAdmin
from policies.admin.shared.form import SharedForm
from policies.admin.translated import TranslatedAdmin, in_every_language
from policies.models import ExpectedCase, Option, Question, Scenario
from policies.publishing import events
from policies.rules import expected_cases
from policies.rules.cases import Tried, tried
from policies.rules.state import Outcome
from policies.rules.vocabulary import Vocabulary, vocabulary

if TYPE_CHECKING:
    from django.contrib.admin.options import _FieldsetSpec

PREVIEW = "_preview"
REPORTED = "reported"  # in the address of an empty form: the address of a wizard's page
NOT_YET = "先选参保地、情形和日期。"


class ExpectedCaseForm(SharedForm):
    """Offers what the rules of the place and the event ask, and says how they end by now.

    Refuses what no question, option or scenario has.
    """

    now: Tried | None = None

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        at = timezone.now()
        self.words: Vocabulary = vocabulary(events.token(at))
        widgets = {name: ChosenInWords() for name in ("answers", "outcomes")}
        for name, widget in widgets.items():
            if name in self.fields:
                self.fields[name].widget = widget
        case = self._case()
        self.now = tried(case, self.words, at) if case else None
        widgets["answers"].choices = self._asked(case)
        widgets["outcomes"].choices = self._ends(case)

    @property
    def is_preview(self) -> bool:
        """Whether it was sent only to see what the rules say."""
        return PREVIEW in self.data

    @property
    def says_now(self) -> str:
        """How the rules end by now; that they are not known yet."""
        return str(Outcome(self.now.outcome).label) if self.now else NOT_YET

    @property
    def is_as_expected(self) -> bool:
        """Whether the rules end as the case expects, as far as it was written."""
        case = self._case()
        return bool(case and self.now and case.outcomes.get(case.event.code) == self.now.outcome)

    def full_clean(self) -> None:
        """Check what was sent; a preview is never good enough to be stored, and blames nothing."""
        super().full_clean()
        if self.is_bound and self.is_preview:
            self._errors = ErrorDict({"__all__": self.error_class([NOT_YET])})

    def clean_answers(self) -> dict[str, object]:
        answers = _mapping(self.cleaned_data["answers"])
        pairs = Option.objects.values_list("question__code", "code")
        options = {f"{question}={option}" for question, option in pairs}
        codes = set(Question.objects.values_list("code", flat=True))
        _refuse_if(expected_cases.wrong_answers(answers, questions=codes, options=options))
        _refuse_if(self._unasked(answers))
        return answers

    def clean_outcomes(self) -> dict[str, object]:
        ends = _mapping(self.cleaned_data["outcomes"])
        scenarios = set(Scenario.objects.values_list("code", flat=True))
        _refuse_if(expected_cases.wrong_outcomes(ends, scenarios=scenarios))
        answers, others = self.cleaned_data.get("answers") or {}, somebody_else(self.words)
        _refuse_if(expected_cases.firm_for_somebody_else(answers, ends, residual=others))
        return ends

    def _case(self) -> ExpectedCase | None:
        """What the form says so far as a case; None until place, event and day are known."""
        said = {name: self._said(name) for name in ("region", "event", "on")}
        if not all(said.values()):
            return None
        chosen = {name: _texts(self._said(name)) for name in ("answers", "outcomes")}
        return ExpectedCase(**said, **chosen)

    def _unasked(self, answers: dict[str, object]) -> list[str]:
        """What is wrong with answers to what nobody asks; those that were stored may stay."""
        held = getattr(self.instance, "answers", None) or {}
        said = [code for code in answers if code not in held]
        if self.now is None:
            return []
        words = {code: each.text_zh_hans for code, each in self.words.questions.items()}  # type: ignore[attr-defined]
        together = [{code for code, _option in facts} for facts in self.words.impossible]
        return list(expected_cases.unasked_answers(said, self.now.askable, together, words))

    def _said(self, name: str) -> object:
        """A field's value as sent, else as shown; None where it cannot be read."""
        field = self.fields.get(name)
        if field is None:
            return getattr(self.instance, name, None) if self.instance.pk else None
        raw = self[name].value()
        try:
            return field.clean(raw)
        except ValidationError:
            return None

    def _asked(self, case: ExpectedCase | None) -> list[Choice]:
        if case is None or self.now is None:
            return []
        held = [code for code in case.answers if code not in self.now.asked]
        return questions([*self.now.asked, *held], self.words)

    def _ends(self, case: ExpectedCase | None) -> list[Choice]:
        if case is None:
            return []
        others = [code for code in case.outcomes if code != case.event.code]
        return outcomes([case.event.code, *others], self.words)


def _texts(value: object) -> dict[str, str]:
    held = value if isinstance(value, dict) else {}
    return {code: text for code, text in held.items() if isinstance(text, str)}


def _mapping(value: object) -> dict[str, object]:
    if value is None:  # an empty field
        return {}
    if not isinstance(value, dict):
        raise forms.ValidationError("请在列出的问题和选项里选。")
    return value


def _refuse_if(wrong: list[str]) -> None:
    if wrong:
        raise forms.ValidationError(wrong)


@admin.register(ExpectedCase)
class ExpectedCaseAdmin(SharedAdmin, TranslatedAdmin):
    desk_rank = 80
    fixed_after_creation = ()
    form = ExpectedCaseForm
    change_form_template = "admin/expected_case_form.html"
    list_display = ("region", "event", "on")
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
                "description": "写一个人的情况，和他应该查到的结果。"
                "每次提交、批准和发布规则时都会重新查一遍。",
            },
        ),
    )

    readonly_fields = ("said_answers", "said_outcomes")

    @admin.display(description="回答")
    def said_answers(self, case: ExpectedCase) -> str:
        return said_in_words(ExpectedCase, "answers", case.answers)

    @admin.display(description="应得结果")
    def said_outcomes(self, case: ExpectedCase) -> str:
        return said_in_words(ExpectedCase, "outcomes", case.outcomes)

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> _FieldsetSpec:
        """The fields; who may change nothing reads words as well, not what is stored."""
        own = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return own
        said = {"answers": "said_answers", "outcomes": "said_outcomes"}
        return [
            (
                title,
                {**options, "fields": [said.get(str(each), each) for each in options["fields"]]},
            )
            for title, options in own
        ]

    def get_list_display(self, request: HttpRequest) -> tuple[object, ...]:  # type: ignore[override]
        """The columns; answers and outcomes in words that are read once for the page."""
        words = vocabulary(events.token(timezone.now()))

        @admin.display(description="某人")
        def who(case: ExpectedCase) -> str:
            return answers_said(case.answers, words) or "什么也没有回答"

        @admin.display(description="应得结果")
        def ends(case: ExpectedCase) -> str:
            return outcomes_said(case.outcomes, words)

        own = super().get_list_display(request)
        return (*own[:-1], who, ends, own[-1])

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, object]:  # type: ignore[override]
        """What the address fills in; of a wizard's page that a reader reported its journey."""
        given = dict(super().get_changeform_initial_data(request))
        journey, day = given.pop(REPORTED, ""), given.get("on", "")
        return {**given, **reported(str(journey), str(day))} if journey else {**given}

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, object],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Model | None = None,
    ) -> HttpResponse:
        """The form, with what the rules say by now; a preview is no refusal."""
        form = cast(AdminForm, context["adminform"]).form
        if isinstance(form, ExpectedCaseForm) and form.is_bound and form.is_preview:
            context["errors"] = ()
            form.errors.clear()
        return super().render_change_form(request, context, add, change, form_url, obj)
