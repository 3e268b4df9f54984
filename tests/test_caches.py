"""What a process keeps in memory has an end, whatever readers ask and editors type."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

# What these are asked with comes from a list of ours: kinds of changes.
FEW = {"guides/changes.py:_steps_of_size", "guides/changes.py:_loaded_of_size"}


def endless(source: str) -> Iterator[str]:
    """Every function that keeps what it answered for ever, for whatever it is asked with."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.FunctionDef):
            continue
        kept = {ast.unparse(each).removeprefix("functools.") for each in node.decorator_list}
        arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        asked = [ast.unparse(each.annotation) for each in arguments if each.annotation]
        if "cache" in kept and any(not each.startswith("type[") for each in asked):
            yield node.name
        if kept & {"lru_cache(maxsize=None)", "lru_cache(None)"}:
            yield node.name


def test_nothing_is_kept_without_end() -> None:
    root, found = Path(settings.BASE_DIR), set()
    for path in (
        each for app in ("policies", "guides", "site_config") for each in (root / app).rglob("*.py")
    ):
        name = path.relative_to(root).as_posix()
        found |= {f"{name}:{each}" for each in endless(path.read_text(encoding="utf-8"))}
    assert found == FEW


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("@functools.cache\ndef read(text: str) -> str: ...", ["read"]),
        ("@cache\ndef read(*, text: str) -> str: ...", ["read"]),
        ("@functools.lru_cache(maxsize=None)\ndef read(text: str) -> str: ...", ["read"]),
        ("@functools.lru_cache(maxsize=8)\ndef read(text: str) -> str: ...", []),
        ("@functools.cache\ndef columns(model: type[Model]) -> list[str]: ...", []),
        ("@functools.cache\ndef words() -> str: ...", []),
        ("def read(text: str) -> str: ...", []),
    ],
)
def test_what_is_kept_for_ever_is_told_from_what_is_not(source: str, found: list[str]) -> None:
    assert list(endless(source)) == found
