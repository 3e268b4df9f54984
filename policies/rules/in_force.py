"""Makes the wizard's rule book out of the rules that apply in a region on a day."""

from __future__ import annotations

import functools
from collections.abc import Collection, Hashable, Iterable, Mapping, Set
from dataclasses import dataclass, replace

from django.db.models import F

from policies.composed import Composed, Given
from policies.models import Condition, Policy, Source
from policies.rules import rulebook
from policies.rules.applicability import Applicable
from policies.rules.checks import Rows
from policies.rules.rulebook import Fact
from policies.rules.vocabulary import Vocabulary

Named = tuple[set[str], set[str]]  # the options that a condition accepts, and that are unclear


def as_before(book: rulebook.RuleBook) -> rulebook.RuleBook:
    """The same book if an equal one, in the same words, was asked for lately, with what was
    reckoned of it since."""
    return _first_asked_for(book, tuple((each.words, each.option_words) for each in book.questions))


@functools.lru_cache(maxsize=128)
def _first_asked_for(book: rulebook.RuleBook, _words: Hashable) -> rulebook.RuleBook:
    return book


@dataclass(frozen=True, slots=True)
class RulesInForce:
    """The book for the engine, and the rows behind it for the explanation."""

    book: rulebook.RuleBook
    applicable: dict[str, Applicable]
    sources: dict[str, Source]
    conditions: dict[int, Condition]

    def only(self, some: Iterable[Applicable]) -> RulesInForce:
        """What applies to some of its scenarios; rows and sources stay whole."""
        applicable = {each.scenario.code: each for each in some}
        rules = tuple(each for each in self.book.rules if each.scenario in applicable)
        book = as_before(replace(self.book, rules=rules, scenarios=tuple(applicable)))
        return replace(self, book=book, applicable=applicable)


def rules_of_both(
    asked: Collection[Applicable], uses: Collection[Applicable], vocabulary: Vocabulary
) -> tuple[RulesInForce, RulesInForce]:
    """The same for what is asked about and for what the money may be used for: one query."""
    both = rules_in_force([*asked, *uses], vocabulary)
    return both.only(asked), both.only(uses)


def rules_in_force(found: Iterable[Applicable], vocabulary: Vocabulary) -> RulesInForce:
    """The rules found for some scenarios of a region as a rule book: one query for conditions.

    A condition that is asked and accepts nothing closes its way, and the rule no longer says all:
    publishing refuses such a row, and the wizard never takes it for a condition that is met. A
    verdict that is not known promises nothing.
    """
    applicable = {each.scenario.code: each for each in found}
    in_municipality = any(each.region.is_in_municipality for each in applicable.values())
    policies = {each.policy.pk: each.policy for each in applicable.values() if each.policy}
    rules, conditions = rules_of(policies)
    book = rule_book(rules.values(), tuple(applicable), vocabulary, in_municipality=in_municipality)
    sources = {condition.source.code: condition.source for condition in conditions.values()}
    return RulesInForce(book, applicable, sources, conditions)


def rules_of(
    policies: Mapping[int, Policy],
) -> tuple[dict[int, rulebook.Rule], dict[int, Condition]]:
    """What policies say as rules, by their key, and the rows of their conditions: one query."""
    named: dict[int, Named] = {}
    conditions: dict[int, Condition] = {}
    rows_of: dict[int, list[Condition]] = {}
    for condition in _conditions(policies=policies):
        if condition.pk not in conditions:
            rows_of.setdefault(condition.policy_id, []).append(condition)
        conditions[condition.pk] = condition
        accepts, unclear = named.setdefault(condition.pk, (set(), set()))
        accepts.update([condition.option] if condition.option is not None else [])
        unclear.update([condition.not_said] if condition.not_said is not None else [])
    rules = {key: rule_of(policy, rows_of.get(key, []), named) for key, policy in policies.items()}
    return rules, conditions


@Composed
def _conditions(policies: Given) -> Rows:
    """The rows of policies, each as often as it has pairs of options."""
    rows = Condition.objects.filter(policy__in=policies).select_related("source", "question")
    options: Rows = rows.annotate(option=F("accepted__code"), not_said=F("unclear__code"))
    return options.order_by("way", "pk")


def rule_book(
    rules: Iterable[rulebook.Rule],
    scenarios: tuple[str, ...],
    vocabulary: Vocabulary,
    *,
    in_municipality: bool = False,
) -> rulebook.RuleBook:
    """Rules for some scenarios in the wizard's words, with the options that a place offers.

    What a draft names that the wizard does not know, or not yet, is left out.
    """
    questions = vocabulary.engine_questions(in_municipality=in_municipality)
    offered = {(each.code, option) for each in questions for option in each.options}
    known = tuple(_with_options(rule, offered) for rule in rules)
    impossible = tuple(facts for facts in vocabulary.impossible if offered.issuperset(facts))
    return rulebook.RuleBook(questions, known, scenarios, impossible)


def rule_of(
    policy: Policy, conditions: list[Condition], named: Mapping[int, Named]
) -> rulebook.Rule:
    """A policy as the engine takes it, with the conditions of its ways in order."""
    ways: dict[int, list[rulebook.Condition]] = {}
    for condition in conditions:
        ways.setdefault(condition.way, []).append(_row(condition, named[condition.pk]))
    is_readable = policy.verdict in Policy.Verdict
    return _without_closed_ways(
        rulebook.Rule(
            scenario=policy.scenario.code,
            verdict=policy.verdict if is_readable else "conditional",  # type: ignore[arg-type]
            ways=tuple(tuple(ways[number]) for number in sorted(ways)),
            modelled=policy.conditions_modelled and is_readable,
            conflicting=policy.is_conflicting,
        )
    )


def _row(condition: Condition, named: Named) -> rulebook.Condition:
    accepts, unclear = named
    return rulebook.Condition(
        id=condition.pk,
        question=condition.question.code if condition.question else None,
        accepts=frozenset(accepts),
        text_if_unmet=condition.text_if_unmet_zh_hans or "",  # type: ignore[attr-defined]
        source=condition.source.code,
        unclear=frozenset(unclear - accepts),
    )


def _with_options(rule: rulebook.Rule, offered: Set[Fact]) -> rulebook.Rule:
    """A rule whose conditions name only options that a place offers."""
    ways = tuple(tuple(_row_with_options(row, offered) for row in way) for way in rule.ways)
    return _without_closed_ways(replace(rule, ways=ways))


def _row_with_options(row: rulebook.Condition, offered: Set[Fact]) -> rulebook.Condition:
    accepts, unclear = (
        frozenset(code for code in codes if (row.question, code) in offered)
        for codes in (row.accepts, row.unclear)
    )
    return replace(row, accepts=accepts, unclear=unclear)


def _without_closed_ways(rule: rulebook.Rule) -> rulebook.Rule:
    """A rule without the ways that hold a condition which is asked and accepts nothing; it no
    longer says all then, and promises no yes."""
    ways = tuple(way for way in rule.ways if not any(_accepts_nothing(row) for row in way))
    if ways == rule.ways:
        return rule
    verdict = "conditional" if rule.verdict == "yes" else rule.verdict
    return replace(rule, ways=ways, modelled=False, verdict=verdict)


def _accepts_nothing(row: rulebook.Condition) -> bool:
    return row.question is not None and not row.accepts
