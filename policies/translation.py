"""Which fields exist in every language."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import JSONField, Model
from modeltranslation.translator import TranslationOptions
from modeltranslation.translator import register as register_fields

from policies import models
from policies.languages import SOURCE
from policies.models.translated import STATE

EDITION_FIELDS = ("withdrawal_reason", "change_note")


class Translated(TranslationOptions):
    """Blank text is the empty string; Simplified Chinese is what the others fall back to."""

    empty_values = ""


def options(*fields: str, required: tuple[str, ...] = ()) -> type[TranslationOptions]:
    """Translation options of a model; `required` must be filled in Simplified Chinese."""
    return type(
        "Options",
        (Translated,),
        {"fields": fields, "required_languages": {SOURCE: required} if required else ()},
    )


def register(model: type[Model]) -> Callable[[type[TranslationOptions]], object]:
    """Register a model's translated fields, and add the column of their marks."""
    marks = JSONField("译文的出处", default=dict, blank=True, editable=False)
    model.add_to_class(STATE, marks)
    return register_fields(model)


register(models.Region)(options("name", required=("name",)))
register(models.Scenario)(options("name", "question", "summary", required=("name", "question")))
register(models.Material)(options("name", "how_to_get", required=("name",)))
register(models.Contact)(options("name", "scope", required=("name",)))
register(models.Question)(options("text", "hint", "where_to_find_out", required=("text",)))
register(models.Option)(options("text", required=("text",)))
register(models.ImpossibleCombination)(options("why"))
register(models.ExpectedCase)(options("why"))
register(models.Policy)(options("answer", "conditions", *EDITION_FIELDS, required=("answer",)))
register(models.Condition)(options("text_if_unmet", required=("text_if_unmet",)))
register(models.Procedure)(
    options(
        "item_name",
        "who_may_apply",
        "handled_by",
        "place",
        "hours",
        "fee",
        "result",
        "offline_help",
        *EDITION_FIELDS,
    )
)
register(models.Step)(options("text", required=("text",)))
register(models.Requirement)(options("when"))
