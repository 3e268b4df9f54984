"""Text in the reader's language, honest about where it had to fall back."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.utils.html import conditional_escape, escape

from policies.languages import LANGUAGES
from policies.models.translated import said_now

# How the languages of addresses are named in HTML (BCP 47).
HTML_LANGUAGE = {language.code: language.html for language in LANGUAGES}


class Said(str):
    """A text to show; `lang` is set when it is not in the reader's language."""

    lang: str | None

    def __new__(cls, text: str, lang: str | None = None) -> Said:
        said = super().__new__(cls, text)
        said.lang = lang
        return said

    def __html__(self) -> str:
        """How a template shows it: a text in another language carries its own `lang`.

        For an attribute or a `<title>` use `|stringformat:"s"`, which leaves plain text.
        """
        text = escape(str(self))
        return f'<span lang="{self.lang}">{text}</span>' if self.lang else text


class Joined(str):
    """Texts in a row; where a template shows them each carries its own `lang`."""

    parts: tuple[str, ...]

    def __new__(cls, *parts: str) -> Joined:
        joined = super().__new__(cls, "".join(parts))
        joined.parts = parts
        return joined

    def __html__(self) -> str:
        return "".join(conditional_escape(part) for part in self.parts)


class Speech:
    """Reads translated fields in one language and remembers whether anything fell back.

    A page makes one, reads all its texts through it, and shows the notice if `fell_back`.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.fell_back = False

    def of(self, row: object, field: str) -> Said:
        """The text of a translated field, in Simplified Chinese if there is no translation.

        One of an earlier text is none: a page says the same in every language, or says that it
        does not.
        """
        text = said_now(row, field, self.language)
        if text or self.language == settings.LANGUAGE_CODE:
            return Said(text)
        return self.source_text(said_now(row, field, settings.LANGUAGE_CODE))

    def among(self, texts: Mapping[str, str]) -> Said:
        """One of the texts, by language, as `of` chooses; those out of date are left empty."""
        text = texts[self.language]
        if text or self.language == settings.LANGUAGE_CODE:
            return Said(text)
        return self.source_text(texts[settings.LANGUAGE_CODE])

    def source_text(self, text: str) -> Said:
        """A text that has no translation, marked as fallen back to Simplified Chinese."""
        if not text:
            return Said("")
        self.fell_back = True
        return Said(text, HTML_LANGUAGE[settings.LANGUAGE_CODE])

    def untranslated(self, text: str) -> Said:
        """Chinese that is never translated, such as the title of a document; not a fallback."""
        is_chinese = self.language == settings.LANGUAGE_CODE
        return Said(text, None if is_chinese else HTML_LANGUAGE[settings.LANGUAGE_CODE])
