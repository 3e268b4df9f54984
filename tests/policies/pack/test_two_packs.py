"""What changes for whom between two releases of the content, and between two editions."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from policies.pack.country import country_of
from policies.pack.load import load_content
from policies.pack.read import read_pack
from policies.publishing import events
from policies.rules.country import read_country
from policies.rules.rulecheck.difference import difference
from policies.rules.vocabulary import vocabulary
from tests import factories as make
from tests.policies.pack import pack

GUANGDONG = "policies/regions/440000.yaml"
ON = ("--on", "2026-11-22")


def wider() -> dict[str, str]:
    """The later release has a second way, for the other answer of the one question."""
    first = pack.FILES[GUANGDONG].partition("  ways:\n")[2].partition("- code: K7M2Q")[0]
    second = first.replace("- 'yes'", "- 'no'").replace("你已经退休", "你还没有退休")
    return pack.replace(GUANGDONG, first, first + second)


def compared(capsys: Any, *arguments: str) -> dict[str, Any]:
    call_command("diff_rules", *arguments, "--json")
    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    return said


def test_two_folders_are_compared_without_a_database(tmp_path: Path, capsys: Any) -> None:
    pack.write(tmp_path / "old")
    pack.write(tmp_path / "new", **wider())
    folders = ("--from-pack", str(tmp_path / "old"), "--to-pack", str(tmp_path / "new"))
    said = compared(capsys, *folders, *ON)
    assert (said["from"], said["to"]) == (folders[1], folders[3])
    (group,) = said["groups"]
    assert (group["before"], group["after"], group["regions"]) == ("no", "conditional", ["440000"])
    assert (said["changed"], said["places"]) == (1, 2)
    assert group["editions"][0] != group["editions"][1]
    assert all(each.startswith("K7M2P/") for each in group["editions"])
    assert compared(capsys, *folders, "--on", "2027-01-01")["changed"] == 0


NO = "    text:\n      zh-hans: 还没有退休\n"


@pytest.mark.parametrize(
    ("words", "changed", "more"),
    [
        (f"{NO}  - code: other\n    text:\n      zh-hans: 内退\n", 0, 1),  # who is refused too
        (f"{NO}    residual: true\n", 1, 0),  # of which no source says anything
    ],
)
def test_other_options_under_the_same_rule_are_compared(
    tmp_path: Path, capsys: Any, words: str, changed: int, more: int
) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    pack.write(old)
    pack.write(new, **pack.replace("policies/questions.yaml", NO, words))
    same = compared(capsys, "--from-pack", str(old), "--to-pack", str(old), *ON)
    said = compared(capsys, "--from-pack", str(old), "--to-pack", str(new), *ON)
    assert (same["changed"], said["changed"]) == (0, changed)
    assert said["situations"] == same["situations"] + more


def test_an_answer_that_can_be_mended_under_the_same_rule_is_compared(
    tmp_path: Path, capsys: Any
) -> None:
    text = pack.FILES["policies/questions.yaml"]
    alone = text[: text.index("impossible_combinations")]
    later = alone.replace(NO, f"{NO}    changeable: self\n")
    case = pack.replace("policies/expected_cases/440000.yaml", "    job: '-'\n", "")
    pack.write(tmp_path / "old", **case, **{"policies/questions.yaml": alone})
    pack.write(tmp_path / "new", **case, **{"policies/questions.yaml": later})
    folders = ("--from-pack", str(tmp_path / "old"), "--to-pack", str(tmp_path / "new"))
    (group,) = compared(capsys, *folders, *ON)["groups"]
    assert (group["before"], group["after"]) == ("no", "conditional")


def test_what_cannot_be_is_no_situation(tmp_path: Path, capsys: Any) -> None:
    last = "        zh-hans: 你还没有退休。\n      source: gd-2021-56\n"
    job = (
        "    - text:\n        zh-hans: 你已经停保\n      question: job\n      accepts:\n"
        "      - stopped\n      text_if_unmet:\n        zh-hans: 你还在缴费。\n"
        "      source: gd-2021-56\n"
    )
    pack.write(tmp_path, **pack.replace(GUANGDONG, last, last + job))
    said = compared(capsys, "--from-pack", str(tmp_path), "--to-pack", str(tmp_path), *ON)
    assert said["situations"] == 3 + 3, "nobody retired is paid for by an employer"


@pytest.mark.django_db
def test_a_folder_says_what_the_database_says_once_it_is_loaded(tmp_path: Path) -> None:
    of_no_known_start = pack.replace(GUANGDONG, "  effective_from: 2027-01-01\n", "")
    of_no_known_start[GUANGDONG] = of_no_known_start[GUANGDONG].replace(
        "K7M2Q\n  scenario: settle-abroad", "K7M2Q\n  scenario: death"
    )
    roots, now = pack.write(tmp_path, **of_no_known_start), timezone.now()
    load_content(roots, now=now)
    said = read_pack(roots, {})
    later = now + dt.timedelta(minutes=1)
    for day in (dt.date(2021, 1, 1), dt.date(2026, 11, 22), dt.date(2027, 1, 1)):
        stored = read_country(vocabulary(events.token(later)), on=day, at=later)
        of_files = country_of(said, on=day, at=later)
        found = difference(stored, of_files)
        assert found.changed == 0 and found.situations > 0, day
        assert [each.regions for each in of_files.rule_sets] == [
            each.regions for each in stored.rule_sets
        ]


@pytest.mark.django_db
def test_one_folder_is_compared_with_the_database(tmp_path: Path, capsys: Any) -> None:
    load_content(pack.write(tmp_path / "old"), now=timezone.now())
    pack.write(tmp_path / "new", **wider())
    said = compared(capsys, "--to-pack", str(tmp_path / "new"), *ON)
    assert (said["from"], said["changed"]) == ("数据库", 1)
    back = compared(capsys, "--from-pack", str(tmp_path / "new"), *ON)
    assert (back["to"], back["groups"][0]["before"]) == ("数据库", "conditional")


@pytest.mark.django_db
def test_two_editions_are_compared_as_if_each_were_live(capsys: Any) -> None:
    drafts = [make.policy(verdict=verdict) for verdict in ("yes", "no")]
    labels = [each.edition_label for each in drafts]
    said = compared(capsys, "--editions", *labels)
    assert [(each["before"], each["after"]) for each in said["groups"]] == [("conditional", "no")]
    assert compared(capsys, "--editions", labels[0], labels[0])["changed"] == 0


@pytest.mark.django_db
def test_editions_of_two_places_or_situations_cannot_be_compared() -> None:
    before, after = make.policy(), make.policy(scenario=make.scenario("death"))
    with pytest.raises(CommandError, match="不是同一个地区、同一件事的"):
        call_command("diff_rules", "--editions", before.edition_label, after.edition_label)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "要么 --from 和 --to"),
        (["--from", "2026-01-01"], "要么 --from 和 --to"),
        (["--from", "2026-01-01", "--to", "2026-02-01", "--on", "2026-03-01"], "要么 --from"),
        (["--to-pack", "/nowhere", "--to", "2026-02-01"], "要么 --from"),
        (["--to-pack", "/nowhere"], "有地方不对，没有比较"),
        (["--editions", "K7M2P/v1", "K7M2P/v2"], "没有这一版政策：K7M2P/v1"),
        (["--editions", "K7M2P", "K7M2P/vx"], "没有这一版政策：K7M2P。"),
    ],
)
def test_what_cannot_be_compared_is_refused(arguments: list[str], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        call_command("diff_rules", *arguments)
