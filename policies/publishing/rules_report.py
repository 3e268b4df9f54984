"""What is wrong with all rules of the database, for the commands that check it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from django.utils import timezone

from policies.publishing import events
from policies.rules.cases import placed_cases, untried_rules
from policies.rules.country import read_country
from policies.rules.rulecheck.check import Report, check, in_order
from policies.rules.vocabulary import vocabulary


def rules_report(now: dt.datetime, *, on: dt.date | None = None, region: str = "") -> Report:
    """What is wrong with the rules as known now on a day (today), in one region or everywhere,
    expected cases that end otherwise, and those that are missing, included.

    Raises KeyError for a region that is not known.
    """
    words = vocabulary(events.token(now))
    day = on or timezone.localdate(now)
    country = read_country(words, on=day, at=now, is_today=on is None)
    if region:
        country = country.only(region)
    report = check(country)
    regions = {code for each in country.rule_sets for code in (*each.regions, each.region)}
    cases = list(placed_cases(words, now))
    failed = (failure.finding() for each in cases for failure in each.failures())
    here = tuple(each for each in failed if each.region in regions)
    missing = untried_rules(country, cases)
    return replace(report, findings=in_order((*report.findings, *here, *missing)))
