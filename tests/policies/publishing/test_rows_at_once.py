"""Two who decide about the same row or edition at once: each hears what became of it."""

from __future__ import annotations

import time
from functools import partial
from typing import Any

import pytest
from django.contrib.auth.models import User

from policies.models import Policy, Proposal, Scenario
from policies.publishing import actions, ledger, proposals
from policies.publishing.actions import Refused
from policies.publishing.merge import Side
from policies.publishing.merging import meeting_of, merge_proposal
from tests import admin_factories as desk
from tests import factories as make
from tests.policies.publishing.test_at_once import at_once, delays, people, press

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]
WHY = "官网换了号码"
URGENT = "今天窗口就要用，来不及等人。"


def refused(results: list[Any]) -> list[bool]:
    """Which were refused; whatever else went wrong is a fault."""
    no = [isinstance(each, Refused) for each in results]
    assert [each for each in results if isinstance(each, Exception)] == [
        each for each, is_no in zip(results, no, strict=True) if is_no
    ]
    return no


def proposed(number: int, author: User) -> Proposal:
    wanted = {"phone": f"1239{number:02}"}
    return proposals.propose_change(make.contact(), wanted, by=author, why=WHY)


def fresh(proposal: Proposal) -> Proposal:
    return Proposal.objects.get(pk=proposal.pk)


def merge(proposal: Proposal, by: User, met: str) -> Proposal:
    return merge_proposal(proposal, {"phone": Side.ENTERED}, by=by, met=met)


def test_who_merges_and_who_approves_do_not_wait_for_each_other(
    author: User, approver: User, reader: User
) -> None:
    for number in range(12):
        proposal = proposed(number, author)
        met = meeting_of(proposal).met
        results = at_once(
            partial(proposals.approve, fresh(proposal), by=approver),
            partial(merge, fresh(proposal), reader, met),
        )
        assert sorted(refused(results)) == [False, True]
        for left in Proposal.objects.filter(state="open"):
            proposals.call_off(left, by=left.author)


def test_of_three_who_decide_about_a_proposal_one_does(
    author: User, approver: User, reader: User
) -> None:
    for number in range(8):
        proposal = proposed(number, author)
        results = at_once(
            partial(proposals.approve, fresh(proposal), by=approver),
            partial(proposals.reject, fresh(proposal), by=reader, note="不对"),
            partial(proposals.call_off, fresh(proposal), by=author),
        )
        assert sorted(refused(results)) == [False, True, True]


def test_a_new_row_written_anew_while_it_is_approved_stays_public_or_waits(
    author: User, approver: User
) -> None:
    for number in range(8):
        row: Any = make.shared(Scenario)
        row.pk, row._state.adding, row.code = None, True, f"new-{number}"
        proposal = proposals.propose_new(row, by=author, why=WHY)
        again = Scenario._base_manager.get(pk=row.pk)
        approved, _anew = at_once(
            partial(proposals.approve, proposal, by=approver),
            partial(proposals.propose_new, again, by=author, why=WHY),
        )
        stored = Scenario._base_manager.get(pk=row.pk)
        about = Proposal.objects.filter(kind="policies.scenario", key=row.pk)
        states = set(about.values_list("state", flat=True))
        if approved is None:
            assert (stored.awaits_approval, states) == (False, {"approved"})
        else:
            assert isinstance(approved, Refused), approved
            assert (stored.awaits_approval, states) == (True, {"called_off", "open"})


def test_two_who_withdraw_and_one_who_revises(author: User, approver: User, reader: User) -> None:
    for number in range(6):
        live = make.policy(live=True, scenario=make.scenario(f"event-{number}"))
        results = at_once(
            partial(withdraw, live.pk, approver),
            partial(withdraw, live.pk, reader),
            partial(revise, live.pk, author),
        )
        assert sorted(refused(results)[:2]) == [False, True]


def test_who_signs_for_another_and_who_withdraws_it(
    author: User, approver: User, reader: User
) -> None:
    for number in range(6):
        draft = make.policy(scenario=make.scenario(f"event-{number}"))
        actions.submit(draft, by=author)
        actions.force_publish(draft, by=author, reason=URGENT, left_out=("en",))
        results = at_once(
            partial(countersign, draft.pk, approver),
            partial(countersign, draft.pk, reader),
            partial(withdraw, draft.pk, reader),
        )
        assert refused(results)[:2] != [False, False] and not refused(results)[2]
        assert Policy.objects.get(pk=draft.pk).state == "withdrawn"
    assert [each for each in ledger.verify() if each.damages] == []


def withdraw(key: int, by: User) -> None:
    actions.withdraw(Policy.objects.get(pk=key), by=by, reason="写错了。")


def revise(key: int, by: User) -> None:
    actions.revise(Policy.objects.get(pk=key), by=by)


def countersign(key: int, by: User) -> None:
    actions.countersign(Policy.objects.get(pk=key), by=by)


@pytest.mark.parametrize("verb", ["approve", "reject"])
def test_a_text_deleted_while_its_button_is_pressed_is_said_to_be_gone(verb: str) -> None:
    place, author, approver = desk.make_region(), *people()
    statuses = set()
    for number, (ahead, behind) in enumerate(delays(18)):
        event = desk.make_scenario(f"event-{number}")
        draft = desk.in_review(author, region=place, scenario=event)
        form = desk.seen(draft) | {"note": "再看一遍"}
        _gone, pressed = at_once(
            partial(_delete, draft.pk, ahead * 20),
            partial(press, approver, desk.step_of(draft, verb), form, behind * 20),
        )
        statuses.add(pressed.status_code)
    assert statuses <= {302, 404, 409}


def _delete(key: int, wait: float) -> None:
    time.sleep(wait)
    Policy.objects.get(pk=key).delete()
