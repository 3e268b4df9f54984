"""Every researched row is accounted for, and the shipped content is what issue 3 asks for."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import re
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from policies.languages import BY_HAND
from policies.management.commands.audit_content import DOCS
from policies.models.translated import column
from policies.pack import audit
from policies.pack.kinds import LANGUAGE_CODES
from policies.pack.lint.checked import Checked
from policies.pack.lint.texts import holds_never
from policies.pack.lint.words import HANDLE
from policies.pack.refusals import PackRow, is_edition
from tests.shipped import shipped_rows

ANSWERS = {
    "region": ("name",), "scenario": ("name", "question", "summary"), "policy": ("answer",),
    "faq": ("question", "answer"), "factcheck": ("claim", "finding"),
    "guide": ("title", "summary"), "term": ("name", "definition"), "material": ("name",),
    "contact": ("name",), "question": ("text",),
}  # fmt: skip

# What the research calls the situations.
SCENARIOS = {
    "cash_while_insured": "cash-while-insured", "oneoff_death": "death",
    "oneoff_emigration": "settle-abroad", "oneoff_transfer_not_accepted": "transfer-refused",
    "oneoff_retired_resettled": "resettled-retiree", "oneoff_critical_illness": "serious-illness",
    "oneoff_retire_short_years": "short-years-at-retirement",
    "oneoff_give_up_or_to_resident": "leave-employee-scheme", "oneoff_military": "enlist",
    "family_sharing": "family-sharing", "cross_province_sharing": "cross-province-sharing",
    "buy_commercial_insurance": "commercial-insurance", "use_checkup": "health-check",
    "use_fitness": "fitness", "use_vaccine": "vaccine", "inflow_rule": "monthly-credit",
    "retirement_years": "years-for-retirement", "cross_region_card": "care-elsewhere",
}  # fmt: skip


@pytest.fixture(scope="module")
def rows() -> tuple[PackRow, ...]:
    return shipped_rows()


@pytest.fixture(scope="module")
def accounts() -> audit.Audit:
    return audit.read_audit(DOCS / "research")


def of(rows: tuple[PackRow, ...], name: str) -> list[PackRow]:
    return [row for row in rows if row.kind.name == name]


# The accounting.


def test_every_researched_row_is_accounted_for(accounts: audit.Audit) -> None:
    assert len(accounts.of(audit.FACTS)) == len(accounts.research[audit.FACTS]) == 494
    more = accounts.of(audit.MORE_FACTS), accounts.research[audit.MORE_FACTS]
    assert [len(each) for each in more] == [120, 120]
    assert len(accounts.of(audit.CLAIMS)) == len(accounts.research[audit.CLAIMS]) == 113


def test_the_accounting_has_no_problem(accounts: audit.Audit, rows: tuple[PackRow, ...]) -> None:
    assert audit.problems(accounts, audit.references(rows)) == []


@pytest.mark.parametrize("harvest", [audit.FACTS, audit.MORE_FACTS])
def test_rows_with_an_official_text_are_published(harvest: str, accounts: audit.Audit) -> None:
    notes = accounts.research[harvest]
    seen = [a for a in accounts.of(harvest)
            if notes[a.row - 1]["confidence"] == "official text seen"]  # fmt: skip
    assert seen and all(each.became for each in seen)


def test_what_only_secondary_sources_said_became_nothing_in_the_second_harvest(
    accounts: audit.Audit,
) -> None:
    notes = accounts.research[audit.MORE_FACTS]
    secondary = [a for a in accounts.of(audit.MORE_FACTS)
                 if notes[a.row - 1]["confidence"] == "only secondary"]  # fmt: skip
    assert len(secondary) == 41 and not any(each.became for each in secondary)


def test_what_was_not_found_became_a_search_of_its_place_and_nothing_else(
    accounts: audit.Audit, rows: tuple[PackRow, ...]
) -> None:
    notes = accounts.research[audit.FACTS]
    found: Counter[str] = Counter()
    for each in accounts.of(audit.FACTS):
        note = notes[each.row - 1]
        if note["confidence"] == "not found":
            is_told = note["question_key"] != "hotline"
            place = f"absence:{note['adcode_gb2260']}-2026-11-22"
            assert each.became == ((place,) if is_told else ())
            found.update([place] * is_told)
    searches = {f"absence:{row.content['code']}": row.content for row in of(rows, "absence")}
    assert all(count <= len(searches[name]["scenarios"]) for name, count in found.items())


def test_of_every_place_without_a_rule_that_was_researched_a_search_tells(
    accounts: audit.Audit, rows: tuple[PackRow, ...]
) -> None:
    """Also where only secondary reports or contradictions were seen: somebody did look."""
    told = {
        (row.content["region"], scenario)
        for row in of(rows, "absence")
        for scenario in row.content["scenarios"]
    }
    ruled = {(row.content["region"], row.content["scenario"]) for row in of(rows, "policy")}
    looked = {
        (note["adcode_gb2260"], SCENARIOS[note["question_key"]])
        for file in (audit.FACTS, audit.MORE_FACTS)
        for note in accounts.research[file]
        if note["question_key"] in SCENARIOS and note["adcode_gb2260"] != "100000"
    }
    assert looked - ruled <= told and len(looked - ruled) > 200
    assert {row.content["looked_on"] for row in of(rows, "absence")} == {"2026-11-22", "2026-11-26"}


def test_searches_by_provinces_are_told_as_written_down(rows: tuple[PackRow, ...]) -> None:
    searches = (DOCS / "research" / "searches.csv").read_text("utf-8").splitlines()
    written = {
        (region, scenario, search["looked_on"])
        for search in csv.DictReader(searches)
        for region in search["regions"].split()
        for scenario in search["scenarios"].split()
    }
    told = {
        (row.content["region"], scenario, row.content["looked_on"])
        for row in of(rows, "absence")
        if row.content["record"].endswith("/searches.csv")
        for scenario in row.content["scenarios"]
    }
    assert told == written and len(written) == 98


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"became": ("faq:no-such-faq",)}, "内容里没有 faq:no-such-faq"),
        ({"became": (), "reason": ""}, "没有写变成了什么"),
        ({"row": 2}, "第 2 行：记了 2 次"),
        ({"row": 495}, "regional_facts 没有第 495 行"),
        ({"file": audit.CLAIMS, "became": ("faq:beijing-old-money",)}, "都要有一条辟谣"),
    ],
)
def test_a_wrong_account_is_named(
    change: dict[str, object], message: str, accounts: audit.Audit, rows: tuple[PackRow, ...]
) -> None:
    first, *others = accounts.of(audit.FACTS)
    wrong = dataclasses.replace(first, **change)  # type: ignore[arg-type]
    spoilt = dataclasses.replace(accounts, accounted=(wrong, *others, *accounts.of(audit.CLAIMS)))
    found = audit.problems(spoilt, audit.references(rows))
    assert any(message in each for each in found)


def test_the_documents_are_what_the_command_writes(tmp_path: Path) -> None:
    call_command("audit_content", str(tmp_path))
    for name in ("content-audit.md", "traditional-review.md"):
        written = (tmp_path / name).read_text(encoding="utf-8")
        assert written == (DOCS / name).read_text(encoding="utf-8"), "run audit_content"


def test_nothing_is_written_where_an_account_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, accounts: audit.Audit
) -> None:
    short = dataclasses.replace(accounts, accounted=accounts.accounted[1:])
    monkeypatch.setattr("policies.management.commands.audit_content.read_audit", lambda _: short)
    with pytest.raises(CommandError, match="第 1 行：记了 0 次"):
        call_command("audit_content", str(tmp_path))
    assert not list(tmp_path.iterdir())


def test_without_the_research_the_command_says_so(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"accounting\.csv"):
        call_command("audit_content", str(tmp_path), research=tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("suffix", [".md", ".csv"])
def test_documents_hold_no_handle_and_no_name_of_an_advertisement(suffix: str) -> None:
    paths = sorted(DOCS.rglob(f"*{suffix}"))
    assert paths
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            words = re.sub(r"https?://\S+", "", line)  # a post's number is no telephone number
            assert not HANDLE.search(words) and not holds_never(line), f"{path.name}: {line}"


# The content.


def test_every_name_and_answer_is_there_in_three_languages(rows: tuple[PackRow, ...]) -> None:
    missing = [
        f"{row.row.file}:{row.row.line}:{name}:{language}"
        for row in rows
        for name in ANSWERS.get(row.kind.name, ())
        for language in LANGUAGE_CODES
        if not row.content[column(name, language)]
    ]
    assert missing == []


def test_guides_have_their_prose_in_every_language(rows: tuple[PackRow, ...]) -> None:
    for row in of(rows, "guide"):
        assert all(row.content[column("body", language)] for language in LANGUAGE_CODES)


def test_no_page_is_mostly_fallback(rows: tuple[PackRow, ...]) -> None:
    texts = Counter(text.language for text in Checked(rows, dt.date(2026, 11, 22), {}).texts)
    assert len({texts[language] for language in BY_HAND}) == 1


def test_every_published_statement_has_a_citation(rows: tuple[PackRow, ...]) -> None:
    assert [row.row.line for row in rows if is_edition(row) and not row.content["citations"]] == []


@pytest.mark.parametrize(
    ("name", "least"), [("term", 40), ("faq", 60), ("factcheck", 40), ("expectedcase", 80)]
)
def test_there_is_enough(name: str, least: int, rows: tuple[PackRow, ...]) -> None:
    assert len(of(rows, name)) >= least


def test_expected_cases_cover_all_scenarios_and_ten_regions(rows: tuple[PackRow, ...]) -> None:
    cases = of(rows, "expectedcase")
    scenarios = {row.content["code"] for row in of(rows, "scenario")}
    assert len(scenarios) == 23
    assert {code for case in cases for code in case.content["outcomes"]} == scenarios
    assert len({case.content["region"] for case in cases}) >= 10


def test_every_scenario_has_a_guide_of_its_own(rows: tuple[PackRow, ...]) -> None:
    slugs = {row.content["slug"] for row in of(rows, "guide")}
    assert {row.content["code"] for row in of(rows, "scenario")} <= slugs


@pytest.mark.parametrize("outcome", ["yes", "conditional", "no", "needs", "none"])
def test_every_outcome_is_expected_somewhere(outcome: str, rows: tuple[PackRow, ...]) -> None:
    cases = of(rows, "expectedcase")
    assert any(outcome in case.content["outcomes"].values() for case in cases)
