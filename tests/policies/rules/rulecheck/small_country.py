"""The smallest countries that rulecheck can be shown: values only."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from policies.rules.rulebook import Condition, Fact, Question, Rule, RuleBook, Verdict
from policies.rules.rulecheck.check import check
from policies.rules.rulecheck.findings import Finding, Kind
from policies.rules.rulecheck.recorded import Country, Recorded, RuleSet

DAY = dt.date(2026, 11, 22)
NATION, CITY = "100000", "440300"
RET = Question("ret", ("yes", "no"), 1, changeable="time")
JOB = Question("job", ("employer", "flexible", "stopped"), 2, changeable="circumstance")
_numbers = itertools.count(1)


def condition(
    question: str | None, accepts: str = "", *, unclear: str = "", unmet: str = "你不符合。"
) -> Condition:
    """Accepted and unclear options are named with blanks between them."""
    said = frozenset(accepts.split()), unmet, "LAW", frozenset(unclear.split())
    return Condition(next(_numbers), question, *said)


def rule(*ways: tuple[Condition, ...], verdict: Verdict = "conditional", **more: Any) -> Rule:
    return Rule("death", verdict, ways, **more)


def recorded(of: Rule, *, region: str = NATION, **columns: Any) -> Recorded:
    columns.setdefault("edition", f"{region[:2]}{of.scenario[:3].upper()}/v1")
    return Recorded(region=region, scenario=of.scenario, rule=of, **columns)


def rule_set(
    *rules: Recorded,
    region: str = NATION,
    above: str = "",
    questions: tuple[Question, ...] = (RET, JOB),
    impossible: tuple[tuple[Fact, ...], ...] = (),
) -> RuleSet:
    scenarios = tuple(each.scenario for each in rules) or ("death",)
    book = RuleBook(questions, tuple(each.rule for each in rules), scenarios, impossible)
    return RuleSet(region, book, {each.scenario: each for each in rules}, (region,), above)


def country(*rule_sets: RuleSet, rules: tuple[Recorded, ...] = (), day: dt.date = DAY) -> Country:
    applying = {one.edition: one for each in rule_sets for one in each.recorded.values()}
    known = (*applying.values(), *rules)
    return Country(day, rule_sets, known, rule_sets[0].book.scenarios)


def found(kind: Kind, of: Country) -> list[Finding]:
    """The findings of one kind."""
    return [each for each in check(of).findings if each.kind == kind]


def found_in(kind: Kind, *ways: tuple[Condition, ...], **more: Any) -> list[Finding]:
    """The findings of one kind in a country of one rule."""
    columns = {name: more.pop(name) for name in ("questions", "impossible") if name in more}
    return found(kind, country(rule_set(recorded(rule(*ways, **more)), **columns)))
