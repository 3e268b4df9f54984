"""What a rule rests on, on a day."""

from __future__ import annotations

import datetime as dt

from policies.rules.rulecheck.findings import Finding, Kind
from policies.rules.rulecheck.recorded import Cited, Country, Prose, Recorded
from tests.policies.rules.rulecheck.small_country import (
    DAY,
    condition,
    country,
    found,
    recorded,
    rule,
    rule_set,
)

YESTERDAY = DAY - dt.timedelta(days=1)
RULE = rule((condition("ret", "yes"),))


def of(kind: Kind, one: Recorded) -> list[Finding]:
    return found(kind, country(rule_set(one)))


def test_a_source_that_has_ended_blocks() -> None:
    sources = Cited("LAW"), Cited("OLD", YESTERDAY), Cited("LAST-DAY", DAY)
    (finding,) = of(Kind.EXPIRED_SOURCE, recorded(RULE, sources=sources))
    assert finding.is_blocking
    assert "OLD" in finding.message


def test_a_review_is_overdue_from_the_day_after() -> None:
    assert of(Kind.OVERDUE, recorded(RULE, review_due=YESTERDAY))
    assert not of(Kind.OVERDUE, recorded(RULE, review_due=DAY))
    assert not of(Kind.OVERDUE, recorded(RULE))


def test_each_missing_translation_is_named() -> None:
    found = of(Kind.UNTRANSLATED, recorded(RULE, prose=Prose(untranslated=("一句话回答（en）",))))
    assert ["一句话回答（en）" in each.message for each in found] == [True]


def test_a_rule_is_judged_once_in_its_own_region() -> None:
    rotten = recorded(RULE, region="440000", sources=(Cited("OLD", YESTERDAY),))
    city = rule_set(rotten, region="440300", above="440000")
    province = rule_set(rotten, region="440000", above="100000")
    (finding,) = found(Kind.EXPIRED_SOURCE, country(city, province))
    assert finding.region == finding.witness.region == "440000"


def test_journeys_name_the_day_unless_it_is_today() -> None:
    rotten = rule_set(recorded(RULE, sources=(Cited("OLD", YESTERDAY),)))
    for is_today, query in (True, "r=100000&e=death"), (False, f"r=100000&e=death&on={DAY}"):
        shown = Country(DAY, (rotten,), is_today=is_today)
        (finding,) = found(Kind.EXPIRED_SOURCE, shown)
        assert finding.witness.query == query
