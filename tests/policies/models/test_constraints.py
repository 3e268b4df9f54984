"""What the database itself refuses, and what it lets pass: each constraint both ways."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model

from policies.models import (
    Contact,
    Material,
    PolicyCitation,
    Question,
    Region,
    Requirement,
    Scenario,
    Source,
)
from tests import factories as make
from tests.policies.models.forced import force, refused

pytestmark = pytest.mark.django_db
JANUARY, JUNE = dt.date(2026, 1, 1), dt.date(2026, 6, 30)

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


# Conditions, and the words they are asked in.


def test_ways_are_counted_from_one() -> None:
    condition = make.condition(make.policy())
    assert refused(condition, way=0)
    with pytest.raises(ValidationError, match="途径从 1 开始编号"):
        condition.__class__(way=0).clean_fields(exclude=["policy", "source", "question"])


def test_whether_an_answer_can_change_is_one_of_the_words_for_it() -> None:
    option = make.option(make.question(), "other", changeable="no")
    with make.permitted("a test"):
        assert refused(option, changeable="sometimes")


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
    with pytest.raises(IntegrityError), make.permitted("a slip"):
        model.objects.create(**values)


def test_question_has_each_option_once() -> None:
    question = make.question()
    with pytest.raises(IntegrityError), make.permitted("a slip"):
        make.option(question, "yes")
    make.option(question, "soon")


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
    row = make.old_address("/guides/old/", became="/guides/x/")
    assert refused(row, became=became, gone_because=gone_because) is not is_stored
