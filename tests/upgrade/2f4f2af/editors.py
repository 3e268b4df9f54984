"""The editors' work of the fixture: every way that an edition can go, in each of the five kinds.

A code says what its edition went through: two letters for the kind (PY policy, PR procedure, GD
guide, FQ faq, FC fact-check), three for the way it went (`WAYS`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from guides.models import FactCheck, Faq, Feedback, Guide, OldAddress
from policies import actions
from policies.models import Contact, Edition, Policy, Procedure, Question, Region, Scenario
from tests import factories as make

SHANGHAI = dt.timezone(dt.timedelta(hours=8))
FUTURE = dt.datetime(2026, 12, 15, 9, tzinfo=SHANGHAI)  # after the instant of the questions
STAGES = [dt.datetime(2026, 11, day, 8, tzinfo=SHANGHAI) for day in (21, 23, 25)]
STEP = dt.timedelta(minutes=3)
# What happened → slug, region and scenario of its editions.
WAYS = {
    "DFT": ("draft-never-published", "440100", "death"),
    "REV": ("in-review", "440100", "serious-illness"),
    "RET": ("returned", "440100", "pharmacy"),
    "THR": ("three-versions", "440300", "serious-illness"),
    "SCH": ("scheduled", "110000", "death"),
    "V2S": ("second-scheduled", "440300", "death"),
    "WDN": ("withdrawn", "440300", "pharmacy"),
    "FRC": ("forced", "110000", "cash-while-insured"),
    "CRR": ("corrected", "440000", "transfer"),
    "CAN": ("called-off", "440000", "cash-while-insured"),
    "C2V": ("second-called-off", "440305", "family-sharing"),
    "BCK": ("withdrawn-and-back", "440000", "family-sharing"),
    "NXT": ("draft-on-live", "440000", "pharmacy"),
}
TRANSLATED = {"zh_hant": ("THR", "V2S", "CRR", "NXT"), "en": ("THR", "FRC", "CRR", "BCK", "WDN")}
# Kind → letters, factory, texts, and the code of an edition of the pack that an editor revises.
KINDS: dict[type[Edition], tuple[str, Callable[..., Any], tuple[str, ...], str]] = {
    Policy: ("PY", make.policy, ("answer", "conditions"), "K7M2P"),
    Procedure: ("PR", make.procedure, ("item_name", "place"), "K7M2R"),
    Guide: ("GD", make.guide, ("title", "summary", "body"), "G7M2P"),
    Faq: ("FQ", make.faq, ("question", "answer"), "G7M2Q"),
    FactCheck: ("FC", make.fact_check, ("claim", "finding"), "G7M2R"),
}


class Office:
    """Two persons and a clock: every verb happens at an instant of its own."""

    def __init__(self, clock: time_machine.Traveller) -> None:
        self.clock = clock
        self.instants = list(STAGES)
        self.author, self.approver = (self.person(name) for name in ("author", "approver"))

    def person(self, name: str) -> User:
        self.tick()
        user = make.user(name)
        user.password = f"!{name}"  # nobody can log in; Django's own would be random
        user.save()
        user.groups.add(Group.objects.get(name=name.capitalize()))
        return user

    def tick(self, stage: int = 0) -> None:
        """Go on to the next free instant of a stage."""
        self.instants[stage] += STEP
        self.clock.move_to(self.instants[stage])

    def submit(self, edition: Edition, stage: int = 0) -> None:
        self.tick(stage)
        actions.submit(edition, by=self.author)
        self.tick(stage)

    def publish(self, edition: Edition, stage: int = 0) -> Edition:
        self.submit(edition, stage)
        actions.approve(edition, by=self.approver)
        edition.refresh_from_db()
        return edition

    def revise(self, edition: Edition, stage: int, **columns: Any) -> Edition:
        """A new draft of an edition, with other columns and, by these, another text."""
        self.tick(stage)
        draft = actions.revise(edition, by=self.author)
        for name, value in (texts(draft) | columns).items():
            setattr(draft, name, value)
        draft.save()
        return draft

    def withdraw(self, edition: Edition, stage: int, replaced_by: str = "") -> None:
        self.tick(stage)
        reason = "原文已经废止。"
        actions.withdraw(edition, by=self.approver, reason=reason, replaced_by=replaced_by)


def texts(edition: Edition) -> dict[str, str]:
    """The texts of an edition of ours: they name its version, some in one language only."""
    _letters, _factory, fields, _pack = KINDS[type(edition)]
    version, way = edition.version, edition.code[2:]
    found = {}
    for name in fields:
        start = "## 先问清楚\n\n" if name == "body" else ""
        found[f"{name}_zh_hans"] = f"{start}{edition.code} 第 {version} 版，医保个人账户的{name}。"
        if way in TRANSLATED["zh_hant"]:
            found[f"{name}_zh_hant"] = f"{start}{edition.code} 第 {version} 版，醫保個人帳戶。"
        if way in TRANSLATED["en"]:
            found[f"{name}_en"] = (
                f"{start}{edition.code}, version {version}: {name} of the account."
            )
    return found


def work(clock: time_machine.Traveller) -> None:
    """Everything that the editorial office did, from stage to stage."""
    office = Office(clock)
    for kind in KINDS:
        drafts = {way: first_draft(office, kind, way) for way in WAYS}
        unfinished(office, drafts)
        published_once(office, drafts)
        published_again(office, drafts)
        of_the_pack(office, kind)
    former_rule(office)
    reports(office)
    in_the_admin(office, Contact.objects.get(code="shenzhen-desk"), phone="0755-87654321")
    in_the_admin(office, Question.objects.get(code="job"), hint_zh_hans="看缴费记录。")
    Session.objects.all().delete()


def first_draft(office: Office, kind: type[Edition], way: str) -> Edition:
    """A draft in its place; its citation was verified by the author, unless to be returned."""
    letters, factory, _texts, _pack = KINDS[kind]
    slug, region, scenario = WAYS[way]
    columns: dict[str, Any] = {"slug": slug} if hasattr(kind, "slug") else {}
    for name, model, code in (("region", Region, region), ("scenario", Scenario, scenario)):
        if hasattr(kind, name):
            columns[name] = model._default_manager.get(code=code)
    office.tick()
    draft: Edition = factory(**columns, **texts(kind(code=letters + way)), code=letters + way)
    if way != "RET":
        day = STAGES[0].date()
        draft.citations.update(verified_on=day, verified_by=office.author)  # type: ignore[attr-defined]
    if isinstance(draft, Policy) and way in ("THR", "V2S", "FRC"):
        make.condition(draft)
        make.condition(draft, ("stopped",), question=Question.objects.get(code="job"), way=2)
    if isinstance(draft, Guide):
        draft.scenarios.set(Scenario.objects.filter(code=scenario))
    return draft


def unfinished(office: Office, drafts: dict[str, Edition]) -> None:
    office.submit(drafts["REV"])
    office.submit(drafts["RET"])
    actions.reject(drafts["RET"], by=office.approver)


def published_once(office: Office, drafts: dict[str, Edition]) -> None:
    """Scheduled, forced, withdrawn, and called off before it was published."""
    for way in ("SCH", "CAN"):
        drafts[way].publish_at = FUTURE
        drafts[way].save()
        office.publish(drafts[way])
    drafts["FRC"].change_size, drafts["FRC"].review_by = "major", dt.date(2026, 11, 1)
    if isinstance(drafts["FRC"], Policy):
        drafts["FRC"].effective_from = dt.date(2022, 9, 1)
    drafts["FRC"].save()
    office.submit(drafts["FRC"])
    actions.force_publish(drafts["FRC"], by=office.author, reason="窗口今天已经改了，等不及。")
    for way in ("THR", "V2S", "WDN", "CRR", "C2V", "BCK", "NXT"):
        office.publish(drafts[way])
    office.withdraw(drafts["CAN"], 1)
    office.withdraw(drafts["WDN"], 1, replaced_by=drafts["NXT"].code)
    office.withdraw(drafts["BCK"], 1)


def published_again(office: Office, drafts: dict[str, Edition]) -> None:
    """Second and third versions."""
    second = office.publish(office.revise(drafts["THR"], 1, change_note_zh_hans="改了说法。"), 1)
    office.publish(office.revise(second, 2, change_size="detail"), 2)
    office.publish(office.revise(drafts["V2S"], 1, publish_at=FUTURE), 1)
    columns = {"slug": "corrected-and-renamed"} if hasattr(drafts["CRR"], "slug") else {}
    wrong = {"change_size": "correction", "change_note_zh_hans": "日期写错了。"}
    office.publish(office.revise(drafts["CRR"], 2, **wrong, **columns), 2)
    called_off = office.publish(office.revise(drafts["C2V"], 1, publish_at=FUTURE), 1)
    office.withdraw(called_off, 2)
    office.publish(office.revise(drafts["BCK"], 2), 2)
    office.revise(drafts["NXT"], 2)


def of_the_pack(office: Office, kind: type[Edition]) -> None:
    """An edition of the pack: its citation checked, then revised by an editor."""
    shipped: Any = kind._default_manager.filter(code=KINDS[kind][3]).latest("version")
    office.tick(1)
    citation = shipped.citations.first()
    citation.verified_on, citation.verified_by = STAGES[1].date(), office.approver
    citation.save(update_fields=["verified_on", "verified_by"])
    office.publish(office.revise(shipped, 2, change_note_en="Read again."), 2)


def former_rule(office: Office) -> None:
    """What Beijing said until the day before the forced rule."""
    forced = Policy.objects.get(code="PYFRC")
    place: dict[str, Any] = {"region": forced.region, "scenario": forced.scenario, "verdict": "yes"}
    # With a start: where two rules of a place differ in NULL only, the databases order differently.
    period: dict[str, Any] = {
        "effective_from": dt.date(2017, 12, 1),
        "effective_to": dt.date(2022, 8, 31),
    }
    office.tick()
    office.publish(make.policy(**place, **period, code="PYPST", evidence="reported"))


def reports(office: Office) -> None:
    """What readers sent, one through the form, and addresses that became others or are gone."""
    office.tick(2)
    page = "/zh-hans/regions/440300/death/"
    sent = {"address": page, "edition": "PYV2S/v1", "reason": "wrong", "text": "电话13800138000。"}
    Client().post("/zh-hans/feedback/", sent)
    for state, reply in (("checking", ""), ("changed", "已经改正。"), ("kept", "核对过，不改。")):
        office.tick(2)
        Feedback.objects.create(
            address=page, reason="outdated", text=f"{state}？", state=state, reply_zh_hans=reply
        )
    moved, gone = {"became": "/guides/three-versions/"}, {"gone_because": "并入别的页。"}
    for path, became in (
        ("moved", moved),
        ("moved-twice", {"became": "/old/moved/"}),
        ("gone", gone),
    ):
        office.tick(2)
        OldAddress.objects.create(path=f"/old/{path}/", **became)


def in_the_admin(office: Office, row: Contact | Question, **fields: str) -> None:
    """Change a row as an editor's browser does: send the form as it came, with other values."""
    office.tick(2)
    browser = Client()
    browser.force_login(office.author)
    address = reverse(f"admin:policies_{row._meta.model_name}_change", args=[row.pk])
    page = BeautifulSoup(browser.get(address).content.decode(), "html.parser")
    form = page.select_one("#content-main form")
    assert form is not None
    values = {str(each["name"]): str(each.get("value", "")) for each in form.select("input[name]")}
    values |= {str(each["name"]): each.text.strip() for each in form.select("textarea[name]")}
    for each in form.select("select[name]"):
        chosen = each.select_one("option[selected]")
        values[str(each["name"])] = str(chosen["value"]) if chosen else ""
    for button in ("_addanother", "_continue", "_saveasnew"):
        values.pop(button, None)
    response = browser.post(address, values | fields)
    assert response.status_code == 302, response.content.decode()
