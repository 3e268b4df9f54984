"""Two loads at once: the second waits and finds everything there."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection

from guides.models import Guide
from policies import models
from policies.pack import load
from policies.pack.store import plain
from policies.pack.store.report import Report
from policies.publishing import actions
from policies.publishing.actions import Refused
from tests import factories as make
from tests.policies.pack import pack
from tests.policies.publishing.test_at_once import at_once as acts_at_once

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def at_once(*packs: dict[str, Path]) -> list[Report | Exception]:
    """Load each pack in a thread of its own, all of them from one instant."""
    ready = threading.Barrier(len(packs))
    ended: list[Report | Exception] = []

    def run(roots: dict[str, Path]) -> None:
        ready.wait()
        try:
            ended.append(load.load_content(roots, now=make.NOON))
        except Exception as error:
            ended.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(roots,)) for roots in packs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ended


def test_the_same_pack_twice_at_once_is_loaded_once(tmp_path: Path) -> None:
    roots = pack.write(tmp_path)
    ended = at_once(roots, roots, roots)
    assert all(isinstance(each, Report) for each in ended), ended
    reports = [each for each in ended if isinstance(each, Report)]
    assert sorted(each.created for each in reports) == [0, 0, 24]
    assert sorted(each.is_same for each in reports) == [False, True, True]
    assert models.PublicationEvent.objects.count() == 1


def test_two_packs_at_once_are_loaded_one_after_the_other(tmp_path: Path) -> None:
    later = pack.replace("policies/regions/440000.yaml", "可以申请提取。", "可以申请提取余额。")
    ended = at_once(pack.write(tmp_path / "a"), pack.write(tmp_path / "b", **later))
    reports = [each for each in ended if isinstance(each, Report)]
    assert [each.created for each in reports] == [24, 0], ended
    assert reports[1].updated == 1
    versions = models.Policy.objects.filter(code="K7M2P").values_list("version", flat=True)
    assert sorted(versions) == [1, 2]


def test_what_an_editor_saves_during_a_load_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load.load_content(pack.write(tmp_path / "a"), now=make.NOON)
    other = pack.replace("policies/sources/gd.yaml", "广东省经办规程", "广东省经办规程（新）")
    editors = models.Source.objects.get(code="gd-2024-1")
    editors.title = "编辑写的"
    saving = threading.Thread(target=save, args=(editors,))
    change = plain._Named._change

    def change_late(named: Any, rows: Any) -> None:
        if named.model is models.Source:
            saving.start()
            saving.join(0.3)
        change(named, rows)

    monkeypatch.setattr(plain._Named, "_change", change_late)
    load.load_content(pack.write(tmp_path / "b", **other), now=make.NOON)
    saving.join()
    assert models.Source.objects.get(code="gd-2024-1").title == "编辑写的"


def save(row: models.Source) -> None:
    """Store a row over a connection of its own."""
    try:
        make.change(row)
    finally:
        connection.close()


def test_who_withdraws_or_takes_an_address_during_a_load_waits_and_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load.load_content(pack.write(tmp_path / "a"), now=make.NOON)
    approver, guide = make.user("approver"), make.guide(slug="who-was-first")
    with patch.multiple(actions, **make.NOTHING_IN_THE_WAY):
        actions.submit(guide, by=make.user("author"), now=make.NOON)
    stored, publish = threading.Event(), actions.publish_from_pack

    def publish_late(editions: Any, *, now: Any) -> None:
        stored.set()
        time.sleep(0.3)
        publish(editions, now=now)

    def withdraw() -> None:
        stored.wait(20)
        rule = models.Policy.objects.get(code="K7M2P", version=1)
        actions.withdraw(rule, by=approver, reason="写错了。", now=make.NOON + make.DAY)

    def approve() -> None:
        stored.wait(20)
        with patch.object(actions, "translation_blockers", lambda *_: []):
            actions.approve(Guide._base_manager.get(pk=guide.pk), by=approver)

    monkeypatch.setattr(actions, "publish_from_pack", publish_late)
    moving = {name: text for name, text in pack.FILES.items() if "moving-abroad" in name}
    another = {
        name.replace("moving-abroad", "who-was-first"): text.replace(
            "moving-abroad", "who-was-first"
        ).replace("G7M2P", "G7M2X")
        for name, text in moving.items()
    }
    later = pack.replace("policies/regions/440000.yaml", "可以申请提取。", "可以申请提取余额。")
    roots = pack.write(tmp_path / "b", **later, **another)
    loaded, *told = acts_at_once(
        lambda: load.load_content(roots, now=make.NOON + make.DAY), withdraw, approve
    )
    assert isinstance(loaded, Report) and (loaded.created, loaded.updated) == (1, 1)
    assert all(isinstance(each, Refused) for each in told), told
    day_after = make.NOON + 2 * make.DAY
    assert models.Policy.objects.live(day_after).get(code="K7M2P").version == 2
    assert Guide.objects.live(day_after).filter(slug="who-was-first").count() == 1
