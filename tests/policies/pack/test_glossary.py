"""The glossary that English texts are held to."""

from __future__ import annotations

from pathlib import Path

import pytest

from policies.pack.lint.rules import read_glossary
from tests.shipped import shipped_rows


def test_a_glossary_that_is_not_there_is_no_empty_one(tmp_path: Path) -> None:
    assert len(read_glossary()) > 30
    with pytest.raises(FileNotFoundError):
        read_glossary(tmp_path / "none.csv")


def test_the_glossary_says_what_the_terms_say() -> None:
    terms = {
        row.content["name_zh_hans"]: row.content["name_en"].lower()
        for row in shipped_rows()
        if row.kind.name == "term"
    }
    for term, accepted in read_glossary().items():
        if term in terms:
            assert any(word in terms[term] for word in accepted), term
