"""Which lines and branches of ours a run reaches, where COVERAGE_DIR is set; a pytest plugin.

Probes in the code that go once they were reached, so that measuring costs next to nothing. Each
process leaves a file of its own in that folder; bin/stages.py adds them up.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

KEPT = os.environ.get("COVERAGE_DIR")
# How often a probe that was reached may be met again until all such are taken out. That walks
# through all of our functions: at fifty, slipcover's own figure, it was a fifteenth of a run.
PASSED_BY = 20_000
PROBES = pytest.StashKey[Any]()


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Before anything of ours is imported: what is imported already gets no probes."""
    if not KEPT:
        return
    import slipcover
    from slipcover.config import read_config

    said = read_config(early_config.rootpath / "pyproject.toml")
    where = {"source": said["source"], "omit": said["omit"]}
    probes = slipcover.Slipcover(
        d_miss_threshold=PASSED_BY, branch=True, exclude_also=said["exclude-also"], **where
    )
    matcher = slipcover.FileMatcher(sources=said["source"], omit=said["omit"])
    slipcover.ImportManager(probes, matcher).__enter__()
    early_config.stash[PROBES] = probes


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    probes = session.config.stash.get(PROBES, None)
    if probes and KEPT:
        reached = json.dumps(probes.get_coverage())
        (Path(KEPT) / f"{os.getpid()}.json").write_text(reached, encoding="utf-8")
