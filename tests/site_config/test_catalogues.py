"""The catalogues of the interface: complete, exact, nothing left behind."""

from __future__ import annotations

import functools
import re

import polib
import pytest
from django.conf import settings

from policies.languages import LANGUAGES, SOURCE
from policies.pack.lint.english import odd_english
from policies.traditional import names
from tests.site_config.chinese import CHINESE, TRADITIONAL

TRANSLATED = [language.locale for language in LANGUAGES if language.code != SOURCE]
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[a-z%]")


def messages(language: str) -> polib.POFile:
    return polib.pofile(str(settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / "django.po"))


def translations(entry: polib.POEntry) -> list[str]:
    """What an entry says, in each of its numbers."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


@pytest.mark.parametrize("language", TRANSLATED)
def test_everything_is_translated_and_nothing_only_guessed(language: str) -> None:
    lacking = [entry.msgid for entry in messages(language) if not entry.translated()]
    assert lacking == []  # bin/translations names them; en is translated by hand


@pytest.mark.parametrize("language", TRANSLATED)
def test_placeholders_survive_translation(language: str) -> None:
    for entry in messages(language):
        wanted = sorted(PLACEHOLDER.findall(entry.msgid))
        for said in translations(entry):
            assert sorted(PLACEHOLDER.findall(said)) == wanted, entry.msgid


@pytest.mark.parametrize("language", TRANSLATED)
def test_compiled_messages_are_those_of_the_source(language: str) -> None:
    source = messages(language)
    compiled = (settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / "django.mo").read_bytes()
    assert compiled == source.to_binary()  # if not: bin/translations


def test_english_holds_no_chinese() -> None:
    left = [
        said for entry in messages("en") for said in translations(entry) if CHINESE.search(said)
    ]
    assert left == []


# A number that can be one, before a word in the plural.
COUNTED = re.compile(
    r"^(?:<\w+>)?%(?:\((?:n|number)\))?s(?:</\w+>)? (?:[a-z]+ )?(?!(?:is|has|was)\b)[a-z]+s\b"
)


def test_english_is_set_as_english() -> None:
    said = [each for entry in messages("en") for each in translations(entry)]
    assert {each: odd.group() for each in said if (odd := odd_english(each))} == {}


def test_what_is_counted_in_english_has_a_word_for_one() -> None:
    assert COUNTED.search("%(n)s places chosen") and COUNTED.search("<b>%s</b> new cells: %s")
    one = [entry.msgstr for entry in messages("en") if not entry.msgid_plural]
    assert [each for each in one if COUNTED.search(each)] == []
    several = [entry.msgstr_plural for entry in messages("en") if entry.msgid_plural]
    assert len(several) > 30
    assert [each[0] for each in several if COUNTED.search(each[0])] == []


def test_traditional_holds_nothing_simplified_but_names_on_screens() -> None:
    for entry in messages("zh_Hant"):
        shown = [entry.msgid[start:end] for start, end in names(entry.msgid)]
        for said in translations(entry):
            words = functools.reduce(lambda text, name: text.replace(name, ""), shown, said)
            assert words == TRADITIONAL(words), entry.msgid
