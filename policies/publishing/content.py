"""What is wrong with a text itself, whoever acts and whatever its state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db import models
from django.utils.translation import gettext as _

from policies.models import Condition, Edition, Option, Policy, Procedure, Question
from policies.models.addresses import taken_before
from policies.models.canonical import canonical
from policies.publishing.shared.blockers import points_at_proposed
from policies.publishing.shared.offered import offered_by, without_options
from policies.rules.offered import Offered
from policies.rules.rows import (
    NOT_PROSE,
    NOT_UNDER_YES,
    Problem,
    repeated_rows,
    row_problems,
    ways_problems,
)


def content_blockers(edition: Edition) -> list[str]:
    """Why this text cannot be published by anybody."""
    blockers = []
    if not edition.citations.exists():  # type: ignore[attr-defined]
        blockers.append(_("至少要引用一个依据。"))
    if _is_correction_unexplained(edition):
        blockers.append(_("更正错误要写改动说明：读者会看到错在哪里、现在怎么说。"))
    if _moved_elsewhere(edition):
        blockers.append(_("同一个代码的各版要在同一个地区和情形；别处的请另建一条。"))
    if isinstance(edition, Policy):
        blockers += _condition_blockers(edition)
    if (slug := getattr(edition, "slug", None)) and _slug_is_taken(edition, slug):
        blockers.append(_("地址“%s”已经属于另一条内容。") % slug)
    return blockers + taken_before(edition) + points_at_proposed(edition)


def _is_correction_unexplained(edition: Edition) -> bool:
    note = edition.change_note_zh_hans  # type: ignore[attr-defined]
    return edition.change_size == Edition.ChangeSize.CORRECTION and not (note or "").strip()


def _condition_blockers(policy: Policy) -> list[str]:
    """Conditions that would mislead readers or the wizard, each named by its place in the form.

    A text of before (`conditions`) stays where it was published, and is not published anew.
    """
    rows = list(policy.loaded().conditions_in_ways.all())
    blockers = [f"“条件全文”{NOT_PROSE}"] if policy.conditions_zh_hans else []  # type: ignore[attr-defined]
    if rows and policy.verdict == Policy.Verdict.YES:
        blockers.append(NOT_UNDER_YES)
    blockers += ways_problems([row.way for row in rows])
    for number, row, problems in faulty_rows(rows):
        blockers += [f"第 {number} 个条件（{row}）：{problem}" for _field, problem in problems]
    return blockers


def faulty_rows(rows: Sequence[Condition]) -> Iterator[tuple[int, Condition, list[Problem]]]:
    """Of the conditions of a rule, as loaded, those at fault: place, row, and what is wrong with
    which field. One query."""
    options = _offered(rows)
    contents = [canonical(row, frozenset({"policy"})) for row in rows]
    found = [row_problems(each, options) for each in contents]
    for place, problem in repeated_rows(contents):
        found[place].append(("text", problem))
    for number, (row, problems) in enumerate(zip(rows, found, strict=True), 1):
        if problems:
            yield number, row, problems


def _offered(rows: Sequence[Condition]) -> dict[str, Offered]:
    """What the questions of conditions offer, and what conditions name of other questions."""
    asked = asked_conditions(rows)
    idle = {question.code: without_options(question) for _row, question, _options in asked}
    named = [option for row in rows for option in (*row.accepted.all(), *row.unclear.all())]
    foreign = offered_by(each for each in named if each.question.code not in idle)
    return foreign | idle | offered_by(each for _row, _question, every in asked for each in every)


def asked_conditions(
    rows: Sequence[Condition],
) -> list[tuple[Condition, Question, list[Option]]]:
    """Of loaded conditions those that are asked, with all options of their questions, what waits
    for approval too. One query, none for what was asked before."""
    asked = [row for row in rows if row.question_id]
    options = models.Prefetch("question__options", Option._base_manager.all())
    models.prefetch_related_objects(asked, options)
    return [(row, row.question, list(row.question.options.all())) for row in asked if row.question]


def _moved_elsewhere(edition: Edition) -> bool:
    """A code is one thing for ever: its editions keep their region and scenario."""
    if not isinstance(edition, Policy | Procedure):
        return False
    others = type(edition)._base_manager.filter(code=edition.code).exclude(pk=edition.pk)
    place = {"region_id": edition.region_id, "scenario_id": edition.scenario_id}
    return bool(others.exclude(**place).exists())


def _slug_is_taken(edition: Edition, slug: str) -> bool:
    taken = {"slug": slug}  # not every kind has one
    others = type(edition)._base_manager.filter(approved_at__isnull=False, **taken)
    return bool(others.exclude(code=edition.code).exists())
