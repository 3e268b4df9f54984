"""What is wrong with prose that is bound to rules, before it may be published.

An app whose editions claim something about rules registers how that is checked (`check_claims`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db import models
from django.utils import timezone

from policies.languages import BY_CODE, CODES, SOURCE
from policies.models import Edition, Scenario
from policies.models.canonical import Content, is_loaded, part_model
from policies.models.translated import (
    column,
    quoted_fields,
    texts_that_refer,
    translated_fields,
)
from policies.references import REFUSED_HERE, WRITTEN, faults, references
from policies.rules.referred import dead, referred
from policies.rules.rows import Problem
from policies.rules.rulecheck.measures import figures, unquoted

Place = tuple[str, str]  # a field and a language
Fault = tuple[str, str, str]  # the same, and what is wrong


@dataclass(frozen=True, slots=True)
class Claims:
    """How what a kind of edition claims about rules is checked: alone, and against the rules that
    are in force on a day, as known at an instant."""

    alone: Callable[[Content], Iterable[Problem]]
    by_rules: Callable[[Content, dt.date, dt.datetime], Iterable[Problem]]


_claims: dict[str, Claims] = {}


def check_claims(model: type[Edition], claims: Claims) -> None:
    """Check editions of a kind this way from now on."""
    _claims[str(model._meta.model_name)] = claims


def claims_of(kind: str) -> Claims | None:
    """How what a kind claims is checked, by the name of its model; None if it claims nothing."""
    return _claims.get(kind)


def text_faults(edition: Edition, start: dt.datetime) -> list[Fault]:
    """What is wrong with the prose of an edition that is to be published at an instant.

    Three queries where it names rules, and those of what it claims about them.
    """
    texts, on = texts_that_refer(edition), timezone.localdate(start)
    named = references(texts.values())
    scenarios = Scenario.objects.filter(code__in={each.scenario for each in named}) if named else ()
    known = referred(named, scenarios, on=on, at=start)
    found = [
        (field, language, problem)
        for (field, language), text in texts.items()
        for _at, problem in (*faults(text, known.regions, known.scenarios), *dead(text, known))
    ]
    found += _where_none_may_stand(edition, texts)
    found += _unquoted(edition)
    if claims := claims_of(str(edition._meta.model_name)):
        content = edition.content()
        wrong = list(claims.alone(content)) or claims.by_rules(content, on, start)
        found += [(field, SOURCE, problem) for field, problem in wrong]
    return found


@dataclass(frozen=True, slots=True)
class Unquoted:
    """A figure of an edition that none of its quotes holds: in a field of its own, or of a row of
    one of its parts (the name of the relation; `row` counts from 0), at a position."""

    part: str
    row: int
    field: str
    at: int
    problem: str


def unquoted_figures(model: type[Edition], content: Content) -> Iterator[Unquoted]:
    """Figures in the prose of an edition and its parts that no quote of a citation or row holds."""
    rows: list[tuple[str, int, type[models.Model], Content]] = [("", 0, model, content)]
    rows += [
        (relation, number, part_model(model, relation), part)
        for relation in getattr(model, "parts", ())
        for number, part in enumerate(content.get(relation, ()))
    ]
    quotes = [str(row["quote"]) for _part, _number, _model, row in rows if row.get("quote")]
    for part, number, kind, row in rows:
        for field in quoted_fields(kind):
            for at, problem in unquoted(str(row.get(column(field, SOURCE)) or ""), quotes):
                yield Unquoted(part, number, field, at, problem)


def _unquoted(edition: Edition) -> Iterator[Fault]:
    """Figures that no quote of the edition holds. A form that has not read the rows of the parts
    asks about the fields of its own only, and nothing of the database where they have no figure."""
    if not is_loaded(edition) and not _has_figures(edition):
        return
    for each in unquoted_figures(type(edition), edition.loaded().content()):
        if each.part:
            yield each.part, SOURCE, f"第{each.row + 1}行：{each.problem}"
        else:
            yield each.field, SOURCE, each.problem


def _has_figures(edition: Edition) -> bool:
    texts = (getattr(edition, column(name, SOURCE)) for name in quoted_fields(type(edition)))
    return any(True for text in texts for _figure in figures(text or ""))


def text_blockers(edition: Edition, start: dt.datetime) -> list[str]:
    """The same as sentences, each named by the field and its languages in the form."""
    where: dict[tuple[str, str], list[str]] = {}
    for field, language, problem in text_faults(edition, start):
        where.setdefault((field, problem), []).append(BY_CODE[language].tab)
    return [_named(edition, *place, tabs) for place, tabs in where.items()]


def _named(edition: Edition, field: str, problem: str, tabs: list[str]) -> str:
    if field in getattr(edition, "parts", ()):
        name = part_model(type(edition), field)._meta.verbose_name
    else:
        name = edition._meta.get_field(field).verbose_name  # type: ignore[union-attr]
    languages = f"（{'、'.join(tabs)}）" if field in translated_fields(type(edition)) else ""
    return f"“{name}”{languages}：{problem}"


def _where_none_may_stand(edition: Edition, texts: Collection[Place]) -> Iterator[Fault]:
    for field in translated_fields(type(edition)):
        for language in CODES:
            text = getattr(edition, column(field, language)) or ""
            if (field, language) not in texts and WRITTEN.search(text):
                yield field, language, REFUSED_HERE
