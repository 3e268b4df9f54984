"""A list holds a row exactly if the rule says that this person may see that row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db.models import Model

from policies.models import (
    Contact,
    Duty,
    ExpectedCase,
    Policy,
    Procedure,
    Proposal,
    Region,
    Scenario,
    Scope,
    Source,
    Transition,
    Verification,
)
from policies.publishing import proposals, scopes
from tests import factories as make
from tests.verifying import read_again

pytestmark = pytest.mark.django_db
GUANGDONG, SHENZHEN, ZHEJIANG = "440000", "440300", "330000"


def places() -> list[Region]:
    guangdong = make.region()
    shenzhen = make.region(SHENZHEN, "深圳市", level="prefecture", parent=guangdong)
    return [make.nation(), guangdong, shenzhen, make.region(ZHEJIANG, "浙江省")]


def events() -> list[Scenario]:
    return [make.scenario("death"), make.scenario("enlist")]


def of_each_place_and_event(maker: Callable[..., Model]) -> None:
    for place in places():
        for event in events():
            maker(region=place, scenario=event)


def some_proposals() -> None:
    for place in places():
        contact: Any = make.contact(f"c-{place.code}", region=place)
        wanted = {"phone": "12399"}
        proposals.propose_change(contact, wanted, by=make.user("author"), why="打过电话")
    proposals.propose_change(make.source(), {"issuer": "x"}, by=make.user("author"), why="看过")


def some_cases() -> None:
    for place in places():
        for event in events():
            make.expected_case(region=place, event=event, outcomes={event.code: "yes"})


ROWS: dict[type[Model], Callable[[], object]] = {
    Policy: lambda: of_each_place_and_event(make.policy),
    Procedure: lambda: of_each_place_and_event(make.procedure),
    Region: places,
    Scenario: events,
    Contact: lambda: [make.contact(f"c-{each.code}", region=each) for each in places()],
    ExpectedCase: some_cases,
    Proposal: some_proposals,
    Source: lambda: (places(), make.source()),
}
LIMITS: dict[str, dict[str, Any]] = {
    "a province": {"regions": [GUANGDONG]},
    "a city": {"regions": [SHENZHEN]},
    "an event": {"scenarios": ["death"]},
    "an event of a province": {"regions": [GUANGDONG], "scenarios": ["death"]},
    "a province by one, an event by another": {"regions": [ZHEJIANG], "other": ["enlist"]},
    "a language": {"languages": ["en"]},
    "a duty": {"duties": [Duty.APPROVE]},
}


def somebody(
    regions: Iterable[str] = (),
    scenarios: Iterable[str] = (),
    other: Iterable[str] = (),
    **more: Any,
) -> User:
    user = make.user("li")
    scope = Scope.objects.create(user=user, **{"languages": [], "duties": []} | more)
    scope.regions.set(Region.objects.filter(code__in=regions))
    scope.scenarios.set(Scenario.objects.filter(code__in=scenarios))
    if other:
        Scope.objects.create(user=user).scenarios.set(Scenario.objects.filter(code__in=other))
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize("model", ROWS, ids=lambda model: model.__name__)
def test_lists_and_the_rule_agree(model: type[Model]) -> None:
    places(), events(), ROWS[model]()
    rows = model._default_manager.all()
    for words, limits in LIMITS.items():
        Scope.objects.all().delete()
        li = somebody(**limits)
        seen = set(scopes.visible(rows, li).values_list("pk", flat=True))
        assert seen == {row.pk for row in rows if scopes.may_see(li, row)}, words
        assert seen, f"{words} shows something of each kind"
        if "languages" in limits or "duties" in limits:
            assert len(seen) == rows.count(), "what one may do with it limits nobody's looking"


@pytest.mark.parametrize("model", [Transition, Verification], ids=lambda model: model.__name__)
def test_the_record_of_another_place_is_not_listed(model: type[Model]) -> None:
    """Records name an edition by its code; what is of no place is everybody's."""
    for place in places():
        read_again(make.policy(region=place, live=True))
    read_again(make.guide(live=True))
    li = somebody(regions=[GUANGDONG])
    listed = scopes.visible(model._default_manager.all(), li).values_list("code", flat=True)
    elsewhere = Policy.objects.get(region__code=ZHEJIANG).code
    known = {*model._default_manager.values_list("code", flat=True)}
    assert set(listed) == known - {elsewhere} and len(known) == 5
