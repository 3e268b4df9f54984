"""Traditional Chinese from Simplified, and tidy headers, for bin/translations.

What was converted carries a comment and is converted again each time. To write one by hand, change
it and remove the comment.
"""

from __future__ import annotations

import sys
from pathlib import Path

import polib

from policies.languages import TRANSLATED, Language
from policies.traditional import to_traditional

LOCALE = Path(__file__).resolve().parent.parent / "locale"
CONVERTED = "OpenCC s2tw"


def open_messages(language: str) -> polib.POFile:
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    return polib.pofile(str(path), wrapwidth=0)


def tidy(messages: polib.POFile, language: Language) -> None:
    """A header that says something and does not change from run to run."""
    messages.header = "Translations of the interface; written by bin/translations."
    messages.metadata_is_fuzzy = []
    messages.metadata = {
        "Project-Id-Version": "personal-account-guide",
        "Language": language.locale,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": language.plural,
    }


def fill(messages: polib.POFile) -> None:
    """Convert what has no translation or was converted before."""
    for entry in messages:
        is_by_hand = entry.translated() and entry.tcomment != CONVERTED
        if is_by_hand:
            continue
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        entry.previous_msgid = entry.previous_msgid_plural = entry.previous_msgctxt = None
        entry.tcomment = CONVERTED
        if entry.msgid_plural:
            entry.msgstr_plural = {0: to_traditional(entry.msgid_plural)}
        else:
            entry.msgstr = to_traditional(entry.msgid)


def main() -> None:
    """Tidy every language, convert what is made from another, and name what the rest lack."""
    for language in TRANSLATED:
        messages = open_messages(language.locale)
        tidy(messages, language)
        if language.made_from:
            fill(messages)
        messages.save()
        for entry in messages:
            if not entry.translated():
                print(f"{language.locale}：还没有译文，或者要核对：{entry.msgid}", file=sys.stderr)


if __name__ == "__main__":
    main()
