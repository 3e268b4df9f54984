"""What a fact-check claims about rules: its verdict has to be what the rules say.

True only in some places: one of them at least is named, by a reference to a rule that is in force
there. True of taking money out: the nation itself has a rule for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from guides.models import FactCheck
from policies.languages import SOURCE
from policies.models import NATION_CODE, Scenario
from policies.models.canonical import Content
from policies.models.translated import column
from policies.publishing.bound import Claims, check_claims
from policies.references import Reference, references
from policies.rules.referred import referred
from policies.rules.rows import Problem

NAMES_NO_PLACE = (
    "“只在部分地区属实”要写明哪里：在查证结果里至少引用一个地方的规定，"
    "写 [[policy:地区代码:情形代码]] 或者 [[places:情形代码]]；一个地方也没有的，是“查无依据”。"
)
NAMES_ANOTHER_THING = (
    "“只在部分地区属实”引用的规定，没有一条是这条说法说的事（{}）：至少引用一个地方这件事的规定。"
)
NO_RULE_THERE = "“只在部分地区属实”：引用的地方没有一个有自己在用的规定（全国的不算）。"
NO_NATIONAL_RULE = (
    "“属实”而说的是取出余额，要全国有在用的规定；只有一些地方有的，是“只在部分地区属实”。"
)
Verdict = FactCheck.Verdict


def alone(content: Content) -> Iterable[Problem]:
    """What a fact-check has to say by itself."""
    if content["verdict"] != Verdict.REGIONAL:
        return
    if not _references(content):
        yield "finding", NAMES_NO_PLACE
    elif not _on_its_thing(content):
        yield "finding", NAMES_ANOTHER_THING.format(content["instead"])


def by_rules(content: Content, on: dt.date, at: dt.datetime) -> Iterable[Problem]:
    """What the rules do not bear out. Three queries at most."""
    if content["verdict"] == Verdict.REGIONAL and not _holds_somewhere(content, on, at):
        yield "verdict", NO_RULE_THERE
    if content["verdict"] == Verdict.CONFIRMED and not _holds_in_the_nation(content, on, at):
        yield "verdict", NO_NATIONAL_RULE


def register() -> None:
    """Check fact-checks this way."""
    check_claims(FactCheck, Claims(alone, by_rules))


def _references(content: Content) -> set[Reference]:
    return references([str(content[column("finding", SOURCE)] or "")])


def _on_its_thing(content: Content) -> set[Reference]:
    """The rules it names on what it is about; all of them where it is about no one thing."""
    about = content.get("instead")
    return {each for each in _references(content) if not about or each.scenario == about}


def _holds_somewhere(content: Content, on: dt.date, at: dt.datetime) -> bool:
    named = _on_its_thing(content)
    scenarios = Scenario.objects.filter(code__in={each.scenario for each in named})
    known = referred(named, scenarios, on=on, at=at)
    found = (found.policy for each in named for found in known.places(each))
    return any(policy and policy.region.code != NATION_CODE for policy in found)


def _holds_in_the_nation(content: Content, on: dt.date, at: dt.datetime) -> bool:
    """Whether the nation has a rule for it; what is not about taking money out needs none."""
    withdrawals = Scenario.objects.filter(code=content["instead"], kind=Scenario.Kind.WITHDRAW)
    if not content["instead"] or not (about := list(withdrawals)):
        return True
    rule = Reference(about[0].code, NATION_CODE)
    return bool(referred([rule], about, on=on, at=at).places(rule))
