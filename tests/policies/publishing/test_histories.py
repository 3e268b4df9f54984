"""Random histories of verbs at random instants: what readers see is always what somebody chose.

`bin/test` plays a share of them; `bin/test long` ten thousand, on one database.
"""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass, field
from typing import Any, cast

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guides.models import Guide
from policies.models import Edition
from policies.publishing import actions, events, ledger
from policies.publishing.actions import Refused
from policies.publishing.choices import Choice, Choices, Fate
from policies.publishing.choices import fates as fates_of
from policies.publishing.live_periods import beside_publication
from tests import factories as make
from tests.running import IS_LONG, examples

HOUR = dt.timedelta(hours=1)
HISTORIES = 10_000 if IS_LONG else examples(25)
VERBS = ["publish", "publish", "publish", "schedule", "schedule", "withdraw", "send back", "sign"]
Step = tuple[str, int, int]
STEPS = st.lists(
    st.tuples(st.sampled_from(VERBS), st.integers(0, 5), st.integers(0, 8)),
    min_size=2,
    max_size=10,
)


@dataclass
class History:
    """What was done with one guide, and what was chosen on the way."""

    code: str
    now: dt.datetime = make.NOON
    kept: set[tuple[int, int]] = field(default_factory=set)  # (kept, beside which version)
    off: set[int] = field(default_factory=set)
    texts: dict[int, str] = field(default_factory=dict)

    def editions(self) -> list[Guide]:
        return list(Guide._base_manager.filter(code=self.code).order_by("version"))

    def play(self, verb: str, which: int, number: int) -> None:
        """One step an hour; what is refused leaves everything as it was."""
        self.now += HOUR
        editions = self.editions()
        states = [each.state for each in editions]
        try:
            with transaction.atomic():
                self._use(verb, editions, which, number)
        except Refused:
            assert [each.state for each in self.editions()] == states

    def _use(self, verb: str, editions: list[Guide], which: int, number: int) -> None:
        chosen = editions[which % len(editions)]
        if verb == "withdraw":
            self._withdraw(chosen, number)
        elif verb == "send back":
            draft = self._submitted(editions, chosen)
            actions.reject(draft, by=make.user("approver"), note="请改。", now=self.now)
        elif verb == "sign":
            actions.countersign(chosen, by=make.user("approver"), now=self.now)
        else:
            draft = self._submitted(editions, chosen)
            ahead = self.now + number * HOUR if verb == "schedule" else None
            Guide._base_manager.filter(pk=draft.pk).update(publish_at=ahead)
            self._publish(draft, ahead or self.now, number)

    def _submitted(self, editions: list[Guide], chosen: Guide) -> Guide:
        """The open draft, or a new one of the edition chosen, in review."""
        author = make.user("author")
        draft = editions[-1] if editions[-1].is_open else None
        if draft is None:
            draft = cast(Guide, actions.revise(chosen, by=author, now=self.now))
            assert draft.copied_from == chosen.version
            assert draft.text_now() == chosen.text_now()
            draft.title_zh_hans = f"第 {draft.version} 版的题目"  # type: ignore[attr-defined]
            draft.save()
        if draft.state == Edition.State.DRAFT:
            actions.submit(draft, by=author, now=self.now)
        return draft

    def _publish(self, draft: Guide, start: dt.datetime, number: int) -> None:
        choices = self._choices(draft, start, number)
        if number % 3 == 2:
            why = "今天窗口就要用，来不及等人。"
            author = make.user("author")
            actions.force_publish(
                draft, by=author, reason=why, choices=choices, now=self.now, left_out=("en",)
            )
        else:
            actions.approve(
                draft, by=make.user("approver"), choices=choices, now=self.now, left_out=("en",)
            )
        self._remember(draft, choices)
        self.texts[draft.version] = draft.canonical_text

    def _withdraw(self, edition: Guide, number: int) -> None:
        choices = self._choices(edition, None, number)
        actions.withdraw(
            edition, by=make.user("approver"), reason="写错了。", choices=choices, now=self.now
        )
        self._remember(edition, choices)
        self.off.add(edition.version)

    def _choices(self, edition: Guide, start: dt.datetime | None, number: int) -> Choices:
        """A choice for each edition that waits, mostly; now and then one is forgotten."""
        waiting = [
            each
            for each in self.editions()
            if each.state == "approved" and _start(each) > self.now and each.pk != edition.pk
        ]
        fates = [Fate.KEEP, Fate.CALL_OFF, Fate.KEEP, Fate.CARRY if start else Fate.KEEP]
        met = beside_publication(edition, self.now) if start else []
        replaced = {
            each.version: Choice(fates_of(each, start, self.now)[0])
            for each in met
            if each not in waiting
        }
        return replaced | {
            each.version: Choice(fates[(number + place) % 4], "不改了。")
            for place, each in enumerate(waiting)
            if number != 7
        }

    def _remember(self, edition: Guide, choices: Choices) -> None:
        for version, choice in choices.items():
            if choice.calls_off:
                self.off.add(version)
            elif choice.fate == Fate.KEEP:
                self.kept.add((version, edition.version))


def _start(edition: Edition) -> dt.datetime:
    return cast(dt.datetime, edition.publish_at)


def live_by_definition(approved: list[Guide], at: dt.datetime) -> list[int]:
    """Of the editions published by an instant the newest is live, unless withdrawn by then;
    one withdrawn before it was published never counts."""
    counting = [
        each
        for each in approved
        if _start(each) <= at
        and not (each.withdrawn_at is not None and each.withdrawn_at <= _start(each))
    ]
    if not counting:
        return []
    newest = max(counting, key=lambda each: (_start(each), each.version))
    gone = newest.withdrawn_at is not None and newest.withdrawn_at <= at
    return [] if gone else [newest.version]


def live_by_columns(approved: list[Guide], at: dt.datetime) -> list[int]:
    """What `live(at)` finds, read off the stored periods."""
    return [
        each.version
        for each in approved
        if _start(each) <= at and (each.live_until is None or each.live_until > at)
    ]


@pytest.mark.django_db
@settings(max_examples=HISTORIES, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_what_is_live_is_one_text_and_what_somebody_chose(steps: list[Step]) -> None:
    with transaction.atomic():
        history = History(make.guide().code)
        history.play("publish", 0, 0)
        for step in steps:
            history.play(*step)
        look_at(history)
        transaction.set_rollback(True)


def look_at(history: History) -> None:
    approved = [each for each in history.editions() if each.approved_at is not None]
    bounds = {_start(each) for each in approved}
    bounds |= {each.live_until for each in approved if each.live_until}
    bounds |= {each.withdrawn_at for each in approved if each.withdrawn_at}
    seen: list[int] = []
    before: tuple[str, list[int]] = ("", [])
    for at in sorted(bounds):  # between two of them nothing changes
        live = live_by_columns(approved, at)
        now = (events.token(at), live)
        assert (now[0] != before[0]) or live == before[1], at
        before = now
        assert live == live_by_definition(approved, at), at
        assert len(live) <= 1, at
        seen += [each for each in live if seen[-1:] != [each]]
    in_order(seen, history)
    nothing_came_back_by_itself(approved, history)
    nothing_is_lost(approved, history)
    middle = sorted(bounds)[len(bounds) // 2]
    assert [e.version for e in Guide.objects.live(middle)] == live_by_columns(approved, middle)


def in_order(seen: list[int], history: History) -> None:
    """An older text follows a newer one only where it was kept beside that one."""
    for former, later in itertools.pairwise(seen):
        assert later > former or (later, former) in history.kept, (seen, history.kept)
    assert len(set(seen)) == len(seen), f"one came back: {seen}"


def nothing_came_back_by_itself(approved: list[Guide], history: History) -> None:
    """What was there when something was withdrawn and went live after that, was kept then."""
    for gone in approved:
        at = gone.withdrawn_at
        if at is None or gone.live_until is None or gone.live_until == _start(gone):
            continue  # called off: nobody saw it
        for other in approved:
            waited = cast(dt.datetime, other.approved_at) < at < _start(other)
            if waited and other.version not in history.off:
                assert (other.version, gone.version) in history.kept


def nothing_is_lost(approved: list[Guide], history: History) -> None:
    """Every text that was approved is there as it was, with the reason why it is not shown."""
    assert {each.version: each.canonical_text for each in approved} == history.texts
    assert [each for each in ledger.verify() if each.damages] == []
    gone: set[int] = {each.version for each in approved if each.withdrawn_at}
    assert gone == history.off
    assert all(cast(Any, each).withdrawal_reason_zh_hans for each in approved if each.withdrawn_at)
