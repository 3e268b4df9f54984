"""Files that later runs use again appear whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kept_files import MOST_KEPT, kept_file
from tests.shipped import MADE_FROM, key


def write(path: Path) -> None:
    path.write_text("loaded", encoding="utf-8")


def refuse(path: Path) -> None:
    raise AssertionError(f"{path} was written again")


def test_a_file_is_written_once(tmp_path: Path) -> None:
    first = kept_file(tmp_path, "a", write)
    assert kept_file(tmp_path, "a", refuse) == first
    assert first.read_text(encoding="utf-8") == "loaded"


def test_a_run_killed_while_writing_leaves_nothing_to_mistake(tmp_path: Path) -> None:
    def killed(path: Path) -> None:
        path.write_text("lo", encoding="utf-8")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        kept_file(tmp_path, "a", killed)
    assert not (tmp_path / "a").exists()
    assert kept_file(tmp_path, "a", write).read_text(encoding="utf-8") == "loaded"


def test_only_the_newest_are_kept(tmp_path: Path) -> None:
    for number in range(MOST_KEPT + 3):
        kept_file(tmp_path, str(number), write)
    kept = {file.name for file in tmp_path.iterdir()} - {"lock"}
    assert len(kept) == MOST_KEPT and str(MOST_KEPT + 2) in kept


def test_the_loaded_content_is_made_again_when_a_source_changes(tmp_path: Path) -> None:
    for name in MADE_FROM:
        path = tmp_path / name
        folder = path.parent if path.suffix else path
        folder.mkdir(parents=True, exist_ok=True)
        (path if path.suffix else path / "models.py").write_text("1", encoding="utf-8")
    before = key(tmp_path)
    (tmp_path / "policies" / "views").mkdir()
    (tmp_path / "policies" / "views" / "page.py").write_text("1", encoding="utf-8")
    assert key(tmp_path) == before
    for source in ("guides/terms.yaml", "site_config/0002_more.py", "requirements.txt"):
        (tmp_path / source).write_text("2", encoding="utf-8")
        assert key(tmp_path) != before, source
        before = key(tmp_path)
