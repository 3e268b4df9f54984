"""The house keeps to its measures: short functions, and files that fit a head."""

from __future__ import annotations

import ast
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PRODUCT = ("policies", "guides", "site_config", "bin")
OURS = (*PRODUCT, "tests")
KEPT = ROOT / "tests" / "upgrade" / "2f4f2af"  # an old release, as it was
LONGEST_FUNCTION, ALMOST_EVERY_FUNCTION, LONGEST_FILE = 50, 20, 250


def modules(*tops: str) -> list[Path]:
    """The modules that were written by hand."""
    found = [path for top in tops for path in (ROOT / top).rglob("*.py")]
    return sorted(
        path for path in found if "migrations" not in path.parts and KEPT not in path.parents
    )


def function_lengths(*tops: str) -> dict[str, int]:
    """Lines of each function, by file and name, its decorators left out."""
    return {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for path in modules(*tops)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
    }


def test_no_function_is_longer_than_a_screen_and_few_are_long() -> None:
    every = function_lengths(*OURS)
    assert len(every) > 2000
    assert {name: n for name, n in every.items() if n > LONGEST_FUNCTION} == {}
    lengths = function_lengths(*PRODUCT)
    assert sorted(lengths.values())[len(lengths) * 95 // 100] <= ALMOST_EVERY_FUNCTION


def test_no_file_is_longer_than_a_head_holds() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in modules(*OURS)
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}
