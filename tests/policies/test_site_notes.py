"""Notes of the site behind names of documents and offices: none is left in Chinese."""

from __future__ import annotations

import re
from pathlib import Path

from django.utils.translation import override

from policies.pack.yaml_rows import read_yaml
from policies.site_notes import NOTES, name_and_note
from policies.speech import Speech

SOURCES = Path(__file__).resolve().parents[2] / "policies" / "content" / "sources"
OURS = re.compile(r"（[^（）]*(?:转述|转载|报道|消息|未见|没有见到)[^（）]*）$")


def test_every_note_of_the_shipped_sources_is_known() -> None:
    files = [read_yaml(file, file.name) for file in SOURCES.glob("*.yaml")]
    rows = [row for each in files for row in each]  # type: ignore[attr-defined]
    named = [str(row.get(key, "")) for row in rows for key in ("title", "issuer")]
    noted = {match.group() for name in named if (match := OURS.search(name))}
    assert noted and noted <= set(NOTES)


def test_a_name_without_a_note_is_the_name() -> None:
    with override("en"):
        assert name_and_note("四川省清单（2024年版）", Speech("en")) == "四川省清单（2024年版）"
        assert str(name_and_note("清算规定（转载）", Speech("en"))) == "清算规定 (reprinted)"
