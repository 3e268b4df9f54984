"""The commands that move content between files and the database."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command

from policies.models import Policy, Region
from policies.publishing import actions
from tests import factories as make
from tests.policies.pack import pack

pytestmark = pytest.mark.django_db


def said_by(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    call_command(*command)
    return capsys.readouterr().out


def test_loading_says_what_became_of_the_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack.write(tmp_path)
    first = said_by(capsys, "load_content", str(tmp_path))
    assert first.startswith("新增 ") and "更新 0，不变 0，保留编辑的 0。" in first
    second = said_by(capsys, "load_content", str(tmp_path))
    assert second.startswith("新增 0，更新 0，不变 ")


def test_loading_names_what_an_editor_changed_and_it_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack.write(tmp_path)
    said_by(capsys, "load_content", str(tmp_path))
    (policy, *_others) = Policy.objects.order_by("pk")
    draft = actions.revise(policy, by=make.user("author"))
    make.sign_off(draft)
    actions.submit(draft, by=make.user("author"))
    actions.approve(draft, by=make.user("approver"), left_out=("en",))
    other = pack.replace("policies/regions/440000.yaml", "可以申请提取。", "可以提取。")
    pack.write(tmp_path, **other)
    again = said_by(capsys, "load_content", str(tmp_path))
    assert f"保留编辑的版本：{draft}" in again and "保留编辑的 1。" in again


def test_dumping_says_how_many_files_and_loading_them_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack.write(tmp_path / "in")
    said_by(capsys, "load_content", str(tmp_path / "in"))
    said = said_by(capsys, "dump_content", str(tmp_path / "out"))
    files = [each for each in (tmp_path / "out").rglob("*") if each.is_file()]
    assert said == f"写了 {len(files)} 个文件。\n" and len(files) >= 5
    regions = Region.objects.count()
    assert "新增 0，更新 0" in said_by(capsys, "load_content", str(tmp_path / "out"))
    assert Region.objects.count() == regions


def test_a_dump_says_which_rule_of_before_would_be_refused_and_how_to_mend_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A row that accepts whatever is answered could be published once, and stays live."""
    pack.write(tmp_path / "in")
    said_by(capsys, "load_content", str(tmp_path / "in"))
    rule = make.policy(region=make.nation(), effective_from=make.NOON.date())
    make.condition(rule, ("yes", "no"))
    code = make.publish(rule).code
    call_command("dump_content", str(tmp_path / "out"))
    said = capsys.readouterr().err
    assert "load_content 会拒绝 regions/100000.yaml:" in said
    assert "接受了全部选项，这一条什么也不决定" in said and f"请在后台修订 {code}，" in said
