"""What one person published stays flagged until a second person signs or withdraws it."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from policies.models import Edition, Policy, PublicationEvent
from policies.publishing import actions
from tests import admin_factories as desk
from tests import factories as make
from tests.policies.publishing.verbs import reasons

pytestmark = pytest.mark.django_db
T0, DAY = make.NOON, make.DAY
URGENT = "今天窗口就要用，来不及等人。"
LANGUAGES = {
    "zh-hans": "由一个人先发布，等第二个人核对。",
    "zh-hant": "由一個人先發布，等第二個人核對。",
    "en": "a second check is pending",
}


def forced(edition: Edition, by: User) -> Any:
    actions.submit(edition, by=make.user("author"), now=T0)
    actions.force_publish(edition, by=by, reason=URGENT, now=T0, left_out=("en",))
    return edition


@pytest.fixture
def alone(author: User) -> Policy:
    """A policy that its author published alone."""
    found: Policy = forced(make.policy(), author)
    return found


def waiting() -> list[Edition]:
    return list(Policy.objects.awaiting_countersignature())


def test_a_forced_publication_waits_until_a_second_person_signs(
    alone: Policy, approver: User
) -> None:
    assert waiting() == [alone] and "等第二个人核对" in alone.stage_in_words()
    events = PublicationEvent.objects.count()
    actions.countersign(alone, by=approver, now=T0 + DAY)
    stored = Policy.objects.get()
    assert (stored.countersigned_by, stored.countersigned_at) == (approver, T0 + DAY)
    assert waiting() == [] and stored.content_hash == stored.compute_hash()
    assert PublicationEvent.objects.count() == events + 1  # readers' pages change


def test_or_until_somebody_withdraws_it(alone: Policy, approver: User) -> None:
    actions.withdraw(alone, by=approver, reason="写错了。", now=T0 + DAY)
    assert waiting() == []


def test_neither_its_author_nor_its_publisher_may_sign(author: User, reader: User) -> None:
    alone = forced(make.policy(), reader)
    said = ["这一版是你写的或者你发布的，要由另一个人核对。"]
    assert reasons(actions.countersign, alone, by=author) == said
    assert reasons(actions.countersign, alone, by=reader) == said


def test_nothing_else_can_be_signed_and_nothing_twice(approver: User, reader: User) -> None:
    said = ["只有一个人发布、还没有第二个人核对的版本可以补核。"]
    assert reasons(actions.countersign, make.policy(live=True), by=reader) == said
    alone = forced(make.policy(region=make.nation()), make.user("author"))
    actions.countersign(alone, by=approver)
    assert reasons(actions.countersign, alone, by=reader) == said


@pytest.mark.parametrize("who", ["author", "nobody", "twice", "not forced"])
def test_the_database_takes_one_signature_of_a_second_person(
    who: str, alone: Policy, approver: User, reader: User
) -> None:
    signature = {"countersigned_by": approver, "countersigned_at": T0 + DAY}
    key = alone.pk
    if who == "author":
        signature["countersigned_by"] = make.user("author")
    elif who == "nobody":
        signature["countersigned_by"] = None
    elif who == "twice":
        actions.countersign(alone, by=reader)
    else:
        key = make.policy(live=True, region=make.nation()).pk
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        Policy._base_manager.filter(pk=key).update(**signature)


@pytest.mark.parametrize("language", LANGUAGES)
def test_readers_are_told_on_every_kind_of_page(language: str, author: User) -> None:
    forced(make.policy(), author)
    forced(make.procedure(), author)
    guide = forced(make.guide(), author)
    faq = forced(make.faq(), author)
    check = forced(make.fact_check(), author)
    pages = [
        f"/{language}/regions/440000/settle-abroad/",
        f"/{language}/guides/{guide.slug}/",
        f"/{language}/fact-checks/{check.slug}/",
        f"/{language}/changes/",
    ]
    for address in pages:
        html = BeautifulSoup(Client().get(address).content, "html.parser")
        flags = html.select('[data-second-person="pending"]')
        assert flags and LANGUAGES[language] in flags[0].get_text(), address
    assert LANGUAGES["zh-hans"] in Client().get(f"/r/{faq.code}/v1").content.decode()
    feed = Client().get(f"/{language}/changes.atom").content.decode()
    assert LANGUAGES[language] in feed


def test_the_flag_leaves_the_pages_with_the_signature(alone: Policy, approver: User) -> None:
    actions.countersign(alone, by=approver)
    page = Client().get("/zh-hans/regions/440000/settle-abroad/").content.decode()
    assert "data-second-person" not in page


def test_desk_list_and_button_lead_the_second_person_to_it(alone: Policy) -> None:
    li = desk.make_user("li", "Approver")
    browser = desk.browser_of(li)
    assert "1 份由一个人发布，等第二个人核对" in desk.text_of(browser.get(reverse("admin:index")))
    listed = browser.get(reverse("admin:policies_policy_changelist"), {"stage": "forced"})
    assert alone.code in desk.text_of(listed)
    address = desk.step_of(alone, "countersign")
    assert "请先打开这一版" in desk.text_of(browser.post(address))
    html = BeautifulSoup(browser.get(desk.form_of(alone)).content, "html.parser")
    looked_at = html.select_one('[data-verb="countersign"] input[name=seen]')
    assert looked_at
    browser.post(address, {"seen": looked_at["value"]})
    assert waiting() == []
    assert 'data-verb="countersign"' not in browser.get(desk.form_of(alone)).content.decode()
