"""One stylesheet out of many: every import put in place, in its order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import FileSystemStorage

from site_config.storage import ENTRIES, ENTRY, BundledStaticFilesStorage, bundle


def test_imports_are_put_in_place_without_their_layer(tmp_path: Path) -> None:
    (tmp_path / "main.css").write_text(
        '/* why */\n@layer base, tokens;\n@import url("base/text.css") layer(base);\n'
    )
    (tmp_path / "base").mkdir()
    (tmp_path / "base/text.css").write_text("p, .a {\n  margin: 0\n    1em;\n}\n")
    assert bundle(tmp_path / "main.css") == "p,.a{margin:0 1em}"


def test_blanks_that_mean_something_stay(tmp_path: Path) -> None:
    text = 'a b > :is(c, d)::after { content: " <" attr(href) ">"; width: calc(1em + 2px); }'
    (tmp_path / "main.css").write_text(text)
    expected = 'a b>:is(c,d)::after{content:" <" attr(href) ">";width:calc(1em + 2px)}'
    assert bundle(tmp_path / "main.css") == expected


def test_quotes_and_noughts_that_mean_nothing_go(tmp_path: Path) -> None:
    text = (
        '[data-a="yes-no"] { margin: 0.4em 10.5em 0 -0.2em; }\n'
        '[data-n="23"]::after { content: "a=0.5"; background: url("x0.5.svg"); }'
    )
    (tmp_path / "main.css").write_text(text)
    assert bundle(tmp_path / "main.css") == (
        "[data-a=yes-no]{margin:.4em 10.5em 0 -.2em}"
        '[data-n="23"]::after{content:"a=0.5";background:url("x0.5.svg")}'
    )


def test_the_shipped_stylesheets_hold_every_part_and_import_nothing() -> None:
    folder = Path(settings.STATICFILES_DIRS[0]) / "css"
    text = "".join(bundle(folder.parent / entry) for entry in ENTRIES)
    assert "@import" not in text and "@layer" not in text
    for part in (folder / "components").glob("*.css"):
        selector = re.search(r"^\s*(\.[\w-]+)", part.read_text(encoding="utf-8"), re.MULTILINE)
        assert selector is None or selector[1] in text, part.name


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_changed_part_is_in_the_bundle_of_the_next_collection(tmp_path: Path, entry: str) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    (source / "css").mkdir(parents=True)
    (source / entry).write_text('@import url("text.css") layer(base);\n')
    for colour in ("red", "green"):
        (source / "css/text.css").write_text(f"p {{ color: {colour}; }}\n")
        storage = BundledStaticFilesStorage(location=target, base_url="/static/")
        files = FileSystemStorage(location=source)
        names = {name: (files, name) for name in (entry, "css/text.css")}
        for name in names:
            if not storage.exists(name):
                with files.open(name) as file:
                    storage.save(name, file)
        assert all(done for _, _, done in storage.post_process(names))
        assert colour in (target / entry).read_text()


def test_a_collection_that_is_only_tried_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "source/css").mkdir(parents=True)
    (tmp_path / "source" / ENTRY).write_text("p { margin: 0; }\n")
    files = FileSystemStorage(location=tmp_path / "source")
    target = tmp_path / "target"
    storage = BundledStaticFilesStorage(location=target, base_url="/static/")
    assert list(storage.post_process({ENTRY: (files, ENTRY)}, dry_run=True)) == []
    assert not target.exists()


def test_a_collection_without_the_stylesheet_bundles_nothing(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source/robots.txt").write_text("User-agent: *\n")
    files = FileSystemStorage(location=tmp_path / "source")
    storage = BundledStaticFilesStorage(location=tmp_path / "target", base_url="/static/")
    with files.open("robots.txt") as file:
        storage.save("robots.txt", file)
    names = {name for name, *_ in storage.post_process({"robots.txt": (storage, "robots.txt")})}
    assert names == {"robots.txt"} and not storage.exists(ENTRY)
