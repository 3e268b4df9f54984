"""Which file holds which rows; each layout reads its files and writes them back the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Protocol

from policies import models
from policies.models.translated import column
from policies.pack.files import (
    ContentRefused,
    Finding,
    Row,
    read_csv,
    read_yaml,
    write_csv,
    write_yaml,
)
from policies.pack.rows import LANGUAGE_CODES, Children, Content, RowKind, to_row
from policies.traditional import to_traditional

Found = tuple[RowKind, Row]

CITATION_KEYS = ("source", "locator", "quote", "seen_on")


def citations(model: type[Any]) -> Children:
    """The citations of an edition, as a file shows them."""
    return Children("citations", "citations", RowKind(model, CITATION_KEYS))


REGION = RowKind(
    models.Region, ("code", "level", "parent", "name", "aliases", "successor"), ("code",)
)
SCENARIO = RowKind(models.Scenario, ("code", "kind", "name", "question", "summary"), ("code",))
OPTION = RowKind(models.Option, ("code", "text"), ("code",))
QUESTION = RowKind(
    models.Question,
    ("code", "text", "hint", "where_to_find_out", "changeable", "pin"),
    ("code",),
    (Children("options", "options", OPTION),),
)
COMBINATION = RowKind(models.ImpossibleCombination, ("options", "why"), ("options",))
MATERIAL = RowKind(models.Material, ("code", "name", "how_to_get"), ("code",))
CONTACT = RowKind(models.Contact, ("code", "name", "phone", "region", "scope"), ("code",))
SOURCE = RowKind(
    models.Source,
    (
        "code", "title", "issuer", "doc_number", "kind", "url", "issued_on", "effective_from",
        "effective_to", "retrieved_on", "sha256", "notes",
    ),
    ("code",),
)  # fmt: skip
CONDITION = RowKind(
    models.Condition,
    ("question", "accepts", "text_if_unmet", "source"),
    renamed={"accepts": "accepted"},
)
POLICY = RowKind(
    models.Policy,
    (
        "code", "scenario", "verdict", "evidence", "effective_from", "effective_to",
        "time_limit_days", "review_by", "answer", "conditions", "conditions_modelled",
    ),
    ("region", "scenario", "effective_from"),
    (
        citations(models.PolicyCitation),
        Children("ways", "conditions_in_ways", CONDITION, shape="ways"),
    ),
    injected=("region",),
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
)  # fmt: skip
EXPECTED_CASE = RowKind(
    models.ExpectedCase,
    ("on", "event", "answers", "outcomes", "why"),
    ("region", "on", "event", "answers"),
    injected=("region",),
)


class Layout(Protocol):
    """Reads the files of one part of the pack and writes them."""

    @property
    def kinds(self) -> tuple[RowKind, ...]: ...

    def read(self, root: Path) -> Iterator[Found]: ...

    def write(self, contents: dict[str, list[Content]]) -> dict[str, str]: ...


def refuse(file: str, row: int, column: str, message: str) -> ContentRefused:
    return ContentRefused([Finding(file, row, column, message)])


def rows_of(value: Any, file: str) -> list[Row]:
    """The rows of a file that is a list. Raises ContentRefused for any other shape."""
    if not isinstance(value, list) or not all(isinstance(item, Row) for item in value):
        raise refuse(file, 1, "-", "这个文件应该是一个列表，每一项是 {键: 值}。")
    return value


@dataclass(frozen=True)
class RegionsCsv:
    """All divisions in one table."""

    path: str
    kinds: ClassVar = (REGION,)
    columns: ClassVar = (
        "code", "level", "parent", "name_zh_hans", "name_zh_hant", "name_en", "aliases", "successor"
    )  # fmt: skip

    def read(self, root: Path) -> Iterator[Found]:
        for row in read_csv(root / self.path, self.path, self.columns):
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
        return {self.path: write_csv(rows, self.columns)}


@dataclass(frozen=True)
class ListFile:
    """One file that is a list of rows of one kind."""

    path: str
    kind: RowKind

    @property
    def kinds(self) -> tuple[RowKind, ...]:
        return (self.kind,)

    def read(self, root: Path) -> Iterator[Found]:
        for row in rows_of(read_yaml(root / self.path, self.path), self.path):
            yield self.kind, row

    def write(self, contents: dict[str, list[Content]]) -> dict[str, str]:
        rows = [to_row(self.kind, content) for content in contents[self.kind.name]]
        return {self.path: write_yaml(rows)}


@dataclass(frozen=True)
class GroupedLists:
    """A folder of lists; `group` says which file a row belongs in."""

    folder: str
    kind: RowKind
    group: Callable[[Content], str]

    @property
    def kinds(self) -> tuple[RowKind, ...]:
        return (self.kind,)

    def read(self, root: Path) -> Iterator[Found]:
        for path in sorted((root / self.folder).glob("*.yaml")):
            name = f"{self.folder}/{path.name}"
            for row in rows_of(read_yaml(path, name), name):
                if self.group(row) != path.stem:
                    where = f"{self.folder}/{self.group(row)}.yaml"
                    raise refuse(name, row.line, "-", f"这一行应该放在 {where}。")
                yield self.kind, row

    def write(self, contents: dict[str, list[Content]]) -> dict[str, str]:
        files: dict[str, list[Any]] = {}
        for content in contents[self.kind.name]:
            path = f"{self.folder}/{self.group(content)}.yaml"
            files.setdefault(path, []).append(to_row(self.kind, content))
        return {path: write_yaml(rows) for path, rows in files.items()}


@dataclass(frozen=True)
class RegionFiles:
    """A folder with one file a region; each section of a file is a list of one kind."""

    folder: str
    sections: tuple[tuple[str, RowKind], ...]

    @property
    def kinds(self) -> tuple[RowKind, ...]:
        return tuple(kind for _, kind in self.sections)

    def read(self, root: Path) -> Iterator[Found]:
        for path in sorted((root / self.folder).glob("*.yaml")):
            name = f"{self.folder}/{path.name}"
            top = read_yaml(path, name)
            if not isinstance(top, Row) or top.get("region") != path.stem:
                raise refuse(name, 1, "region", f'第一项应为 region: "{path.stem}"。')
            for key in top.keys() - {"region"} - {section for section, _ in self.sections}:
                raise refuse(name, top.lines[key], key, "不认识这一项。")
            for section, kind in self.sections:
                for row in rows_of(top.get(section, []), name):
                    if "region" in row:
                        raise refuse(name, row.line, "region", "地区只写在文件开头。")
                    row["region"] = path.stem
                    yield kind, row

    def write(self, contents: dict[str, list[Content]]) -> dict[str, str]:
        files: dict[str, dict[str, Any]] = {}
        for section, kind in self.sections:
            for content in contents[kind.name]:
                region = content["region"]
                file = files.setdefault(f"{self.folder}/{region}.yaml", {"region": region})
                file.setdefault(section, []).append(to_row(kind, content))
        return {path: write_yaml(rows) for path, rows in files.items()}


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
            row = to_row(COMBINATION, content)
            pairs = [reference.split("=") for reference in row.pop("options")]
            combinations.append({"answers": dict(pairs), **row})
        rows = {
            "questions": [to_row(QUESTION, content) for content in contents["question"]],
            "impossible_combinations": combinations,
        }
        return {self.path: write_yaml(rows)}


@dataclass(frozen=True)
class Area:
    """The content of one app: its folder and the layouts in it, in the order of loading."""

    name: str
    folder: Path
    layouts: tuple[Layout, ...]


POLICIES = Area(
    "policies",
    Path(__file__).resolve().parents[1] / "content",
    (
        RegionsCsv("regions.csv"),
        ListFile("scenarios.yaml", SCENARIO),
        QuestionsFile("questions.yaml"),
        ListFile("materials.yaml", MATERIAL),
        ListFile("contacts.yaml", CONTACT),
        GroupedLists("sources", SOURCE, lambda row: str(row.get("code", "")).partition("-")[0]),
        RegionFiles("regions", (("policies", POLICY), ("procedures", PROCEDURE))),
        RegionFiles("expected_cases", (("cases", EXPECTED_CASE),)),
    ),
)
AREAS: list[Area] = [POLICIES]
