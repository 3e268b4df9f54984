"""Translated text: what every model with translated fields shares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from modeltranslation.translator import NotRegistered, translator

from policies.languages import CODES, SOURCE
from policies.models.made_from import (
    TARGETS,
    Mark,
    Standing,
    is_of_today,
    settled,
    standing,
    still_right,
)
from policies.models.one_form import normalised

SOURCE_SUFFIX = SOURCE.replace("-", "_")
STATE = "translation_state"  # the column of marks; no content: it says nothing to a reader


def column(field: str, language: str) -> str:
    """The column of a translated field in a language: ("name", "zh-hant") gives "name_zh_hant"."""
    return f"{field}_{language.replace('-', '_')}"


def columns(field: str) -> tuple[str, ...]:
    """The columns of a translated field, one a language."""
    return tuple(column(field, code) for code in CODES)


def translated_fields(model: type[models.Model]) -> tuple[str, ...]:
    """The translated fields of a model in the order of their declaration; may be none."""
    try:
        return tuple(translator.get_options_for_model(model).get_field_names())
    except NotRegistered:
        return ()


def verdict_fields(model: type[models.Model]) -> tuple[str, ...]:
    """The translated fields of a model on which a reader acts, as its registration says."""
    if not translated_fields(model):
        return ()
    return tuple(getattr(translator.get_options_for_model(model), "verdict", ()))


def referring_fields(model: type[models.Model]) -> tuple[str, ...]:
    """The translated fields of a model that may name rules (`policies.references`)."""
    if not translated_fields(model):
        return ()
    return tuple(getattr(translator.get_options_for_model(model), "referring", ()))


def quoted_fields(model: type[models.Model]) -> tuple[str, ...]:
    """The translated fields of a model whose figures a quote of its citations has to hold."""
    if not translated_fields(model):
        return ()
    return tuple(getattr(translator.get_options_for_model(model), "quoted", ()))


def texts_that_refer(row: models.Model) -> dict[tuple[str, str], str]:
    """The texts of a row that may name rules, by field and language; empty ones are left out."""
    texts = {
        (field, code): str(getattr(row, column(field, code)) or "")
        for field in referring_fields(type(row))
        for code in CODES
    }
    return {place: text for place, text in texts.items() if text}


def required_fields(model: type[models.Model]) -> tuple[str, ...]:
    """The translated fields of a model that may not be empty in the source."""
    required = translator.get_options_for_model(model).required_languages or {}
    return tuple(required.get(SOURCE, ())) if isinstance(required, Mapping) else ()


def source_text_present(model: str, *fields: str) -> models.CheckConstraint:
    """A constraint that refuses a row without its Simplified Chinese text.

    A NULL makes a bare comparison unknown, which a check lets pass; hence the explicit IS NOT NULL.
    """
    condition = Q()
    for field in fields:
        name = column(field, SOURCE_SUFFIX)
        condition &= Q(**{f"{name}__isnull": False}) & ~Q(**{name: ""})
    return models.CheckConstraint(
        name=f"{model}_source_text_present",
        condition=condition,
        violation_error_message="简体中文不能为空。",
    )


def said_now(row: object, field: str, language: str) -> str:
    """What a row says in a language; empty where that is missing, or of another source."""
    text = getattr(row, column(field, language)) or ""
    if language == SOURCE or not text:
        return text
    mark = (getattr(row, STATE, None) or {}).get(column(field, language))
    source = getattr(row, column(field, SOURCE)) or ""
    return text if is_of_today(language, source, text, Mark.read(mark)) else ""


def spoken_in(row: TranslatedModel, *fields: str) -> frozenset[str]:
    """The languages in which a row says these fields; without any, all that a reader acts on.

    A language that the approver of an edition left out is none of them.
    """
    wanted = fields or verdict_fields(type(row))
    said = [field for field in wanted if getattr(row, column(field, SOURCE))]
    return frozenset(
        code
        for code in CODES
        if code not in row.left_out and all(said_now(row, field, code) for field in said)
    )


def mostly_spoken_in(rows: Iterable[TranslatedModel], *fields: str) -> frozenset[str]:
    """The languages in which at least half of some rows say these fields; all without a row."""
    spoken = [spoken_in(row, *fields) for row in rows]
    return frozenset(
        code for code in CODES if 2 * sum(code in each for each in spoken) >= len(spoken)
    )


def said_in_languages(
    texts: Mapping[str, str | None], marks: Mapping[str, str], field: str
) -> dict[str, str]:
    """Texts of a field by language, those of another source than today's left empty."""
    source = texts[SOURCE] or ""
    found = {SOURCE: source}
    for language in TARGETS:
        text, mark = texts[language] or "", Mark.read(marks.get(column(field, language)))
        found[language] = text if is_of_today(language, source, text, mark) else ""
    return found


def choice_word(words: Mapping[str, object], value: str | None) -> str:
    """What a stored choice is called; one that this version does not know says so."""
    if value in words or not value:
        return str(words.get(value or "", ""))
    return str(gettext("本站不认识（%s）") % value)


class TranslatedModel(models.Model):
    """Stores text in one form, and blank text as the empty string in every language.

    Each translation keeps a mark of what it was made from (`policies.models.made_from`), whatever
    way the row is stored. A model without translated fields has no column for marks.
    """

    # Texts whose marks are not kept: they are written once, when nothing else may change any more.
    unmarked: ClassVar[frozenset[str]] = frozenset()
    if TYPE_CHECKING:
        translation_state: dict[str, str]  # marks by column; added with the columns of languages

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.normalise_text()
        if (named := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = self._with_translations(set(named))
        super().save(*args, **kwargs)

    def normalise_text(self) -> None:
        """Put every text into its one form; blanks never count as a translation.

        Conversions that nobody touched follow their source, and every mark says what is so.
        """
        for field in translated_fields(type(self)):
            for name in columns(field):
                setattr(self, name, getattr(self, name) or "")
        for name in self.text_columns():
            if (text := getattr(self, name)) is not None:
                setattr(self, name, normalised(text))
        for field in translated_fields(type(self)):
            self.settle_translations(field)

    def _get_FIELD_display(self, field: models.Field[object, object]) -> str:  # noqa: N802 - Django's name
        """What a stored choice is called; one that this version does not know says so."""
        return choice_word(dict(field.flatchoices), getattr(self, field.attname))

    @classmethod
    def text_columns(cls) -> list[str]:
        """Every column that holds words of an editor, in each language."""
        translated = translated_fields(cls)
        in_languages = [name for field in translated for name in columns(field)]
        machinery = {*translated, *in_languages}  # a translated field itself is one of its columns
        return in_languages + [
            field.name
            for field in cls._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField)
            and field.editable
            and not field.choices
            and field.name not in machinery
        ]

    @property
    def left_out(self) -> tuple[str, ...]:
        """The languages that the approver of an edition left out; none of any other row."""
        return tuple(str(getattr(self, "languages_left_out", "")).split())

    def standing_of(self, field: str, language: str) -> Standing | None:
        """What is true of the translation of a field; None where there is nothing to translate."""
        return standing(language, *self._made(field, language))

    def mark_still_right(self, field: str, language: str) -> None:
        """Note that a person found the translation right beside today's source; not stored yet."""
        source, text, _mark = self._made(field, language)
        self._note(column(field, language), str(still_right(source, text)))

    def settle_translations(self, field: str) -> None:
        """Put the translations of a field as they are to be stored, with their marks."""
        for language in TARGETS:
            name = column(field, language)
            text, mark = settled(language, *self._made(field, language))
            setattr(self, name, text)
            if field not in self.unmarked:
                self._note(name, str(mark) if mark else "")

    def _made(self, field: str, language: str) -> tuple[str, str, Mark | None]:
        """The source of a translation, the translation, and its mark."""
        source = getattr(self, column(field, SOURCE)) or ""
        name = column(field, language)
        return source, getattr(self, name) or "", Mark.read(self.translation_state.get(name))

    def _note(self, name: str, mark: str) -> None:
        """Set the mark of a column, in a mapping of its own: rows may have been copied."""
        others = {key: value for key, value in self.translation_state.items() if key != name}
        self.translation_state = others | ({name: mark} if mark else {})

    def _with_translations(self, named: set[str]) -> set[str]:
        """Names of columns to store, with the translations and marks that change with a text."""
        found = set(named)
        for field in translated_fields(type(self)):
            if named.intersection(columns(field)):
                found.update(columns(field))
                found.update({STATE} if field not in self.unmarked else ())
        return found
