"""What rulecheck does not forbid is said to be right in writing, for ever, by who submits it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction

from policies.models import Acknowledgement, Policy
from policies.models.append_only import KeptForEverError
from policies.publishing import actions
from policies.publishing.acknowledging import acknowledgement_of, state_of
from policies.publishing.blockers import approve_blockers, findings_to_judge
from tests import factories as make
from tests.policies.publishing.verbs import T0, live_at, reasons

pytestmark = pytest.mark.django_db
WHY = "日期写在附件里，附件已经看过。"
FIGURE = "“2030 年 3 月 1日”在条件和摘录里都没有，请核对。"


def with_figure(**columns: Any) -> Policy:
    """A draft whose answer names a day that nothing carries."""
    said = {"answer_zh_hans": "广东参保人可以提取，到 2030 年 3 月 1 日为止。"}
    return make.policy(**said | columns)


def submitted(author: User, **columns: Any) -> Policy:
    policy = with_figure(**columns)
    actions.submit(policy, by=author, acknowledged=f" {WHY} ", now=T0)
    return policy


def approve(policy: Policy, approver: User) -> None:
    actions.approve(policy, by=approver, now=T0, left_out=("en", "zh-hant"))


def reworded(policy: Policy, answer: str) -> None:
    Policy._base_manager.filter(pk=policy.pk).update(answer_zh_hans=answer)
    policy.refresh_from_db()


def test_nothing_is_submitted_with_findings_that_nobody_wrote_about(author: User) -> None:
    policy = with_figure()
    for text in ("", " \n"):
        (reason,) = reasons(actions.submit, policy, by=author, acknowledged=text, now=T0)
        assert FIGURE in reason
    assert not Acknowledgement.objects.exists()


def test_what_was_found_and_written_stays_with_the_submission(author: User) -> None:
    kept = acknowledgement_of(submitted(author))
    assert kept is not None and kept.text == WHY
    assert (kept.entry.by, kept.entry.at, kept.entry.verb) == (author, T0, "submit")
    (found,) = kept.findings
    assert (found["kind"], found["message"]) == ("figure-without-source", FIGURE)
    assert found["link"] == "/zh-hans/check/?r=440000&e=settle-abroad"


def test_where_nothing_is_found_nothing_is_asked(author: User) -> None:
    policy = make.policy()
    actions.submit(policy, by=author, now=T0)
    assert acknowledgement_of(policy) is None


def test_other_findings_than_the_form_showed_are_looked_at_first(author: User) -> None:
    policy = with_figure()
    shown = state_of(findings_to_judge(policy, T0))
    reworded(policy, "广东参保人可以提取，到 2029 年 3 月 1 日为止。")
    write = {"by": author, "acknowledged": WHY, "now": T0}
    (reason,) = reasons(actions.submit, policy, shown=shown, **write)
    assert "结果变了" in reason
    actions.submit(policy, shown=state_of(findings_to_judge(policy, T0)), **write)  # type: ignore[arg-type]


def test_what_was_acknowledged_is_approved(author: User, approver: User) -> None:
    approve(submitted(author), approver)
    assert live_at(T0) == ["v1"]


def test_what_is_found_later_has_to_go_back_to_the_author(author: User, approver: User) -> None:
    policy = submitted(author)
    reworded(policy, "广东参保人从 2030 年 3 月 1 日起可以提取，到 2031 年 3 月 1 日为止。")
    (reason,) = approve_blockers(policy, by=approver, now=T0)
    assert "2031 年 3 月 1日" in reason and "2030" not in reason and "退回" in reason
    actions.reject(policy, by=approver, note="日期没有依据。", now=T0)
    actions.submit(policy, by=author, acknowledged="日期见附件。", now=T0)
    approve(policy, approver)
    texts = Acknowledgement.objects.order_by("pk").values_list("text", flat=True)
    assert list(texts) == [WHY, "日期见附件。"]


def test_what_was_submitted_before_this_was_asked_goes_back_too(
    author: User, approver: User
) -> None:
    policy = make.policy()
    actions.submit(policy, by=author, now=T0)
    reworded(policy, "广东参保人可以提取，到 2030 年 3 月 1 日为止。")
    assert [FIGURE in each for each in approve_blockers(policy, by=approver, now=T0)] == [True]


def test_an_emergency_is_published_alone_with_what_was_found_since(author: User) -> None:
    policy = make.policy()
    actions.submit(policy, by=author, now=T0)
    reworded(policy, "广东参保人可以提取，到 2030 年 3 月 1 日为止。")
    why = "今天窗口就要用，来不及等人。"
    actions.force_publish(policy, by=author, reason=why, left_out=("en", "zh-hant"), now=T0)
    assert live_at(T0) == ["v1"]


def test_a_copy_is_acknowledged_anew(author: User, approver: User) -> None:
    first = submitted(author)
    approve(first, approver)
    for text in (first, actions.revise(first, by=author, now=T0)):
        assert bool(acknowledgement_of(text)) is (text is first)


def test_a_pack_needs_no_writing() -> None:
    make.publish_from_pack(with_figure(author=None, origin="0" * 64))
    assert live_at(T0) == ["v1"] and not Acknowledgement.objects.exists()


def test_neither_what_is_missing_in_a_language_nor_what_blocks_is_acknowledged(
    author: User,
) -> None:
    assert findings_to_judge(make.policy(), T0) == ()  # without English
    ended = make.source("ended", effective_to=T0.date() - make.DAY)
    policy = with_figure(cited=False)
    policy.citations.create(**make.citation(source=ended))
    assert findings_to_judge(policy, T0) == ()
    assert len(reasons(actions.submit, policy, by=author, acknowledged=WHY, now=T0)) == 1


def test_what_was_written_is_kept_as_it_was(author: User) -> None:
    submitted(author)
    row = Acknowledgement.objects.get()
    for change in (row.save, row.delete, Acknowledgement.objects.all().delete):
        with pytest.raises(KeptForEverError):
            change()
    table = Acknowledgement._meta.db_table
    for sql in (f"UPDATE {table} SET text = 'x'", f"DELETE FROM {table}"):  # noqa: S608
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    assert Acknowledgement.objects.get().text == WHY
