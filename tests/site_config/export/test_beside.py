"""A copy that is written while something goes wrong, or somebody else writes, loses nothing."""

from __future__ import annotations

import datetime as dt
import errno
from collections.abc import Iterable
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from policies import long_file
from site_config.export import export, files, workers
from site_config.export.asking import NotAnswered, ask
from site_config.export.copying import Copied, copy_unit
from site_config.export.files import alone, replace
from site_config.export.management.commands import export_site
from site_config.export.manifest import NAME, read_manifest
from site_config.export.workers import Workers
from site_config.http.long_body import LongBody
from tests.shipped import TODAY

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("content", "today", "few_pages"),
]
LEADING, LED_TO = "/en/questions/", "/en/questions/?about=death"


def copied(folder: Path) -> export.Report:
    return export.export(folder, timezone.now, workers=Workers(1))


def test_a_page_at_which_the_site_fails_keeps_the_copies_it_leads_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, today: Any
) -> None:
    copied(tmp_path)
    file = tmp_path / "pages/en/questions/index~about=death.html"
    assert file.exists()

    def failing(folder: str, unit: Any, known: Any) -> Copied:
        if unit[0] == LEADING:
            raise NotAnswered(LEADING)
        return copy_unit(folder, unit, known)

    monkeypatch.setattr(workers, "copy_unit", failing)
    today.move_to(TODAY + dt.timedelta(days=1))
    assert LEADING in copied(tmp_path).failed
    assert file.exists() and LED_TO in read_manifest(tmp_path).entries


def test_two_do_not_write_into_one_folder(tmp_path: Path) -> None:
    with alone(tmp_path):
        with pytest.raises(CommandError, match="另一个 export_site"):
            call_command("export_site", tmp_path, jobs=1)
        assert not [*tmp_path.iterdir()]
    assert copied(tmp_path).written


def test_a_file_too_long_for_memory_is_copied_from_disk(
    tmp_path: Path, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "/data/policies.csv"
    live: Any = client.get(address)
    monkeypatch.setattr(long_file, "LONGEST", 1024)
    assert isinstance(ask(address).body, LongBody)
    [entry], _written = copy_unit(str(tmp_path), (address,), ())
    assert (tmp_path / entry.file).read_bytes() == live.content


def test_on_a_full_disk_it_says_so_leaves_whole_files_and_goes_on_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = [120]  # enough for some of the pages

    def write(path: Path, body: Iterable[bytes]) -> None:
        room[0] -= 1
        if not room[0]:
            raise OSError(errno.ENOSPC, "No space left on device")
        replace(path, body)

    with monkeypatch.context() as disk:
        disk.setattr(files, "replace", write)
        with pytest.raises(CommandError, match=r"没有写完：磁盘满了。.*再运行一次，就接着写"):
            call_command("export_site", tmp_path, jobs=1)
    assert not [*tmp_path.rglob(".new-*")] and not (tmp_path / NAME).exists()
    report = copied(tmp_path)
    assert report.resumed and report.written and not report.failed


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.EACCES, "Permission denied"), "没有写的权限"),
        (BrokenProcessPool("terminated abruptly"), "写的进程被结束了"),
    ],
)
def test_what_ends_it_is_said_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, told: str
) -> None:
    def fail(*_given: Any, **_options: Any) -> export.Report:
        raise error

    monkeypatch.setattr(export_site, "export", fail)
    with pytest.raises(CommandError, match=rf"没有写完：{told}。$"):
        call_command("export_site", tmp_path / "none", jobs=1)
