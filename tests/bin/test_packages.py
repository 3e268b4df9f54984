"""bin/prepare.sh: which of Debian's packages it installs as root, and names when it may not."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.servers import ROOT

pytestmark = pytest.mark.sqlite("once is enough: no test here asks the database")

# A machine of three programs: what is installed, what could be, and what was asked of it.
PROGRAMS = {
    "id": 'echo "$USER_ID"',
    "dpkg-query": """for package; do :; done
case " $INSTALLED $(cat "$FOLDER/added" 2>/dev/null) " in
    *" $package "*) printf 'install ok installed' ;;
    *) echo 'dpkg-query: no packages found' >&2; exit 1 ;;
esac""",
    "apt-get": """echo "$1" >>"$FOLDER/asked"
[ "$1" = install ] || exit "$UPDATE"
for each; do case $each in install | -*) continue ;; esac
    case " $OFFERED " in
        *" $each "*) echo "$each" >>"$FOLDER/added" ;;
        *) echo "E: Unable to locate package $each" >&2; exit 100 ;;
    esac
done""",
}
ROOT_ID, NOBODY = "0", "1000"
EITHER = "need_either better other; echo done"


class Told(NamedTuple):
    status: int
    said: str
    added: list[str]
    asked: list[str]


class Machine:
    """Runs a script of bin/prepare.sh where nothing of this machine can be changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, text in PROGRAMS.items():
            (folder / name).write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
            (folder / name).chmod(0o755)

    def run(
        self, script: str, user: str, *, installed: str = "", offered: str = "", update: int = 0
    ) -> Told:
        environment = {"PATH": f"{self.folder}:/usr/bin:/bin", "FOLDER": str(self.folder)}
        environment |= {"USER_ID": user, "INSTALLED": installed, "OFFERED": offered}
        done = subprocess.run(
            ["sh", "-euc", f". bin/prepare.sh; {script}"],
            cwd=ROOT,
            env=environment | {"UPDATE": str(update)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=20,
        )
        return Told(done.returncode, done.stdout, self.lines("added"), self.lines("asked"))

    def lines(self, name: str) -> list[str]:
        file = self.folder / name
        return file.read_text(encoding="utf-8").split() if file.exists() else []


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_what_is_installed_is_not_asked_for_again(machine: Machine) -> None:
    told = machine.run("need_packages one two", NOBODY, installed="one two")
    assert told == Told(0, "", [], [])


def test_only_what_is_missing_is_installed(machine: Machine) -> None:
    told = machine.run("need_packages one two", ROOT_ID, installed="one", offered="one two")
    assert (told.status, told.added, told.asked) == (0, ["two"], ["update", "install"])


def test_who_may_not_install_is_told_what_to_run(machine: Machine) -> None:
    told = machine.run("need_packages one two", NOBODY, installed="one", offered="two")
    assert told.status == 1 and told.asked == []
    assert told.said == "缺少 Debian 软件包，请运行：sudo apt-get install two\n"


@pytest.mark.parametrize("installed", ["", "other"])
def test_the_better_of_two_is_installed_where_it_can_be_had(
    machine: Machine, installed: str
) -> None:
    told = machine.run(EITHER, ROOT_ID, installed=installed, offered="better other")
    assert (told.status, told.added) == (0, ["better"])


def test_the_other_of_two_is_installed_where_the_better_is_not_offered(machine: Machine) -> None:
    told = machine.run(EITHER, ROOT_ID, offered="other")
    assert (told.status, told.added) == (0, ["other"]) and told.said.endswith("done\n")


@pytest.mark.parametrize("user", [ROOT_ID, NOBODY], ids=["root", "nobody"])
def test_the_other_of_two_will_do_where_nothing_can_be_installed(
    machine: Machine, user: str
) -> None:
    told = machine.run(EITHER, user, installed="other", update=100)
    assert (told.status, told.added) == (0, []) and told.said.endswith("done\n")
    assert user == ROOT_ID or told.said == "done\n"


@pytest.mark.parametrize("user", [ROOT_ID, NOBODY], ids=["root", "nobody"])
def test_without_either_of_two_nothing_goes_on(machine: Machine, user: str) -> None:
    told = machine.run(EITHER, user)
    assert told.status != 0 and "done" not in told.said
    assert user == ROOT_ID or "apt-get install better\n" in told.said
