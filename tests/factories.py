"""The smallest valid rows, made by plain functions and published through the real verbs.

Every function takes columns by name and fills in only what is required. `live=True` publishes.
"""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any, TypeVar
from unittest.mock import patch

from django.contrib.auth.models import User
from django.db import connection
from django.db.models import QuerySet

from guides.models import (
    FactCheck,
    FactCheckCitation,
    Faq,
    FaqCitation,
    Guide,
    GuideCitation,
)
from policies.composed import Composed, Given
from policies.models import (
    Condition,
    Edition,
    Policy,
    PolicyCitation,
    Procedure,
    ProcedureCitation,
    Requirement,
    Step,
)
from policies.publishing import actions, database_rules
from policies.publishing import sign_off as signing
from policies.publishing.shared.permits import permitted as permitted
from policies.publishing.translations import languages_at_fault, translation_faults
from tests.shared_rows import NOON as NOON
from tests.shared_rows import absence as absence
from tests.shared_rows import change as change
from tests.shared_rows import combination as combination
from tests.shared_rows import contact as contact
from tests.shared_rows import expected_case as expected_case
from tests.shared_rows import former_division as former_division
from tests.shared_rows import many_counties as many_counties
from tests.shared_rows import material as material
from tests.shared_rows import nation as nation
from tests.shared_rows import old_address as old_address
from tests.shared_rows import option as option
from tests.shared_rows import public_reply as public_reply
from tests.shared_rows import question as question
from tests.shared_rows import region as region
from tests.shared_rows import scenario as scenario
from tests.shared_rows import shared as shared
from tests.shared_rows import source as source
from tests.shared_rows import term as term

DAY = dt.timedelta(days=1)
AnyEdition = TypeVar("AnyEdition", bound=Edition)
BLOCKERS = ("submit_blockers", "findings_to_judge", "approve_blockers", "translation_blockers")
NOTHING_IN_THE_WAY: dict[str, Any] = {name: lambda *_edition, **_by_whom: [] for name in BLOCKERS}
HELD_ALREADY: dict[str, Any] = {"hold": lambda _edition: None}  # by the verb before
_numbers = itertools.count(1)


def user(name: str) -> User:
    found = _known_users(name=name)
    return found[0] if found else User.objects.create(username=name, is_staff=True)


@Composed
def _known_users(name: Given) -> QuerySet[User]:
    return User.objects.filter(username=name)


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


def citation(**columns: Any) -> dict[str, Any]:
    """The columns of a citation, without what it belongs to."""
    values = {"source": source(), "locator": "第十二条", "seen_on": NOON.date()}
    return values | columns


def condition(of: Policy, accepts: tuple[str, ...] = ("yes",), **columns: Any) -> Condition:
    """A condition of a draft: the question is `ret` unless told otherwise."""
    asked, unclear = columns.pop("question", None) or question(), columns.pop("unclear", ())
    values = {
        "text_zh_hans": "你已经退休",
        "text_if_unmet_zh_hans": "你还没有退休。",
        "source": source(),
        "question": asked,
    }
    made = Condition.objects.create(policy=of, **values | columns)
    made.accepted.set(asked.options.filter(code__in=accepts))
    made.unclear.set(asked.options.filter(code__in=unclear))
    return made


def unasked_condition(of: Policy, **columns: Any) -> Condition:
    """A condition of a draft that is not asked."""
    values = {
        "text_zh_hans": "你的费用已经结清",
        "where_to_find_out_zh_hans": "打12393问参保地。",
        "source": source(),
    }
    return Condition.objects.create(policy=of, **values | columns)


def sign_off(edition: Edition) -> None:
    """Tick every row of a rule's table, as somebody who read it."""
    rows = [row.name for row in signing.unread(edition)]
    signing.sign(edition, rows, by=user("checker"), now=NOON)


def publish(
    edition: AnyEdition, *, at: dt.datetime = NOON, publish_at: dt.datetime | None = None
) -> AnyEdition:
    """Submit and approve a draft by two persons at an instant, to go live then or later.

    Nothing is asked about what stands in the way, which is half of what the verbs cost: their own
    tests do.
    """
    if publish_at:
        edition.publish_at = publish_at
        edition.save()
    with patch.multiple(actions, **NOTHING_IN_THE_WAY):
        actions.submit(edition, by=user("author"), now=at)
        left_out = languages_at_fault(translation_faults(edition))
    with patch.multiple(actions, **NOTHING_IN_THE_WAY, **HELD_ALREADY):
        actions.approve(edition, by=user("approver"), now=at, left_out=left_out)
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
