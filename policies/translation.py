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


def options(
    *,
    verdict: tuple[str, ...] = (),
    other: tuple[str, ...] = (),
    required: tuple[str, ...] = (),
    referring: tuple[str, ...] = (),
    quoted: tuple[str, ...] = (),
) -> type[TranslationOptions]:
    """Translation options of a model: every field is in one of two classes.

    `verdict`: what a reader acts on (an answer, a condition, a question, a step, a paper, a
    penalty): nothing is published while such a text is out of date or missing in a language,
    unless that language is left out. `other`: everything else. `required` must be filled in
    Simplified Chinese. `referring`: those of them that may name rules (`policies.references`).
    `quoted`: those whose figures have to stand in a quote of the edition that the row is part of.
    """
    required_languages = {SOURCE: required} if required else ()
    own = {
        "fields": verdict + other,
        "verdict": verdict,
        "required_languages": required_languages,
        "referring": referring,
        "quoted": quoted,
    }
    return type("Options", (Translated,), own)


def register(model: type[Model]) -> Callable[[type[TranslationOptions]], object]:
    """Register a model's translated fields, and add the column of their marks."""
    marks = JSONField("译文的出处", default=dict, blank=True, editable=False)
    model.add_to_class(STATE, marks)
    return register_fields(model)


register(models.Region)(options(other=("name",), required=("name",)))
register(models.Scenario)(
    options(verdict=("name", "question"), other=("summary",), required=("name", "question"))
)
register(models.Material)(options(verdict=("name", "how_to_get"), required=("name",)))
register(models.Contact)(options(other=("name", "scope"), required=("name",)))
register(models.FormerDivision)(options(other=("name",), required=("name",)))
register(models.Absence)(options(other=("where", "asked"), required=("where", "asked")))
register(models.Question)(
    options(verdict=("text", "hint"), other=("where_to_find_out",), required=("text",))
)
register(models.Option)(options(verdict=("text",), required=("text",)))
register(models.ImpossibleCombination)(options(other=("why",)))
register(models.ExpectedCase)(options(other=("why",)))
POLICY = ("answer", "covers", "notes", "conditions")
CONDITION = ("text", "text_if_unmet", "text_if_unclear", "where_to_find_out")
PROCEDURE = ("who_may_apply", "fee", "result")
PROCEDURE_DETAILS = ("item_name", "handled_by", "place", "hours", "offline_help")
register(models.Policy)(
    options(verdict=POLICY, other=EDITION_FIELDS, required=("answer",), quoted=POLICY)
)
register(models.Condition)(options(verdict=CONDITION, quoted=CONDITION))
register(models.Procedure)(
    options(
        verdict=PROCEDURE,
        other=(*PROCEDURE_DETAILS, *EDITION_FIELDS),
        quoted=(*PROCEDURE, *PROCEDURE_DETAILS),
    )
)
register(models.Step)(options(verdict=("text",), required=("text",), quoted=("text",)))
register(models.Requirement)(options(verdict=("when",), quoted=("when",)))
