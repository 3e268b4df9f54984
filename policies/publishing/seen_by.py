"""Which rows of the database a grant shows: the rule of `reach.sees`, as conditions of queries."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from policies.models import Proposal, Region, Scenario, SignOff, Transition, Verification
from policies.models.edition import edition_models
from policies.publishing.reach import Grant
from policies.publishing.reported import NOTHING, about, is_report

SCENARIO_LINKS = ("scenario", "event", "instead")
LEVELS = ("", "parent__", "parent__parent__", "parent__parent__parent__")


def path_to(model: type[models.Model], target: type[models.Model]) -> str:
    """The field by which rows of a model name their region or situation; "pk" for itself; empty
    for none."""
    if model is target:
        return "pk"
    names = ("region",) if target is Region else SCENARIO_LINKS
    fields = {field.name: field for field in model._meta.concrete_fields}
    return next((n for n in names if n in fields and fields[n].related_model is target), "")


def seen_by(grant: Grant, model: type[models.Model]) -> Q:
    """The rows of a model that a grant shows; empty for all of them."""
    if is_report(model):
        return _reports(grant)
    return _in_places(model, grant) & _in_scenarios(model, grant)


def _in_places(model: type[models.Model], grant: Grant) -> Q:
    if not grant.regions:
        return Q()
    path = path_to(model, Region)
    if path == "pk":
        return _below("", grant)
    if path:
        return Q(**{f"{path}__isnull": True}) | _below(f"{path}__", grant)
    seen = Region.objects.filter(_below("", grant)).values("code")
    if model is Proposal:
        return Q(place="") | Q(place__in=seen)
    if model in (SignOff, Transition, Verification):
        return ~Q(code__in=_codes_elsewhere(grant))
    return Q()


def _reports(grant: Grant) -> Q:
    """Reports about pages of the places and situations of a grant. What is about the whole country
    is for who is not limited, since nobody else could answer it."""
    if not (grant.regions or grant.scenarios):
        return Q()
    within = Region.objects.filter(_within("", grant)).values_list("code", flat=True)
    places = list(within) if grant.regions else None
    return about(places, grant.scenarios or None, _codes_of(grant))


def _below(before: str, grant: Grant) -> Q:
    """Regions of a grant with what lies below and above them."""
    return Q(**{f"{before}code__in": grant.above}) | _within(before, grant)


def _within(before: str, grant: Grant) -> Q:
    """Regions of a grant with what lies below them."""
    found = NOTHING
    for level in LEVELS:
        found |= Q(**{f"{before}{level}code__in": grant.regions})
    return found


def _codes_elsewhere(grant: Grant) -> list[str]:
    """The permanent codes of editions of other places."""
    placed = [model for model in edition_models() if path_to(model, Region)]
    return [
        code
        for model in placed
        for code in model._base_manager.exclude(_in_places(model, grant))
        .order_by()
        .values_list("code", flat=True)
    ]


def _codes_of(grant: Grant) -> list[str]:
    """The permanent codes of editions that a grant lets somebody change."""
    found: list[str] = []
    for model in edition_models():
        place, event = path_to(model, Region), path_to(model, Scenario)
        if (grant.regions and not place) or (grant.scenarios and not event):
            continue
        rows = (
            model._base_manager.filter(_within(f"{place}__", grant))
            if grant.regions
            else (model._base_manager.all())
        )
        if grant.scenarios:
            rows = rows.filter(**{f"{event}__code__in": grant.scenarios})
        found += rows.order_by().values_list("code", flat=True).distinct()
    return found


def _in_scenarios(model: type[models.Model], grant: Grant) -> Q:
    path = path_to(model, Scenario)
    if not grant.scenarios or not path:
        return Q()
    if path == "pk":
        return Q(code__in=grant.scenarios)
    return Q(**{f"{path}__isnull": True}) | Q(**{f"{path}__code__in": grant.scenarios})
