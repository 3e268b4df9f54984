"""The stages of bin/test: what they print, count and leave running."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from tests.bin.scripts import script
from tests.servers import ROOT, wait_until

FAILED = "= 1 failed, 3 passed, 2 skipped in 2.50s ="


@pytest.fixture(scope="module")
def stages() -> ModuleType:
    """The module as bin/test runs it."""
    return script("stages")


def say(text: str, status: int = 0) -> list[str]:
    return [sys.executable, "-c", f"import sys; print({text!r}); sys.exit({status})"]


def test_counts_are_the_sum_of_all_closing_lines(stages: ModuleType, tmp_path: Path) -> None:
    run = [
        stages.Stage("one", say("2437 passed, 3 deselected in 87.00s (0:01:27)")),
        stages.Stage("two", say(FAILED, 1)),
    ]
    ended = stages.run(run, tmp_path)
    assert stages.counts(ended) == {"passed": 2440, "failed": 1, "skipped": 2}


def test_a_stage_that_fails_without_a_test_counts_as_failed(
    stages: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = [
        stages.Stage("检查", say("E501 Line too long", 1)),
        stages.Stage("x", say("5 passed in 1.00s")),
    ]
    ended = stages.run(run, tmp_path)
    assert stages.counts(ended) == {"passed": 5, "failed": 1, "skipped": 0}
    printed = capsys.readouterr().out
    assert "E501 Line too long" in printed and "检查：没有通过（1）" in printed


def test_a_long_run_leaves_no_test_to_the_other_database(stages: ModuleType) -> None:
    """What a short run deals out must meet both databases before a release."""
    address = "postgres://x"
    run = [each for each in stages.stages_of_a_long_run(address) if "not browser" in each.command]
    tests = [each.variables.get("DATABASE_URL", "SQLite") for each in run]
    assert tests == ["SQLite", address] and all("TEST_SHARE" not in each.variables for each in run)
    assert all(each.variables["TEST_TIER"] == "whole" for each in run), "no samples here"


def test_what_the_large_stages_leave_out_has_a_stage_of_its_own(stages: ModuleType) -> None:
    run = stages.stages_of_every_run("postgres://x")
    left_out = {word for each in run for word in each.command if word.startswith("--ignore")}
    assert left_out == {f"--ignore={stages.SERVERS}"} and (ROOT / stages.SERVERS).is_dir()
    [whole] = [each for each in run if each.command[-1] == stages.SERVERS]
    assert "TEST_SHARE" not in whole.variables and "-m" not in whole.command[3:]


def test_no_more_stages_run_at_once_than_two_cores_bear(stages: ModuleType, tmp_path: Path) -> None:
    """Each stage says when it begins and ends: never more than AT_ONCE between the two."""
    diary = tmp_path / "diary"
    noting = (
        "import time; file = open({file!r}, 'ab', buffering=0); file.write(b'+'); "
        "time.sleep(0.5); file.write(b'-')"
    )
    command = [sys.executable, "-c", noting.format(file=str(diary))]
    run = [stages.Stage(str(number), command) for number in range(stages.AT_ONCE + 2)]
    assert all(each.status == 0 for each in stages.run(run, tmp_path))
    steps = [1 if sign == "+" else -1 for sign in diary.read_text()]
    assert len(steps) == 2 * len(run)
    assert max(itertools.accumulate(steps)) <= stages.AT_ONCE


def test_ctrl_c_ends_what_a_stage_started(tmp_path: Path) -> None:
    """A stage whose child sleeps: both are gone when the runner has ended."""
    sleeper = tmp_path / "sleeper.pid"
    stage = f"import subprocess as s; p = s.Popen(['sleep', '600']); open({str(sleeper)!r}, 'w')"
    stage += ".write(str(p.pid)); p.wait()"
    runner = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "  # under nohup
        f"import sys; sys.path.insert(0, {str(ROOT / 'bin')!r}); import stages, pathlib; "
        f"stages.run([stages.Stage('x', [sys.executable, '-c', {stage!r}])], "
        f"pathlib.Path({str(tmp_path)!r}))"
    )
    process = subprocess.Popen([sys.executable, "-c", runner], stderr=subprocess.DEVNULL)
    wait_until(lambda: sleeper.exists() and bool(sleeper.read_text()), "the stage runs")
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) != 0
    wait_until(lambda: not is_alive(int(sleeper.read_text())), "the sleeper is gone")


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z" and os.path.exists(f"/proc/{pid}")


@pytest.mark.parametrize(("free", "is_wide"), [(64 * 2**20, False), (4 * 2**30, True)])
def test_databases_lie_in_memory_where_it_has_room(
    stages: ModuleType, monkeypatch: pytest.MonkeyPatch, free: int, is_wide: bool
) -> None:
    monkeypatch.setattr(os, "access", lambda _path, _how: True)
    usage = SimpleNamespace(free=free)
    monkeypatch.setattr(stages.shutil, "disk_usage", lambda _path: usage)
    assert bool(stages.memory()) == is_wide
