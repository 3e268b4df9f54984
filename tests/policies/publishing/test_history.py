"""What became of a code: each edition against the one before, field by field and part by part."""

from __future__ import annotations

import pytest

from policies.models import Policy
from policies.publishing import actions
from policies.publishing.history import Version, history
from tests import factories as make

pytestmark = pytest.mark.django_db
T0, DAY = make.NOON, make.DAY


def history_of(code: str, number: int | None = None) -> list[Version]:
    """The history of a code; of its newest editions only, compared with the one before them."""
    editions = list(Policy.objects.filter(code=code).order_by("-version"))
    former = editions[number] if number else None
    return history(editions[:number], former)


def told(version: Version) -> list[tuple[str, ...]]:
    return [
        (each.part, each.label, each.before, each.after, each.became)
        for each in version.differences or ()
    ]


def test_each_field_is_told_in_each_language_with_its_values() -> None:
    first = make.policy(live=True, at=T0, answer_en="May apply.")
    make.new_version(first, at=T0 + DAY, answer_zh_hans="可以。", verdict="yes")
    newest, oldest = history_of(first.code)
    assert told(newest) == [
        ("", "结论", "符合条件才可以", "可以", ""),
        ("", "一句话回答 [简体]", first.answer_zh_hans, "可以。", ""),  # type: ignore[attr-defined]
        ("", "一句话回答 [繁體]", first.answer_zh_hant, "可以。", ""),  # type: ignore[attr-defined]
    ]
    assert (newest.against, oldest.against, oldest.differences) == (1, None, ())


def test_a_part_is_told_by_what_changed_in_it_and_by_the_name_of_what_it_points_at() -> None:
    first = make.policy(live=True, at=T0)
    draft = actions.revise(first, by=make.user("author"))
    citation = draft.citations.get()  # type: ignore[attr-defined]
    citation.source = make.source("other", title="另一份文件")
    citation.locator = "第三条"
    citation.save()
    newest = history_of(first.code)[0]
    assert ("引用 1", "条款", "第十二条", "第三条", "") in told(newest)
    source = next(row for row in told(newest) if row[1] == "依据")
    assert source[2].endswith(f"（{make.source().code}）") and source[3] == "另一份文件（other）"


def test_a_new_part_and_one_that_was_taken_out_say_so_and_the_others_stay() -> None:
    policy = make.policy()
    make.condition(policy)
    first = make.publish(policy, at=T0)
    draft = actions.revise(first, by=make.user("author"))
    make.condition(draft, way=2, accepts=("no",), text_if_unmet_zh_hans="你已经退休。")  # type: ignore[arg-type]
    rows = told(history_of(first.code)[0])
    assert {(row[0], row[4]) for row in rows} == {("条件 2", "新加的")}
    assert ("条件 2", "不满足时的说明 [简体]", "（空）", "你已经退休。", "新加的") in rows
    accepted = next(row for row in rows if row[1] == "接受的选项")
    assert accepted[3].endswith("（ret=no）") and accepted[3] != "（ret=no）"
    draft.conditions_in_ways.all().delete()  # type: ignore[attr-defined]
    rows = told(history_of(first.code)[0])
    assert {(row[0], row[4]) for row in rows} == {("条件 1", "拿掉了")}


def test_a_copy_that_changed_nothing_differs_in_nothing() -> None:
    first = make.policy(live=True, at=T0)
    actions.revise(first, by=make.user("author"))
    assert history_of(first.code)[0].differences == ()


def test_the_last_of_some_is_compared_with_the_one_before_it() -> None:
    first = make.policy(live=True, at=T0)
    make.new_version(first, at=T0 + DAY, verdict="yes")
    (only,) = history_of(first.code, 1)
    assert only.against == 1 and [row[1] for row in told(only)] == ["结论"]


def test_a_version_holds_the_verbs_that_were_used_on_it() -> None:
    first = make.policy(live=True, at=T0)
    make.new_version(first, at=T0 + DAY)
    make.policy(scenario=make.scenario("death"), live=True, at=T0)
    newest, oldest = history_of(first.code)
    assert {entry.verb for entry in newest.entries} == {"revise", "submit", "approve"}
    assert [entry.verb for entry in oldest.entries] == ["approve", "submit"]


def test_a_text_that_cannot_be_read_is_compared_with_nothing() -> None:
    first = make.policy(live=True, at=T0)
    make.new_version(first, at=T0 + DAY, verdict="yes")
    make.lift_database_rules()
    Policy._base_manager.filter(version=1).update(canonical_text="{broken")
    assert history_of(first.code)[0].differences is None
