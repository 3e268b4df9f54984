"""Makes the wizard's rule book out of the rules that apply in a region on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policies import rulebook
from policies.applicability import Applicable
from policies.models import Condition, Policy, Source
from policies.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class RulesInForce:
    """The book for the engine, and the rows behind it for the explanation."""

    book: rulebook.RuleBook
    applicable: dict[str, Applicable]
    sources: dict[str, Source]
    conditions: dict[int, Condition]


def rules_in_force(found: Iterable[Applicable], vocabulary: Vocabulary) -> RulesInForce:
    """The rules found for some scenarios as a rule book: one query for their conditions.

    Raises ValueError if a rule accepts what is no option; publishing refuses such rows.
    """
    applicable = {each.scenario.code: each for each in found}
    policies = {each.policy.pk: each.policy for each in applicable.values() if each.policy}
    accepted: dict[int, set[str]] = {}
    conditions: dict[int, Condition] = {}
    through = Condition.accepted.through.objects.filter(condition__policy__in=policies)
    for link in through.select_related(
        "condition__source", "condition__question", "option"
    ).order_by("condition__way", "condition_id"):
        conditions[link.condition_id] = link.condition
        accepted.setdefault(link.condition_id, set()).add(link.option.code)
    rules = tuple(
        _rule(policy, [c for c in conditions.values() if c.policy_id == policy.pk], accepted)
        for policy in policies.values()
    )
    book = rulebook.RuleBook(
        questions=vocabulary.engine_questions(),
        rules=rules,
        scenarios=tuple(applicable),
        impossible=vocabulary.impossible,
    )
    sources = {condition.source.code: condition.source for condition in conditions.values()}
    return RulesInForce(book, applicable, sources, conditions)


def _rule(
    policy: Policy, conditions: list[Condition], accepted: dict[int, set[str]]
) -> rulebook.Rule:
    ways: dict[int, list[rulebook.Condition]] = {}
    for condition in conditions:
        ways.setdefault(condition.way, []).append(
            rulebook.Condition(
                id=condition.pk,
                question=condition.question.code,
                accepts=frozenset(accepted[condition.pk]),
                text_if_unmet=condition.text_if_unmet_zh_hans,  # type: ignore[attr-defined]
                source=condition.source.code,
            )
        )
    return rulebook.Rule(
        scenario=policy.scenario.code,
        verdict=policy.verdict,  # type: ignore[arg-type]
        ways=tuple(tuple(ways[number]) for number in sorted(ways)),
        modelled=policy.conditions_modelled,
        conflicting=policy.evidence == "conflicting",
    )
