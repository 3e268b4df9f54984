"""Nothing new takes an address that was public before, without a word."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from guides.models import OldAddress
from policies.models import Region, Scenario, Source
from policies.models.addresses import taken_before
from policies.publishing import actions, database_rules, proposals
from policies.publishing.actions import Refused
from policies.publishing.blockers import submit_blockers
from policies.publishing.database_rules import CIRCLE
from tests import factories as make

pytestmark = pytest.mark.django_db
WORDS = "以前公布过"


@pytest.mark.parametrize("kind", ["guide", "fact_check"])
def test_an_edition_does_not_take_a_former_address(kind: str) -> None:
    path = f"/{kind.replace('_', '-')}s/x/"
    make.old_address(path, became="/guides/")
    draft = getattr(make, kind)(slug="x")
    with pytest.raises(Refused) as refused:
        actions.submit(draft, by=make.user("author"))
    (reason,) = refused.value.reasons
    assert path in reason and "现在转到 /guides/" in reason and "删除旧地址" in reason
    assert getattr(make, kind)(slug="xy") and taken_before(draft)


def test_what_was_in_review_when_the_address_was_given_up_is_not_approved() -> None:
    draft = make.guide(slug="x")
    actions.submit(draft, by=make.user("author"))
    make.old_address("/guides/x/", gone_because="没有了。")
    with pytest.raises(Refused, match=WORDS):
        actions.approve(draft, by=make.user("approver"), left_out=("en",))


def test_who_takes_the_former_address_back_says_so_first_and_it_is_kept() -> None:
    old = make.old_address("/guides/x/", became="/guides/")
    draft = make.guide(slug="x")
    proposal = proposals.propose_deletion(old, by=make.user("author"), why="新指南用这个地址。")
    assert submit_blockers(draft, by=make.user("author"))
    proposals.approve(proposal, by=make.user("approver"))
    make.publish(draft)
    proposal.refresh_from_db()
    assert proposal.values_before["became"] == "/guides/" and proposal.number


@pytest.mark.parametrize(
    ("path", "row"),
    [
        ("/regions/449999/", Region(code="449999", name_zh_hans="新市", level="prefecture")),
        ("/regions/449999/death/", Region(code="449999", name_zh_hans="新市", level="prefecture")),
        ("/sources/new/", Source(code="new", title="新的", kind="notice")),
        ("/scenarios/new/", Scenario(code="new", kind="use", name_zh_hans="新的")),
        ("/regions/440000/new/", Scenario(code="new", kind="use", name_zh_hans="新的")),
    ],
)
def test_a_shared_row_does_not_take_a_former_address(
    path: str, row: Region | Source | Scenario
) -> None:
    make.old_address(path, became="/guides/")
    with pytest.raises(ValidationError, match=WORDS):
        row.clean()
    row.code = "449998" if isinstance(row, Region) else "other"
    row.clean()


def test_a_row_that_is_there_may_change_beside_a_former_address_below_it() -> None:
    made = make.region()
    make.old_address("/regions/440000/given-up/", became="/guides/")
    made.clean()


def test_a_former_address_does_not_lie_in_wait_for_a_guide_that_will_be() -> None:
    make.publish(make.guide(slug="soon"), publish_at=dt.datetime.now(dt.UTC) + make.DAY)
    with pytest.raises(ValidationError, match="定好了要上线"):
        OldAddress(path="/guides/soon/", became="/guides/").full_clean()


@pytest.mark.parametrize(
    "became", ["/guides/never/", "/fact-checks/never/", "/regions/999999/", "/sources/never/"]
)
def test_a_target_that_was_never_there_is_refused(became: str) -> None:
    with pytest.raises(ValidationError, match="本站没有这样的地址"):
        OldAddress(path="/old/", became=became).full_clean()


def test_a_target_that_leads_on_or_says_why_it_is_gone_is_taken() -> None:
    guide = make.guide(slug="first", live=True)
    make.new_version(guide, at=make.NOON + make.DAY, slug="second")
    make.region("440001", "甲市", level="prefecture", successor=make.region())
    for became in ("/guides/first/", "/guides/second/?a=b#c", "/regions/440001/"):
        OldAddress(path="/old/", became=became).full_clean()


def test_a_circle_by_way_of_a_query_is_a_circle() -> None:
    make.old_address("/b/", became="/a/?on=2027-01-01#x")
    with pytest.raises(ValidationError, match="绕成了圈"):
        OldAddress(path="/a/", became="/b/?x=1").full_clean()


@pytest.mark.parametrize(
    "became", ["/a/", "/a/?x=1", "/a/#b", "/b/?x=/y/#z", "evil", "https://x.example/", "//x/"]
)
def test_the_database_refuses_circles_and_what_is_no_address(became: str) -> None:
    make.old_address("/b/", became="/a/#there")
    with pytest.raises(IntegrityError, match=CIRCLE), transaction.atomic():
        make.old_address("/a/", became=became)
    row = make.old_address("/a/", gone_because="没有了。")
    with pytest.raises(IntegrityError, match=CIRCLE), transaction.atomic():
        make.change(row, became=became, gone_because="")


def test_the_database_refuses_successors_in_a_circle() -> None:
    first = make.region("440001", "甲市", level="prefecture")
    second = make.region("440002", "乙市", level="prefecture", successor=first)
    third = make.region("440003", "丙市", level="prefecture", successor=second)
    for heir in (first, second, third):
        with pytest.raises(IntegrityError), transaction.atomic():
            make.change(Region.objects.get(pk=first.pk), successor=heir)
    make.change(Region.objects.get(pk=third.pk), successor=first)
    assert Region.objects.get(code="440003").heir() == first


def test_no_region_leads_to_one_that_nobody_has_approved() -> None:
    """By hand alone: no proposal is approved before what it points at."""
    new = make.region("440001", "甲市", level="prefecture", awaits_approval=True)
    before = make.region("440002", "乙市", level="prefecture", successor=new)
    assert before.heir() == before
    assert Client().get("/zh-hans/regions/440002/").status_code == 200


def test_a_circle_of_before_the_rule_does_not_stop_other_changes() -> None:
    make.lift_database_rules()
    first = make.region("440001", "甲市", level="prefecture")
    second = make.region("440002", "乙市", level="prefecture", successor=first)
    make.change(first, successor=second)
    database_rules.install()
    newcomer = make.region("440003", "丙市", level="prefecture")
    make.change(newcomer, successor=second)
    assert newcomer.heir() == newcomer
    make.change(Region.objects.get(pk=first.pk), successor=None)
    assert Region.objects.get(code="440002").heir().code == "440001"
