"""What is wrong with prose that is bound to rules, before it may be published.

An app whose editions claim something about rules registers how that is checked (`check_claims`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from django.utils import timezone

from policies.languages import BY_CODE, CODES, SOURCE
from policies.models import Edition, Scenario
from policies.models.canonical import Content
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


def _unquoted(edition: Edition) -> Iterator[Fault]:
    """Figures that no quote of the edition's citations holds. One query where it has figures."""
    texts = {
        field: getattr(edition, column(field, SOURCE)) or ""
        for field in quoted_fields(type(edition))
    }
    if any(True for text in texts.values() for _figure in figures(text)):
        quotes = [each.quote or "" for each in edition.citations.all()]  # type: ignore[attr-defined]
        for field, text in texts.items():
            yield from ((field, SOURCE, problem) for _at, problem in unquoted(text, quotes))


def text_blockers(edition: Edition, start: dt.datetime) -> list[str]:
    """The same as sentences, each named by the field and its languages in the form."""
    where: dict[tuple[str, str], list[str]] = {}
    for field, language, problem in text_faults(edition, start):
        where.setdefault((field, problem), []).append(BY_CODE[language].tab)
    return [_named(edition, *place, tabs) for place, tabs in where.items()]


def _named(edition: Edition, field: str, problem: str, tabs: list[str]) -> str:
    name = edition._meta.get_field(field).verbose_name  # type: ignore[union-attr]
    languages = f"（{'、'.join(tabs)}）" if field in translated_fields(type(edition)) else ""
    return f"“{name}”{languages}：{problem}"


def _where_none_may_stand(edition: Edition, texts: Collection[Place]) -> Iterator[Fault]:
    for field in translated_fields(type(edition)):
        for language in CODES:
            text = getattr(edition, column(field, language)) or ""
            if (field, language) not in texts and WRITTEN.search(text):
                yield field, language, REFUSED_HERE
