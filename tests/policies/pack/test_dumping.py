"""Dumping is the way back: the files of what is live, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User

from policies.pack.dump import dump_content
from policies.publishing import actions
from tests import factories as make
from tests.policies.pack import pack
from tests.policies.pack.test_loading import PLACE, load, policy

pytestmark = pytest.mark.django_db
T0, DAY = make.NOON, make.DAY


def files_below(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*.*")
    }


def test_a_dump_is_the_pack_byte_for_byte(tmp_path: Path) -> None:
    load(tmp_path / "in")
    dump_content(tmp_path / "out", at=T0)
    assert files_below(tmp_path / "out") == pack.FILES


def test_a_dump_holds_what_editors_published(tmp_path: Path) -> None:
    load(tmp_path / "in")
    make.new_version(policy(), at=T0 + DAY, time_limit_days=7)
    dump_content(tmp_path / "out", at=T0 + 2 * DAY)
    assert "time_limit_days: 7\n" in files_below(tmp_path / "out")[PLACE]
    dump_content(tmp_path / "before", at=T0)
    assert files_below(tmp_path / "before") == pack.FILES


def test_a_dump_leaves_drafts_out(tmp_path: Path, author: User) -> None:
    load(tmp_path / "in")
    draft = actions.revise(policy(), by=author)
    draft.answer_zh_hans = "还没有人看过的草稿。"  # type: ignore[attr-defined]
    draft.save()
    dump_content(tmp_path / "out", at=T0 + DAY)
    assert files_below(tmp_path / "out") == pack.FILES
