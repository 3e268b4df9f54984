"""Two at once about one name, one source, or a row that one takes and another takes away."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from guides.models import Guide, OldAddress
from policies.models import Material, Passage, Policy, Proposal, Source, Verification
from policies.publishing import actions, proposals
from policies.publishing.actions import Refused
from policies.publishing.verification import passages_of, record
from tests import admin_factories as desk
from tests import factories as make
from tests.policies.admin.saving.desk import Window
from tests.policies.publishing.test_at_once import at_once, delays, people
from tests.policies.publishing.test_rows_at_once import refused

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]
WHY = "没有人用"


@pytest.fixture(autouse=True)
def kinds_as_stored() -> Iterator[None]:
    """A flush of the database makes the keys of kinds anew."""
    ContentType.objects.clear_cache()
    yield
    ContentType.objects.clear_cache()


def waiting_guide(slug: str, author: User) -> Guide:
    guide = make.guide(slug=slug, author=author)
    with patch.multiple(actions, **make.NOTHING_IN_THE_WAY):
        actions.submit(guide, by=author)
    return guide


def approve(guide: Guide, by: User) -> None:
    actions.approve(Guide._base_manager.get(pk=guide.pk), by=by, left_out=("en",))


def approve_change(proposal: Proposal, by: User, wait: float = 0) -> None:
    time.sleep(wait)
    proposals.approve(Proposal.objects.get(pk=proposal.pk), by=by)


def test_of_two_guides_of_one_address_one_is_published(author: User, approver: User) -> None:
    for number in range(8):
        both = [waiting_guide(f"same-{number}", author) for _ in range(2)]
        results = at_once(*(partial(approve, each, approver) for each in both))
        assert sorted(refused(results)) == [False, True]


def test_no_living_page_is_an_old_address(author: User, approver: User) -> None:
    for number in range(8):
        guide = waiting_guide(f"taken-{number}", author)
        old = OldAddress(path=f"/guides/taken-{number}/", became="/guides/")
        proposal = proposals.propose_new(old, by=author, why=WHY)
        results = at_once(
            partial(approve, guide, approver), partial(approve_change, proposal, approver)
        )
        assert sorted(refused(results)) == [False, True]


def save_after(window: Window, wait: float) -> Any:
    time.sleep(wait)
    return window.save()


def test_a_draft_that_takes_a_source_that_goes_is_given_back() -> None:
    """Both are done where the draft comes later; nobody sees a failure, no word is lost."""
    author, approver = people()
    answers = []
    for number, (ahead, behind) in enumerate(delays(12)):
        draft = desk.make_policy(author, scenario=desk.make_scenario(f"event-{number}"))
        going = make.source(f"going-{number}")
        proposal = proposals.propose_deletion(going, by=make.user("other"), why=WHY)
        window = Window(author, desk.form_of(draft))
        window.type(answer_zh_hans="新写的一句。", citations__0__source=str(going.pk))
        saved, gone = at_once(
            partial(save_after, window, ahead * 20),
            partial(approve_change, proposal, approver, behind * 20),
        )
        assert refused([gone]) == [saved.status_code == 302]
        assert saved.status_code == 302 or "新写的一句。" in saved.content.decode()
        answers.append(saved.status_code)
    assert set(answers) <= {302, 409, 422}


def test_of_two_new_rows_of_one_name_one_is_proposed_and_the_other_given_back() -> None:
    persons = [desk.make_user(name, "Author") for name in ("wang", "zhao")]
    for number in range(6):
        windows = [Window(each, reverse("admin:policies_material_add")) for each in persons]
        for window in windows:
            window.type(code=f"card-{number}", name_zh_hans="新的一张证", proposal_why=WHY)
        answers = at_once(*(window.save for window in windows))
        assert sorted(each.status_code for each in answers) in ([302, 409], [302, 422])
        assert all(
            each.status_code == 302 or "新的一张证" in each.content.decode() for each in answers
        )
    assert Material._base_manager.count() == 6


def two_rules(number: int) -> list[Passage]:
    """What two live rules cite, each the same two passages, in opposite orders."""
    found = []
    for order in (["甲", "乙"], ["乙", "甲"]):
        event = make.scenario(f"event-{number}-{order[0]}".replace("甲", "a").replace("乙", "b"))
        draft: Policy = make.policy(cited=False, scenario=event)
        for quote in order:
            source: Source = make.source(f"source-{quote == '甲'}".lower())
            cited = make.citation(source=source, locator=f"第{number}条", quote=quote)
            draft.citations.create(**cited)
        found += passages_of(make.publish(draft))
    return found


def test_who_record_the_same_passages_in_any_order_do_not_wait_for_each_other() -> None:
    passages = two_rules(0)
    record(passages, by=make.user("first"), result="unchanged")
    for number in range(8):
        note = f"第 {number} 次"
        results = at_once(
            partial(record, passages, by=make.user("u1"), result="unchanged", note=note),
            partial(record, passages[::-1], by=make.user("u2"), result="gone", note=note),
        )
        assert refused(results) == [False, False]


def test_that_nothing_changed_is_never_said_after_a_finding_that_was_not_seen() -> None:
    for number in range(8):
        passage = two_rules(number)[0]
        known = {passage: None}
        at_once(
            partial(record, [passage], by=make.user("u1"), result="gone", known=known),
            partial(record, [passage], by=make.user("u2"), result="unchanged", known=known),
        )
        noted = Verification.objects.filter(code=passage.code).order_by("pk")
        assert [each.result for each in noted] in (["gone"], ["unchanged", "gone"])


def test_a_button_pressed_twice_at_once_is_one_record() -> None:
    passage = two_rules(0)[0]
    for number in range(6):
        once = partial(record, [passage], by=make.user("u1"), result="gone", note=f"{number}")
        assert not any(isinstance(each, Refused) for each in at_once(once, once))
    assert Verification.objects.count() == 6
