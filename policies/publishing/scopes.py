"""How far one person's roles reach, for rows of the database; the rule itself is in `reach`.

Whoever has no scope reaches everywhere; superusers always do.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from operator import or_
from typing import TYPE_CHECKING, TypeVar, cast

from django.db import models

from policies.languages import BY_CODE
from policies.models import EditionChild, Proposal, Region, Scenario
from policies.models.plain import shared_models
from policies.models.scope import Duty, Scope
from policies.models.translated import columns, translated_fields
from policies.publishing.reach import Grant, Subject, sees, why_not
from policies.publishing.reported import is_report
from policies.publishing.seen_by import SCENARIO_LINKS, path_to, seen_by
from policies.rules.regions import with_lineage

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

    Person = User | AnonymousUser

Row = TypeVar("Row", bound=models.Model)
Blockers = TypeVar("Blockers", bound=Callable[..., list[str]])
ELSEWHERE = Subject(("elsewhere",))  # a place that no grant names
# Kinds of shared rows that everybody may propose anew, since a local rule may need one.
NEW_FOR_ALL = ("policies.source", "policies.material")


def refusals(
    user: Person | None, row: models.Model, duty: str, languages: Collection[str] | None = None
) -> list[str]:
    """Why this person may not do this to a stored row, or to one as it would be stored. No query
    for whoever has no scope, once that is known."""
    grants = grants_of(user)
    if grants and is_report(type(row)):
        return _refusals_of_report(grants, row, duty, languages)
    if not grants or (
        _is_new(row) and row._meta.label_lower in NEW_FOR_ALL and may_add(user, type(row))
    ):
        return []
    return why_not(grants, subject_of(row), duty, languages)


def _refusals_of_report(
    grants: tuple[Grant, ...],
    report: models.Model,
    duty: str,
    languages: Collection[str] | None,
) -> list[str]:
    """Why somebody may not answer a report. Whoever sees it may, as far as duties and languages
    go; a query a grant and kind of edition."""
    stored = type(report)._base_manager.filter(pk=report.pk)
    here = [grant for grant in grants if stored.filter(seen_by(grant, type(report))).exists()]
    anywhere = [replace(grant, regions=frozenset(), scenarios=frozenset()) for grant in here]
    return why_not(anywhere or grants, Subject() if here else ELSEWHERE, duty, languages)


def _is_new(row: models.Model) -> bool:
    """Whether a row is not public yet."""
    return row.pk is None or bool(getattr(row, "awaits_approval", False))


def within(duty: Duty) -> Callable[[Blockers], Blockers]:
    """Before what stands in the way of a verb, that the edition is out of somebody's reach.

    A verb of writing changes no text by itself, so a translator may use it; one that publishes
    publishes every language.
    """
    languages = () if duty == Duty.WRITE else None

    def decorated(blockers: Blockers) -> Blockers:
        @functools.wraps(blockers)
        def scoped(edition: models.Model, *, by: Person | None, **given: object) -> list[str]:
            return refusals(by, edition, duty, languages) + blockers(edition, by=by, **given)

        return cast(Blockers, scoped)

    return decorated


def may_see(user: Person | None, row: models.Model) -> bool:
    """Whether this person may see a row."""
    grants = grants_of(user)
    return not grants or any(sees(grant, subject_of(row)) for grant in grants)


def may_add(user: Person | None, model: type[models.Model]) -> bool:
    """Whether this person may ever write a new row of a kind."""
    grants = grants_of(user)
    is_placed = path_to(model, Region) == "region" or model._meta.label_lower in NEW_FOR_ALL
    return not grants or any(
        not grant.languages
        and (not grant.duties or Duty.WRITE in grant.duties)
        and (is_placed or not (grant.regions or grant.scenarios))
        for grant in grants
    )


def languages_of(model: type[models.Model], names: Iterable[str]) -> frozenset[str] | None:
    """The languages to which all these columns belong; None if one is no text of a language."""
    by_column = {
        name: code
        for field in translated_fields(model)
        for name, code in zip(columns(field), BY_CODE, strict=True)
    }
    found = [by_column.get(name) for name in names]
    return None if None in found else frozenset(code for code in found if code)


def visible(rows: models.QuerySet[Row], user: Person | None) -> models.QuerySet[Row]:
    """Of these rows those that this person may see; the same rule as `sees`."""
    grants = grants_of(user)
    if not grants:
        return rows
    seen = [seen_by(each, rows.model) for each in grants]
    return rows.filter(functools.reduce(or_, seen)) if all(seen) else rows


def grants_of(user: Person | None) -> tuple[Grant, ...]:
    """Somebody's grants, none for whoever reaches everywhere. One query, three with scopes; asked
    once for each object that stands for the person."""
    if user is None or not user.pk or user.is_superuser:
        return ()
    known: tuple[Grant, ...] | None = getattr(user, "_grants", None)
    if known is None:
        places = models.Prefetch("regions", with_lineage(Region.objects.all()))
        rows = Scope.objects.filter(user=user).prefetch_related(places, "scenarios")
        known = tuple(map(_grant, rows))
        user._grants = known  # type: ignore[attr-defined]
    return known


def subject_of(row: models.Model) -> Subject:
    """What a row is about. Reads its region with what is above, and its situations."""
    if isinstance(row, EditionChild):
        return subject_of(getattr(row, row.parent_link))
    if isinstance(row, Proposal):
        return _subject_of_proposal(row)
    region = row if isinstance(row, Region) else getattr(row, "region", None)
    return Subject(
        tuple(level.code for level in region.lineage()) if isinstance(region, Region) else (),
        frozenset(_scenarios(row)),
    )


def _grant(scope: Scope) -> Grant:
    regions, scenarios = list(scope.regions.all()), list(scope.scenarios.all())
    said = [
        "、".join(f"{region.name_zh_hans}（含下级）" for region in regions),  # type: ignore[attr-defined]
        "、".join(scenario.name_zh_hans for scenario in scenarios),  # type: ignore[attr-defined]
        "、".join(f"只改{BY_CODE[code].name}" for code in scope.languages if code in BY_CODE),
        "、".join(Duty(duty).label for duty in scope.duties if duty in Duty.values),
    ]
    return Grant(
        regions=frozenset(region.code for region in regions),
        scenarios=frozenset(scenario.code for scenario in scenarios),
        languages=frozenset(scope.languages),
        duties=frozenset(scope.duties),
        above=frozenset(level.code for region in regions for level in region.lineage()[1:]),
        words=" · ".join(filter(None, said)) or "不限",
    )


def _scenarios(row: models.Model) -> list[str]:
    if isinstance(row, Scenario):
        return [row.code]
    if hasattr(row, "scenarios"):
        return [each.code for each in row.scenarios.all()] if row.pk else []
    one = next((getattr(row, name) for name in SCENARIO_LINKS if getattr(row, name, None)), None)
    return [one.code] if one else []


def _subject_of_proposal(proposal: Proposal) -> Subject:
    model = next(each for each in shared_models() if each._meta.label_lower == proposal.kind)
    row = model._base_manager.filter(pk=proposal.key).first()
    if row is not None:
        return subject_of(row)
    region = with_lineage(Region.objects.filter(code=proposal.place)).first()
    return Subject(tuple(level.code for level in region.lineage()) if region else ())
