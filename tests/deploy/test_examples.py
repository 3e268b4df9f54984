"""The other examples: what systemd says of the units, what PostgreSQL and Redis make of theirs."""

from __future__ import annotations

import configparser
import re
import runpy
import subprocess
from pathlib import Path

import pytest

from tests.servers import ROOT, free_port, running, wait_until

pytestmark = pytest.mark.sqlite("once is enough: no test here asks the database")
UNITS = ("site.service", "site-backup.service")
DEPLOY = ROOT / "deploy"
# systemd's own figure of what a service could do to the machine: 10 everything, 0 nothing.
MOST_EXPOSED = 2.0


def unit(name: str) -> configparser.RawConfigParser:
    found = configparser.RawConfigParser(strict=False)
    found.optionxform = str  # type: ignore[method-assign, assignment]
    found.read(DEPLOY / name, encoding="utf-8")
    return found


@pytest.mark.parametrize(
    ("listen", "bind"), [("", "127.0.0.1:8000"), ("10.0.0.2:8000", "10.0.0.2:8000")]
)
def test_the_server_listens_to_this_machine_alone_unless_told(
    listen: str, bind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LISTEN", listen)
    monkeypatch.delenv("METRICS_PORT", raising=False)
    assert runpy.run_path(str(DEPLOY / "gunicorn.conf.py"))["bind"] == [bind]


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_may_do_little_else_than_its_work(name: str) -> None:
    told = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", str(DEPLOY / name)],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    exposed = re.search(r"exposure level for \S+: ([\d.]+)", told)
    assert exposed and float(exposed[1]) <= MOST_EXPOSED, told[-300:]


@pytest.mark.parametrize("name", [*UNITS, "site-backup.timer"])
def test_systemd_reads_a_unit_without_a_complaint(name: str) -> None:
    told = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(DEPLOY / name)],
        capture_output=True,
        text=True,
        check=False,
    ).stderr
    about_this = [line for line in told.splitlines() if name in line]
    assert all("is not executable" in line for line in about_this), told


@pytest.mark.parametrize("name", ["site.service", "site-export.service"])
def test_long_files_of_data_lie_on_a_disk_that_is_the_units_own(name: str) -> None:
    service = unit(name)["Service"]
    assert service["PrivateTmp"] == "yes"  # of /var/tmp too; what is left goes with the service
    assert "TMPDIR=/var/tmp" in service["Environment"].split()


def test_the_backup_is_written_where_readiness_looks_for_it() -> None:
    command = unit("site-backup.service")["Service"]["ExecStart"]
    assert 'manage.py backup "$BACKUP_DIR/site-$(date +%%F)"' in command
    variables = (DEPLOY / "env.example").read_text(encoding="utf-8")
    folder = re.search(r"^BACKUP_DIR=(\S+)$", variables, re.M)
    assert folder
    unit_text = (DEPLOY / "site-backup.service").read_text(encoding="utf-8")
    assert f"ReadWritePaths={folder[1]}\n" in unit_text


def test_the_counts_are_given_on_this_machine_alone() -> None:
    nginx = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    variables = (DEPLOY / "env.example").read_text(encoding="utf-8")
    port = re.search(r"^METRICS_PORT=(\d+)$", variables, re.M)
    assert port and port[1] not in nginx
    server = (DEPLOY / "gunicorn.conf.py").read_text(encoding="utf-8")
    assert 'bind.append(f"127.0.0.1:{metrics}")' in server


def redis(port: int, *command: str) -> str:
    ask = ["redis-cli", "-p", str(port), *command]
    return subprocess.run(ask, capture_output=True, text=True, check=False).stdout.strip()


def test_redis_drops_what_is_read_least_and_writes_nothing(tmp_path: Path) -> None:
    port = free_port()
    command = [
        "redis-server",
        str(DEPLOY / "redis.conf"),
        "--port",
        str(port),
        "--dir",
        str(tmp_path),
    ]
    with (tmp_path / "log").open("wb") as log, running(command, {}, log):
        wait_until(lambda: redis(port, "PING") == "PONG", (tmp_path / "log").read_text())
        told = redis(port, "INFO", "memory")
        assert "maxmemory_policy:allkeys-lfu" in told and "maxmemory:268435456" in told
        assert "unknown command" in redis(port, "CONFIG", "GET", "*").lower()
        assert redis(port, "SET", "a", "b") == "OK"
        assert "rdb_changes_since_last_save" in redis(port, "INFO", "persistence")
    assert [path.name for path in tmp_path.iterdir()] == ["log"]
