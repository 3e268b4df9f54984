"""Files of a copy are replaced whole, compressed beside, and readable by a web server."""

from __future__ import annotations

import gzip
import os
import tracemalloc
from pathlib import Path

import brotli
import pytest

from site_config.export import files
from site_config.http.long_body import LongBody, body_of

LONG = b"a page that is long enough\n" * 20


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_file_is_compressed_beside_and_everybody_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "copy" / "zh-hans" / "index.html"
    before = os.umask(0o077)
    try:
        assert files.put(path, LONG)
    finally:
        os.umask(before)
    assert path.read_bytes() == LONG
    assert gzip.decompress(path.with_name("index.html.gz").read_bytes()) == LONG
    assert brotli.decompress(path.with_name("index.html.br").read_bytes()) == LONG
    assert {mode(each) for each in path.parent.iterdir()} == {0o644}
    assert {mode(path.parent), mode(path.parent.parent)} == {0o755}


def test_a_long_file_is_copied_and_compressed_part_by_part(tmp_path: Path) -> None:
    parts = [f"{number}, a row\n".encode() * 20_000 for number in range(60)]
    body, whole = body_of(parts), b"".join(parts)
    assert isinstance(body, LongBody) and len(body) > 10_000_000
    path = tmp_path / "rows.csv"
    tracemalloc.start()
    assert files.put(path, body) and not files.put(path, body)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < len(body) / 4, "of what a long file holds memory holds little"
    assert path.read_bytes() == whole
    assert gzip.decompress(path.with_name("rows.csv.gz").read_bytes()) == whole
    assert brotli.decompress(path.with_name("rows.csv.br").read_bytes()) == whole
    assert files.put(path, body_of([*parts[:-1], b"!" * len(parts[-1])])), "its end is another"


def test_what_did_not_change_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    assert files.put(path, LONG)
    written = path.stat().st_ino
    assert not files.put(path, LONG)
    assert path.stat().st_ino == written
    path.with_name("a.html.gz").unlink()
    assert files.put(path, LONG), "what a killed run left half is written again"
    assert files.put(path, LONG + b"!")


def test_a_killed_write_leaves_what_was_there_and_nothing_old_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.html"
    files.put(path, LONG)

    def killed(*_paths: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        files.put(path, LONG + b"!")
    assert path.read_bytes() == LONG
    assert [each.name for each in tmp_path.iterdir()] == ["a.html"]


def test_short_and_packed_files_have_no_compressed_form(tmp_path: Path) -> None:
    files.put(tmp_path / "short.txt", b"ok\n")
    files.put(tmp_path / "picture.png", LONG, compressed=False)
    assert {each.name for each in tmp_path.iterdir()} == {"short.txt", "picture.png"}


def test_a_form_that_is_not_wanted_any_more_goes(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    files.put(path, LONG)
    files.put(path, b"short")
    assert [each.name for each in tmp_path.iterdir()] == ["a.html"]


def test_only_what_is_kept_stays(tmp_path: Path) -> None:
    kept, gone = tmp_path / "kept" / "a.html", tmp_path / "gone" / "deep" / "b.html"
    for path in (kept, gone):
        files.put(path, LONG)
    assert files.leave_only(tmp_path, {kept}) == 1
    assert {each.name for each in tmp_path.rglob("*")} == {
        "kept", "a.html", "a.html.gz", "a.html.br"
    }  # fmt: skip


def test_nothing_is_left_of_an_empty_copy(tmp_path: Path) -> None:
    assert files.leave_only(tmp_path / "missing", set()) == 0
