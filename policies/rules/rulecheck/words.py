"""The wizard's words against the rules: questions nobody asks, options nobody tells apart, rows
that read as others do and accept something else, and ways without a row that all like them have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from policies.rules.rule import Way, asks
from policies.rules.rulebook import Condition, Question
from policies.rules.rulecheck.findings import Finding, Kind, Witness
from policies.rules.rulecheck.recorded import Country, Recorded, RuleSet

_Options = tuple[frozenset[str], frozenset[str]]  # accepted, unclear


def in_words_asked(country: Country) -> Iterator[Finding]:
    """Questions that no rule asks, options that no rule accepts or tells from another, rows that
    accept something else than others with the same sentence, and ways that lack a row of others."""
    yield from _unlike(country)
    yield from _missing(country)
    for question in _questions(country):
        asking = [
            (recorded, condition)
            for recorded in country.rules
            for way in recorded.rule.ways
            for condition in way
            if condition.question == question.code
        ]
        if not asking:
            nation = country.rule_sets[0].region
            message = f"问题“{question.named}”没有一条规则用到。"
            yield Finding(Kind.NEVER_USED, nation, "", "", message, Witness(nation, on=country.on))
        elif where := _asked_at(country, question.code):
            conditions = [condition for _, condition in asking]
            yield from _options(country, where, question, conditions)


def _unlike(country: Country) -> Iterator[Finding]:
    """Rows that stand alone: of the rules with this sentence all others accept the same options."""
    alike: dict[tuple[str, str], Counter[_Options]] = {}
    for recorded in country.rules:
        said = {_reading(recorded, each) for way in recorded.rule.ways for each in way}
        for sentence, options in said:
            alike.setdefault(sentence, Counter())[options] += 1
    for rule_set, recorded in country.owners():
        for condition in (each for way in recorded.rule.ways for each in way):
            sentence, options = _reading(recorded, condition)
            (question, text), like = sentence, alike.get(sentence, Counter())
            if not question or not text or like[options] != 1:
                continue
            usual, others = like.most_common(1)[0]
            if others < 2:
                continue
            code = min(usual[0] ^ options[0] or usual[1] ^ options[1])
            message = (
                f"“{text}”在别的 {others} 条规则里接受的选项和这里不一样"
                f"（{rule_set.book.by_code[question].said(code)}）。"
            )
            journey = rule_set.journey(recorded.scenario, {question: code}, country.on)
            place = (rule_set.region, recorded.scenario, recorded.edition)
            yield Finding(Kind.UNLIKE, *place, message, journey)


def _missing(country: Country) -> Iterator[Finding]:
    """Ways that ask what those of other rules of their scenario ask, without something that all the
    others have to be checked at the counter."""
    alike: dict[object, dict[str, frozenset[str]]] = {}
    for recorded in country.rules:
        for way in recorded.rule.ways:
            alike.setdefault(_asking(recorded, way), {})[recorded.edition] = _to_check(
                recorded, way
            )
    for rule_set, recorded in country.owners():
        for number, way in enumerate(recorded.rule.ways, start=1):
            rows = dict(alike.get(_asking(recorded, way), {}))
            rows.pop(recorded.edition, None)
            if len(rows) < 2:
                continue
            for text in sorted(frozenset.intersection(*rows.values()) - _to_check(recorded, way)):
                message = f"第{number}种途径没有“{text}”，别的 {len(rows)} 条规则的同样途径都有。"
                met = {each.question: min(each.accepts) for each in way if each.question}
                journey = rule_set.journey(recorded.scenario, met, country.on)
                place = (rule_set.region, recorded.scenario, recorded.edition)
                yield Finding(Kind.UNLIKE, *place, message, journey)


def _asking(recorded: Recorded, way: Way) -> object:
    """What a way of a scenario asks and what it accepts, whatever has to be checked besides."""
    return recorded.scenario, frozenset((each.question, each.accepts) for each in asks(way))


def _to_check(recorded: Recorded, way: Way) -> frozenset[str]:
    """The sentences of a way that are not asked."""
    return frozenset(recorded.prose.rows.get(each.id, "") for each in way if each.question is None)


def _reading(recorded: Recorded, condition: Condition) -> tuple[tuple[str, str], _Options]:
    """The question and sentence of a row, and what it accepts and leaves open."""
    text = recorded.prose.rows.get(condition.id, "")
    return (condition.question or "", text), (condition.accepts, condition.unclear)


def _options(
    country: Country,
    where: tuple[RuleSet, Recorded],
    question: Question,
    conditions: list[Condition],
) -> Iterator[Finding]:
    rule_set, recorded = where
    place = (rule_set.region, recorded.scenario, recorded.edition)
    alike: dict[object, str] = {}
    for option in question.options:
        named, facts = f"“{question.said(option)}”", {question.code: option}
        if _is_accepted_nowhere(question, option, conditions):
            message = f"选项{named}没有一条规则接受：选它的人都是“不可以”。"
            journey = rule_set.journey(recorded.scenario, facts, country.on)
            yield Finding(Kind.NEVER_ACCEPTED, *place, message, journey)
        treated = _treatment(rule_set, question, option, conditions)
        if treated in alike:
            message = f"选项{named}和“{question.said(alike[treated])}”在每条规则里都一样。"
            journey = rule_set.journey(recorded.scenario, facts, country.on)
            yield Finding(Kind.CHANGES_NOTHING, *place, message, journey)
        alike.setdefault(treated, option)


def _is_accepted_nowhere(question: Question, option: str, conditions: list[Condition]) -> bool:
    """Of two options one is what conditions ask for, and the other need not be accepted."""
    decided = [each for each in question.options if each not in question.residual]
    said = (option in each.accepts | each.unclear | question.residual for each in conditions)
    return len(decided) > 2 and not any(said)


def _treatment(
    rule_set: RuleSet, question: Question, option: str, conditions: list[Condition]
) -> tuple[object, ...]:
    """What rules and impossible combinations make of an option, and of who chose it and is refused,
    whether that can change."""
    left_open = question.residual
    accepted = tuple(
        (option in each.accepts - left_open, option in each.unclear | left_open)
        for each in conditions
    )
    fact = (question.code, option)
    excluded = frozenset(
        frozenset(facts) - {fact} for facts in rule_set.book.impossible if fact in facts
    )
    is_refused = not all(any(each) for each in accepted)
    return accepted, excluded, question.change_from(option) if is_refused else ""


def _questions(country: Country) -> tuple[Question, ...]:
    return country.rule_sets[0].book.questions if country.rule_sets else ()


def _asked_at(country: Country, question: str) -> tuple[RuleSet, Recorded] | None:
    """The first rule in force that asks a question."""
    for rule_set, recorded in country.owners():
        if any(each.question == question for way in recorded.rule.ways for each in way):
            return rule_set, recorded
    return None
