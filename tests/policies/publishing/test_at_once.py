"""An author who saves while somebody approves: an approval that was reported stays one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection

from policies.models import Condition, Policy, PolicyCitation, PublishedTextError, Question
from policies.publishing import actions, database_rules, ledger
from policies.publishing.actions import Refused
from tests import admin_factories as desk
from tests import factories as make

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]
STAGGERED = 0.004  # seconds by which one starts before the other, either way


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run these in threads of their own that start together; what each returned or raised."""
    ready, results = threading.Barrier(len(acts)), list[Any]([None] * len(acts))

    def run(number: int) -> None:
        ready.wait()
        try:
            results[number] = acts[number]()
        except Exception as error:  # handed to the test
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def in_review(number: int) -> Policy:
    draft = make.policy(scenario=make.scenario(f"event-{number}"))
    actions.submit(draft, by=make.user("author"))
    return draft


def delays(tries: int) -> Iterator[tuple[float, float]]:
    """Who waits how long: the author from behind to ahead."""
    for number in range(tries):
        step = (number % 9 - 4) * STAGGERED / 4
        yield max(step, 0), max(-step, 0)


def save(draft: Policy, wait: float) -> None:
    """The author stores a text that nobody has seen."""
    mine = Policy.objects.get(pk=draft.pk)
    mine.answer_en = "Unseen."  # type: ignore[attr-defined]
    time.sleep(wait)
    mine.save()


def approve(draft: Policy, by: User, wait: float) -> None:
    time.sleep(wait)
    actions.approve(Policy.objects.get(pk=draft.pk), by=by, left_out=("en",))


def test_no_approval_is_undone_by_an_author_who_saves_meanwhile(approver: User) -> None:
    for number, (authors, approvers) in enumerate(delays(40)):
        draft = in_review(number)
        saved, done = at_once(
            partial(save, draft, authors), partial(approve, draft, approver, approvers)
        )
        assert saved is None or isinstance(saved, PublishedTextError), saved
        assert done is None, done
        stored = Policy.objects.get(pk=draft.pk)
        assert stored.state == "approved" and stored.approved_at, f"undone at try {number}"
    assert [each for each in ledger.verify() if each.damages] == []


def add_citation(condition: Condition, wait: float) -> None:
    time.sleep(wait)
    condition.policy.citations.create(**make.citation(locator="第九条"))


def add_option(condition: Condition, wait: float) -> None:
    time.sleep(wait)
    condition.accepted.add(asked().options.get(code="soon"))


def asked() -> Question:
    """Of its answers one stays refused, whatever slips in: a rule that asks in vain is no text."""
    return make.question("slow", ("yes", "soon", "no"))


def move_citation(condition: Condition, wait: float) -> None:
    """Take the citation of another draft over."""
    moved = PolicyCitation.objects.exclude(policy=condition.policy).latest("pk")
    time.sleep(wait)
    moved.policy = condition.policy
    moved.save()


@pytest.mark.parametrize("change", [add_citation, add_option, move_citation])
def test_no_part_slips_into_a_text_that_is_being_approved(
    change: Callable[[Condition, float], None], approver: User
) -> None:
    for number, (authors, approvers) in enumerate(delays(18)):
        other, draft = make.policy(scenario=make.scenario("elsewhere")), in_review(number)
        condition = make.condition(draft, question=asked())
        make.sign_off(Policy.objects.get(pk=draft.pk))
        changed, done = at_once(
            partial(change, condition, authors), partial(approve, draft, approver, approvers)
        )
        assert changed is None or isinstance(changed, PublishedTextError), changed
        assert done is None, done
        other.delete()
    assert [each for each in ledger.verify() if each.damages] == []


def test_two_starts_at_once_make_the_rules_once() -> None:
    for _ in range(5):
        database_rules.remove()
        done = at_once(database_rules.install, database_rules.install)
        assert sorted(done) == [False, True]
        assert database_rules.missing() == []


def test_two_who_revise_at_once_make_one_draft() -> None:
    live = make.policy(live=True)
    both = [make.user("author"), make.user("reader")]
    results = at_once(*(partial(actions.revise, live, by=by) for by in both))
    assert len([each for each in results if isinstance(each, Refused)]) == 1
    assert Policy.objects.filter(code=live.code, version=2).count() == 1


def press(by: User, address: str, form: dict[str, Any], wait: float) -> Any:
    """What the page answers when this person's browser sends a form after a while."""
    browser = desk.browser_of(by)
    time.sleep(wait)
    return browser.post(address, form)


def form_with_its_citation(draft: Policy) -> dict[str, Any]:
    cited = draft.citations.get()
    form = desk.policy_form(
        draft.region, draft.scenario, cited.source, answer_zh_hans="没有人看过的一句。"
    )
    return form | {
        "citations-INITIAL_FORMS": 1,
        "citations-0-id": cited.pk,
        "citations-0-policy": draft.pk,
    }


def test_through_the_admin_the_late_author_gets_the_text_back() -> None:
    """The author's form and the approver's button, pressed together."""
    place, author, approver = desk.make_region(), *people()
    answers = []
    for number, (authors, approvers) in enumerate(delays(18)):
        event = desk.make_scenario(f"event-{number}")
        draft = desk.in_review(author, region=place, scenario=event)
        form, seen = form_with_its_citation(draft), desk.seen(draft)
        saved, pressed = at_once(
            partial(press, author, desk.form_of(draft), form, authors * 20),
            partial(press, approver, desk.step_of(draft, "approve"), seen, approvers * 20),
        )
        is_approved = Policy.objects.get(pk=draft.pk).state == "approved"
        assert pressed.status_code == (302 if is_approved else 409)
        if saved.status_code == 409:
            assert "没有人看过的一句。" in desk.text_of(saved)
        answers.append((saved.status_code, Policy.objects.get(pk=draft.pk).state))
    # The author was first, and the approver, who had seen another text, was refused; or was late.
    assert set(answers) <= {(302, "in_review"), (409, "approved")}
    assert (409, "approved") in answers
    assert [each for each in ledger.verify() if each.damages] == []


def people() -> tuple[User, User]:
    return desk.make_user("wang", "Author"), desk.make_user("li", "Approver")
