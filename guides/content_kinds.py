"""The content files of this app: guides with their prose, questions, fact-checks, terms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from guides import models
from policies.languages import BY_HAND
from policies.models.one_form import normalised
from policies.pack.content_kinds import AREAS
from policies.pack.files import Row, read_text, refuse
from policies.pack.kinds import Content, RowKind
from policies.pack.layout import Area, Found, GroupedLists, ListFile, citations
from policies.pack.row_writer import to_row
from policies.pack.yaml_rows import read_yaml, write_yaml

GUIDE = RowKind(
    models.Guide,
    ("code", "slug", "position", "title", "summary", "scenarios", "review_by"),
    ("slug",),
    (citations(models.GuideCitation),),
    injected=("body",),
    plain=("summary",),
)
FAQ = RowKind(
    models.Faq,
    ("code", "slug", "question", "answer", "region", "scenario", "evidence", "review_by"),
    ("slug",),
    (citations(models.FaqCitation),),
    plain=("question", "answer"),
    spoken_of=("faq", "slug"),
)
FACT_CHECK = RowKind(
    models.FactCheck,
    (
        "code",
        "slug",
        "claim",
        "truth",
        "verdict",
        "finding",
        "seen_in",
        "regions",
        "instead",
        "review_by",
    ),
    ("slug",),
    (citations(models.FactCheckCitation),),
    plain=("claim", "truth", "finding"),
    spoken_of=("fact-check", "slug"),
)
TERM = RowKind(
    models.Term, ("slug", "name", "definition", "in_prose"), ("slug",), plain=("definition",)
)
NO_SCENARIO = "general"


@dataclass(frozen=True)
class GuideFiles:
    """A file of facts and a Markdown file a language for each guide."""

    folder: str
    kinds: ClassVar = (GUIDE,)
    languages: ClassVar = BY_HAND

    def read(self, root: Path) -> Iterator[Found]:
        for path in sorted((root / self.folder).glob("*.yaml")):
            name = f"{self.folder}/{path.name}"
            row = read_yaml(path, name)
            if not isinstance(row, Row) or row.get("slug") != path.stem:
                raise refuse(name, 1, "slug", f"应有 slug: {path.stem}。")
            bodies = {}
            for language in self.languages:
                body = path.with_suffix(f".{language}.md")
                if body.exists():
                    bodies[language] = normalised(read_text(body, f"{self.folder}/{body.name}"))
            row["body"] = {language: text for language, text in bodies.items() if text}
            yield GUIDE, row

    def write(self, contents: dict[str, list[Content]]) -> dict[str, str]:
        files = {}
        for content in contents["guide"]:
            path = f"{self.folder}/{content['slug']}"
            files[f"{path}.yaml"] = write_yaml(to_row(GUIDE, content))
            for language in self.languages:
                if text := content[f"body_{language.replace('-', '_')}"]:
                    files[f"{path}.{language}.md"] = text + "\n"
        return files


GUIDES = Area(
    "guides",
    Path(__file__).resolve().parent / "content",
    (
        ListFile("terms.yaml", TERM),
        GuideFiles("guides"),
        GroupedLists("faqs", FAQ, lambda row: row.get("scenario") or NO_SCENARIO),
        GroupedLists("fact_checks", FACT_CHECK, lambda row: row.get("instead") or NO_SCENARIO),
    ),
)


def register() -> None:
    """Make this app's content part of the pack; doing it again changes nothing."""
    if GUIDES not in AREAS:
        AREAS.append(GUIDES)
