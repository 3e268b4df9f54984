"""What changes for whom between two countries."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from policies.rules.eligibility import evaluate
from policies.rules.rulebook import Rule, RuleBook
from policies.rules.rulecheck.difference import Difference, difference
from policies.rules.rulecheck.recorded import Country, Recorded, RuleSet
from policies.rules.rulecheck.situations import Space
from tests.policies.rules.random_books import books
from tests.policies.rules.rulecheck.small_country import (
    CITY,
    DAY,
    NATION,
    condition,
    country,
    recorded,
    rule,
    rule_set,
)
from tests.running import examples

LATER = dt.date(2027, 1, 1)


def of_nation(*ways: Any, edition: str = "OLD/v1", **columns: Any) -> Recorded:
    return recorded(rule(*ways, **columns), edition=edition)


def between(before: Recorded | None, after: Recorded | None, *places: str) -> Difference:
    """The nation's rule before and after; `places` inherit it."""
    shared = (NATION, *places)
    sets = [
        replace(rule_set(*([each] if each else [])), regions=shared) for each in (before, after)
    ]
    first, second = (country(each) for each in sets)
    return difference(replace(first, is_today=False), replace(second, is_today=False, day=LATER))


def test_nothing_changes_where_the_rules_stay() -> None:
    same = of_nation((condition("ret", "yes"),))
    found = between(same, same, CITY)
    assert (found.situations, found.changed, found.regions, found.places) == (2, 0, (), 0)


def test_a_wider_condition_changes_those_that_it_lets_in() -> None:
    before = of_nation((condition("job", "stopped"),))
    after = of_nation((condition("job", "stopped flexible"),), edition="NEW/v2")
    found = between(before, after, CITY)
    (group,) = found.groups
    assert (found.situations, found.changed) == (3, 1)
    assert (found.regions, found.places) == ((NATION,), 2)
    assert (group.outcomes, group.editions) == (("no", "yes"), ("OLD/v1", "NEW/v2"))
    assert [each.query for each in group.witnesses] == [
        f"r={NATION}&e=death&job=flexible&on={DAY}",
        f"r={NATION}&e=death&job=flexible&on={LATER}",
    ]


def test_a_new_question_multiplies_the_situations() -> None:
    before = of_nation((condition("job", "stopped"),))
    after = of_nation((condition("job", "stopped"), condition("ret", "yes")), edition="NEW/v2")
    found = between(before, after)
    assert (found.situations, found.changed) == (6, 1)
    assert found.groups[0].outcomes == ("yes", "no")


def test_a_first_rule_changes_what_was_not_recorded() -> None:
    found = between(None, of_nation(verdict="no"))
    (group,) = found.groups
    assert (group.outcomes, group.editions) == (("none", "no"), ("", "OLD/v1"))


def test_other_words_for_the_same_change_nothing() -> None:
    before = of_nation((condition("ret", "yes", unmet="你没有退休。"),))
    after = of_nation((condition("ret", "yes", unmet="你还没有退休。"),), edition="NEW/v2")
    assert between(before, after).changed == 0


def test_places_that_resolve_alike_are_one_and_others_are_told_apart() -> None:
    before = of_nation((condition("ret", "yes"),))
    after = of_nation((condition("ret", "no"),), edition="NEW/v2")
    own = recorded(rule((condition("ret", "yes"),)), region=CITY)
    city = rule_set(own, region=CITY, above=NATION)
    joining = replace(rule_set(after), regions=(NATION, "110000", CITY))
    found = difference(
        country(replace(rule_set(before), regions=(NATION, "110000")), city), country(joining)
    )
    assert found.regions == (NATION, CITY)
    assert found.places == 3
    assert [(each.editions[0], each.regions) for each in found.groups] == [
        ("44DEA/v1", (CITY,)), ("44DEA/v1", (CITY,)), ("OLD/v1", (NATION,)), ("OLD/v1", (NATION,))
    ]  # fmt: skip


def one_rule(book: RuleBook, of: Rule, edition: str) -> Country:
    alone = RuleBook(book.questions, (of,), (of.scenario,), book.impossible)
    shown = recorded(of, edition=edition)
    return Country(DAY, (RuleSet(NATION, alone, {of.scenario: shown}, (NATION,)),))


@given(books(), st.data())
@settings(max_examples=examples(30))
def test_as_many_situations_change_as_the_engine_counts(
    book: RuleBook, data: st.DataObject
) -> None:
    """Over every question of the book, of which each rule asks some."""
    if not book.rules:
        return
    first = data.draw(st.sampled_from(book.rules))
    second = replace(data.draw(st.sampled_from(book.rules)), scenario=first.scenario)
    before, after = one_rule(book, first, "A/v1"), one_rule(book, second, "B/v1")
    found = difference(before, after)
    asked = {
        each.question for of in (first, second) for way in of.ways for each in way if each.question
    }
    among = tuple(each for each in book.impossible if all(code in asked for code, _ in each))
    space = Space(tuple(each for each in book.questions if each.code in asked), among)
    ends = [
        [evaluate(each.rule_sets[0].book, answers)[0].outcome for each in (before, after)]
        for _situation, answers in space.each()
    ]
    if not any(each.rule_sets[0].book.settled for each in (before, after)):
        assert found.situations == len(ends)
        assert found.changed == sum(old != new for old, new in ends)
    assert (found.changed > 0) == any(old != new for old, new in ends)
