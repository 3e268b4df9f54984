"""A copy is whole, says of when it is, and writes only what changed."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from guides.models import Guide
from policies.publishing import actions
from site_config.export import copying, export, workers
from site_config.export.asking import NotAnswered, ask
from site_config.export.copying import Copied, copy_unit
from site_config.export.export import Report
from site_config.export.manifest import JOURNAL, NAME, note, open_journal, read_manifest
from site_config.export.workers import Workers
from site_config.text_pages import as_text
from tests import factories as make
from tests.shipped import TODAY

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("content", "today", "few_pages"),
]
LATER = TODAY + dt.timedelta(hours=1)


def copied(folder: Path) -> Report:
    return export.export(folder, timezone.now, workers=Workers(1))


def files(folder: Path) -> dict[str, bytes]:
    """What a copy holds beside its compressed forms."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in (folder / "pages").rglob("*")
        if path.is_file() and path.suffix not in {".gz", ".br"}
    }


def changed_since(folder: Path, before: dict[str, bytes]) -> set[str]:
    after = files(folder)
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "copy"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kept") / "copy"


@pytest.fixture
def copy(kept: Path, folder: Path) -> Path:
    """A first copy, made once: each test finds the same content on the same day."""
    if not kept.exists():
        copied(kept)
    shutil.copytree(kept, folder)
    return folder


def test_a_copied_page_is_the_page_byte_for_byte(folder: Path, client: Client) -> None:
    report = copied(folder)
    assert report.written > 50 and not report.failed
    entries = read_manifest(folder).entries
    shown = [each for each in entries.values() if each.status == 200]
    assert report.addresses == len(entries) and len(shown) > 50
    for each in shown:
        live: Any = client.get(each.address)
        assert live.status_code == 200, each.address
        assert (folder / each.file).read_bytes() == live.content, each.address


def test_a_copy_says_of_when_and_of_what_it_is(copy: Path) -> None:
    told = json.loads((copy / NAME).read_text())
    assert dt.datetime.fromisoformat(told["made"]) == TODAY
    assert told["state"]["day"] == "2026-11-22" and told["state"]["published"]
    assert told["addresses"] == len(told["entries"])
    assert not (copy / JOURNAL).exists()


def test_a_second_run_in_the_same_state_asks_nothing_and_says_the_new_time(
    copy: Path, today: Any
) -> None:
    before = files(copy)
    today.move_to(LATER)
    report = copied(copy)
    assert report.asked == 0 and not changed_since(copy, before)
    assert dt.datetime.fromisoformat(read_manifest(copy).made) == LATER
    told = (copy / "nginx/made.map").read_text()
    assert told == f'"" "{LATER.astimezone(dt.UTC).isoformat()}";\n'


def test_a_change_writes_only_the_pages_that_say_it(copy: Path) -> None:
    before = files(copy)
    warning = Guide.objects.live(TODAY).get(slug="fraud-warning")
    make.new_version(warning, at=timezone.now(), title_en="Nobody may take money for it")
    report = copied(copy)
    changed = changed_since(copy, before)
    assert report.asked > 50, "each is asked for: nobody lists what a page depends on"
    guide = "pages/en/guides/fraud-warning"
    assert {f"{guide}/index.html", f"{guide}.md"} <= changed
    assert not any("regions/440300/death" in name for name in changed)
    assert len(changed) < len(before) / 4


def test_what_is_withdrawn_is_gone_and_says_why(copy: Path) -> None:
    page = copy / "pages/zh-hans/guides/fraud-warning/index.html"
    assert page.exists()
    guide = Guide.objects.live(TODAY).get(slug="fraud-warning")
    actions.withdraw(guide, by=make.user("approver"), reason="写错了。", now=timezone.now())
    report = copied(copy)
    assert report.removed >= 2 and not page.exists()
    gone = copy / "gone/zh-hans/guides/fraud-warning/index.html"
    assert "写错了" in gone.read_text()
    assert gone.read_bytes() == ask("/zh-hans/guides/fraud-warning/").body
    told = (copy / "nginx/gone.map").read_text()
    assert '"/zh-hans/guides/fraud-warning/" "1";' in told
    assert f'"/r/{guide.code}" "1";' in told and f'"/r/{guide.code}/v1" "1";' in told


def test_former_addresses_lead_on_for_ever_and_codes_for_now(folder: Path) -> None:
    with make.permitted("a test"):
        make.old_address("/help/", became="/guides/fraud-warning/")
    copied(folder)
    moved = (folder / "nginx/moved.map").read_text()
    assert '"/en/help/" "/en/guides/fraud-warning/";' in moved
    assert '"/zh-hans/regions/110103/" "/zh-hans/regions/110101/";' in moved
    leads = (folder / "nginx/leads.map").read_text()
    assert '"/r/NTCMN" "/zh-hans/regions/440300/settle-abroad/";' in leads


def test_a_run_that_was_killed_goes_on_where_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[tuple[str, ...]] = []

    def killed(folder: str, unit: Any, known: Any) -> Copied:
        if len(done) == 30:
            raise KeyboardInterrupt
        done.append(unit)
        return copy_unit(folder, unit, known)

    monkeypatch.setattr(workers, "AT_ONCE", 1)
    monkeypatch.setattr(workers, "copy_unit", killed)
    with pytest.raises(KeyboardInterrupt):
        copied(folder)
    assert not (folder / NAME).exists()
    with (folder / JOURNAL).open("a") as journal:
        journal.write('{"address": "/zh-ha')  # torn
    monkeypatch.setattr(workers, "copy_unit", copy_unit)
    report = copied(folder)
    assert report.resumed >= 30 and report.asked + report.resumed == report.addresses
    assert read_manifest(folder).entries.keys() >= {address for unit in done for address in unit}


def test_of_a_page_that_was_noted_in_part_nothing_is_left_out(copy: Path) -> None:
    """The machine lost power between the lines of a page and of what is made from it."""
    whole = read_manifest(copy)
    (copy / NAME).unlink()
    page = whole.entries["/zh-hans/about/"], whole.entries["/zh-hans/about.md"]
    with open_journal(copy, whole.state, []) as journal:
        note(journal, page)
    lines = (copy / JOURNAL).read_text().splitlines(keepends=True)
    for kept in (lines[:-1], [*lines[:-1], lines[-1][:20]]):
        (copy / JOURNAL).write_text("".join(kept))
        (copy / "pages/zh-hans/about.md").unlink()
        copied(copy)
        assert read_manifest(copy).entries.keys() == whole.entries.keys()
        assert (copy / "pages/zh-hans/about.md").exists()
        (copy / NAME).unlink()


def test_what_was_done_of_another_state_is_done_again(copy: Path, today: Any) -> None:
    (copy / JOURNAL).write_text((copy / NAME).read_text())
    today.move_to(TODAY + dt.timedelta(days=1))
    report = copied(copy)
    assert report.resumed == 0 and report.asked == report.addresses


def test_a_page_at_which_the_site_fails_keeps_its_copy_and_is_asked_for_again(
    copy: Path, monkeypatch: pytest.MonkeyPatch, today: Any
) -> None:
    page = copy / "pages/en/about/index.html"
    before = page.read_bytes()

    def failing(folder: str, unit: Any, known: Any) -> Copied:
        if unit[0] == "/en/about/":
            raise NotAnswered(unit[0])
        return copy_unit(folder, unit, known)

    monkeypatch.setattr(workers, "copy_unit", failing)
    today.move_to(TODAY + dt.timedelta(days=1))
    with pytest.raises(CommandError, match="/en/about/"):
        call_command("export_site", copy, jobs=1)
    assert page.read_bytes() == before
    monkeypatch.setattr(workers, "copy_unit", copy_unit)
    assert not copied(copy).failed
    assert read_manifest(copy).state.day == "2026-11-23"


def test_a_file_that_somebody_broke_is_made_whole(copy: Path) -> None:
    page = copy / "pages/en/about/index.html"
    page.unlink()
    copied(copy)
    assert page.exists()


def test_markdown_is_made_again_only_where_its_page_changed(
    copy: Path, monkeypatch: pytest.MonkeyPatch, today: Any
) -> None:
    today.move_to(TODAY + dt.timedelta(days=1))
    made: list[object] = []

    def counted(page: HttpResponse) -> HttpResponse:
        made.append(page)
        return as_text(page)

    monkeypatch.setattr(copying, "as_text", counted)
    broken = copy / "pages/en/about.md"
    broken.write_text("broken")
    assert copied(copy).asked > 50
    assert 1 <= len(made) < 20
    assert b"broken" not in broken.read_bytes()


def test_the_command_says_what_it_did(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("export_site", folder, jobs=1)
    call_command("export_site", folder, jobs=1)
    first, second = capsys.readouterr().out.splitlines()
    assert "每核每秒" in first and "写了" in first
    assert second.startswith("副本已是最新")


def test_no_worker_is_no_copy(folder: Path) -> None:
    with pytest.raises(CommandError, match="--jobs"):
        call_command("export_site", folder, jobs=0)
