"""The stages of bin/test, side by side: each log whole when its stage ends, all figures at the end.

Its own PostgreSQL, made for this run, is gone afterwards, as is every process that a stage started:
after Ctrl-C too.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTEST = ("-m", "pytest", "-q")
AT_ONCE = 3  # on two cores: a stage that waits for a server or a browser leaves its core to another
COVERAGE = ROOT / "var" / "coverage"
CLOSING = re.compile(r"^(?:=+ )?(\d+ [a-z]+.*) in [\d.:]+m?s", re.MULTILINE)
COUNTED = re.compile(r"(\d+) (passed|failed|errors?|skipped|xfailed|xpassed)\b")
OUR_OWN = ("DATABASE_URL", "CACHE_URL", "SECRET_KEY", "DJANGO_SETTINGS_MODULE", "COVERAGE_DIR",
           "TEST_SHARE")  # fmt: skip
# No care for power cuts, and no housekeeping of databases that live for minutes.
SERVER = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal",
          "max_wal_senders=0", "autovacuum=off", "jit=off", "timezone=UTC")  # fmt: skip
ROOM = 2 * 2**30  # bytes that PostgreSQL may want in memory; it takes about a fifth of them
PATIENCE = 10.0  # seconds a stage has to end after Ctrl-C


@dataclass
class Stage:
    """A command with a log of its own; `cpu` is what it and its children used, in seconds."""

    name: str
    command: Sequence[str]
    variables: dict[str, str] = field(default_factory=dict)
    started: float = 0.0
    pid: int = 0
    status: int | None = None

    def start(self, folder: Path) -> None:
        self.log = folder / f"{self.name}.log"
        environment = {k: v for k, v in os.environ.items() if k not in OUR_OWN} | self.variables
        self.started = time.monotonic()
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(  # noqa: S603 - commands of this file
                self.command,
                cwd=ROOT,
                env=environment | {"TMPDIR": str(folder)},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def has_ended(self) -> bool:
        pid, status, usage = os.wait4(self.process.pid, os.WNOHANG)
        if pid == 0:
            return False
        self.status = self.process.returncode = os.waitstatus_to_exitcode(status)
        self.wall, self.cpu = time.monotonic() - self.started, usage.ru_utime + usage.ru_stime
        return True

    def stop(self) -> None:
        """End it and all it started: asked first, then told."""
        for sign in (signal.SIGINT, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, sign)
            deadline = time.monotonic() + PATIENCE
            while time.monotonic() < deadline:
                if self.status is not None or self.has_ended():
                    return
                time.sleep(0.1)


def python(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, *arguments)


MOST = python(*PYTEST, "-m", "not browser")
SERVERS = "tests/deploy"  # they stop and start servers, on one database, and wait for a minute


def stages_of_every_run(postgresql: str) -> list[Stage]:
    """What bin/test runs without arguments; the longest first, what waits beside them last."""
    measured = {"COVERAGE_DIR": str(COVERAGE)}
    most = (*MOST, f"--ignore={SERVERS}")
    return [
        Stage("PostgreSQL", most, {**measured, "TEST_SHARE": "2/2", "DATABASE_URL": postgresql}),
        Stage("SQLite", most, {**measured, "TEST_SHARE": "1/2"}),
        Stage("浏览器", python(*PYTEST, "-m", "browser", "tests/browser")),
        Stage("检查", ("bin/check",)),
        Stage("服务器", python(*PYTEST, SERVERS), measured),
    ]


def stages_of_a_long_run(postgresql: str) -> list[Stage]:
    """What bin/test long runs before a release: at most 75 minutes on two cores."""
    long, whole = {"TEST_TIER": "long"}, {"TEST_TIER": "whole"}
    return [
        Stage("SQLite", MOST, whole),
        Stage("PostgreSQL", MOST, {**whole, "DATABASE_URL": postgresql}),
        Stage("性质", python(*PYTEST, "-m", "hypothesis"), long),
        Stage("浏览器", python(*PYTEST, "-m", "browser", "tests/browser"), long),
        Stage("耐久", python("-m", "pytest", "-q", "-s", "-m", "long"), long),
        Stage("变异", python("bin/mutations.py")),
    ]


def run(stages: list[Stage], folder: Path) -> list[Stage]:
    """Run AT_ONCE of them side by side, print each log when it is whole; returns the ended ones."""
    waiting, running, ended = [*stages], list[Stage](), list[Stage]()
    say(f"依次进行，至多同时 {AT_ONCE} 项：{'、'.join(stage.name for stage in stages)} …")
    try:
        while waiting or running:
            while waiting and len(running) < AT_ONCE:
                running.append(waiting.pop(0))
                running[-1].start(folder)
            time.sleep(0.2)
            for stage in [each for each in running if each.has_ended()]:
                running.remove(stage)
                ended.append(stage)
                report(stage)
    finally:
        for stage in running:
            stage.stop()
    return ended


def report(stage: Stage) -> None:
    result = "通过" if stage.status == 0 else f"没有通过（{stage.status}）"
    say(f"\n———— {stage.name}：{result}，{stage.wall:.0f} 秒，CPU {stage.cpu:.0f} 秒 ————")
    say(stage.log.read_text(encoding="utf-8", errors="replace").rstrip())


def say(text: str) -> None:
    print(text, flush=True)


def counts(stages: list[Stage]) -> dict[str, int]:
    """How many tests passed, failed and were skipped, by the closing lines of their logs."""
    total = {"passed": 0, "failed": 0, "skipped": 0}
    for stage in stages:
        closing = CLOSING.findall(stage.log.read_text(encoding="utf-8", errors="replace"))
        for number, word in COUNTED.findall(closing[-1] if closing else ""):
            known = word if word in total else "failed"
            total[known] += int(number)
        if stage.status and not (closing and "failed" in closing[-1]):
            total["failed"] += 1
    return total


def memory() -> Path | None:
    """Where files lie in memory, if there is room: made, copied and gone at a tenth of the cost."""
    shared = Path("/dev/shm")  # noqa: S108 - mkdtemp makes a folder of its own there
    return shared if os.access(shared, os.W_OK) and shutil.disk_usage(shared).free > ROOM else None


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """A server of its own with nothing in it and no care for power cuts; gives its address."""
    programs = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parts[-2])
    )
    if not programs:
        sys.exit("没有找到 PostgreSQL 的 initdb；请运行：sudo apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="postgresql-", dir=memory()))
    user = ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()
    if user:
        shutil.chown(folder, "postgres")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = f"-h 127.0.0.1 -p {port} -k {folder} {' '.join(f'-c {each}' for each in SERVER)}"
    control = (*user, str(programs[-1] / "pg_ctl"), "-D", str(folder / "data"))
    make = ("-U", "tester", "-A", "trust", "--locale=C.UTF-8", "--encoding=UTF8", "--no-sync")
    log = folder / "server.log"

    def call(*command: str) -> None:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            server = log.read_text(encoding="utf-8") if log.exists() else ""
            sys.exit(f"PostgreSQL 没有起来。\n{done.stdout}{done.stderr}{server}")

    try:
        call(*user, str(programs[-1] / "initdb"), "-D", str(folder / "data"), *make)
        call(*control, "-w", "-l", str(log), "-o", options, "start")
        yield f"postgres://tester@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run((*control, "-m", "immediate", "stop"), capture_output=True, check=False)  # noqa: S603
        shutil.rmtree(folder, ignore_errors=True)


def coverage(folder: Path) -> Stage:
    """The lines and branches that no stage reached; fails under the limit of pyproject."""
    kept = map(str, sorted(COVERAGE.glob("*.json")))
    arguments = ("--skip-covered", "--out", str(folder / "coverage.json"), "--merge", *kept)
    return Stage("覆盖率", python("-m", "slipcover", *arguments))


def every_stage(*, is_long: bool) -> int:
    """Run all of a tier and say what came of it; the last line counts the tests."""
    started = time.monotonic()
    shutil.rmtree(COVERAGE, ignore_errors=True)
    COVERAGE.mkdir(parents=True)
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=memory())))
        server = stack.enter_context(postgresql())
        ended = run((stages_of_a_long_run if is_long else stages_of_every_run)(server), folder)
        if not is_long:
            ended += run([coverage(folder)], folder)
        total = counts(ended)
    failed = [stage.name for stage in ended if stage.status]
    cpu = sum(stage.cpu for stage in ended)
    say(f"\n共 {time.monotonic() - started:.0f} 秒，CPU {cpu:.0f} 秒。")
    say(f"没有通过：{'、'.join(failed)}" if failed else "全部通过。")
    skipped = f", {total['skipped']} skipped" if total["skipped"] else ""
    say(f"{total['passed']} passed, {total['failed']} failed{skipped}")
    return 1 if failed or not total["passed"] else 0


def on_postgresql(arguments: list[str]) -> int:
    """Run pytest with these arguments on a PostgreSQL of its own."""
    with postgresql() as address:
        environment = {**os.environ, "DATABASE_URL": address}
        command = python("-m", "pytest", *arguments)
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode  # noqa: S603


def main() -> int:
    for each in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.default_int_handler)
    try:
        if sys.argv[1:2] == ["postgresql"]:
            return on_postgresql(sys.argv[2:])
        return every_stage(is_long=sys.argv[1:2] == ["long"])
    except KeyboardInterrupt:
        say("停止了。")
        return 130


if __name__ == "__main__":
    sys.exit(main())
