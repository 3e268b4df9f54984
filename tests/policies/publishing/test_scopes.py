"""How far somebody's roles reach: the verbs obey, whoever calls them, and so do lists."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from policies.models import Duty, Policy, Region, Scope
from policies.publishing import actions, proposals, scopes, verification
from policies.publishing.actions import Refused
from tests import factories as make

pytestmark = pytest.mark.django_db
GUANGDONG, ZHEJIANG = "440000", "330000"


def scoped(name: str = "li", **limits: Any) -> User:
    """An account that reaches as far as this: regions and scenarios by their rows."""
    user = make.user(name)
    scope = Scope.objects.create(
        user=user, languages=limits.get("languages", []), duties=limits.get("duties", [])
    )
    scope.regions.set(limits.get("regions", []))
    scope.scenarios.set(limits.get("scenarios", []))
    return User.objects.get(pk=user.pk)


@pytest.fixture
def guangdong() -> Region:
    return make.region()


@pytest.fixture
def shenzhen(guangdong: Region) -> Region:
    return make.region("440300", "深圳市", level="prefecture", parent=guangdong)


@pytest.fixture
def zhejiang() -> Region:
    return make.region(ZHEJIANG, "浙江省")


# The verbs.


def in_review(region: Region, **columns: Any) -> Policy:
    draft = make.policy(region=region, **columns)
    actions.submit(draft, by=make.user("author"))
    return draft


def test_who_has_no_scope_reaches_everything(zhejiang: Region) -> None:
    make.publish(make.policy(region=zhejiang))
    assert scopes.grants_of(make.user("author")) == ()


def test_a_superuser_is_limited_by_nothing(guangdong: Region, zhejiang: Region) -> None:
    boss = scoped(regions=[guangdong])
    boss.is_superuser = True
    assert not scopes.refusals(boss, make.policy(region=zhejiang), Duty.WRITE)


@pytest.mark.parametrize(
    "verb", ["submit", "approve", "reject", "withdraw", "revise", "force_publish"]
)
def test_no_verb_reaches_another_province(verb: str, guangdong: Region, zhejiang: Region) -> None:
    li = scoped(regions=[guangdong])
    edition = make.policy(region=zhejiang)
    if verb in ("approve", "reject", "force_publish"):
        edition = in_review(zhejiang)
    if verb in ("withdraw", "revise"):
        edition = make.publish(edition)
    with pytest.raises(Refused) as refused:
        act(verb, edition, li)
    reason = refused.value.reasons[0]
    assert "不在你负责的地区或者情形里" in reason and "广东省（含下级）" in reason
    state = edition.state
    edition.refresh_from_db()
    assert edition.state == state


def act(verb: str, edition: Policy, by: User) -> None:
    """A verb with what it needs to be told."""
    said: dict[str, dict[str, str]] = {
        "withdraw": {"reason": "错了，要撤回。"},
        "reject": {"note": "看不懂。"},
        "force_publish": {"reason": "等不及第二个人，今天就要用。"},
    }
    getattr(actions, verb)(edition, by=by, **said.get(verb, {}))


def test_what_lies_below_is_reached(guangdong: Region, shenzhen: Region) -> None:
    draft = in_review(shenzhen)
    actions.approve(draft, by=scoped(regions=[guangdong]), left_out=("en",))
    assert draft.state == "approved"


def test_what_lies_above_is_not(guangdong: Region, shenzhen: Region) -> None:
    with pytest.raises(Refused, match="不在你负责的"):
        actions.approve(in_review(guangdong), by=scoped(regions=[shenzhen]), left_out=("en",))


def test_what_is_of_the_whole_country_is_not(guangdong: Region) -> None:
    guide = make.guide()
    actions.submit(guide, by=make.user("author"))
    with pytest.raises(Refused, match="全国共用的内容"):
        actions.approve(guide, by=scoped(regions=[guangdong]), left_out=("en",))


def test_another_situation_is_not(guangdong: Region) -> None:
    other = make.scenario("death", name_zh_hans="去世")
    with pytest.raises(Refused, match="不在你负责的"):
        actions.approve(in_review(guangdong), by=scoped(scenarios=[other]), left_out=("en",))


def test_a_duty_that_is_not_given_is_refused_by_its_name(guangdong: Region) -> None:
    li = scoped(duties=[Duty.WRITE])
    with pytest.raises(Refused, match="你的职责里没有“批准和退回”"):
        actions.approve(in_review(guangdong), by=li, left_out=("en",))


def test_who_translates_does_not_publish(guangdong: Region) -> None:
    with pytest.raises(Refused, match="只能改指定语言的文字"):
        actions.approve(in_review(guangdong), by=scoped(languages=["en"]), left_out=("en",))


def test_several_scopes_add_up(guangdong: Region, zhejiang: Region) -> None:
    scoped(regions=[guangdong])
    li = scoped(regions=[zhejiang])
    for place in (guangdong, zhejiang):
        actions.approve(in_review(place), by=li, left_out=("en",))


def test_a_passage_of_another_province_is_not_verified(guangdong: Region, zhejiang: Region) -> None:
    there, here = (make.policy(live=True, region=place) for place in (zhejiang, guangdong))
    li = scoped(regions=[guangdong])
    with pytest.raises(Refused, match="不在你负责的"):
        verification.record(verification.passages_of(there), by=li, result="unchanged")
    assert verification.record(verification.passages_of(here), by=li, result="unchanged").records


# Proposals.


def test_a_shared_row_of_another_province_is_not_proposed(
    guangdong: Region, zhejiang: Region
) -> None:
    li = scoped(regions=[guangdong])
    there = make.contact("zj", region=zhejiang)
    with pytest.raises(Refused, match="不在你负责的"):
        proposals.propose_change(there, {"phone": "1"}, by=li, why="换了号码。")
    with pytest.raises(Refused, match="不在你负责的"):
        proposals.propose_deletion(there, by=li, why="没有了。")
    here = make.contact("gd", region=guangdong)
    assert proposals.propose_change(here, {"phone": "12345"}, by=li, why="换了号码。").pk


def test_a_proposal_of_another_province_is_neither_approved_nor_rejected(
    guangdong: Region, zhejiang: Region
) -> None:
    there = make.contact("zj", region=zhejiang)
    made = proposals.propose_change(there, {"phone": "1"}, by=make.user("author"), why="换了。")
    li = scoped(regions=[guangdong])
    with pytest.raises(Refused, match="不在你负责的"):
        proposals.approve(made, by=li)
    with pytest.raises(Refused, match="不在你负责的"):
        proposals.reject(made, by=li, note="不对。")


def test_nobody_puts_a_row_where_they_do_not_reach(guangdong: Region, zhejiang: Region) -> None:
    contact = make.contact("office", region=guangdong)
    li = scoped(regions=[guangdong])
    for wanted in ({"region": ZHEJIANG}, {"region": "100000"}):
        with pytest.raises(Refused, match=r"地区|全国"):
            proposals.propose_change(contact, wanted, by=li, why="搬走")
    away = proposals.propose_change(
        contact, {"region": ZHEJIANG}, by=make.user("author"), why="搬走"
    )
    with pytest.raises(Refused, match="不在你负责的地区"):
        proposals.approve(away, by=li)
    contact.refresh_from_db()
    assert contact.region == guangdong
    proposals.approve(away, by=make.user("approver"))


def test_what_all_pages_share_is_not_proposed_by_a_province(guangdong: Region) -> None:
    li = scoped(regions=[guangdong])
    with pytest.raises(Refused, match="全国共用的内容"):
        proposals.propose_change(
            make.contact(region=make.nation()), {"phone": "1"}, by=li, why="换了号码。"
        )


def test_a_new_source_is_proposed_by_whoever_needs_one(guangdong: Region) -> None:
    source = type(make.source())(code="new", title="新的通知", kind="notice")
    assert proposals.propose_new(source, by=scoped(regions=[guangdong]), why="新规定。").pk


def test_a_translator_proposes_words_of_that_language_alone() -> None:
    li, contact = scoped(languages=["en"]), make.contact()
    assert proposals.propose_change(contact, {"name_en": "Hotline"}, by=li, why="补译文。").pk
    other = make.contact("other")
    for wanted in ({"phone": "1"}, {"name_zh_hans": "热线"}, {"name_en": "x", "phone": "1"}):
        with pytest.raises(Refused, match="只能改指定语言的文字"):
            proposals.propose_change(other, wanted, by=li, why="改一下。")


# What is seen.


def test_lists_hold_ones_own_places_and_what_holds_from_above(
    guangdong: Region, shenzhen: Region, zhejiang: Region
) -> None:
    made = {
        place.code: make.policy(region=place, scenario=make.scenario(f"s{place.code}"))
        for place in (make.nation(), guangdong, shenzhen, zhejiang)
    }
    li = scoped(regions=[guangdong])
    seen = set(scopes.visible(Policy.objects.all(), li))
    assert seen == {made["100000"], made[GUANGDONG], made["440300"]}
    assert all(scopes.may_see(li, row) == (row in seen) for row in made.values())
    regions = set(scopes.visible(Region.objects.all(), li).values_list("code", flat=True))
    assert regions == {"100000", GUANGDONG, "440300"}


def test_grants_cost_three_queries_once(guangdong: Region, django_assert_num_queries: Any) -> None:
    li = scoped(regions=[guangdong])
    with django_assert_num_queries(3):
        scopes.grants_of(li)
    with django_assert_num_queries(0):
        scopes.grants_of(li)
    author = make.user("author")
    with django_assert_num_queries(1):
        scopes.grants_of(author)
