"""The rules known at an instant, of which those that apply are chosen: whole, or bare of texts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import QuerySet

from policies.composed import Composed, Given
from policies.languages import SOURCE
from policies.models import Policy, PolicyQuerySet
from policies.models.translated import column
from policies.rules.checks import with_checks

# What says of a rule whether it applies, what its state is, for whom it is, and which it is.
JUDGED_BY = (
    "code", "version", "region", "scenario", "verdict", "evidence", "effective_from",
    "effective_to", "passes_down", "review_by", "publish_at", "withdrawn_at", "replaced_by",
    column("covers", SOURCE),
)  # fmt: skip


def known_rules(
    scenarios: Collection[int],
    levels: Collection[int] | None,
    at: dt.datetime,
    *,
    trying: Policy | None = None,
    bare: bool = False,
) -> list[Policy]:
    """Rules of some scenarios and regions, by key, or of all regions: those that are live at an
    instant, and those that were and are withdrawn by then. One query.

    `trying`: this edition in place of all others of its code. `bare`: with what `JUDGED_BY` names,
    a third of a rule's columns; whoever looks at another asks the database again.
    """
    tried = {"code": trying.code, "key": trying.pk} if trying else {"code": None, "key": None}
    question = _bare if bare else _whole
    return question(scenarios=scenarios, levels=levels, at=at, **tried)


@Composed
def _whole(
    scenarios: Given, levels: Given | None, at: Given, code: Given | None, key: Given | None
) -> QuerySet[Policy]:
    return with_checks(_known(scenarios, levels, at, code, key), at)


@Composed
def _bare(
    scenarios: Given, levels: Given | None, at: Given, code: Given | None, key: Given | None
) -> QuerySet[Policy]:
    return with_checks(_known(scenarios, levels, at, code, key).only(*JUDGED_BY), at)


def _known(
    scenarios: Given, levels: Given | None, at: Given, code: Given | None, key: Given | None
) -> PolicyQuerySet:
    known: PolicyQuerySet = Policy.objects.live(at) | Policy.objects.withdrawn_before(at)
    if code is not None and key is not None:
        known = known.exclude(code=code) | Policy.objects.filter(pk=key)
    policies = known.filter(scenario__in=scenarios)
    if levels is not None:
        policies = policies.filter(region__in=levels)
    return policies.with_known_from()
