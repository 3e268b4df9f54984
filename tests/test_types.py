"""How often the code says that a value may be anything, where strict types end."""

from __future__ import annotations

import tokenize
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOST_LINES = 30


def lines_with_any(path: Path) -> list[str]:
    """The lines of a module that name `Any`, its import left out."""
    with path.open("rb") as source:
        tokens = list(tokenize.tokenize(source.readline))
    named = {token.start[0]: token.line for token in tokens if token.string == "Any"}
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for number, line in sorted(named.items())
        if not line.lstrip().startswith(("from ", "import "))
    ]


def test_few_values_may_be_anything() -> None:
    modules = [
        path
        for app in ("policies", "guides", "site_config")
        for path in sorted((ROOT / app).rglob("*.py"))
        if "migrations" not in path.parts
    ]
    found = [line for path in modules for line in lines_with_any(path)]
    assert len(found) <= MOST_LINES, found
