"""The content files of this app: regions, scenarios, the wizard's words, sources, policies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from policies import models
from policies.languages import BY_HAND
from policies.models.translated import column, columns
from policies.pack.files import Row, read_csv, refuse, write_csv
from policies.pack.kinds import LANGUAGE_CODES, Children, Content, RowKind
from policies.pack.layout import (
    Area,
    Found,
    GroupedLists,
    ListFile,
    RegionFiles,
    citations,
    rows_of,
)
from policies.pack.row_writer import to_row
from policies.pack.yaml_rows import read_yaml, write_yaml
from policies.traditional import to_traditional

REGION = RowKind(
    models.Region, ("code", "level", "parent", "name", "aliases", "successor"), ("code",)
)
FORMER_DIVISION = RowKind(
    models.FormerDivision,
    ("code", "name", "level", "known_from", "known_until", "became", "source"),
    ("code",),
)
SCENARIO = RowKind(
    models.Scenario,
    ("code", "kind", "name", "question", "summary"),
    ("code",),
    plain=("question", "summary"),
)
OPTION = RowKind(
    models.Option, ("code", "text", "changeable", "residual", "not_in_municipality"), ("code",)
)
QUESTION = RowKind(
    models.Question,
    ("code", "text", "hint", "where_to_find_out", "changeable", "pin"),
    ("code",),
    (Children("options", "options", OPTION),),
)
COMBINATION = RowKind(models.ImpossibleCombination, ("options", "why"), ("options",))
MATERIAL = RowKind(models.Material, ("code", "name", "how_to_get"), ("code",))
CONTACT = RowKind(
    models.Contact,
    ("code", "name", "phone", "region", "scope"),
    ("code",),
    spoken_of=("contact", "code"),
)
ABSENCE = RowKind(
    models.Absence,
    ("code", "region", "looked_on", "where", "asked", "record", "scenarios"),
    ("code",),
    plain=("where", "asked"),
    spoken_of=("absence", "code"),
)
SOURCE = RowKind(
    models.Source,
    (
        "code", "title", "issuer", "doc_number", "kind", "url", "issued_on", "effective_from",
        "effective_to", "retrieved_on", "sha256", "notes",
    ),
    ("code",),
    spoken_of=("source", "code"),
)  # fmt: skip
CONDITION = RowKind(
    models.Condition,
    (
        "text", "question", "accepts", "unclear", "text_if_unmet", "text_if_unclear",
        "where_to_find_out", "source", "locator", "quote",
    ),
    renamed={"accepts": "accepted"},
    plain=("text", "text_if_unmet", "text_if_unclear", "where_to_find_out"),
)  # fmt: skip
POLICY = RowKind(
    models.Policy,
    (
        "code", "scenario", "verdict", "evidence", "effective_from", "effective_to",
        "time_limit_days", "review_by", "covers", "passes_down", "answer", "notes", "conditions",
        "conditions_modelled",
    ),
    ("region", "scenario", "effective_from"),
    (
        citations(models.PolicyCitation),
        Children("ways", "conditions_in_ways", CONDITION, shape="ways"),
    ),
    injected=("region",),
    plain=("answer",),
    spoken_of=("policy", "region", "scenario"),
)  # fmt: skip
PROCEDURE = RowKind(
    models.Procedure,
    (
        "code", "scenario", "channel", "item_name", "item_code", "who_may_apply", "handled_by",
        "place", "hours", "phone", "entrance_url", "statutory_days", "promised_days", "fee",
        "visits", "result", "complaints_phone", "offline_help", "review_by", "evidence",
    ),
    ("region", "scenario", "channel", "item_name_zh_hans"),
    (
        citations(models.ProcedureCitation),
        Children("steps", "steps", RowKind(models.Step, ("text",)), shape="texts"),
        Children(
            "requirements",
            "requirements",
            RowKind(models.Requirement, ("material", "originals", "copies", "when", "any_of")),
        ),
    ),
    injected=("region",),
    spoken_of=("procedure", "region", "scenario", "channel"),
)  # fmt: skip
EXPECTED_CASE = RowKind(
    models.ExpectedCase,
    ("on", "event", "answers", "outcomes", "why"),
    ("region", "on", "event", "answers"),
    injected=("region",),
)


@dataclass(frozen=True)
class RegionsCsv:
    """All divisions in one table."""

    path: str
    kinds: ClassVar = (REGION,)
    columns: ClassVar = ("code", "level", "parent", *columns("name"), "aliases", "successor")
    # A language without a name has no column.
    translated: ClassVar = tuple(column("name", code) for code in BY_HAND[1:])

    def read(self, root: Path) -> Iterator[Found]:
        for row in read_csv(root / self.path, self.path, self.columns, self.translated):
            names = {code: row.pop(column("name", code), "") for code in LANGUAGE_CODES}
            row["name"] = {language: name for language, name in names.items() if name}
            yield REGION, row

    def write(self, contents: dict[str, list[Content]]) -> dict[str, str]:
        rows = []
        for content in sorted(contents["region"], key=lambda c: str(c["code"])):
            row = {name: content.get(name) or "" for name in self.columns}
            if row["name_zh_hant"] == to_traditional(row["name_zh_hans"]):
                row["name_zh_hant"] = ""
            rows.append(row)
        empty = {name for name in self.translated if not any(row[name] for row in rows)}
        return {self.path: write_csv(rows, tuple(c for c in self.columns if c not in empty))}


@dataclass(frozen=True)
class QuestionsFile:
    """The wizard's vocabulary: questions with their options, and what cannot be."""

    path: str
    kinds: ClassVar = (QUESTION, COMBINATION)

    def read(self, root: Path) -> Iterator[Found]:
        top = read_yaml(root / self.path, self.path)
        if not isinstance(top, Row) or not set(top) <= {"questions", "impossible_combinations"}:
            raise refuse(self.path, 1, "-", "应有 questions 和 impossible_combinations 两项。")
        for row in rows_of(top.get("questions"), self.path):
            yield QUESTION, row
        for row in rows_of(top.get("impossible_combinations", []), self.path):
            answers = row.pop("answers", None)
            if not isinstance(answers, Row):
                raise refuse(self.path, row.line, "answers", "要写成 {问题: 选项}。")
            row["options"] = [f"{question}={option}" for question, option in answers.items()]
            yield COMBINATION, row

    def write(self, contents: dict[str, list[Content]]) -> dict[str, str]:
        combinations = []
        for content in contents["impossiblecombination"]:
            answers = dict(reference.split("=") for reference in content["options"])
            combinations.append(
                {"answers": answers, **to_row(COMBINATION, {**content, "options": []})}
            )
        rows = {
            "questions": [to_row(QUESTION, content) for content in contents["question"]],
            "impossible_combinations": combinations,
        }
        return {self.path: write_yaml(rows)}


POLICIES = Area(
    "policies",
    Path(__file__).resolve().parents[1] / "content",
    (
        RegionsCsv("regions.csv"),
        GroupedLists("former_divisions", FORMER_DIVISION, lambda row: str(row.get("code"))[:2]),
        ListFile("scenarios.yaml", SCENARIO),
        QuestionsFile("questions.yaml"),
        ListFile("materials.yaml", MATERIAL),
        ListFile("contacts.yaml", CONTACT),
        GroupedLists("absences", ABSENCE, lambda row: str(row.get("region", ""))),
        GroupedLists("sources", SOURCE, lambda row: str(row.get("code", "")).partition("-")[0]),
        RegionFiles("regions", (("policies", POLICY), ("procedures", PROCEDURE))),
        RegionFiles("expected_cases", (("cases", EXPECTED_CASE),)),
    ),
)
AREAS: list[Area] = [POLICIES]
