"""What the database refuses of an edition of any kind, and what it lets pass."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from guides.models import FactCheck, Faq, Guide
from policies.models import (
    Edition,
    Policy,
    Procedure,
    Scenario,
)
from policies.models.edition import edition_models
from tests import factories as make
from tests.policies.models.forced import force, refused

pytestmark = pytest.mark.django_db
DRAFTS: dict[type[Edition], Callable[..., Edition]] = {
    Policy: make.policy,
    Procedure: make.procedure,
    Guide: make.guide,
    Faq: make.faq,
    FactCheck: make.fact_check,
}


def test_every_kind_of_edition_has_a_draft_here() -> None:
    assert set(edition_models()) == set(DRAFTS)


@pytest.fixture(scope="module")
def made(rows_of_module: None) -> dict[str, tuple[Edition, Edition]]:
    """A draft and an approved edition of each kind; rules of two places, as one holds one."""
    there: dict[type[Edition], dict[str, Scenario]] = {Policy: {"scenario": make.scenario("death")}}
    return {
        model.__name__: (of(), make.publish(of(**there.get(model, {}))))
        for model, of in DRAFTS.items()
    }


@pytest.fixture(params=[model.__name__ for model in DRAFTS])
def rows(request: pytest.FixtureRequest, made: dict[str, tuple[Edition, Edition]]) -> list[Edition]:
    """Those of one kind, as they are stored."""
    return [type(row)._base_manager.get(pk=row.pk) for row in made[request.param]]


@pytest.fixture
def draft(rows: list[Edition]) -> Edition:
    return rows[0]


@pytest.fixture
def approved(rows: list[Edition]) -> Edition:
    """Approved, without the triggers that keep what was approved: constraints alone refuse."""
    make.lift_database_rules()
    return rows[1]


def test_approver_may_not_be_the_author(approved: Edition) -> None:
    assert refused(approved, approved_by=approved.author)


def test_approver_may_be_the_author_with_a_written_reason(approved: Edition) -> None:
    force(approved, approved_by=approved.author, forced_reason="今天窗口就要用，来不及等人。")


def test_approver_may_be_anyone_else(approved: Edition) -> None:
    force(approved, approved_by=make.user("third"))


@pytest.mark.parametrize("state", ["draft", "in_review"])
def test_a_code_has_one_open_draft(draft: Edition, state: str) -> None:
    force(draft, state=state, submitted_at=make.NOON)
    twin = type(draft)(code=draft.code, version=2, author=draft.author)
    copy_required_columns(draft, twin)
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_a_code_may_have_an_open_draft_beside_an_approved_edition(approved: Edition) -> None:
    twin = type(approved)(code=approved.code, version=2, author=approved.author)
    copy_required_columns(approved, twin)
    twin.save()


def test_a_version_exists_once(approved: Edition) -> None:
    twin = type(approved)(code=approved.code, version=1, author=approved.author)
    copy_required_columns(approved, twin)
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_approved_without_a_citation_is_refused_by_a_trigger(draft: Edition) -> None:
    draft.citations.all().delete()  # type: ignore[attr-defined]
    with pytest.raises(DatabaseError, match="needs a citation"):
        force(
            draft,
            state="approved",
            approved_at=make.NOON,
            approved_by=make.user("approver"),
            publish_at=make.NOON,
        )


def test_approved_with_a_citation_passes_the_trigger(draft: Edition) -> None:
    force(
        draft,
        state="approved",
        approved_at=make.NOON,
        approved_by=make.user("approver"),
        publish_at=make.NOON,
    )


@pytest.mark.parametrize(
    "columns",
    [
        {"approved_at": None},
        {"approved_by": None},
        {"approved_at": None, "approved_by": None},
        {"publish_at": None},
        {"state": "draft"},
        {"state": "in_review"},
        {"state": "withdrawn"},
        {"withdrawn_at": make.NOON},
        {"state": "withdrawn", "withdrawn_at": make.NOON},
        {"state": "withdrawn", "withdrawal_reason_zh_hans": "写错了"},
        {"state": "withdrawn", "withdrawn_at": make.NOON, "withdrawal_reason_zh_hans": None},
        {"state": "withdrawn", "withdrawn_at": make.NOON, "withdrawal_reason_zh_hans": ""},
        {"author": None},
        {"origin": "a pack"},
        {"author": None, "origin": "a pack"},  # from a pack, yet approved by a person
        {"approved_by": None, "origin": "a pack"},  # approved by a pack, yet of an author
    ],
    ids=str,
)
def test_half_set_columns_of_an_approved_edition_are_refused(
    approved: Edition, columns: dict[str, Any]
) -> None:
    assert refused(approved, **columns)


def test_withdrawn_with_day_and_reason_is_stored(approved: Edition) -> None:
    force(approved, state="withdrawn", withdrawn_at=make.NOON, withdrawal_reason_zh_hans="写错了。")


def test_row_of_a_pack_has_neither_author_nor_approver(approved: Edition) -> None:
    force(approved, author=None, approved_by=None, origin="a pack")


@pytest.mark.parametrize(
    "columns",
    [
        {"state": "in_review"},  # without the instant of submission
        {"approved_at": make.NOON},
        {"state": "approved"},
        {"state": "withdrawn"},
    ],
    ids=str,
)
def test_half_set_columns_of_a_draft_are_refused(draft: Edition, columns: dict[str, Any]) -> None:
    assert refused(draft, **columns)


def test_in_review_since_an_instant_is_stored(draft: Edition) -> None:
    force(draft, state="in_review", submitted_at=make.NOON)


def copy_required_columns(source: Edition, target: Edition) -> None:
    for column in source._meta.concrete_fields:
        name = column.attname
        if getattr(target, name) in (None, "") and name not in WORKFLOW:
            setattr(target, name, getattr(source, name))


WORKFLOW = {
    "id", "submitted_at", "approved_by_id", "approved_at", "publish_at", "live_until",
    "withdrawn_at", "content_hash", "previous_hash", "origin",
}  # fmt: skip
