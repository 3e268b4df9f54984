"""Makes the wizard's rule book out of the rules that apply in a region on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import F

from policies.models import Condition, Policy, Source
from policies.rules import rulebook
from policies.rules.applicability import Applicable
from policies.rules.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class RulesInForce:
    """The book for the engine, and the rows behind it for the explanation."""

    book: rulebook.RuleBook
    applicable: dict[str, Applicable]
    sources: dict[str, Source]
    conditions: dict[int, Condition]


def rules_in_force(found: Iterable[Applicable], vocabulary: Vocabulary) -> RulesInForce:
    """The rules found for some scenarios as a rule book: one query for their conditions.

    A condition that accepts nothing closes its way, and the rule no longer says all: publishing
    refuses such a row, and the wizard never takes it for a condition that is met. A verdict that
    is not known promises nothing.
    """
    applicable = {each.scenario.code: each for each in found}
    policies = {each.policy.pk: each.policy for each in applicable.values() if each.policy}
    rules, conditions = rules_of(policies)
    book = rule_book(rules.values(), tuple(applicable), vocabulary)
    sources = {condition.source.code: condition.source for condition in conditions.values()}
    return RulesInForce(book, applicable, sources, conditions)


def rules_of(
    policies: Mapping[int, Policy],
) -> tuple[dict[int, rulebook.Rule], dict[int, Condition]]:
    """What policies say as rules, by their key, and the rows of their conditions: one query."""
    accepted: dict[int, set[str]] = {}
    conditions: dict[int, Condition] = {}
    rows_of: dict[int, list[Condition]] = {}
    rows = Condition.objects.filter(policy__in=policies).select_related("source", "question")
    for condition in rows.annotate(option=F("accepted__code")).order_by("way", "pk"):
        if condition.pk not in conditions:
            rows_of.setdefault(condition.policy_id, []).append(condition)
        conditions[condition.pk] = condition
        codes = accepted.setdefault(condition.pk, set())
        if condition.option is not None:
            codes.add(condition.option)
    rules = {key: _rule(policy, rows_of.get(key, []), accepted) for key, policy in policies.items()}
    return rules, conditions


def rule_book(
    rules: Iterable[rulebook.Rule], scenarios: tuple[str, ...], vocabulary: Vocabulary
) -> rulebook.RuleBook:
    """Rules for some scenarios in the wizard's words."""
    return rulebook.RuleBook(
        questions=vocabulary.engine_questions(),
        rules=tuple(rules),
        scenarios=scenarios,
        impossible=tuple(vocabulary.impossible),
    )


def _rule(
    policy: Policy, conditions: list[Condition], accepted: dict[int, set[str]]
) -> rulebook.Rule:
    ways: dict[int, list[rulebook.Condition]] = {}
    closed = {condition.way for condition in conditions if not accepted[condition.pk]}
    for condition in conditions:
        if condition.way in closed:
            continue
        ways.setdefault(condition.way, []).append(
            rulebook.Condition(
                id=condition.pk,
                question=condition.question.code,
                accepts=frozenset(accepted[condition.pk]),
                text_if_unmet=condition.text_if_unmet_zh_hans,  # type: ignore[attr-defined]
                source=condition.source.code,
            )
        )
    is_readable = policy.verdict in Policy.Verdict
    is_less = not is_readable or (closed and policy.verdict == Policy.Verdict.YES)
    return rulebook.Rule(
        scenario=policy.scenario.code,
        verdict="conditional" if is_less else policy.verdict,  # type: ignore[arg-type]
        ways=tuple(tuple(ways[number]) for number in sorted(ways)),
        modelled=policy.conditions_modelled and is_readable and not closed,
        conflicting=policy.is_conflicting,
    )
