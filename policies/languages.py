"""The languages of the site, each once: everything else that names languages follows from here.

The first is the source: others fall back to it. Nothing of Django is needed, so that settings and
scripts may read it. See docs/how-to/add-a-language.md.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Language:
    """One language: how addresses, HTML, gettext and the forms of editors name it."""

    code: str  # in addresses, content files and, with _, columns
    html: str  # BCP 47
    locale: str  # the folder in locale/
    name: str  # of itself, in the language switch
    tab: str  # on the tabs of the admin; static/admin/js/language-tabs.js says the same
    plural: str  # gettext's rule of its plural forms
    has_spaces: bool  # between words, so that lists and names of places are joined by ", "
    made_from: str = ""  # the language it is converted from; otherwise it is translated by hand


LANGUAGES = (
    Language(
        code="zh-hans",
        html="zh-Hans",
        locale="zh_Hans",
        name="简体中文",
        tab="简体",
        plural="nplurals=1; plural=0;",
        has_spaces=False,
    ),
    Language(
        code="zh-hant",
        html="zh-Hant",
        locale="zh_Hant",
        name="繁體中文",
        tab="繁體",
        plural="nplurals=1; plural=0;",
        has_spaces=False,
        made_from="zh-hans",
    ),
    Language(
        code="en",
        html="en",
        locale="en",
        name="English",
        tab="English",
        plural="nplurals=2; plural=(n != 1);",
        has_spaces=True,
    ),
)
SOURCE = LANGUAGES[0].code
CODES = tuple(language.code for language in LANGUAGES)
BY_CODE = {language.code: language for language in LANGUAGES}
# What content files hold; the rest is converted.
BY_HAND = tuple(language.code for language in LANGUAGES if not language.made_from)
# What gettext translates the interface into.
TRANSLATED = LANGUAGES[1:]


def language_of(path: str) -> str:
    """The language that an address names; that of the sources if it names none."""
    first = path.removeprefix("/").partition("/")[0]
    return first if first in CODES else SOURCE
