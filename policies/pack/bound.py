"""Checks of prose that is bound to rules: what the rows of a pack refer to must be there."""

from __future__ import annotations

from collections.abc import Iterable

from policies import models
from policies.languages import BY_HAND, SOURCE
from policies.models.translated import column, referring_fields, translated_fields
from policies.pack.files import Finding
from policies.pack.kinds import Known
from policies.pack.parts import Part, parts
from policies.pack.refusals import PackRow
from policies.publishing.bound import claims_of, unquoted_figures
from policies.references import REFUSED_HERE, WRITTEN, faults


def text_finding(row: PackRow, name: str, language: str, message: str, at: int = 0) -> Finding:
    """A finding in a text of a row; `at` is the position of what is wrong. Prose that has a file of
    its own a language is pointed at there."""
    if name not in row.kind.injected:
        return row.row.finding(name, f"{language}：{message}")
    text = str(row.content[column(name, language)])
    file = f"{row.row.file.removesuffix('.yaml')}.{language}.md"
    return Finding(file, text[:at].count("\n") + 1, name, message)


def _faulty_references(rows: list[PackRow], known: Known) -> Iterable[Finding]:
    regions = known.of(models.Region) - {
        row.content["code"]
        for row in rows
        if row.kind.model is models.Region and row.content["successor"]
    }
    scenarios = known.of(models.Scenario)
    for row in rows:
        may_refer = referring_fields(row.kind.model)
        for name in translated_fields(row.kind.model):
            for language in BY_HAND:
                text = str(row.content.get(column(name, language)) or "")
                if name in may_refer:
                    for at, problem in faults(text, regions, scenarios):
                        yield text_finding(row, name, language, problem, at)
                elif WRITTEN.search(text):
                    yield text_finding(row, name, language, REFUSED_HERE)


def _wrong_alone(rows: list[PackRow], _known: Known) -> Iterable[Finding]:
    for row in rows:
        if claims := claims_of(row.kind.name):
            for name, problem in claims.alone(row.content):
                yield row.row.finding(name, problem)


def _unquoted_figures(rows: list[PackRow], _known: Known) -> Iterable[Finding]:
    for row in rows:
        if not issubclass(row.kind.model, models.Edition):
            continue
        found = list(unquoted_figures(row.kind.model, row.content))
        inside = _inside(row) if any(each.part for each in found) else {}
        for each in found:
            if each.part:
                yield inside[each.part, each.row].finding(each.field, f"{SOURCE}：{each.problem}")
            else:
                yield text_finding(row, each.field, SOURCE, each.problem, each.at)


def _inside(row: PackRow) -> dict[tuple[str, int], Part]:
    """The rows inside a row, by the relation that they stand in and their number in it."""
    _itself, *inside = parts(row)
    numbers = (
        (child.relation, number)
        for child in row.kind.children
        for number in range(len(row.content[child.relation]))
    )
    return dict(zip(numbers, inside, strict=True))


CHECKS = (_faulty_references, _wrong_alone, _unquoted_figures)
