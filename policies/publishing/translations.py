"""Whether an edition says the same in every language: what of it is missing or out of date.

What counts is what a reader acts on, of the edition, of its parts and of the shared rows that these
use. A language may be left out by whoever approves: it then falls back to the source, and no page
says that it speaks it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _

from policies.languages import BY_CODE
from policies.models import Edition
from policies.models.canonical import part_model
from policies.models.made_from import CONVERTERS, TARGETS, Standing
from policies.models.translated import TranslatedModel, column, verdict_fields

AT_FAULT = (Standing.OUT_OF_DATE, Standing.MISSING)


@dataclass(frozen=True, slots=True)
class Fault:
    """A text that a reader acts on and that is missing or out of date in a language."""

    language: str
    standing: Standing
    row: TranslatedModel
    field: str

    def __str__(self) -> str:
        return f"{self.what}（{self.standing.label}）"

    @property
    def what(self) -> str:
        """Which text it is, in the words of editors."""
        own = str(self.row._meta.get_field(self.field).verbose_name)  # type: ignore[union-attr]
        if isinstance(self.row, Edition):
            return own
        return f"{self.row._meta.verbose_name}“{self.row}”的{own}"


def translation_faults(edition: Edition) -> list[Fault]:
    """Everything of an edition, and of what it uses, that is at fault in some language.

    A fixed number of queries: one for each kind of part, and for what each kind uses.
    """
    return [
        Fault(language, standing, row, field)
        for row in dict.fromkeys(_rows(edition))
        for field in verdict_fields(type(row))
        for language in TARGETS
        if (standing := row.standing_of(field, language)) in AT_FAULT and standing
    ]


def languages_at_fault(faults: Collection[Fault]) -> list[str]:
    """The languages in which something is at fault, in the order of the site."""
    found = {fault.language for fault in faults}
    return [language for language in TARGETS if language in found]


def translation_blockers(edition: Edition, left_out: Collection[str]) -> list[str]:
    """Why an edition cannot be published with these languages left out: a reason a language."""
    unknown = sorted(set(left_out) - set(TARGETS))
    blockers = [_("没有这种语言可以先不发布：%s。") % "、".join(unknown)] if unknown else []
    faults = [each for each in translation_faults(edition) if each.language not in left_out]
    return blockers + [
        _("%(faults)s。请补上译文，或者勾选“%(name)s 先不发布”。")
        % {"faults": told(faults, language), "name": BY_CODE[language].tab}
        for language in languages_at_fault(faults)
    ]


def translation_warnings(edition: Edition) -> list[str]:
    """What the author of an edition should mend before a second person looks at it."""
    faults = translation_faults(edition)
    return [
        _("%s。补上之前，批准的人只能选择先不发布这种语言。") % told(faults, language)
        for language in languages_at_fault(faults)
    ]


def own_rows(edition: Edition) -> list[TranslatedModel]:
    """An edition and its parts, without the shared rows that they use."""
    return [edition, *_parts(edition)]


def convert_missing(edition: Edition) -> None:
    """Store the conversions that an edition still lacks: of rows older than conversions were."""
    for row in own_rows(edition):
        for field in verdict_fields(type(row)):
            if any(row.standing_of(field, code) == Standing.MISSING for code in CONVERTERS):
                row.save(update_fields=[column(field, code) for code in CONVERTERS])


def told(faults: Collection[Fault], language: str) -> str:
    """What is at fault in a language, in words."""
    mine = [str(fault) for fault in faults if fault.language == language]
    return f"{BY_CODE[language].tab} 有 {len(mine)} 处不能用：{'；'.join(mine)}"


def _rows(edition: Edition) -> Iterator[TranslatedModel]:
    """An edition, its parts, and the shared rows that its parts use, if they are translated."""
    yield edition
    for part in _parts(edition):
        yield part
        for name, is_many in _used(type(part)):
            value = getattr(part, name)
            yield from value.all() if is_many else [value] if value else []


def _parts(edition: Edition) -> Iterator[TranslatedModel]:
    """The parts of an edition that are translated, or use what is."""
    for relation in edition.parts:
        model = part_model(edition.__class__, relation)
        used = [name for name, _is_many in _used(model)]
        if used or verdict_fields(model):
            paths = [relation, *(f"{relation}__{name}" for name in used)]
            models.prefetch_related_objects([edition], *paths)
            yield from getattr(edition, relation).all()


def _used(model: type[models.Model]) -> list[tuple[str, bool]]:
    """The relations of a part to translated rows: its question, options, material."""
    links = [f for f in (*model._meta.concrete_fields, *model._meta.many_to_many) if f.is_relation]
    return [
        (link.name, bool(link.many_to_many))
        for link in links
        if link.name != getattr(model, "parent_link", "")
        and isinstance(link.related_model, type)
        and verdict_fields(link.related_model)
    ]
