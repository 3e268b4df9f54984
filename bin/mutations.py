"""Deliberate faults in the pure engine: how many of them its tests notice.

mutmut changes one place after another in the modules that pyproject.toml names, in a copy of the
project, and runs their tests on each. Some changes alter nothing that could be seen, so not all can
be noticed; the share that must be is LEAST.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COPY = ROOT / "mutants"
LEAST = 0.96


def mutmut(*arguments: str) -> str:
    """What mutmut printed. Ends the run if it failed to run."""
    command = [sys.executable, "-m", "mutmut", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        sys.exit(f"{done.stdout[-4000:]}\n{done.stderr[-4000:]}")
    return done.stdout


def main() -> int:
    shutil.rmtree(COPY, ignore_errors=True)
    mutmut("run", "--max-children", "1")
    mutmut("export-cicd-stats")
    counts = json.loads((COPY / "mutmut-cicd-stats.json").read_text(encoding="utf-8"))
    for line in mutmut("results").splitlines():
        name = line.split(":")[0].strip()
        if name and "killed" not in line:
            print(f"— {line.strip()}\n{mutmut('show', name)}")
    noticed = counts["killed"] + counts["timeout"]
    share = noticed / counts["total"]
    print(
        f"{noticed} of {counts['total']} faults noticed, {share:.1%}; at least {LEAST:.0%} must be."
    )
    return int(share < LEAST)


if __name__ == "__main__":
    sys.exit(main())
