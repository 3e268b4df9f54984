"""Languages stand in one table; what cannot be derived from it is held to it."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.template.loader import render_to_string

from policies.languages import BY_CODE, BY_HAND, CODES, LANGUAGES, SOURCE, TRANSLATED, Language
from policies.pack.lint import words

ROOT = Path(settings.BASE_DIR)
# What names one language because it is about that one, and about no list of them.
ABOUT_ONE = {
    "policies/languages.py": set(CODES) | {language.html for language in LANGUAGES},
    "policies/traditional.py": {"zh-hant"},
    "policies/pack/audit.py": {"zh-hans", "zh-hant"},  # the review of the conversion
    "policies/pack/lint/checked.py": {"en"},  # the glossary is Chinese and English
    "policies/pack/lint/rules.py": {"en"},
    "policies/pack/lint/words.py": set(BY_HAND),
}

EXAMPLES = "site_config/desk/gallery/"  # values of components, each in some language


def codes_in(source: str) -> Iterator[str]:
    """Every constant of a module that is the code of a language."""
    known = {*CODES, *(code.replace("-", "_") for code in CODES), *(x.html for x in LANGUAGES)}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and node.value in known:
            yield str(node.value)


def test_no_module_has_a_list_of_languages_of_its_own() -> None:
    found: dict[str, set[str]] = {}
    for folder in ("policies", "guides", "site_config", "bin"):
        for path in (ROOT / folder).rglob("*.py"):
            name = path.relative_to(ROOT).as_posix()
            codes = set(codes_in(path.read_text(encoding="utf-8")))
            is_ours = "migrations" not in name and not name.startswith(EXAMPLES)
            if is_ours and codes - ABOUT_ONE.get(name, set()):
                found[name] = codes
    assert found == {}


def test_one_language_is_the_source_and_the_others_are_made_from_known_ones() -> None:
    assert SOURCE == settings.LANGUAGE_CODE and not BY_CODE[SOURCE].made_from
    assert [code for code, _name in settings.LANGUAGES] == list(CODES)
    assert all(language.made_from in {"", *BY_HAND} for language in LANGUAGES)


def test_every_language_has_a_folder_of_translations() -> None:
    folders = {path.name for path in (ROOT / "locale").iterdir() if path.is_dir()}
    assert folders == {language.locale for language in TRANSLATED}


def test_tabs_of_the_admin_carry_the_names_of_the_languages() -> None:
    script = (ROOT / "static/admin/js/language-tabs.js").read_text(encoding="utf-8")
    found = re.search(r"const names = (\{.*?\});", script, re.S)
    assert found
    names = json.loads(re.sub(r"(\w+):", r'"\1":', found[1]))
    assert names == {language.code: language.tab for language in LANGUAGES}


def test_lint_knows_the_words_of_fraud_in_every_language_written_by_hand() -> None:
    assert set(words.RISK) == set(words.LEGALITY) == set(BY_HAND)


@pytest.mark.parametrize("template", ["errors/500.html", "errors/503.html"])
@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_page_without_a_database_speaks_every_language(template: str, language: Language) -> None:
    page = BeautifulSoup(render_to_string(template), "html.parser")
    part = page.select_one(f"[lang='{language.html}']")
    assert part, "no part of the page is in this language"
    assert part.select_one("a[href='tel:12393']") and part.select_one("h1, h2")
    assert part.select_one(f"a[href='/{language.code}/']")
