"""What stands in the way of proposing and approving: every reason, in the editor's language."""

from __future__ import annotations

import functools
import operator
from typing import TYPE_CHECKING, cast

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model, Q, QuerySet

from policies.composed import Composed, Given
from policies.models import Duty, ImpossibleCombination, Option, Proposal, Question, Region
from policies.models.canonical import Content, part_model
from policies.models.plain import SharedRow
from policies.publishing.scopes import refusals
from policies.publishing.shared.offered import offered_by
from policies.publishing.shared.uses import uses_of
from policies.publishing.shared.values import as_wanted, content_of, in_order, label_of
from policies.rules.combinations import combination_problems, problems_of_all
from policies.rules.offered import ONLY_RESIDUAL, nothing_to_answer

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Keys = QuerySet[Model, dict[str, object]]
Action, State = Proposal.Action, Proposal.State
ONLY_OPTION = "这是问题的最后一个选项：没有它，这个问题谁也答不了。不再问的，建议删除整个问题。"
NEVER_DELETED = "地区不能删除：它的网址要一直有效。合并或者改了名的，请填“并入或更名为”。"


def open_proposal(row: SharedRow) -> Proposal | None:
    """The proposal about a row that waits for a decision; the database lets there be one."""
    kind = row._meta.label_lower
    return Proposal.objects.filter(kind=kind, key=row.pk, state=State.OPEN).first()


def propose_blockers(row: SharedRow, action: str, after: Content, why: str) -> list[str]:
    """Why nothing can be proposed about a stored row."""
    blockers = []
    if not why.strip():
        blockers.append("请写明为什么要改，批准的人和以后的人要看。")
    if other := open_proposal(row):
        blockers.append(
            f"这一条已经有一个建议在等批准（{other.author}提出的“{other}”），请先批准、退回或撤回它。"
        )
    if action == Action.DELETE:
        return blockers + deletion_blockers(row)
    if action == Action.CHANGE:
        if not after:
            blockers.append("没有改动。")
        blockers += [
            f"“{label_of(type(row), name)}”定了就不能再改。"
            for name in sorted(row.fixed.intersection(after))
        ]
    if isinstance(row, ImpossibleCombination):
        blockers += combination_blockers(row, after or content_of(row))
    return blockers + answer_blockers(row, after)


def pin_blockers(row: SharedRow, after: Content) -> list[str]:
    """Why a row cannot come to stand among the questions asked first; `after` are the values that
    change. One query where the place does."""
    if not isinstance(row, Question) or after.get("pin") is None:
        return []
    try:
        as_wanted(row, {"pin": after["pin"]}).clean()
    except ValidationError as error:
        return reasons_of(error, row)
    return []


def combination_blockers(row: ImpossibleCombination, after: Content) -> list[str]:
    """Why answers cannot be an impossible combination: two queries where they change."""
    if "options" not in after:
        return []
    others = _combinations()
    others.pop(row.pk, None)
    options = offered_by(Option.with_proposed.select_related("question"))
    return list(combination_problems(cast(list[str], after["options"]), others.values(), options))


def _combinations() -> dict[int, list[str]]:
    """The options of each impossible combination, by its key; those that wait count as there."""
    found: dict[int, list[str]] = {}
    combined = Option.with_proposed.exclude(impossible_combinations=None).values_list(
        "impossible_combinations", "question__code", "code"
    )
    for combination, question, code in combined:
        found.setdefault(combination, []).append(f"{question}={code}")
    return found


def answer_blockers(row: SharedRow, after: Content) -> list[str]:
    """Why a question could decide nothing: a new one, or one of which an option is made residual.
    What waits for its own approval counts as there for the new one alone: it may never come."""
    if isinstance(row, Question) and row.awaits_approval:
        options = Option.with_proposed.filter(question=row)
        return nothing_to_answer(list(options.values_list("residual", flat=True)))
    if isinstance(row, Option) and not row.awaits_approval and after.get("residual"):
        return [] if _others(row).filter(residual=False).exists() else [ONLY_RESIDUAL]
    return []


def _others(row: Option) -> QuerySet[Option]:
    return Option.objects.filter(question=row.question_id).exclude(pk=row.pk)


def deletion_blockers(row: SharedRow) -> list[str]:
    """Why a row cannot be deleted, now or ever."""
    if isinstance(row, Region) and not row.awaits_approval:
        return [NEVER_DELETED]
    if uses := uses_of(row):
        return [f"还有内容用着它，不能删除：{'；'.join(map(str, uses))}。"]
    return _left_blockers(row) if isinstance(row, Option) and not row.awaits_approval else []


def _left_blockers(row: Option) -> list[str]:
    """Why a question could not be answered without an option that nothing uses: it has no other,
    or combinations exclude all others. Options that wait do not count: they may never come."""
    options = list(Option.objects.select_related("question"))
    left = [each for each in options if each.pk != row.pk]
    if all(each.question_id != row.question_id for each in left):
        return [ONLY_OPTION]
    if not row.residual and all(
        each.residual for each in left if each.question_id == row.question_id
    ):
        return [ONLY_RESIDUAL]
    combined = _combinations().values()
    before = problems_of_all(combined, offered_by(options))
    return [each for each in problems_of_all(combined, offered_by(left)) if each not in before]


def decide_blockers(proposal: Proposal, *, by: User) -> list[str]:
    """Why this person cannot approve or reject a proposal."""
    blockers = refusals(by, proposal, Duty.APPROVE)
    if not proposal.is_open:
        blockers.append(f"这个建议已经处理过了：{proposal.get_state_display()}。")
    if proposal.author_id == by.pk:
        blockers.append("这是你自己提的建议，要由另一个人批准或退回。")
    return blockers


def points_at_proposed(row: Model) -> list[str]:
    """What a stored row, or one of its parts, points at that still waits for its own approval.

    One query, however much is pointed at; one more for each model where anything waits.
    """
    if not (anything_waits := _anything_waits(type(row))) or not anything_waits(key=row.pk):
        return []
    return [
        f"{rows.model._meta.verbose_name}“{each}”还没有批准，请先批准它。"
        for rows in _waiting(type(row), row.pk)
        for each in rows
    ]


@functools.cache
def _anything_waits(model: type[Model]) -> Composed[tuple[int]] | None:
    """Whether a row of this model points at anything that waits; None if it points at nothing."""
    if not _waiting(model, 0):
        return None

    def query(key: Given) -> QuerySet[Model, tuple[int]]:
        found = [rows.order_by().values_list("pk") for rows in _waiting(model, key)]
        return found[0].union(*found[1:], all=True)[:1]

    return Composed(query)


def _waiting(model: type[Model], key: int | Given) -> list[QuerySet[SharedRow]]:
    """What the row with this key, or one of its parts, points at and that waits: by its model."""
    pointed_at: dict[type[SharedRow], list[Keys]] = {}
    own = model._base_manager.filter(pk=key)
    for rows in (own, *(_part(model, key, name) for name in getattr(model, "parts", ()))):
        for field in (*rows.model._meta.concrete_fields, *rows.model._meta.many_to_many):
            target = field.related_model
            if isinstance(target, type) and issubclass(target, SharedRow):
                pointed_at.setdefault(target, []).append(rows.values(field.name))
    return [
        target._base_manager.filter(_among(keys), awaits_approval=True)
        for target, keys in pointed_at.items()
    ]


def _part(model: type[Model], key: int | Given, name: str) -> QuerySet[Model]:
    part = part_model(model, name)
    link = model._meta.get_field(name).field.name  # type: ignore[union-attr]
    return part._base_manager.filter(**{link: key}).order_by()


def _among(keys: list[Keys]) -> Q:
    return functools.reduce(operator.or_, (Q(pk__in=each) for each in keys))


def changed_meanwhile(row: SharedRow, expected: Content) -> list[str]:
    """Which fields do not say any more what they said when the proposal was written."""
    now = content_of(row)
    names = [name for name in in_order(type(row)) if name in expected]
    stale = [label_of(type(row), name) for name in names if now.get(name) != expected[name]]
    if not stale:
        return []
    return [
        f"提出之后这一条又改过：{'、'.join(stale)}。请和现在的内容合并，或者退回，让提出的人看过再提。"
    ]


def reasons_of(error: ValidationError, row: SharedRow) -> list[str]:
    """What a model refuses, with the names of the fields."""
    if not hasattr(error, "error_dict"):
        return list(error.messages)
    return [
        message if name == NON_FIELD_ERRORS else f"{label_of(type(row), name)}：{message}"
        for name, errors in error.message_dict.items()
        for message in errors
    ]
