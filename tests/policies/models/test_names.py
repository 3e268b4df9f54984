"""What editors call a row, wherever the admin shows it: in lists, on delete pages, in messages."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.db.models import Model, ProtectedError

from policies.models import (
    Acknowledgement,
    Contact,
    ExpectedCase,
    ImpossibleCombination,
    LinkCheck,
    Material,
    Option,
    PublicationEvent,
    Question,
    Region,
    Scenario,
    Scope,
    SignOff,
    Source,
    Transition,
)
from policies.models.link_check import CitedSentence
from policies.models.proposal import Permit, Proposal
from policies.models.publication import PublicationState
from policies.models.sent_form import SentForm
from site_config.accounts.models import SignInRecord, Tries
from tests import factories as make

RET = Question(code="ret", text_zh_hans="你退休了吗？")
SOURCE = Source(code="gd-2021-56", title="实施办法")
AT = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
NAMED: list[tuple[Model, str]] = [
    (RET, "你退休了吗？（ret）"),
    (Option(question=RET, code="yes", text_zh_hans="已经退休"), "ret=yes 已经退休"),
    (ImpossibleCombination(why_zh_hans="退休了就不由单位缴费。"), "退休了就不由单位缴费。"),
    (ImpossibleCombination(pk=7), "组合 7"),
    (Region(code="440000", name_zh_hans="广东省"), "广东省 440000"),
    (Scope(user=User(username="陈")), "陈 的职责范围"),
    (PublicationEvent(at=AT, subject="policy K7M2P"), "2026-11-22 12:00 policy K7M2P"),
    (PublicationState(serial=12), "12"),
    (Transition(code="K7M2P", version=3, verb="force"), "K7M2P 第 3 版：一个人发布"),
    (
        Acknowledgement(entry=Transition(code="K7M2P", version=3, verb="submit"), text="看过。"),
        "K7M2P 第 3 版：提交审核：看过。",
    ),
    (
        SignOff(code="K7M2P", question="ret", option="no", sentence="你还没有退休。"),
        "K7M2P · ret=no · 你还没有退休。",
    ),
    (LinkCheck(day=AT.date(), source=SOURCE, outcome="gone"), f"2026-11-22 {SOURCE} 不在那里"),
    (CitedSentence(source=SOURCE, quote="经本人申请"), f"{SOURCE}：经本人申请"),
    (SentForm(key="abc"), "abc"),
    (Permit(what_for="proposal 7"), "proposal 7"),
    (Proposal(action="delete", name="医保服务热线"), "删除：医保服务热线"),
    (Tries(key="0123456789abcdef", failures=3), "01234567… 3"),
    (SignInRecord(what="wrong_code", name="chen"), "验证码不对 chen"),
]


@pytest.mark.parametrize(("row", "name"), NAMED, ids=[name for _row, name in NAMED])
def test_a_row_is_called_by_what_tells_it_from_others(row: Model, name: str) -> None:
    assert str(row) == name


@pytest.mark.parametrize(
    "row",
    [
        Material(code="card", name_zh_hans="居民身份证"),
        Contact(code="hotline", name_zh_hans="医保服务热线", phone="12393"),
        Scenario(code="death", name_zh_hans="参保人去世"),
        ExpectedCase(region=Region(code="440000"), event=Scenario(code="death"), on=AT.date()),
    ],
    ids=lambda row: type(row).__name__,
)
def test_no_row_is_called_by_its_key(row: Model) -> None:
    assert "object (" not in str(row)


@pytest.mark.django_db
def test_an_option_that_a_condition_accepts_is_not_deleted_whoever_asks() -> None:
    """Published rules would change without a second person."""
    condition = make.condition(make.policy())
    accepted = condition.accepted.get()
    with make.permitted("a test"), pytest.raises(ProtectedError, match="有条件用到这个选项"):
        accepted.delete()
    assert Option.objects.filter(pk=accepted.pk).exists()


@pytest.mark.django_db
def test_an_option_that_nothing_uses_can_be_deleted() -> None:
    (unused,) = make.question("job", ("stopped",)).options.all()
    with make.permitted("a test"):
        unused.delete()
    assert not Option.objects.filter(code="stopped").exists()
