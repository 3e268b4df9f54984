"""A release is named by all that it says pages with: what another one noted is not looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_config.release import LOCK, ROOT, SHIPPED, SUFFIXES, fingerprint

NOT_READ = {".po", ".pyc"}


def test_no_kind_of_file_that_is_shipped_is_forgotten() -> None:
    """The content is in the database, where each change is an event."""
    shipped = (path for folder in SHIPPED for path in (ROOT / folder).rglob("*"))
    kinds = {path.suffix for path in shipped if path.is_file() and "content" not in path.parts}
    assert kinds - NOT_READ <= SUFFIXES


@pytest.mark.parametrize(
    "file",
    ["templates/site/llms.txt", "policies/place_search/areas.csv", "static/icons/touch.png", LOCK],
)
def test_another_file_is_another_release(tmp_path: Path, file: str) -> None:
    path = tmp_path / file
    path.parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / LOCK).touch()
    names = set()
    for text in ("before", "after"):
        path.write_text(text)
        names |= {fingerprint(tmp_path), fingerprint(tmp_path)}
    assert len(names) == 2
