"""Takes the pictures of the tutorial, on its own way: two persons and one policy of the content.

And that of a condition, for the guide to conditions.

No test of the suite. Whoever changes a form that is pictured runs it and looks at what it made:
`python -m pytest tests/browser/tutorial_pictures.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page

from policies.models import Policy
from tests import admin_factories as desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FOLDER = Path(settings.BASE_DIR) / "docs" / "images" / "tutorial"
CODE = "NTCMN"
WRITTEN = {
    "繁體": ("zh_hant", "深圳參保人出境定居的，可以申請把餘額劃到本人名下的銀行賬戶。"),
    "English": (
        "en",
        "People insured in Shenzhen who settle abroad can apply to have the balance paid to a bank "
        "account in their own name.",
    ),
}
Desk = Callable[[str, str], Page]


@pytest.fixture
def at_desk(live_server: Any, window: Any) -> Desk:
    """Signs somebody new in, in a window as narrow as a page of the docs."""

    def opened(name: str, role: str) -> Page:
        desk.make_user(name, role, password=desk.PASSWORD)
        page: Page = window(1090, scripts=True)
        page.goto(f"{live_server.url}/admin/?next=")
        page.fill("#id_username", name)
        page.fill("#id_password", desk.PASSWORD)
        if name == "wang":
            take(page, "login", "#container", "#container")
        page.click("[type=submit]")
        page.wait_for_selector("#user-tools")
        return page

    return opened


def take(page: Page, name: str, top: str, bottom: str | None = None, height: float = 400) -> None:
    """A picture of a page from one element to the end of another, or so high; without the menu."""
    page.wait_for_load_state("networkidle")
    page.evaluate("document.activeElement.blur()")
    start = page.locator(top).first.bounding_box()
    end = page.locator(bottom).first.bounding_box() if bottom else None
    assert start, top
    if end:
        height = end["y"] + end["height"] - start["y"] + 8
    above = max(0, start["y"] + page.evaluate("scrollY") - 8)
    beside = page.locator("#content h1").first.bounding_box() if top == ".messagelist" else start
    left, width = max(0, (beside or start)["x"] - 8), page.evaluate("innerWidth")
    clip: Any = {"x": left, "y": above, "width": width - left, "height": height + 8}
    page.screenshot(path=FOLDER / f"{name}.png", clip=clip, full_page=True)


def test_the_way_of_the_tutorial(
    content: None, live_server: Any, at_desk: Desk, window: Any
) -> None:
    wang = at_desk("wang", "Author")
    draft = written(live_server.url, wang)
    li = at_desk("li", "Approver")
    take(li, "waiting", "#content h1", ".desk-work")
    wang.goto(f"{live_server.url}{desk.form_of(draft)}")
    wang.click('a[href$="/sign-off/"]')
    for box in wang.locator("[name=read]").all():
        box.check()
    wang.click(".submit-row [type=submit]")
    li.goto(f"{live_server.url}{desk.form_of(draft)}")
    take(li, "approve", "#content h1", ".edition-panel")
    li.click('[data-verb="approve"] button')
    li.wait_for_selector('.edition-panel[data-state="approved"]')
    take(li, "approved", ".messagelist", ".edition-panel")
    reader: Page = window(1100)
    reader.goto(f"{live_server.url}/zh-hans/regions/440300/settle-abroad/")
    take(reader, "live", "body", height=600)
    reader.set_viewport_size({"width": 900, "height": 800})
    reader.goto(f"{live_server.url}/zh-hans/changes/")
    take(reader, "changes", "h1", height=430)


def written(site: str, wang: Page) -> Policy:
    """The author's half: find, revise, write in three languages, submit."""
    wang.goto(f"{site}/admin/policies/policy/?q=深圳+出国")
    take(wang, "find", "#content h1")
    wang.click("#result_list tbody th a")
    take(wang, "published", "#content h1", ".edition-panel")
    wang.click('[data-verb="revise"] button')
    wang.wait_for_selector('.edition-panel[data-state="draft"]')
    take(wang, "draft", ".messagelist", ".field-verdict")
    take(wang, "condition", "#conditions_in_ways-group", "#conditions_in_ways-0")
    wang.fill("#id_answer_zh_hans", WRITTEN["繁體"][1].translate(SIMPLIFIED))
    tabs = wang.locator(".ui-tabs", has=wang.locator(".field-answer_zh_hans"))
    for tab, (language, text) in WRITTEN.items():
        tabs.get_by_text(tab).click()
        wang.fill(f"#id_answer_{language}", text)
    take(wang, "language-tabs", ".ui-tabs:has(.field-answer_zh_hans)", ".field-answer_en")
    wang.select_option("#id_change_size", "detail")
    wang.fill("#id_change_note_zh_hans", "写明要本人名下的账户。")
    take(wang, "change-note", ".field-publish_at", ".field-change_note_zh_hans")
    wang.click("[name=_submit]")
    wang.wait_for_selector('.edition-panel[data-state="in_review"]')
    take(wang, "in-review", ".messagelist", ".edition-panel")
    return Policy.objects.get(code=CODE, version=2)


SIMPLIFIED = str.maketrans("參請餘額劃銀賬戶", "参请余额划银账户")
