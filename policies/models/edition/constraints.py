"""What the database itself refuses of every kind of edition."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

EDITION_CONSTRAINTS: list[models.BaseConstraint] = [
    models.UniqueConstraint(
        fields=["code", "version"], name="%(app_label)s_%(class)s_version_once"
    ),
    models.UniqueConstraint(
        fields=["code"],
        condition=Q(state__in=["draft", "in_review"]),
        name="%(app_label)s_%(class)s_one_open_draft",
        violation_error_message="这一条已经有一份没有完成的草稿。",
    ),
    models.CheckConstraint(
        name="%(app_label)s_%(class)s_two_persons",
        condition=Q(approved_by__isnull=True)
        | Q(author__isnull=True)
        | ~Q(approved_by=F("author"))
        | ~Q(forced_reason=""),
        violation_error_message="作者不能批准自己的稿件。",
    ),
    models.CheckConstraint(
        name="%(app_label)s_%(class)s_approved_at_and_by",
        condition=Q(approved_at__isnull=True, approved_by__isnull=True)
        | (Q(approved_at__isnull=False) & (Q(approved_by__isnull=False) ^ ~Q(origin=""))),
        violation_error_message="批准时间和批准人要么都有，要么都没有。",
    ),
    models.CheckConstraint(
        name="%(app_label)s_%(class)s_approved_state",
        condition=Q(state__in=["draft", "in_review"], approved_at__isnull=True)
        | Q(
            state__in=["approved", "withdrawn"],
            approved_at__isnull=False,
            publish_at__isnull=False,
        ),
        violation_error_message="状态和批准时间不一致。",
    ),
    models.CheckConstraint(
        name="%(app_label)s_%(class)s_has_author",
        condition=Q(author__isnull=False, origin="")
        | (Q(author__isnull=True) & (~Q(origin="") | Q(state="draft"))),
        violation_error_message="没有作者，也不是内容包里的内容。",
    ),
    models.CheckConstraint(
        name="%(app_label)s_%(class)s_submitted",
        condition=~Q(state="in_review") | Q(submitted_at__isnull=False),
        violation_error_message="审核中的稿件要有提交时间。",
    ),
    models.CheckConstraint(
        name="%(app_label)s_%(class)s_countersigned_by_a_second",
        condition=Q(countersigned_at__isnull=True, countersigned_by__isnull=True)
        | (
            Q(countersigned_at__isnull=False, countersigned_by__isnull=False)
            & ~Q(forced_reason="")
            & ~Q(countersigned_by=F("author"))
            & ~Q(countersigned_by=F("approved_by"))
        ),
        violation_error_message="补核的要是另一个人，而且只补核一个人发布的。",
    ),
    models.CheckConstraint(
        name="%(app_label)s_%(class)s_returned_by_and_why",
        condition=Q(returned_at__isnull=True, returned_by__isnull=True, return_note="")
        | (Q(returned_at__isnull=False, returned_by__isnull=False) & ~Q(return_note="")),
        violation_error_message="退回要有时间、退回人和原因。",
    ),
    models.CheckConstraint(
        name="%(app_label)s_%(class)s_withdrawn_at_and_why",
        condition=(
            Q(state="withdrawn", withdrawn_at__isnull=False)
            & ~Q(withdrawal_reason_zh_hans="")
            & Q(withdrawal_reason_zh_hans__isnull=False)
        )
        | (~Q(state="withdrawn") & Q(withdrawn_at__isnull=True)),
        violation_error_message="撤回要有时间和原因。",
    ),
]
