"""What the database itself refuses, and what it lets pass: each constraint both ways."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import Model

from guides.models import FactCheck, Faq, Guide, OldAddress, Term
from policies.models import (
    Condition,
    Contact,
    Edition,
    Material,
    Option,
    Policy,
    PolicyCitation,
    Procedure,
    Question,
    Region,
    Requirement,
    Scenario,
    Source,
    Step,
)
from policies.models.edition import edition_models
from tests import factories as make

pytestmark = pytest.mark.django_db
JANUARY, JUNE = dt.date(2026, 1, 1), dt.date(2026, 6, 30)
DRAFTS: dict[type[Edition], Callable[[], Edition]] = {
    Policy: make.policy,
    Procedure: make.procedure,
    Guide: make.guide,
    Faq: make.faq,
    FactCheck: make.fact_check,
}


def force(row: Model, **columns: Any) -> None:
    """Store columns past every method of the model, as a slip of the hand in SQL would."""
    with transaction.atomic():
        type(row)._base_manager.filter(pk=row.pk).update(**columns)


def refused(row: Model, **columns: Any) -> bool:
    try:
        force(row, **columns)
    except IntegrityError:
        return True
    return False


def test_every_kind_of_edition_has_a_draft_here() -> None:
    assert set(edition_models()) == set(DRAFTS)


@pytest.fixture(params=DRAFTS.values(), ids=[model.__name__ for model in DRAFTS])
def draft(request: pytest.FixtureRequest) -> Edition:
    made: Edition = request.param()
    return made


@pytest.fixture
def approved(draft: Edition) -> Edition:
    """Approved, without the triggers that keep what was approved: constraints alone refuse."""
    make.publish(draft)
    make.lift_database_rules()
    return draft


# Editions, of every kind.


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


# Periods.


@pytest.mark.parametrize("row", [make.policy, make.source], ids=["policy", "source"])
def test_period_that_ends_before_it_starts_is_refused(row: Callable[[], Model]) -> None:
    assert refused(row(), effective_from=JUNE, effective_to=JANUARY)


@pytest.mark.parametrize("row", [make.policy, make.source], ids=["policy", "source"])
@pytest.mark.parametrize(
    ("start", "end"),
    [(JANUARY, JUNE), (JANUARY, JANUARY), (None, JUNE), (JANUARY, None), (None, None)],
)
def test_period_of_a_day_or_open_at_an_end_is_stored(
    row: Callable[[], Model], start: dt.date | None, end: dt.date | None
) -> None:
    force(row(), effective_from=start, effective_to=end)


# Citations.


@pytest.fixture
def citation() -> PolicyCitation:
    return PolicyCitation.objects.get(policy=make.policy())


def test_citation_has_a_locator(citation: PolicyCitation) -> None:
    assert refused(citation, locator="")


def test_verified_without_a_person_is_refused(citation: PolicyCitation) -> None:
    assert refused(citation, verified_on=JANUARY)


def test_verified_without_a_day_is_refused(citation: PolicyCitation) -> None:
    assert refused(citation, verified_by=make.user("author"))


def test_verified_on_a_day_by_a_person_is_stored(citation: PolicyCitation) -> None:
    force(citation, verified_on=JANUARY, verified_by=make.user("author"))


# Simplified Chinese is required.


def make_term() -> Term:
    return make.term()


def make_option() -> Option:
    return Option.objects.get(question=make.question(), code="yes")


def make_step() -> Step:
    return Step.objects.get(procedure=make.procedure())


def make_condition() -> Condition:
    return make.condition(make.policy())


REQUIRED_TEXT: list[tuple[Callable[[], Model], str]] = [
    (make.region, "name"),
    (make.scenario, "name"),
    (make.scenario, "question"),
    (make.question, "text"),
    (make_option, "text"),
    (make.material, "name"),
    (make.contact, "name"),
    (make.policy, "answer"),
    (make_condition, "text_if_unmet"),
    (make_step, "text"),
    (make.guide, "title"),
    (make.guide, "summary"),
    (make.guide, "body"),
    (make.faq, "question"),
    (make.faq, "answer"),
    (make.fact_check, "claim"),
    (make.fact_check, "finding"),
    (make_term, "name"),
    (make_term, "definition"),
]


@pytest.mark.parametrize(("row", "field"), REQUIRED_TEXT)
@pytest.mark.parametrize("nothing", [None, ""], ids=["NULL", "empty"])
def test_text_without_simplified_chinese_is_refused(
    row: Callable[[], Model], field: str, nothing: str | None
) -> None:
    assert refused(row(), **{f"{field}_zh_hans": nothing})


@pytest.mark.parametrize(("row", "field"), REQUIRED_TEXT)
def test_text_in_simplified_chinese_alone_is_stored(row: Callable[[], Model], field: str) -> None:
    force(row(), **{f"{field}_zh_hans": "文字", f"{field}_zh_hant": "", f"{field}_en": ""})


def test_spaces_are_no_simplified_chinese() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make.policy(answer_zh_hans="  ")


# The rest.


@pytest.mark.parametrize("channel", ["app", "mini_program", "website"])
def test_online_procedure_names_the_offline_help(channel: str) -> None:
    procedure = make.procedure()
    assert refused(procedure, channel=channel)
    assert refused(procedure, channel=channel, offline_help_zh_hans=None)
    force(procedure, channel=channel, offline_help_zh_hans="到社区请人帮忙。")


@pytest.mark.parametrize("channel", ["counter", "bank", "post"])
def test_procedure_elsewhere_needs_no_offline_help(channel: str) -> None:
    force(make.procedure(), channel=channel)


def test_only_the_nation_has_no_parent() -> None:
    province = make.region()
    assert refused(province, parent=None)
    assert refused(make.nation(), parent=province)


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Region, {"code": "440000", "name_zh_hans": "又一个", "level": "nation"}),
        (Scenario, {"code": "settle-abroad", "name_zh_hans": "又", "question_zh_hans": "又"}),
        (Source, {"code": "guangdong-yuefuban-2021-56", "title": "又一份"}),
        (Material, {"code": "identity-card", "name_zh_hans": "又一张"}),
        (Contact, {"code": "hotline", "name_zh_hans": "又一个", "phone": "1"}),
        (Question, {"code": "ret", "text_zh_hans": "又问？"}),
    ],
)
def test_a_code_names_one_row(model: Any, values: dict[str, Any]) -> None:
    make.region(), make.scenario(), make.source(), make.material(), make.question()
    contact = make.contact()
    if model is Contact:
        values = values | {"region": contact.region}
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**values)


def test_question_has_each_option_once() -> None:
    question = make.question()
    with pytest.raises(IntegrityError), transaction.atomic():
        Option.objects.create(question=question, code="yes", text_zh_hans="又是")
    Option.objects.create(question=question, code="soon", text_zh_hans="快了")


def test_material_is_asked_for_once_a_group() -> None:
    procedure = make.procedure()
    with pytest.raises(IntegrityError), transaction.atomic():
        Requirement.objects.create(procedure=procedure, material=make.material())
    Requirement.objects.create(procedure=procedure, material=make.material(), any_of="identity")


@pytest.mark.parametrize(
    ("became", "gone_because", "is_stored"),
    [
        ("/guides/new/", "", True),
        ("", "内容有错。", True),
        ("", "", False),
        ("/guides/new/", "内容有错。", False),
    ],
)
def test_old_address_either_moved_or_is_gone(
    became: str, gone_because: str, is_stored: bool
) -> None:
    row = OldAddress.objects.create(path="/guides/old/", became="/guides/x/")
    assert refused(row, became=became, gone_because=gone_because) is not is_stored
