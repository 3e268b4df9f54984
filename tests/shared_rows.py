"""The smallest shared rows, made as a content pack makes them: by permit.

Every function takes columns by name and fills in only what is required. A row that has the code
already is given back as it is.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Model

from guides.models import OldAddress, PublicReply, Term
from policies.composed import Composed
from policies.models import (
    NATION_CODE,
    Absence,
    Contact,
    ExpectedCase,
    FormerDivision,
    ImpossibleCombination,
    Material,
    Option,
    Question,
    Region,
    Scenario,
    Source,
)
from policies.models.plain import SharedRow
from policies.publishing.shared.permits import permitted

# In the past, so that what is live=True is on the site whenever the tests run.
NOON = dt.datetime(2025, 11, 22, 12, tzinfo=dt.timezone(dt.timedelta(hours=8)))
AnyRow = TypeVar("AnyRow", bound=Model)


def shared(model: type[SharedRow]) -> SharedRow:
    """A row of any kind of shared rows."""
    makers: dict[type[SharedRow], Callable[[], SharedRow]] = {
        Region: region,
        Scenario: scenario,
        Source: source,
        Question: question,
        Option: lambda: question().options.get(code="yes"),
        ImpossibleCombination: combination,
        Material: material,
        Contact: contact,
        Absence: absence,
        FormerDivision: former_division,
        ExpectedCase: expected_case,
        Term: term,
        OldAddress: old_address,
        PublicReply: public_reply,
    }
    return makers[model]()


def nation() -> Region:
    return _by_code(Region, NATION_CODE, name_zh_hans="全国", level="nation")


def region(code: str = "440000", name: str = "广东省", **columns: Any) -> Region:
    """A region; a province below the nation unless told otherwise."""
    if code == NATION_CODE:
        return nation()
    return _by_code(
        Region,
        code,
        **{"name_zh_hans": name, "level": "province", "parent": nation} | columns,
    )


def many_counties(parent: Region, number: int) -> None:
    with permitted("a factory"):
        Region.objects.bulk_create(
            Region(code=f"9{n:05}", name_zh_hans=f"区{n}", level="county", parent=parent)
            for n in range(number)
        )


def scenario(code: str = "settle-abroad", **columns: Any) -> Scenario:
    texts = {"name_zh_hans": "出境定居", "question_zh_hans": "我要出国定居，钱能取吗？"}
    return _by_code(Scenario, code, **{"kind": "withdraw"} | texts | columns)


def source(code: str = "guangdong-yuefuban-2021-56", **columns: Any) -> Source:
    return _by_code(Source, code, **{"title": "广东省门诊共济实施办法", "kind": "notice"} | columns)


def question(
    code: str = "ret", options: tuple[str, ...] = ("yes", "no"), **columns: Any
) -> Question:
    """A question with its options."""
    texts = {"text_zh_hans": "你退休了吗？", "changeable": "time"}
    made = _by_code(Question, code, **texts | columns)
    known = set(made.options.values_list("code", flat=True))
    for position, code_of_option in enumerate(options, 1):
        if code_of_option not in known:
            option(made, code_of_option, position=position)
    return made


def option(question: Question, code: str, **columns: Any) -> Option:
    values = {"text_zh_hans": code} | columns
    with permitted("a factory"):
        return Option.objects.create(question=question, code=code, **values)


def combination(*options: Option, **columns: Any) -> ImpossibleCombination:
    """Options that cannot be together: retired, and not retired, unless told otherwise."""
    with permitted("a factory"):
        made = ImpossibleCombination.objects.create(**columns)
        made.options.set(options or question().options.all())
    return made


def expected_case(**columns: Any) -> ExpectedCase:
    values = {"on": NOON.date(), "answers": {"ret": "yes"}, "outcomes": {"settle-abroad": "yes"}}
    placed = {
        "region": columns.pop("region", None) or region(),
        "event": columns.pop("event", None) or scenario(),
    }
    with permitted("a factory"):
        return ExpectedCase.objects.create(**values | placed | columns)


def old_address(path: str = "/old/", **columns: Any) -> OldAddress:
    values = columns or {"became": "/guides/"}
    with permitted("a factory"):
        return OldAddress.objects.create(path=path, **values)


def public_reply(slug: str = "reply-1", **columns: Any) -> PublicReply:
    """An answer to a report on the first condition of the answer that factories make."""
    values = {
        "path": "/regions/440000/settle-abroad/",
        "sentence_zh_hans": "你已经退休",
        "text_zh_hans": "我们问过窗口，确实要先退休。",
    }
    with permitted("a factory"):
        return PublicReply.objects.create(slug=slug, **values | columns)


def material(code: str = "identity-card", **columns: Any) -> Material:
    return _by_code(Material, code, **{"name_zh_hans": "居民身份证"} | columns)


def contact(code: str = "hotline", **columns: Any) -> Contact:
    values = {"name_zh_hans": "医保服务热线", "phone": "12393", "region": nation}
    return _by_code(Contact, code, **values | columns)


def absence(code: str = "440000-2025-11-21", **columns: Any) -> Absence:
    """That nobody found what the province says of settling abroad, the day before noon."""
    scenarios = columns.pop("scenarios", None) or [scenario()]
    values = {
        "region": region,
        "looked_on": NOON.date() - dt.timedelta(1),
        "where_zh_hans": "当地医保局网站和转载。",
        "asked_zh_hans": "这些情形怎样规定。",
        "record": "notes.csv",
    }
    made = _by_code(Absence, code, **values | columns)
    with permitted("a factory"):
        made.scenarios.set(scenarios)
    return made


def former_division(code: str = "440199-2013", **columns: Any) -> FormerDivision:
    """A name that the province had, unless told otherwise."""
    became = columns.pop("became", None) or [region()]
    values = {
        "name_zh_hans": "岭南省", "level": "province", "known_until": 2013, "source": "代码表",
    }  # fmt: skip
    made = _by_code(FormerDivision, code, **values | columns)
    with permitted("a factory"):
        made.became.set(became)
    return made


def term(slug: str = "personal-account", **columns: Any) -> Term:
    values = {"name_zh_hans": "个人账户", "definition_zh_hans": "每人自己的那部分钱。"}
    with permitted("a factory"):
        return Term.objects.create(slug=slug, **values | columns)


def change(row: AnyRow, **columns: Any) -> AnyRow:
    """Change a shared row as an approved proposal does, but without one."""
    for name, value in columns.items():
        setattr(row, name, value)
    with permitted("a factory"):
        row.save()
    return row


@functools.cache
def _with_code(model: type[AnyRow]) -> Composed[AnyRow]:
    """What half of a factory's queries ask."""
    return Composed(lambda code: model._default_manager.filter(code=code))


def _by_code(model: type[AnyRow], code: str, **columns: Any) -> AnyRow:
    """The row with this code, made if it is not there; a function as a value is called then."""
    found: list[AnyRow] = _with_code(model)(code=code)
    if found:
        return found[0]
    values = {name: value() if callable(value) else value for name, value in columns.items()}
    with permitted("a factory"):
        return model._default_manager.create(code=code, **values)
