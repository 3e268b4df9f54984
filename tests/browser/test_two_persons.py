"""Two persons in two real windows: one proposes or writes, the other one decides what is public."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import Page

from policies.models import Policy
from policies.publishing import actions
from tests import admin_factories as desk
from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Desk = Callable[[str, str, int], Page]
HOTLINE = "medical-insurance-hotline"


@pytest.fixture
def at_desk(live_server: Any, window: Any) -> Desk:
    """Signs somebody new in, in a window of a width, without scripts."""

    def opened(name: str, role: str, width: int) -> Page:
        desk.make_user(name, role, password=desk.PASSWORD)
        page: Page = window(width)
        page.route("**/favicon.ico", lambda route: route.fulfill(status=204))
        page.goto(f"{live_server.url}/admin/?next=")
        page.fill("#id_username", name)
        page.fill("#id_password", desk.PASSWORD)
        page.click("[type=submit]")
        return page

    return opened


CONTRAST = """e => {
  const light = colour => colour.match(/[\\d.]+/g).slice(0, 3).map(Number).map(c => c / 255)
    .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0.05);
  const style = getComputedStyle(e);
  const [a, b] = [light(style.color), light(style.backgroundColor)];
  return Math.max(a, b) / Math.min(a, b);
}"""


def is_legible(page: Page, button: str) -> bool:
    """Whether the words of a button stand out from it as WCAG 2.2 asks of text (1.4.3)."""
    return bool(page.locator(button).evaluate(CONTRAST) >= 4.5)


def is_narrow(page: Page) -> bool:
    """Whether a page that is loaded runs over no edge."""
    page.wait_for_load_state()
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_a_number_and_a_rule_are_public_once_a_second_person_says_so(
    live_server: Any, at_desk: Desk, window: Any, said: Any
) -> None:
    site, contact = live_server.url, make.contact(HOTLINE)
    desk.make_region(), desk.make_scenario()
    public = "regions/440300/settle-abroad/"
    wang, li, reader = at_desk("wang", "Author", 1280), at_desk("li", "Approver", 360), window()

    wang.goto(f"{site}/admin/policies/contact/{contact.pk}/change/")
    wang.fill("#id_phone", "12399")
    wang.fill("#id_proposal_why", "打通了新号码。")
    wang.click("[value=提交变更建议]")
    assert "等另一个人批准" in wang.inner_text(".messagelist")
    reader.goto(f"{site}/zh-hans/{public}")
    assert "12393" in reader.content() and "12399" not in reader.content()
    li.goto(f"{site}/admin/policies/proposal/?todo=review")
    li.click("#result_list tbody th a")
    li.wait_for_selector("[data-verb=approve]")
    assert is_narrow(li)
    li.click("[data-verb=approve] button")
    assert "已批准" in li.inner_text(".messagelist")
    reader.reload()
    assert "12399" in reader.content() and "12393" not in reader.content()

    rule = desk.make_policy(User.objects.get(username="wang"), answer_en="")
    wang.goto(f"{site}{desk.form_of(rule)}")
    wang.click('[data-verb="submit"] button')
    assert "已提交审核" in wang.inner_text(".messagelist")
    li.goto(f"{site}{desk.form_of(rule)}")
    li.click('[data-verb="approve"] a')
    li.wait_for_selector("#id_leave_out_en")
    said.forgiven.add(li.url)
    assert is_narrow(li)
    li.click("[type=submit][value^=批准]")  # English is missing, and nobody said to leave it out
    assert "English" in li.inner_text(".errornote")
    li.check("#id_leave_out_en")
    li.click("[type=submit][value^=批准]")
    assert "已批准" in li.inner_text(".messagelist")
    reader.goto(f"{site}/en/{public}")
    assert rule.answer_zh_hans in reader.content()  # type: ignore[attr-defined]

    li.goto(f"{site}{desk.form_of(rule)}")
    li.click('[data-verb="withdraw"] a')
    li.fill("#id_reason", "文件废止了。")
    li.click("[type=submit][value^=撤回]")
    assert "已撤回" in li.inner_text(".messagelist")
    reader.goto(f"{site}/zh-hans/{public}")
    reader.reload()  # the browser has kept the page of before
    assert "文件废止了。" in reader.inner_text("main")
    assert said == []


def test_who_publishes_beside_a_scheduled_version_chooses_what_becomes_of_it(
    live_server: Any, at_desk: Desk, window: Any, said: Any
) -> None:
    site = live_server.url
    wang, li, reader = at_desk("wang", "Author", 1280), at_desk("li", "Approver", 360), window()
    author, approver = (User.objects.get(username=name) for name in ("wang", "li"))
    first = desk.published(author, approver)
    second = actions.revise(first, by=author)
    second.publish_at = timezone.now() + dt.timedelta(days=30)
    second.save()
    actions.submit(second, by=author)
    actions.approve(second, by=approver, left_out=("en",))

    wang.goto(f"{site}{desk.form_of(first)}")
    wang.click('[data-verb="revise"] button')
    assert "从第 1 版复制" in wang.inner_text(".edition-panel")
    wang.fill("#id_answer_zh_hans", "更正：可以取。")
    wang.fill("#id_change_note_zh_hans", "改了错字。")
    wang.select_option("#id_change_size", "correction")
    wang.click("[name=_submit]")
    assert "已提交审核" in wang.inner_text(".messagelist")

    third = Policy.objects.get(version=3)
    li.goto(f"{site}{desk.form_of(third)}")
    assert is_legible(li, '[data-verb="approve"] a')
    li.click('[data-verb="approve"] a')
    li.wait_for_selector(".time-line")
    assert is_narrow(li) and li.locator(".time-line tbody tr").count() == 3
    li.check("[name=fate_2][value=keep]")
    li.check("#id_leave_out_en")
    li.click("[type=submit][value^=批准]")
    assert "已批准" in li.inner_text(".messagelist")
    reader.goto(f"{site}/zh-hans/regions/440300/settle-abroad/")
    assert "更正：可以取。" in reader.inner_text("main")

    li.click('[data-verb="withdraw"] a')
    li.fill("#id_reason", "文件废止了。")
    li.check("[name=fate_2][value=off]")
    li.fill("#id_why_2", "跟着撤。")
    li.click("[type=submit][value^=撤回]")
    assert "已撤回" in li.inner_text(".messagelist")
    wang.goto(f"{site}{desk.form_of(second)}")
    wang.click('[data-verb="revise"] button')
    assert "从第 2 版复制" in wang.inner_text(".edition-panel")
    assert said == []
