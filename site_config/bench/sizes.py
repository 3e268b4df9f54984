"""The same with more content: databases of their own beside the site's, made once and kept."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from site_config.bench.many import load_many
from site_config.bench.report import Run, run_of
from site_config.release import RELEASE

REGIONS = {"1": 0, "10": 26, "100th": 32, "full": None}  # that are filled with rules
ABOUT_MINUTES = {"1": 1, "10": 3, "100th": 3, "full": 25}  # to fill and to measure, on one core


def measured(size: str, seconds: float) -> Run:
    """A run in a process of its own, on a database with so much content."""
    file = Path(settings.VAR_DIR) / "bench" / f"{RELEASE}-{size}.sqlite3"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        new = file.with_suffix(".new")
        new.unlink(missing_ok=True)
        _manage(["bench", "--fill", size], new)
        new.replace(file)
    told = _manage(["bench", "--json", "--no-servers", f"--seconds={seconds}"], file)
    data = json.loads(told)["runs"][0]
    return run_of(data | {"size": size})


def _manage(arguments: Sequence[str], file: Path) -> str:
    """What a command says, on a database of its own."""
    variables = {**os.environ, "DATABASE_URL": f"sqlite:///{file}"}
    command = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), *arguments]
    ended = subprocess.run(  # noqa: S603
        command, env=variables, stdout=subprocess.PIPE, text=True, check=True
    )
    return ended.stdout


def fill(size: str) -> None:
    """Load the shipped content and as many rules more as the size asks for."""
    call_command("migrate", verbosity=0)
    call_command("load_content")
    regions = REGIONS[size]
    if regions != 0:
        load_many(regions)
