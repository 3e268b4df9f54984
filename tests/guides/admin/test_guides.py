"""The editors' side of what citizens read: guides, answers, fact-checks, feedback."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from guides.models import FactCheck, Faq, Feedback, Guide, OldAddress
from tests import admin_factories as make
from tests.admin_factories import browser_of, form_of, seen, step_of, text_of
from tests.factories import guide

pytestmark = pytest.mark.django_db


@pytest.fixture
def wang() -> Any:
    return make.make_user("wang", "Author")


@pytest.fixture
def li() -> Any:
    return make.make_user("li", "Approver")


def citation() -> dict[str, Any]:
    return {
        "citations-TOTAL_FORMS": 1,
        "citations-INITIAL_FORMS": 0,
        "citations-0-source": make.make_source().pk,
        "citations-0-locator": "第十二条",
        "change_size": "normal",
    }


GUIDE = {
    "slug": "abroad",
    "title_zh_hans": "出境定居",
    "summary_zh_hans": "三句话。",
    "body_zh_hans": "## 怎么办",
}
FAQ = {
    "slug": "abroad",
    "question_zh_hans": "能取吗？",
    "answer_zh_hans": "能。",
    "evidence": "official",
}
CLAIM = {
    "slug": "cash",
    "claim_zh_hans": "可以套现",
    "finding_zh_hans": "不可以。",
    "verdict": "scam",
}


@pytest.mark.parametrize(("model", "texts"), [(Guide, GUIDE), (Faq, FAQ), (FactCheck, CLAIM)])
def test_two_persons_publish_each_kind(
    wang: Any, li: Any, model: Any, texts: dict[str, Any]
) -> None:
    add = reverse(f"admin:guides_{model._meta.model_name}_add")
    extra = {"position": 0} if model is Guide else {}
    browser_of(wang).post(add, {**citation(), **texts, **extra})
    edition = model.objects.get()
    browser_of(wang).post(step_of(edition, "submit"), seen(edition))
    assert not model.objects.live(timezone.now()).exists()
    browser_of(li).post(step_of(edition, "approve"), {**seen(edition), "leave_out_en": "on"})
    assert model.objects.live(timezone.now()).get() == edition


def test_the_address_of_a_published_guide_is_kept(wang: Any, li: Any) -> None:
    add = reverse("admin:guides_guide_add")
    browser_of(wang).post(add, {**citation(), **GUIDE, "position": 0})
    first = Guide.objects.get()
    browser_of(wang).post(step_of(first, "submit"), seen(first))
    browser_of(li).post(step_of(first, "approve"), {**seen(first), "leave_out_en": "on"})
    browser_of(wang).post(step_of(first, "revise"))
    page = BeautifulSoup(
        browser_of(wang).get(form_of(Guide.objects.get(version=2))).content, "html.parser"
    )
    assert page.select_one("[name=body_zh_hans]") and not page.select_one("[name=slug]")


def test_feedback_text_stays_and_the_reply_is_ours(wang: Any) -> None:
    report = Feedback.objects.create(
        address="/zh-hans/", reason="wrong", text="电话 13800138000 不对"
    )
    address = reverse("admin:guides_feedback_change", args=[report.pk])
    page = browser_of(wang).get(address)
    assert "13800138000" not in page.content.decode() and "＊＊＊" in text_of(page)
    browser_of(wang).post(
        address, {"state": "changed", "reply_zh_hans": "已改。", "text": "别的话"}
    )
    report.refresh_from_db()
    assert report.reply_zh_hans == "已改。" and report.state == "changed"  # type: ignore[attr-defined]
    assert report.text == "电话 ＊＊＊ 不对"
    assert browser_of(wang).get(reverse("admin:guides_feedback_add")).status_code == 403


def test_old_address_needs_exactly_one_way_on(wang: Any) -> None:
    guide(slug="new", live=True)
    add = reverse("admin:guides_oldaddress_add")
    both = {"path": "/old/", "became": "/guides/new/", "gone_because": "没有了"}
    both["proposal_why"] = "改了名"
    assert "要么写现在的地址，要么写为什么没有了" in text_of(browser_of(wang).post(add, both))
    browser_of(wang).post(add, {**both, "gone_because": ""})
    assert OldAddress.with_proposed.get().became == "/guides/new/"
