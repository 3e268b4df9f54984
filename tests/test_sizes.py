"""The house keeps to its measures: short functions, and files that fit a head."""

from __future__ import annotations

import ast
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
OURS = ("policies", "guides", "site_config", "bin")
LONGEST_FUNCTION, ALMOST_EVERY_FUNCTION, LONGEST_FILE = 50, 20, 250


def modules(*tops: str) -> list[Path]:
    """The modules that were written by hand."""
    found = [path for top in tops for path in (ROOT / top).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def function_lengths() -> dict[str, int]:
    """Lines of each function, by file and name, its decorators left out."""
    return {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for path in modules(*OURS)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.end_lineno
    }


def test_no_function_is_longer_than_a_screen_and_few_are_long() -> None:
    lengths = function_lengths()
    assert len(lengths) > 700
    assert {name: n for name, n in lengths.items() if n > LONGEST_FUNCTION} == {}
    assert sorted(lengths.values())[len(lengths) * 95 // 100] <= ALMOST_EVERY_FUNCTION


def test_no_file_is_longer_than_a_head_holds() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in modules(*OURS)
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}
