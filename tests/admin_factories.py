"""The smallest rows that the admin's tests need, and what a browser of an editor does."""

from __future__ import annotations

import datetime as dt
from typing import Any
from unittest.mock import patch

from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission, User
from django.contrib.messages import get_messages
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from policies.admin.edition.looked_at import looked_at
from policies.models import Edition, Policy, PolicyCitation, Region, Scenario, Source
from policies.publishing import actions
from policies.publishing.shared.permits import permitted
from tests import factories as make

PASSWORD = "a-password-for-tests-only"


def make_user(name: str, role: str = "", *, password: str | None = None, **columns: Any) -> User:
    """A person of the editorial office; hashing a password is slow, so few get one."""
    user = User.objects.create_user(name, password=password, is_staff=True, **columns)
    if role:
        user.groups.add(group_of(role))
    return user


def group_of(role: str) -> Group:
    """The group of a role, made again if a flush of the database took it."""
    group, created = Group.objects.get_or_create(name=role)
    if created:
        ours = Permission.objects.filter(content_type__app_label__in=("policies", "guides"))
        approve = Q(codename__startswith="approve_")
        view = Q(codename__startswith="view_")
        wanted = {"Author": ~approve, "Approver": view | approve, "Reader": view}[role]
        group.permissions.set(ours.filter(wanted))
    return group


def make_nation() -> Region:
    return make.nation()


def make_region(code: str = "440300", name: str = "深圳市", **columns: Any) -> Region:
    with permitted("a factory"):
        return Region.objects.create(
            code=code, name_zh_hans=name, level="prefecture", parent=make_nation(), **columns
        )


def make_scenario(code: str = "settle-abroad", **columns: Any) -> Scenario:
    texts = {"name_zh_hans": "出境定居", "question_zh_hans": "我要出国定居，钱能取吗？"}
    with permitted("a factory"):
        return Scenario.objects.create(code=code, kind="withdraw", **texts | columns)


def make_source(code: str = "gd-2021-56", **columns: Any) -> Source:
    values = {"title": "广东省职工医保门诊共济实施办法", "kind": "notice"}
    with permitted("a factory"):
        return Source.objects.create(code=code, **values | columns)


def make_policy(author: User | None, *, cited: bool = True, **columns: Any) -> Policy:
    """A draft with one citation."""
    values: dict[str, Any] = {
        "verdict": "conditional",
        "evidence": "official",
        "answer_zh_hans": "深圳参保人出境定居的，可以申请提取。",
        "answer_en": "People insured in Shenzhen who settle abroad can apply.",
        "author": author,
    } | columns
    values.setdefault("region", Region.objects.filter(code="440300").first() or make_region())
    values.setdefault(
        "scenario", Scenario.objects.filter(code="settle-abroad").first() or make_scenario()
    )
    policy = Policy.objects.create(**values)
    if cited:
        source = Source.objects.first() or make_source()
        PolicyCitation.objects.create(
            policy=policy, source=source, locator="第十二条", seen_on=dt.date(2026, 11, 22)
        )
    return policy


def policy_form(
    region: Region, scenario: Scenario, source: Source | None, **fields: Any
) -> dict[str, Any]:
    """What an author's browser sends for a policy with at most one citation."""
    citation = {"source": source.pk, "locator": "第十二条"} if source else {}
    return {
        "region": region.pk,
        "scenario": scenario.pk,
        "verdict": "conditional",
        "evidence": "official",
        "answer_zh_hans": "深圳参保人出境定居的，可以申请提取。",
        "answer_en": "People insured in Shenzhen who settle abroad can apply.",
        "change_size": "normal",
        "citations-TOTAL_FORMS": 1 if source else 0,
        "citations-INITIAL_FORMS": 0,
        "conditions_in_ways-TOTAL_FORMS": 0,
        "conditions_in_ways-INITIAL_FORMS": 0,
        **{f"citations-0-{name}": value for name, value in citation.items()},
        **fields,
    }


def in_review(author: User, **columns: Any) -> Policy:
    """A policy that was submitted; as in `make.publish`, nothing is asked about it."""
    policy = make_policy(author, **columns)
    with patch.multiple(actions, **make.NOTHING_IN_THE_WAY):
        actions.submit(policy, by=author)
    return policy


def published(author: User, approver: User, **columns: Any) -> Policy:
    policy = in_review(author, **columns)
    with patch.multiple(actions, **make.NOTHING_IN_THE_WAY, **make.HELD_ALREADY):
        actions.approve(policy, by=approver, left_out=("en",))
    return policy


class Browser(Client):
    """What a browser does: a form that is sent carries what it was loaded with.

    The form is loaded just before, unless what is sent says otherwise.
    """

    def post(self, path: str, data: Any = None, *args: Any, **more: Any) -> Any:  # type: ignore[override]
        """Send a form."""
        if path.partition("?")[0].endswith(("/change/", "/add/")) and "loaded" not in (data or {}):
            data = {**(data or {}), "loaded": self.loaded(path)}
        return super().post(path, data, *args, **more)

    def loaded(self, path: str) -> str:
        """What a form says that it was loaded with."""
        page = BeautifulSoup(self.get(path).content, "html.parser")
        field = page.select_one("input[name=loaded]")
        return str(field["value"]) if field else ""


def browser_of(user: User) -> Browser:
    client = Browser()
    client.force_login(user)
    return client


def verified_browser_of(user: User) -> Browser:
    """The same, by somebody who has shown the phone: for a site where the second factor is
    enforced. The account gets a phone if it has none."""
    phones = TOTPDevice.objects.filter(user=user, confirmed=True)
    phone = phones.first() or TOTPDevice.objects.create(user=user, name="手机")
    client = browser_of(user)
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = phone.persistent_id
    session.save()
    return client


def form_of(edition: Edition) -> str:
    meta = edition._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[edition.pk])


def step_of(edition: Edition, verb: str) -> str:
    meta = edition._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_step", args=[edition.pk, verb])


def seen(edition: Edition) -> dict[str, str]:
    """What the button sends along for the text that somebody looked at."""
    return {"seen": looked_at(edition)}


def text_of(response: Any) -> str:
    return BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)


def said(response: Any) -> str:
    """The messages that the next page will show."""
    return " ".join(str(message) for message in get_messages(response.wsgi_request))
