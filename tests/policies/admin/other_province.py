"""An editor of Guangdong, and a row of every kind of another province."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model

from guides.models import Feedback
from policies.models import ExpectedCase, Policy, Region, Scope, SignOff, Transition, Verification
from policies.publishing import actions, proposals, verification
from policies.publishing.shared.permits import permitted
from tests import admin_factories as desk
from tests import factories as make

SECRET = "浙江密"  # in every row of the other province, and in its name
ROLES = ("Author", "Approver")


def editor(name: str = "yue", **limits: Any) -> User:
    """Somebody who writes and approves, as far as this."""
    user = desk.make_user(name, ROLES[0])
    user.groups.add(desk.group_of(ROLES[1]))
    scope = Scope.objects.create(
        user=user, languages=limits.get("languages", []), duties=limits.get("duties", [])
    )
    scope.regions.set(limits.get("regions", [Region.objects.get(code="440000")]))
    scope.scenarios.set(limits.get("scenarios", []))
    return User.objects.get(pk=user.pk)


def rows_of_zhejiang() -> list[Model]:
    """A row of every kind that is about a place, of 浙江."""
    make.region()
    there = make.region("330000", SECRET)
    city = make.region("330100", f"{SECRET}市", level="prefecture", parent=there)
    texts: dict[str, Any] = {"answer_zh_hans": f"{SECRET}可以。", "region": city}
    rows: list[Model] = [there, city]
    rows += [make.policy(**texts), make.policy(live=True, **texts | {"effective_to": "2020-01-01"})]
    waiting = make.policy(**texts | {"scenario": make.scenario("death", name_zh_hans="去世")})
    actions.submit(waiting, by=make.user("author"))
    returned = make.policy(**texts | {"scenario": make.scenario("loss", name_zh_hans="遗失")})
    actions.submit(returned, by=make.user("author"))
    actions.reject(returned, by=make.user("approver"), note=SECRET)
    rows += [Transition.objects.get(note=SECRET)]
    rows += [waiting, make.procedure(region=city, item_name_zh_hans=SECRET)]
    rows += [make.absence("zj", region=city, where_zh_hans=SECRET)]
    rows += [make.faq(region=there, question_zh_hans=f"{SECRET}？")]
    contact = make.contact("zj", region=city, name_zh_hans=SECRET)
    with permitted("a factory"):
        rows += [
            ExpectedCase.objects.create(
                region=city, event=make.scenario(), on="2026-11-22", outcomes={},
                why_zh_hans=SECRET,
            )
        ]  # fmt: skip
    live = next(row for row in rows if isinstance(row, Policy) and row.state == "approved")
    verification.record(
        verification.passages_of(live), by=make.user("checker"), result="gone", note=SECRET
    )
    rows += [Verification.objects.get()]
    tick = {"question": "ret", "option": "no", "is_unclear": False, "day": "2026-11-22"}
    rows += [
        SignOff.objects.create(code=live.code, sentence=SECRET, person=make.user("checker"), **tick)
    ]
    made = proposals.propose_change(contact, {"phone": "12"}, by=make.user("author"), why=SECRET)
    report = Feedback.objects.create(
        address="/zh-hans/regions/330100/death/", reason="wrong", text=SECRET
    )
    permanent = Feedback.objects.create(address=f"/r/{live.code}/v1", reason="wrong", text=SECRET)
    return [*rows, contact, made, report, permanent]


def content_of(answer: Any) -> str:
    return str(answer.content.decode())
