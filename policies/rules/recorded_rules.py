"""Every live rule as a value for rulecheck, whatever its period: what it says and rests on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import QuerySet

from policies.composed import Composed, Given
from policies.languages import SOURCE
from policies.models import Condition, Option, Policy, PolicyCitation, Source
from policies.models.made_from import TARGETS, Standing
from policies.models.translated import TranslatedModel, column, verdict_fields
from policies.rules.checks import with_checks
from policies.rules.in_force import rule_of, rules_of
from policies.rules.rulebook import Rule
from policies.rules.rulecheck.recorded import Cited, Prose, Recorded
from policies.rules.state import review_due

EXPLANATIONS = ("text_if_unmet", "text_if_unclear", "where_to_find_out")


def recorded_rules(at: dt.datetime) -> dict[int, Recorded]:
    """The rules that are live at an instant, by the key of their edition: three queries."""
    live = Policy.objects.live(at).with_known_from().select_related("region", "scenario")
    return recorded_policies(with_checks(live, at))


def recorded_policies(found: Iterable[Policy]) -> dict[int, Recorded]:
    """Editions, read `with_checks`, by their key. Two queries besides reading them."""
    policies = {policy.pk: policy for policy in found}
    rules, rows = rules_of(policies)
    conditions: dict[int, list[Condition]] = {}
    for condition in rows.values():
        conditions.setdefault(condition.policy_id, []).append(condition)
    citations: dict[int, list[PolicyCitation]] = {}
    for citation in _citations(policies=policies):
        citations.setdefault(citation.policy_id, []).append(citation)
    return {
        key: recorded(
            policy, rules[key], conditions.get(key, []), citations.get(key, []), review_due(policy)
        )
        for key, policy in policies.items()
    }


@Composed
def _citations(policies: Given) -> QuerySet[PolicyCitation]:
    return PolicyCitation.objects.filter(policy__in=policies).select_related("source")


def rules_alone(editions: Iterable[Policy]) -> dict[int, Recorded]:
    """Editions (with region and scenario), by their key, as nothing but how they decide. One query
    besides reading them."""
    policies = {each.pk: each for each in editions}
    rules, _rows = rules_of(policies)
    return {
        key: Recorded(each.edition_label, each.region.code, each.scenario.code, rules[key])
        for key, each in policies.items()
    }


def recorded_edition(policy: Policy) -> Recorded:
    """An edition as it would be recorded if it were live: what is loaded is not read again."""
    policy = policy.loaded()
    rows = list(policy.conditions_in_ways.all())
    named = {row.pk: (_codes(row.accepted.all()), _codes(row.unclear.all())) for row in rows}
    rule = rule_of(policy, rows, named)
    return recorded(policy, rule, rows, list(policy.citations.all()), None)


def _codes(options: Iterable[Option]) -> set[str]:
    return {option.code for option in options}


def recorded(
    policy: Policy,
    rule: Rule,
    conditions: Iterable[Condition],
    citations: Iterable[PolicyCitation],
    review_due: dt.date | None,
) -> Recorded:
    """One edition with its rows as a value."""
    sources = [*(each.source for each in citations), *(each.source for each in conditions)]
    cited = {each.code: _cited(each) for each in sources}
    return Recorded(
        edition=policy.edition_label,
        region=policy.region.code,
        scenario=policy.scenario.code,
        rule=rule,
        level=policy.region.level,
        called=_said(policy.region, "name"),
        starts=policy.effective_from,
        ends=policy.effective_to,
        passes_down=policy.passes_down,
        review_due=review_due,
        sources=tuple(cited.values()),
        prose=Prose(
            answer=_said(policy, "answer"),
            covers=_said(policy, "covers"),
            others=(_said(policy, "conditions"), _said(policy, "notes")),
            rows={each.pk: _said(each, "text") for each in conditions},
            explanations=tuple(_said(each, field) for each in conditions for field in EXPLANATIONS),
            quotes=(*(each.quote for each in citations), *(each.quote for each in conditions)),
            time_limit_days=policy.time_limit_days,
            untranslated=tuple(_untranslated((policy, *conditions))),
        ),
    )


def _cited(source: Source) -> Cited:
    """A source with the days that are known of it."""
    days = (source.issued_on, source.effective_from, source.effective_to)
    known = frozenset(day for day in days if day is not None)
    return Cited(source.code, source.effective_to, str(source), known)


def _said(row: TranslatedModel, field: str) -> str:
    return str(getattr(row, column(field, SOURCE)) or "")


def _untranslated(rows: Iterable[TranslatedModel]) -> Iterable[str]:
    """What a reader acts on and cannot read in some language, in the words of editors."""
    for row in rows:
        for field in verdict_fields(type(row)):
            for language in TARGETS:
                if row.standing_of(field, language) == Standing.MISSING:
                    name = row._meta.get_field(field).verbose_name  # type: ignore[union-attr]
                    yield f"{name}（{language}）"
