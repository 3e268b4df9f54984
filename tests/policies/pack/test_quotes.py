"""Words that the shipped content quotes stand word for word in what the research recorded."""

from __future__ import annotations

import copy
import dataclasses
import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from policies.pack.recorded import Recorded, is_recorded, plain, read_recorded, unrecorded
from policies.pack.yaml_rows import read_yaml
from tests.shipped import shipped_rows

ROOT = Path(__file__).resolve().parents[3]
RESEARCH = ROOT / "docs" / "research"
FILES = sorted(
    file
    for folder in ("policies/content/regions", "guides/content")
    for file in (ROOT / folder).rglob("*.yaml")
)


@functools.cache
def recorded() -> Recorded:
    return read_recorded(RESEARCH)


def quoted(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        if value.get("quote"):
            yield str(value["source"]), str(value["quote"])
        for each in value.values():
            yield from quoted(each)
    elif isinstance(value, list):
        for each in value:
            yield from quoted(each)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_every_quote_stands_word_for_word_in_the_research(file: Path) -> None:
    unknown = {
        each for each in quoted(read_yaml(file, file.name)) if not is_recorded(*each, recorded())
    }
    assert unknown == set()


def rows_of(file: Path) -> list[dict[str, Any]]:
    """What a file says, statement by statement."""
    read = read_yaml(file, file.name)
    if isinstance(read, list):
        return read
    assert isinstance(read, dict), file.name
    return [row for key in ("policies", "procedures") for row in read.get(key, ())] or [read]


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_every_condition_and_every_citation_says_the_words_that_carry_it(file: Path) -> None:
    wordless = [
        row["text"]["zh-hans"]
        for statement in rows_of(file)
        for way in statement.get("ways", ())
        for row in way
        if not row.get("quote")
    ]
    wordless += [
        statement.get("slug") or statement["code"]
        for statement in rows_of(file)
        for each in statement.get("citations", ())
        if not each.get("quote")
    ]
    assert wordless == []


# A quote of a rule on one thing holds a word of that thing, or it carries something else.
SPOKEN_OF = {
    "death": "死亡|继承|去世|遗",
    "enlist": "入伍",
    "vaccine": "疫苗",
    "fitness": "健身",
    "commercial-insurance": "保险|保",
    "years-for-retirement": "年限|年",
    "short-years-at-retirement": "养老金|年龄|年限",
}


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_some_quote_of_a_statement_speaks_of_what_it_is_about(file: Path) -> None:
    elsewhere = [
        statement["code"]
        for statement in rows_of(file)
        if (words := SPOKEN_OF.get(str(statement.get("scenario", ""))))
        and "verdict" in statement
        and not any(
            re.search(words, str(each.get("quote", "")))
            for each in statement["citations"]
            if each["source"] != "nation-civil-code"
        )
    ]
    assert elsewhere == []


IDENTITY = "身份|证件|社保卡|凭证|人脸|户口"
# Words of the source that ask for a paper. What stands here for no paper is asked for by identity.
ASKING = {
    "account-clearance-batch-form": "清退批量",
    "bank-account": "银行",
    "cremation-certificate": "火化",
    "court-declaration-of-death": "宣告死亡",
    "death-certificate": "死亡",
    "employer-integrity-undertaking": "承诺书",
    "employer-publicmed-statement": "单位需提供",
    "exit-proof": "出境证明",
    "give-up-statement": "主动放弃的|情况说明",
    "heirs-undertaking": "承诺书",
    "household-deregistration": "户口注销",
    "insurance-certificate": "参保凭证",
    "insurance-end-batch-form": "终止参保",
    "kinship-proof": "关系证明|医学证明",
    "kinship-undertaking": "承诺书",
    "leaving-job-proof": "离职证明",
    "marriage-certificate": "结婚证",
    "nationality-cancellation-proof": "国籍",
    "pension-assessment-form": "核定表",
    "power-of-attorney": "委托书|授权",
    "settlement-abroad-proof": "移民",
    "transfer-contact-letter": "联系函",
    "withdrawal-application-form": "申请表",
    "written-undertaking": "承诺书",
}


def unasked(procedure: dict[str, Any]) -> list[str]:
    """Papers of a procedure that no quote of it asks for."""
    quotes = " ".join(each["quote"] for each in procedure["citations"])
    papers = [each["material"] for each in procedure.get("requirements", ())]
    return [paper for paper in papers if not re.search(ASKING.get(paper, IDENTITY), quotes)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_source_asks_for_every_paper(file: Path) -> None:
    procedures = [each for each in rows_of(file) if "channel" in each]
    without = {each["code"]: papers for each in procedures if (papers := unasked(each))}
    assert without == {}


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_source_says_every_number_of_days(file: Path) -> None:
    unsaid = [
        (statement["code"], name)
        for statement in rows_of(file)
        for name in ("time_limit_days", "statutory_days", "promised_days")
        if (days := statement.get(name))
        and not any(f"{days}个工作日" in plain(each["quote"]) for each in statement["citations"])
    ]
    assert unsaid == []


def test_words_that_nobody_recorded_are_noticed() -> None:
    law, known = "nation-social-insurance-law", recorded()
    assert is_recorded(law, "职工应当参加职工基本医疗保险…由用人单位和职工", known)
    assert not is_recorded(law, "职工可以参加职工基本医疗保险", known)
    assert not is_recorded("nation-civil-code", "职工应当参加职工基本医疗保险", known)
    assert not is_recorded(law, "…", known)


@pytest.mark.parametrize(
    "changed",
    [
        "职工应当参加，职工基本医疗保险",
        "职工应当参加职工基本养老保险",
        "职工不应当参加职工基本医疗保险",
    ],
)
def test_a_quote_that_differs_by_a_mark_is_refused_where_it_stands(changed: str) -> None:
    rows = shipped_rows()
    assert not list(unrecorded(rows, recorded()))
    row = next(each for each in rows if each.code == "CQPNS")
    content = copy.deepcopy(row.content)
    content["citations"][-1]["quote"] = changed
    (found,) = unrecorded([dataclasses.replace(row, content=content)], recorded())
    assert (found.file, found.column) == ("regions/511100.yaml", "quote")
    assert found.row > row.row.line and changed in found.message


def test_a_garbled_sentence_was_read_back_byte_by_byte() -> None:
    """The reprint seen lost one byte of GBK: every pair after it is of two halves."""
    seen = "禾峁┥昵肴艘奖5缱悠局ぁ⑸绫?ā⒕用裆矸葜さ扔行矸葜ぜ?"
    told = "提供申请人医保电子凭证、社保卡、居民身份证等有效身份证件"
    assert is_recorded("quanzhou-withdrawal-guide", told, recorded())
    one_off = f"：{told}。".encode("gbk")[1:]
    pairs = (one_off[at : at + 2] for at in range(0, len(one_off), 2))
    halves = "".join(pair.decode("gbk", "ignore") for pair in pairs)
    assert halves.replace("５", "5").replace("？", "") == seen.replace("?", "")
