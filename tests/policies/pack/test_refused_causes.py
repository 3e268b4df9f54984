"""What is refused names the cause first, and nothing that only follows from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from policies import models
from policies.pack.files import ContentRefused
from policies.pack.load import load_content
from tests import factories as make
from tests.policies.pack import pack

pytestmark = pytest.mark.django_db
PLACE, CASES = "policies/regions/440000.yaml", "policies/expected_cases/440000.yaml"
QUESTIONS = "policies/questions.yaml"
OPTIONS = (
    "  options:\n  - code: 'yes'\n    text:\n      zh-hans: 已经退休\n"
    "  - code: 'no'\n    text:\n      zh-hans: 还没有退休\n"
)


def refused(folder: Path, **changes: str) -> list[str]:
    with pytest.raises(ContentRefused) as found:
        load_content(pack.write(folder, **changes), now=make.NOON)
    assert not models.Region.objects.exists()
    return [str(finding) for finding in found.value.findings]


def test_an_unknown_question_is_all_that_is_said(tmp_path: Path) -> None:
    (finding,) = refused(tmp_path, **pack.replace(PLACE, "question: ret", "question: age"))
    assert finding == "regions/440000.yaml:22:question: 没有代码为“age”的问题。"


def test_an_option_of_another_question_is_all_that_is_said(tmp_path: Path) -> None:
    changes = pack.replace(PLACE, "      - 'yes'", "      - employer")
    unmet = "      text_if_unmet:\n        zh-hans: 你还没有退休。\n"
    changes[PLACE] = changes[PLACE].replace(unmet, "")
    (finding,) = refused(tmp_path, **changes)
    assert finding.startswith("regions/440000.yaml:23:accepts: 没有代码为“ret=employer”的选项")


def test_a_question_without_options_is_said_of_the_question_and_its_rows(tmp_path: Path) -> None:
    changes = pack.replace(QUESTIONS, OPTIONS, "  options: []\n")
    text = changes[QUESTIONS]
    changes[QUESTIONS] = text[: text.index("impossible_combinations")]
    found = refused(tmp_path, **changes)
    assert [each.partition(": ")[0] for each in found] == [
        "questions.yaml:6:options",
        "regions/440000.yaml:22:question",
    ]
    assert all("没有选项" in each for each in found)


def test_a_case_of_an_unknown_question_says_so(tmp_path: Path) -> None:
    (finding,) = refused(tmp_path, **pack.replace(CASES, "ret: 'no'", "age: 'no'"))
    assert finding == (
        "expected_cases/440000.yaml:5:answers: 没有“age”这个问题，没有“age=no”这个选项。"
    )


AGE = """\
- code: age
  text: {zh-hans: 你满七十岁了吗？}
  changeable: time
  options:
  - {code: 'yes', text: {zh-hans: 满了}}
  - {code: 'no', text: {zh-hans: 没有满}}
impossible_combinations:
"""
ANSWERED = (("    ret: 'no'\n", "    age: 'yes'\n"), ("    job: '-'\n", ""))


def with_age(*changes: tuple[str, str]) -> dict[str, str]:
    """A pack with a question that no rule asks, and the shipped case changed."""
    text = pack.FILES[CASES]
    for old, new in changes:
        text = text.replace(old, new)
    return pack.replace(QUESTIONS, "impossible_combinations:\n", AGE) | {CASES: text}


@pytest.mark.parametrize(
    ("change", "asks"),
    [
        ([], "只问 ret"),
        ([("2026-11-22", "2027-01-01")], "什么也不问"),
        ([("settle-abroad", "death")], "什么也不问"),
    ],
)
def test_a_case_that_answers_what_no_rule_of_its_place_asks_is_refused(
    change: list[tuple[str, str]], asks: str, tmp_path: Path
) -> None:
    (finding,) = refused(tmp_path, **with_age(*ANSWERED, *change))
    assert finding.startswith(
        "expected_cases/440000.yaml:5:answers: 这里这一天的规则不问“你满七十岁了吗？（age）”"
    )
    assert asks in finding


def test_a_case_may_answer_what_the_rule_above_asks(tmp_path: Path) -> None:
    below = pack.FILES[CASES].replace("region: '440000'", "region: '440300'")
    more = {"policies/expected_cases/440300.yaml": below}
    load_content(pack.write(tmp_path, **more), now=make.NOON)
    assert models.ExpectedCase.objects.filter(region__code="440300").exists()


def test_a_case_without_any_rule_may_answer_what_one_asks_on_another_day(tmp_path: Path) -> None:
    early = pack.replace(CASES, "2026-11-22", "2021-01-01")
    early[CASES] = early[CASES].replace("settle-abroad: 'no'", "settle-abroad: none")
    load_content(pack.write(tmp_path, **early), now=make.NOON)
    assert models.ExpectedCase.objects.get().answers == {"job": "-", "ret": "no"}


NO_NUMBERS = ["9" * 30, "9" * 5000, "1:30", "1" + ":59" * 3000, f"0x{'f' * 5000}", "0x1F", "010",
              "1_0", "0b11", "1.5", "1:30.5", ".nan"]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "least"), [("32768", "32767"), ("-1", "0"), *((each, "整数") for each in NO_NUMBERS)]
)
def test_a_number_that_no_column_can_hold_is_refused(
    number: str, least: str, tmp_path: Path
) -> None:
    big = pack.replace(PLACE, "time_limit_days: 10", f"time_limit_days: {number}")
    (finding,) = refused(tmp_path, **big)
    assert finding.startswith("regions/440000.yaml:9:time_limit_days: ") and least in finding
