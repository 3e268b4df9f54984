"""Rule sets are read as the site resolves them, each once for all regions that resolve alike."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from policies.models import Policy
from policies.publishing import actions
from policies.rules.applicability import applicable_policies
from policies.rules.country import read_country
from policies.rules.regions import find_region
from policies.rules.rulecheck.recorded import Country, RuleSet
from policies.rules.vocabulary import vocabulary
from tests import factories as make

pytestmark = pytest.mark.django_db
AT = make.NOON + make.DAY
DAY = AT.date()


def read(on: dt.date = DAY) -> Country:
    return read_country(vocabulary("test"), on=on, at=AT)


def city(code: str) -> Any:
    return make.region(code, f"{code}市", level="prefecture", parent=make.region())


def resolving(country: Country, region: str) -> RuleSet:
    (found,) = (each for each in country.rule_sets if region in each.regions)
    return found


def test_regions_without_a_rule_of_their_own_share_the_rule_set_of_the_level_above() -> None:
    province, own = make.policy(live=True), make.policy(live=True, region=city("440300"))
    city("440100")
    country = read()
    nation, above, below = country.rule_sets
    assert (nation.regions, nation.recorded) == (("100000",), {})
    assert above.regions == ("440000", "440100")
    assert above.recorded["settle-abroad"].edition == province.edition_label
    assert (below.regions, below.above) == (("440300",), "440000")
    assert below.recorded["settle-abroad"].edition == own.edition_label


def test_a_region_whose_rule_is_over_resolves_as_the_level_above() -> None:
    make.policy(live=True)
    make.policy(live=True, region=city("440300"), effective_to=dt.date(2020, 1, 1))
    country = read()
    assert resolving(country, "440300").regions == ("440000", "440300")
    assert len(country.rules) == 2


def test_each_region_resolves_as_the_site_says() -> None:
    make.policy(live=True)
    gone = make.policy(live=True, region=city("440300"))
    actions.withdraw(gone, by=make.user("approver"), reason="写错了，正在核对。", now=make.NOON)
    undated = city("440400")
    make.policy(live=True, region=undated, effective_to=dt.date(2030, 1, 1))
    city("440500")
    known = vocabulary("test")
    for on in (DAY, dt.date(2001, 1, 1)):
        country = read(on)
        for code in ("100000", "440000", "440300", "440400", "440500"):
            region = find_region(code)
            assert region
            (found,) = applicable_policies([region], known.scenarios, on=on, at=AT).values()
            shown = resolving(country, code).recorded.get("settle-abroad")
            assert (shown.edition if shown else "") == (
                found.policy.edition_label if found.policy else ""
            )


def test_regions_below_a_rule_that_does_not_pass_down_resolve_by_themselves() -> None:
    make.policy(live=True, passes_down=False)
    city("440300")
    country = read()
    assert list(resolving(country, "440000").recorded) == ["settle-abroad"]
    assert resolving(country, "440300").recorded == {}


def test_a_municipality_resolves_by_itself_as_it_offers_other_options() -> None:
    make.option(make.question("dest", ("city",)), "province", position=9, not_in_municipality=True)
    make.region("310000", "上海市")
    make.region("310101", "黄浦区", level="county", parent=make.region("310000"))
    country = read()
    assert resolving(country, "310000").regions == ("310000", "310101")
    for code, options in ("310101", ("city",)), ("100000", ("city", "province")):
        (question,) = resolving(country, code).book.questions
        assert question.options == options


def test_a_merged_region_is_nobodys_place_of_insurance_any_more() -> None:
    make.policy(live=True)
    heir = city("440300")
    make.change(city("440900"), successor=heir)
    assert not any("440900" in each.regions for each in read().rule_sets)


def test_a_rule_is_read_with_its_rows_and_what_it_rests_on() -> None:
    old = make.source("old-notice", effective_to=dt.date(2040, 1, 1))
    columns: dict[str, Any] = {"time_limit_days": 10, "notes_zh_hans": "到窗口办。"}
    draft = make.policy(effective_from=dt.date(2022, 1, 1), **columns)
    row = make.condition(draft, source=old, quote="已经退休的")
    policy: Policy = make.publish(draft)
    (recorded,) = read().rules
    (way,) = recorded.rule.ways
    assert [(each.id, each.question) for each in way] == [(row.pk, "ret")]
    assert (recorded.region, recorded.scenario) == ("440000", "settle-abroad")
    assert (recorded.starts, recorded.ends) == (dt.date(2022, 1, 1), None)
    assert recorded.prose.answer == policy.answer
    assert recorded.prose.others == ("", "到窗口办。")
    assert list(recorded.prose.rows) == [row.pk]
    assert "你还没有退休。" in recorded.prose.explanations
    assert "已经退休的" in recorded.prose.quotes
    assert recorded.prose.time_limit_days == 10
    ends = {each.code: each.ends for each in recorded.sources}
    assert ends["old-notice"] == dt.date(2040, 1, 1)
    assert "一句话回答（en）" in recorded.prose.untranslated


def test_who_is_not_sure_is_asked_about_every_way_to_withdraw() -> None:
    make.policy(live=True)
    make.scenario("pharmacy", kind="use")
    assert read().not_sure == ("settle-abroad",)


def test_one_region_is_looked_at_with_the_rules_that_reach_it() -> None:
    make.policy(live=True)
    make.policy(live=True, region=city("440300"))
    city("440100")
    country = read().only("440100")
    (rule_set,) = country.rule_sets
    assert rule_set.region == "440100"
    assert [each.region for each in country.rules] == ["440000"]
    with pytest.raises(KeyError):
        country.only("999999")


def test_the_number_of_queries_is_the_same_for_any_number_of_rules() -> None:
    make.condition(draft := make.policy())
    make.publish(draft)
    read()
    with CaptureQueriesContext(connection) as few:
        read()
    for code in ("440300", "440400", "440500"):
        make.condition(draft := make.policy(region=city(code)))
        make.publish(draft)
    with CaptureQueriesContext(connection) as many:
        read()
    assert len(many) <= len(few) <= 10
