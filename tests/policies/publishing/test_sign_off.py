"""Nothing is approved before an editor has read what a citizen would read for each answer."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test import Client

from policies.models import Condition, Option, Policy, Question, SignOff
from policies.models.append_only import KeptForEverError
from policies.publishing import actions
from policies.publishing.blockers import approve_blockers, submit_blockers
from policies.publishing.shared.permits import permitted
from policies.publishing.sign_off import Row, rows_of, sign, table_of, unread
from tests import factories as make
from tests.policies.publishing.verbs import T0, live_at, reasons

pytestmark = pytest.mark.django_db
FIXED = "依据没有写你这种情况，先打电话问。"


def draft(**columns: Any) -> Policy:
    """A draft that asks `ret`, which accepts `yes` alone."""
    made = make.policy()
    make.condition(made, **columns)
    return made


def read(edition: Policy) -> list[tuple[str, str, bool]]:
    return [(row.option, row.sentence, row.is_unclear) for row in rows_of(edition)]


def submitted(author: User, policy: Policy) -> Policy:
    actions.submit(policy, by=author, acknowledged="看过。", now=T0)
    return policy


def question(code: str, *options: str, residual: tuple[str, ...] = (), **flags: Any) -> Question:
    asked = make.question(code, options)
    with permitted("a test"):
        asked.options.filter(code__in=residual).update(residual=True)
        for option, values in flags.items():
            asked.options.filter(code=option).update(**values)
    return asked


def test_each_answer_that_is_not_accepted_has_a_row() -> None:
    abroad = question("abroad", "settled", "home", "hmt", "other", residual=("other",))
    policy = draft(
        question=abroad, accepts=("settled",), unclear=("hmt",),
        text_if_unmet_zh_hans="你没有出国定居。", text_if_unclear_zh_hans="港澳台算不算，没有写。",
    )  # fmt: skip
    make.unasked_condition(policy)
    assert read(policy) == [
        ("home", "你没有出国定居。", False),
        ("hmt", "港澳台算不算，没有写。", True),
        ("other", "港澳台算不算，没有写。", True),
    ]


def test_a_residual_answer_that_is_accepted_is_read_as_the_page_says_it() -> None:
    rel = question("rel", "core", "other", residual=("other",))
    assert read(draft(question=rel, accepts=("core", "other"))) == [("other", FIXED, True)]


def test_a_municipality_is_not_asked_about_what_it_does_not_offer() -> None:
    cross = question("cross", "yes", "within", within={"not_in_municipality": True})
    beijing = make.region("110000", "北京市")
    for place, options in ((make.region(), ["within"]), (beijing, [])):
        policy = make.policy(region=place)
        make.condition(policy, question=cross)
        assert [row.option for row in rows_of(policy)] == options


def test_one_sentence_of_two_ways_is_read_once() -> None:
    policy = draft()
    make.condition(policy, way=2, text_zh_hans="你退休满一年")
    (row,) = rows_of(policy)
    assert row.conditions == ("你已经退休", "你退休满一年")


def test_other_kinds_of_editions_have_no_table(author: User, approver: User) -> None:
    guide = make.guide()
    assert table_of(guide) == [] and rows_of(make.policy()) == []


@pytest.mark.parametrize(
    ("code", "accepted", "option", "sentence"),
    [
        ("dest", "city", "none", "余额能转到新的参保地，应当先办转移。"),
        ("refused", "yes", "no", "余额能转到新的参保地"),
        ("heir", "first", "other", "你不是死者的继承人。"),
    ],
)
def test_what_the_truth_trial_found_would_have_been_read(
    author: User, approver: User, code: str, accepted: str, option: str, sentence: str
) -> None:
    """W4: who has no new place read that the money can go there. W5: so did who never applied.
    W11: a nephew in place of a dead brother read that he inherits nothing."""
    asked = question(code, accepted, option)
    policy = draft(question=asked, accepts=(accepted,), text_if_unmet_zh_hans=sentence)
    assert read(policy) == [(option, sentence, False)]
    (reason,) = approve_blockers(submitted(author, policy), by=approver, now=T0)
    assert f"读到“{sentence}”" in reason


@pytest.mark.parametrize("residual", [False, True])
def test_the_result_page_says_the_sentence_of_the_table(residual: bool) -> None:
    asked = question("ret", "yes", "no", residual=("no",) if residual else ())
    policy = make.publish(draft(question=asked))
    (row,) = rows_of(policy)
    page = Client().get("/zh-hans/check/", {"r": "440000", "e": "settle-abroad", "ret": "no"})
    assert row.sentence == (FIXED if residual else "你还没有退休。")
    assert row.sentence in page.content.decode()


# What nobody has read stands in the way of approving, and of nothing else.


def test_unread_rows_stand_in_the_way_of_the_approver_alone(author: User, approver: User) -> None:
    policy = draft()
    assert submit_blockers(policy, by=author, now=T0) == []
    submitted(author, policy)
    (reason,) = reasons(actions.approve, policy, by=approver, now=T0, left_out=("en",))
    assert reason.startswith("签核表还有 1 行没有人看过") and "读到“你还没有退休。”" in reason
    make.sign_off(policy)
    actions.approve(policy, by=approver, now=T0, left_out=("en",))
    assert live_at(T0) == ["v1"]


def test_neither_an_emergency_nor_a_pack_waits_for_it(author: User) -> None:
    policy = submitted(author, draft())
    why = "今天窗口就要用，来不及等人。"
    actions.force_publish(policy, by=author, reason=why, left_out=("en",), now=T0)
    shipped = make.policy(author=None, origin="0" * 64, scenario=make.scenario("death"))
    make.condition(shipped)
    make.publish_from_pack(shipped)
    assert live_at(T0) == ["v1", "v1"] and not SignOff.objects.exists()


def test_a_tick_says_who_read_what_on_which_day(author: User) -> None:
    policy = draft()
    (row,) = unread(policy)
    assert sign(policy, [row.name], by=author, now=T0) == 1
    tick = SignOff.objects.get()
    assert (tick.code, tick.question, tick.option) == (policy.code, "ret", "no")
    assert (tick.person, tick.day, tick.sentence) == (author, T0.date(), "你还没有退休。")
    assert table_of(policy)[0].tick == tick and unread(policy) == []
    assert sign(policy, [row.name, row.name], by=author, now=T0) == 0
    assert SignOff.objects.count() == 1


# A tick is of the code, the answer and the sentence.


def changed(policy: Policy, **columns: Any) -> list[Row]:
    Condition.objects.filter(policy=policy).update(**columns)
    return unread(Policy.objects.get(pk=policy.pk))


def test_copies_keep_what_was_read(author: User, approver: User) -> None:
    first = draft()
    make.sign_off(first)
    make.publish(first)
    second = actions.revise(first, by=author, now=T0)
    assert unread(second) == []
    second.delete()
    actions.withdraw(first, by=approver, reason="写错了。", now=T0)
    restored = actions.revise(first, by=author, now=T0)
    assert unread(restored) == []


def test_another_sentence_is_to_be_read_and_blanks_are_none(author: User) -> None:
    policy = draft()
    make.sign_off(policy)
    assert changed(policy, text_if_unmet_zh_hans="你还没有退休。 ") == []
    assert len(changed(policy, text_if_unmet_zh_hans="你还没有办退休。")) == 1
    assert changed(policy, text_if_unmet_zh_hans="你还没有退休。") == []


def test_an_answer_that_is_rejected_since_is_to_be_read() -> None:
    policy = draft(question=question("ret", "yes", "no", "soon"), accepts=("yes", "soon"))
    make.sign_off(policy)
    condition = policy.conditions_in_ways.get()
    condition.accepted.set(condition.accepted.filter(code="yes"))
    assert [row.option for row in unread(policy)] == ["soon"]


def test_the_same_sentence_under_not_said_is_to_be_read() -> None:
    policy = draft(text_if_unclear_zh_hans="你还没有退休。")
    make.sign_off(policy)
    condition = policy.conditions_in_ways.get()
    condition.unclear.set(Option.objects.filter(code="no"))
    assert [row.is_unclear for row in unread(policy)] == [True]


def test_what_was_read_of_another_code_counts_for_nothing() -> None:
    make.sign_off(draft())
    assert len(unread(draft())) == 1


def test_nothing_is_ticked_where_one_of_them_says_something_else(author: User) -> None:
    policy = draft()
    make.condition(policy, question=question("age", "yes", "no"), text_if_unmet_zh_hans="不够。")
    names = [row.name for row in unread(policy)]
    Condition.objects.filter(question__code="age").update(text_if_unmet_zh_hans="年龄不够。")
    policy.refresh_from_db()
    assert sign(policy, names, by=author, now=T0) is None
    assert not SignOff.objects.exists()


def test_what_was_loaded_before_a_sentence_changed_is_no_excuse(author: User) -> None:
    """Whoever ticks may have waited for somebody who saved: the stored text counts."""
    policy = draft().loaded()
    names = [row.name for row in unread(policy)]
    Condition.objects.update(text_if_unmet_zh_hans="还没有到退休的年龄。")
    assert sign(policy, names, by=author, now=T0) is None
    assert not SignOff.objects.exists()


def test_what_was_withdrawn_since_it_was_loaded_is_not_ticked(author: User, approver: User) -> None:
    policy = draft()
    make.sign_off(policy)
    make.publish(policy)
    loaded = Policy.objects.get(pk=policy.pk)
    actions.withdraw(policy, by=approver, reason="写错了。", now=T0)
    with pytest.raises(PermissionDenied, match="已经撤回"):
        sign(loaded, [], by=author, now=T0)


def test_a_sentence_that_is_not_written_is_not_ticked(author: User) -> None:
    policy = draft(text_if_unmet_zh_hans="")
    assert sign(policy, [row.name for row in unread(policy)], by=author, now=T0) is None


def test_a_tick_is_kept_as_it_was() -> None:
    make.sign_off(draft())
    row = SignOff.objects.get()
    for change in (row.save, row.delete, SignOff.objects.all().delete):
        with pytest.raises(KeptForEverError):
            change()
    table = SignOff._meta.db_table
    for sql in (f"UPDATE {table} SET sentence = 'x'", f"DELETE FROM {table}"):  # noqa: S608
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
