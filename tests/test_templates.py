"""Templates that can be read; no template and no style that nobody uses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates"
LONGEST_LINE = 150
NAMED_BY_DJANGO = re.compile(r"admin/index\.html|errors/\d+\.html")
COMMENTS_AND_URLS = re.compile(r"/\*.*?\*/|url\([^)]*\)", re.DOTALL)


def texts(*places: str) -> str:
    """Everything that is written in files of these patterns."""
    files = (path for place in places for path in sorted(ROOT.glob(place)))
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def test_no_line_is_longer_than_a_screen() -> None:
    too_long = [
        f"{path.relative_to(ROOT)}:{number}: {len(line)}"
        for path in sorted(TEMPLATES.rglob("*.html"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > LONGEST_LINE
    ]
    assert too_long == []


def test_every_template_is_used() -> None:
    written = texts(
        "templates/**/*.html", "policies/**/*.py", "guides/**/*.py", "site_config/**/*.py"
    )
    names = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html")}
    unused = {name for name in names if f'"{name}"' not in written}
    assert {name for name in unused if not NAMED_BY_DJANGO.fullmatch(name)} == set()


@pytest.mark.parametrize("folder", ["components", "compositions", "utilities", "base"])
def test_every_class_of_the_stylesheet_is_used(folder: str) -> None:
    styles = COMMENTS_AND_URLS.sub("", texts(f"static/css/{folder}/*.css"))
    written = texts("templates/**/*.html", "policies/**/*.py", "guides/**/*.py")
    classes = set(re.findall(r"\.([a-z][\w-]*)", styles))
    assert classes
    used = {name for name in classes if re.search(rf"(?<![\w-]){name}(?![\w-])", written)}
    assert classes - used == set()


def test_every_icon_is_used() -> None:
    drawn = set(re.findall(r'<symbol id="i-([\w-]+)"', texts("templates/components/icons.html")))
    kinds = (
        "policies/rules/state.py",
        "policies/models/policy.py",
        "policies/views/values/badge.py",
    )
    written = texts("templates/**/*.html", *kinds, "guides/models/fact_check.py")
    assert drawn
    used = {name for name in drawn if f'"#i-{name}"' in written or f'"{name}"' in written}
    assert drawn - used == set()
