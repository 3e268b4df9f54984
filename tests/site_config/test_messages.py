"""Every Chinese text of code and templates is among the messages that are translated."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.conf import settings

from policies.languages import TRANSLATED, Language

ROOT = Path(settings.BASE_DIR)
# The functions of gettext, and which of their arguments is the text.
TEXT_OF = {
    "_": 0, "gettext": 0, "gettext_lazy": 0, "gettext_noop": 0, "ngettext": 0, "ngettext_lazy": 0,
    "pgettext": 1, "pgettext_lazy": 1,
}  # fmt: skip
IN_TEMPLATES = re.compile(r'(?:{%\s*translate\s+|_\()"([^"]*)"')


def texts() -> Iterator[tuple[str, str]]:
    """Each text with the file that it stands in."""
    for app in ("policies", "guides", "site_config"):
        for path in (ROOT / app).rglob("*.py"):
            if "migrations" not in path.parts:
                for text in in_python(path.read_text(encoding="utf-8")):
                    yield path.name, text
    for path in (ROOT / "templates").rglob("*.html"):
        for text in IN_TEMPLATES.findall(path.read_text(encoding="utf-8")):
            yield path.name, text


def in_python(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            place = TEXT_OF.get(node.func.id)
            given = node.args[place : place + 1] if place is not None else []
            for text in given:
                if isinstance(text, ast.Constant):
                    yield str(text.value)


@pytest.mark.parametrize("language", TRANSLATED, ids=lambda language: language.code)
def test_every_text_is_among_the_messages(language: Language) -> None:
    path = ROOT / "locale" / language.locale / "LC_MESSAGES" / "django.po"
    known = {entry.msgid for entry in polib.pofile(str(path))}
    found = list(texts())
    assert len(found) > 300
    assert [each for each in found if each[1] not in known] == [], "run bin/translations"
