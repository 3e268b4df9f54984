"""What is wrong with prose that is bound to rules, before it may be published."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from policies.languages import BY_CODE, CODES
from policies.models import Edition, Region, Scenario
from policies.models.translated import column, texts_that_refer, translated_fields
from policies.references import REFUSED_HERE, WRITTEN, faults, references

Fault = tuple[str, str, str]  # the field, the language, what is wrong


def reference_faults(edition: Edition) -> Iterator[Fault]:
    """References of an edition that lead nowhere. Two queries, none where it has none."""
    texts = texts_that_refer(edition)
    named = references(texts.values())
    regions = _codes(Region.objects.filter(successor=None), {each.region for each in named})
    scenarios = _codes(Scenario.objects.all(), {each.scenario for each in named})
    for (field, language), text in texts.items():
        for _at, problem in faults(text, regions, scenarios):
            yield field, language, problem
    for field in translated_fields(type(edition)):
        for language in CODES:
            text = getattr(edition, column(field, language)) or ""
            if (field, language) not in texts and WRITTEN.search(text):
                yield field, language, REFUSED_HERE


def reference_blockers(edition: Edition) -> list[str]:
    """The same as sentences, each named by the field and its languages in the form."""
    where: dict[tuple[str, str], list[str]] = {}
    for field, language, problem in reference_faults(edition):
        where.setdefault((field, problem), []).append(BY_CODE[language].tab)
    return [
        f"“{edition._meta.get_field(field).verbose_name}”（{'、'.join(tabs)}）：{problem}"  # type: ignore[union-attr]
        for (field, problem), tabs in where.items()
    ]


def _codes(rows: QuerySet[Region] | QuerySet[Scenario], wanted: set[str]) -> set[str]:
    """Of some codes those that rows have. One query, none for none."""
    asked = wanted - {""}
    return set(rows.filter(code__in=asked).values_list("code", flat=True)) if asked else set()
