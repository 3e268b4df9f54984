"""The smallest valid rows, made by plain functions and published through the real verbs.

Every function takes columns by name and fills in only what is required. `live=True` publishes.
"""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Model

from guides.models import FactCheck, FactCheckCitation, Faq, FaqCitation, Guide, GuideCitation, Term
from policies.models import (
    NATION_CODE,
    Condition,
    Contact,
    Edition,
    Material,
    Option,
    Policy,
    PolicyCitation,
    Procedure,
    ProcedureCitation,
    Question,
    Region,
    Requirement,
    Scenario,
    Source,
    Step,
)
from policies.publishing import actions, database_rules

# In the past, so that what is live=True is on the site whenever the tests run.
NOON = dt.datetime(2025, 11, 22, 12, tzinfo=dt.timezone(dt.timedelta(hours=8)))
DAY = dt.timedelta(days=1)
AnyEdition = TypeVar("AnyEdition", bound=Edition)
AnyRow = TypeVar("AnyRow", bound=Model)
_numbers = itertools.count(1)


def user(name: str) -> User:
    found: User = User.objects.get_or_create(username=name, defaults={"is_staff": True})[0]
    return found


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
    for position, option in enumerate(options, 1):
        Option.objects.get_or_create(
            question=made, code=option, defaults={"text_zh_hans": option, "position": position}
        )
    return made


def material(code: str = "identity-card", **columns: Any) -> Material:
    return _by_code(Material, code, **{"name_zh_hans": "居民身份证"} | columns)


def contact(code: str = "hotline", **columns: Any) -> Contact:
    values = {"name_zh_hans": "医保服务热线", "phone": "12393", "region": nation}
    return _by_code(Contact, code, **values | columns)


def policy(
    *, live: bool = False, at: dt.datetime = NOON, cited: bool = True, **columns: Any
) -> Policy:
    """A policy with one citation: a draft, or published at an instant."""
    values = {
        "verdict": "conditional",
        "evidence": "official",
        "answer_zh_hans": "广东参保人出境定居的，可以申请提取。",
    }
    made = _by_author(Policy, _placed(values | columns))
    if cited:
        PolicyCitation.objects.create(policy=made, **citation())
    return publish(made, at=at) if live else made


def procedure(*, live: bool = False, at: dt.datetime = NOON, **columns: Any) -> Procedure:
    """A procedure at the counter with one citation, one step and one paper."""
    values = {"channel": "counter", "evidence": "official"}
    made = _by_author(Procedure, _placed(values | columns))
    ProcedureCitation.objects.create(procedure=made, **citation())
    Step.objects.create(procedure=made, text_zh_hans="到窗口提交材料。")
    Requirement.objects.create(procedure=made, material=material(), originals=1)
    return publish(made, at=at) if live else made


def guide(*, live: bool = False, at: dt.datetime = NOON, **columns: Any) -> Guide:
    """A guide with one citation."""
    values = {
        "slug": f"guide-{next(_numbers)}",
        "title_zh_hans": "出境定居怎样取",
        "summary_zh_hans": "先问参保地。再备材料。后到窗口。",
        "body_zh_hans": "## 先问清楚\n\n打12393。",
    }
    made = _by_author(Guide, values | columns)
    GuideCitation.objects.create(guide=made, **citation())
    return publish(made, at=at) if live else made


def faq(*, live: bool = False, at: dt.datetime = NOON, **columns: Any) -> Faq:
    """A question and answer with one citation."""
    values = {
        "slug": f"faq-{next(_numbers)}",
        "question_zh_hans": "谁能继承余额？",
        "answer_zh_hans": "有遗嘱的，先按遗嘱。",
        "evidence": "official",
    }
    made = _by_author(Faq, values | columns)
    FaqCitation.objects.create(faq=made, **citation())
    return publish(made, at=at) if live else made


def fact_check(*, live: bool = False, at: dt.datetime = NOON, **columns: Any) -> FactCheck:
    """A fact-check with one citation."""
    values = {
        "slug": f"claim-{next(_numbers)}",
        "claim_zh_hans": "交钱就能把余额取出来。",
        "finding_zh_hans": "这是骗局。",
        "verdict": "scam",
    }
    made = _by_author(FactCheck, values | columns)
    FactCheckCitation.objects.create(fact_check=made, **citation())
    return publish(made, at=at) if live else made


def term(slug: str = "personal-account", **columns: Any) -> Term:
    values = {"name_zh_hans": "个人账户", "definition_zh_hans": "每人自己的那部分钱。"}
    return Term.objects.create(slug=slug, **values | columns)


def citation(**columns: Any) -> dict[str, Any]:
    """The columns of a citation, without what it belongs to."""
    values = {"source": source(), "locator": "第十二条", "seen_on": NOON.date()}
    return values | columns


def condition(of: Policy, accepts: tuple[str, ...] = ("yes",), **columns: Any) -> Condition:
    """A condition of a draft: the question is `ret` unless told otherwise."""
    asked = columns.pop("question", None) or question()
    values = {"text_if_unmet_zh_hans": "你还没有退休。", "source": source(), "question": asked}
    made = Condition.objects.create(policy=of, **values | columns)
    made.accepted.set(asked.options.filter(code__in=accepts))
    return made


def publish(
    edition: AnyEdition, *, at: dt.datetime = NOON, publish_at: dt.datetime | None = None
) -> AnyEdition:
    """Submit and approve a draft by two persons at an instant, to go live then or later."""
    if publish_at:
        edition.publish_at = publish_at
        edition.save()
    actions.submit(edition, by=user("author"), now=at)
    actions.approve(edition, by=user("approver"), now=at)
    edition.refresh_from_db()
    return edition


def publish_from_pack(edition: AnyEdition, *, at: dt.datetime = NOON) -> AnyEdition:
    """Publish a draft that has an origin and no author, as loading content does."""
    text = {"canonical_text": edition.text_now(), "content_hash": edition.compute_hash()}
    type(edition)._base_manager.filter(pk=edition.pk).update(**text)
    actions.publish_from_pack([edition], now=at)
    edition.refresh_from_db()
    return edition


def new_version(
    edition: AnyEdition,
    *,
    at: dt.datetime,
    publish_at: dt.datetime | None = None,
    **columns: Any,
) -> AnyEdition:
    """Revise a published edition, change it and publish the new one."""
    draft: AnyEdition = actions.revise(edition, by=user("author"))  # type: ignore[assignment]
    for name, value in columns.items():
        setattr(draft, name, value)
    draft.save()
    return publish(draft, at=at, publish_at=publish_at)


def lift_database_rules() -> None:
    """Take the triggers away as a hand in the database can; undone with the transaction."""
    connection.check_constraints()  # PostgreSQL changes no table of which checks are still open
    database_rules.remove()


def _by_author(model: type[AnyEdition], columns: dict[str, Any]) -> AnyEdition:
    made = model(**{"author": user("author")} | columns)
    made.save()
    return made


def _placed(columns: dict[str, Any]) -> dict[str, Any]:
    columns.setdefault("region", None)
    columns.setdefault("scenario", None)
    columns["region"] = columns["region"] or region()
    columns["scenario"] = columns["scenario"] or scenario()
    return columns


def _by_code(model: type[AnyRow], code: str, **columns: Any) -> AnyRow:
    """The row with this code, made if it is not there; a function as a value is called then."""
    if found := model._default_manager.filter(code=code).first():
        return found
    values = {name: value() if callable(value) else value for name, value in columns.items()}
    return model._default_manager.create(code=code, **values)
