"""The command check_content: what it stops at, names and shows."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from policies import models
from policies.pack.load import load_content
from tests import factories as make
from tests.policies.pack import pack

pytestmark = pytest.mark.django_db
PLACE = "policies/regions/440000.yaml"
BODY = "guides/guides/moving-abroad.zh-hans.md"
CASES = "policies/expected_cases/440000.yaml"


def check(capsys: pytest.CaptureFixture[str], *args: Any, **options: Any) -> str:
    call_command("check_content", *args, **options)
    return capsys.readouterr().out


def test_check_content_stops_on_an_empty_database(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack.write(tmp_path)
    with pytest.raises(CommandError):
        check(capsys, str(tmp_path), "--on", "2026-11-22")
    assert "请先运行 load_content" in capsys.readouterr().out


def test_check_content_names_a_case_that_ends_otherwise(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = pack.replace(CASES, "settle-abroad: 'no'", "settle-abroad: 'yes'")
    load_content(pack.write(tmp_path, **wrong), now=make.NOON)
    with pytest.raises(CommandError):
        check(capsys, str(tmp_path))
    assert "stop expected-case expected_cases/440000.yaml:8:outcomes" in capsys.readouterr().out


def test_a_case_that_an_editor_added_is_replayed_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load_content(pack.write(tmp_path), now=make.NOON)
    case = models.ExpectedCase.objects.get()
    make.expected_case(
        region=case.region, event=case.event, on=dt.date(2022, 1, 1), answers={},
        outcomes={"settle-abroad": "yes"},
    )  # fmt: skip
    with pytest.raises(CommandError):
        check(capsys, str(tmp_path))
    assert "expected_cases/440000.yaml:0:outcomes" in capsys.readouterr().out


def test_check_content_shows_what_the_loader_refuses(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack.write(tmp_path, **pack.replace(PLACE, "scenario: settle-abroad", "scenario: unknown"))
    with pytest.raises(CommandError):
        check(capsys, str(tmp_path))
    assert "stop refused regions/440000.yaml:4:scenario" in capsys.readouterr().out


def test_hints_are_shown_when_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load_content(pack.write(tmp_path, **{BODY: "字" * 41 + "。"}), now=make.NOON)
    for options in ({}, {"hints": True}):
        with pytest.raises(CommandError):
            check(capsys, str(tmp_path), **options)
        assert ("hint long-sentence" in capsys.readouterr().out) == bool(options)


def test_what_is_wrong_with_the_rules_of_the_database_stops_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load_content(pack.write(tmp_path), now=make.NOON)
    draft = make.policy(cited=False, region=make.region("110000", "北京市"))
    ends = make.source("ends", title="旧办法", effective_to=dt.date(2030, 1, 1))
    draft.citations.create(**make.citation(source=ends))
    place = f"check_rules 110000 settle-abroad {make.publish(draft).edition_label}"
    for day, is_found in ("2030-01-01", False), ("2030-01-02", True):
        with pytest.raises(CommandError):
            check(capsys, str(tmp_path), "--on", day)
        assert (f"stop expired-source {place}" in capsys.readouterr().out) is is_found
