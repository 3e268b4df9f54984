"""The day and the instant are arguments: only the edges of the site read the clock."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Where a request, a command or an editor's form comes in: there "now" is read and handed on.
EDGES = (
    "guides/admin/",
    "policies/views/page.py",
    "policies/admin/",
    "policies/management/commands/",
    "site_config/http/kept_page.py",
    "site_config/http/measured.py",
    "site_config/http/public_pages.py",
    "site_config/http/site_state.py",
    "site_config/accounts/admin.py",
    "site_config/accounts/management/commands/",
    "site_config/accounts/sessions.py",
    "site_config/accounts/views/",
    "site_config/bench/management/commands/",
    "site_config/context.py",
    "site_config/desk/refused.py",
    "site_config/export/management/commands/",
    "site_config/desk/site.py",
    "site_config/site_pages.py",
)
# Django calls these by itself and hands them no instant.
CALLED_BY_DJANGO = {
    ("policies/models/source.py", "clean"),
    ("guides/models/old_address.py", "clean"),
    ("policies/publishing/events.py", "_row_changed"),
    ("policies/publishing/events.py", "_rows_changed"),
    ("policies/publishing/database_rules/going_back.py", "forget_loaded_pack"),
}
# The verbs take "now" and read the clock only when none was given: `now or timezone.now()`.
VERBS = "policies/publishing/"


def test_no_clock_is_read_deeper_than_the_view() -> None:
    found = {module: list(clock_reads(module, source)) for module, source in deep_modules()}
    assert len(found) > 50
    assert {module: lines for module, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("timezone.now()", True), ("timezone.localdate()", True), ("timezone.localtime()", True),
        ("dt.datetime.now(dt.UTC)", True), ("date.today()", True), ("time.time()", True),
        ("DateTimeField(default=timezone.now)", True), ("filter(at=Now())", True),
        ("now or timezone.now()", True), ("timezone.localdate(at)", False),
        ("from django.utils import timezone as clock", True), ("from time import time", True),
        ("from datetime import date as day", True), ("from django.utils import timezone", False),
    ],
)  # fmt: skip
def test_every_way_to_read_the_clock_is_seen(line: str, found: bool) -> None:
    assert bool(list(clock_reads("guides/changes.py", line))) is found


def test_only_a_default_of_a_verb_may_read_the_clock() -> None:
    given = "def publish(now=None):\n    return now or timezone.now()"
    read = "def publish(now=None):\n    return timezone.now()"
    assert list(clock_reads("policies/publishing/actions.py", given)) == []
    assert list(clock_reads("policies/publishing/actions.py", read)) == [2]


def deep_modules() -> Iterator[tuple[str, str]]:
    """The path and source of every module that is no edge."""
    for package in ("policies", "guides", "site_config"):
        for path in sorted((ROOT / package).rglob("*.py")):
            module = path.relative_to(ROOT).as_posix()
            if "migrations" not in path.parts and not module.startswith(EDGES):
                yield module, path.read_text(encoding="utf-8")


def clock_reads(module: str, source: str) -> Iterator[int]:
    """The numbers of the lines of a module that read the clock and should not."""
    tree = ast.parse(source)
    excused = {id(node) for node in _excused(module, tree)}
    for node in ast.walk(tree):
        if id(node) not in excused and _reads_the_clock(node):
            yield node.lineno  # type: ignore[attr-defined]


def _excused(module: str, tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and (module, node.name) in CALLED_BY_DJANGO:
            yield from ast.walk(node)
        if module.startswith(VERBS) and isinstance(node, ast.BoolOp) and _is_default(node):
            yield from ast.walk(node)


def _is_default(node: ast.BoolOp) -> bool:
    return isinstance(node.op, ast.Or) and ast.unparse(node) == "now or timezone.now()"


CLOCKS = ("time", "datetime.date", "datetime.datetime", "django.utils.timezone")
READINGS = ("time.time", "django.utils.timezone.now", "django.utils.timezone.localdate",
            "django.utils.timezone.localtime")  # fmt: skip


def _hides_the_clock(node: ast.Import | ast.ImportFrom) -> bool:
    """Whether a clock is imported by another name, or a reading of it without its clock's name."""
    module = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
    return any(
        module + each.name in READINGS or (module + each.name in CLOCKS and each.asname)
        for each in node.names
    )


def _reads_the_clock(node: ast.AST) -> bool:
    if isinstance(node, ast.Import | ast.ImportFrom):
        return _hides_the_clock(node)
    if isinstance(node, ast.Attribute):
        return ast.unparse(node).endswith(
            ("timezone.now", "datetime.now", ".utcnow", "date.today", "datetime.today", "time.time")
        )
    if not isinstance(node, ast.Call):
        return False
    name = ast.unparse(node.func)
    without_day = name.endswith(("localdate", "localtime")) and not node.args
    return without_day or name.endswith("Now")
