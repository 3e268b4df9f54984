"""A reader's report on a result of the wizard becomes a case with one click."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from guides.models import Feedback
from tests import factories as make
from tests.admin_factories import browser_of, make_user
from tests.policies.admin.saving.desk import Window

pytestmark = pytest.mark.django_db
RESULT = "/zh-hans/check/?r=440000&e=settle-abroad&ret=no"


def report(address: str, **columns: Any) -> Feedback:
    return Feedback.objects.create(address=address, reason="wrong", **columns)


def page_of(feedback: Feedback, person: Any) -> BeautifulSoup:
    address = reverse("admin:guides_feedback_change", args=[feedback.pk])
    return BeautifulSoup(browser_of(person).get(address).content, "html.parser")


def test_a_report_on_a_result_fills_in_a_case() -> None:
    place, event = make.region(), make.scenario()
    draft = make.policy(region=place, scenario=event)
    make.condition(draft)  # asks "ret"
    make.publish(draft)
    wang = make_user("wang", "Author")
    feedback = report(RESULT, text="窗口说可以取。")
    (link,) = page_of(feedback, wang).select(".field-as_case a")
    window = Window(wang, str(link["href"]))
    said = {name: window.sent[name] for name in ("region", "event", "answers:ret", "why_zh_hans")}
    assert said == {
        "region": str(place.pk),
        "event": str(event.pk),
        "answers:ret": "no",
        "why_zh_hans": "窗口说可以取。",
    }
    window.type(**{"outcomes:settle-abroad": "yes"})
    assert window.save().status_code == 302, "what is left to say is how it should end"


@pytest.mark.parametrize(
    "address",
    ["/zh-hans/regions/440000/death/", "/zh-hans/check/?r=440000", "/zh-hans/check/?r=440000&e=-"],
)
def test_a_report_on_another_page_is_no_case(address: str) -> None:
    page = page_of(report(address), make_user("wang", "Author"))
    assert not page.select(".field-as_case a")


def test_who_may_write_no_case_is_offered_none() -> None:
    assert not page_of(report(RESULT), make_user("nobody", "Reader")).select(".field-as_case a")


def test_a_report_on_a_sentence_fills_in_a_public_reply() -> None:
    rule = make.policy(region=make.region(), scenario=make.scenario())
    make.condition(rule, text_zh_hans="你已经退休", text_en="You have retired")
    make.publish(rule)
    page, author = "/regions/440000/settle-abroad/", make_user("wang", "Author")
    feedback = report(f"/en{page}", part="You have retired")
    (link,) = page_of(feedback, author).select(".field-as_reply a")
    window = Window(author, str(link["href"]))
    said = ("slug", "path", "sentence_zh_hans", "sentence_en")
    assert [window.sent[name] for name in said] == [
        f"reply-{feedback.pk}", page, "你已经退休", "You have retired",
    ]  # fmt: skip
    for address, part in ((f"/zh-hans{page}", "别的一句"), ("/zh-hans/guides/x/", "你已经退休")):
        assert not page_of(report(address, part=part), author).select(".field-as_reply a")
