"""Two real windows on one draft: the later one is asked, and both persons' words are kept."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests import admin_factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def signed_in(page: Page, site: str, form: str) -> None:
    page.goto(f"{site}{form}")
    page.fill("#id_username", "wang")
    page.fill("#id_password", make.PASSWORD)
    page.click("[type=submit]")
    page.wait_for_selector("#id_answer_zh_hans")


def test_what_two_windows_wrote_is_laid_side_by_side_and_kept(
    live_server: Any, window: Any, said: Any
) -> None:
    policy: Any = make.make_policy(make.make_user("wang", "Author", password=make.PASSWORD))
    form = make.form_of(policy)
    first, second = window(1280, scripts=True), window(360)  # the second one without scripts
    for page in (first, second):
        page.route("**/favicon.ico", lambda route: route.fulfill(status=204))
        signed_in(page, live_server.url, form)
    first.fill("#id_answer_zh_hans", "退休以后可以取。")
    first.click("[name=_save]")
    first.wait_for_selector(".messagelist")

    said.forgiven.add(f"{live_server.url}{form}")
    second.fill("#id_answer_zh_hans", "出境定居可以取。")
    second.fill("#id_conditions_zh_hans", "要先备案。\n再去窗口。")
    second.click("[name=_save]")
    second.wait_for_selector(".merge")
    assert second.evaluate("document.documentElement.scrollWidth") <= 360
    assert second.locator("tr[data-conflict]").count() == 1
    second.click("[type=submit][value=按所选的保存]")  # the browser itself asks for the choice
    assert second.locator(".merge").count() == 1
    second.check('[name="choose:answer_zh_hans"][value=entered]')
    second.click("[type=submit][value=按所选的保存]")
    second.wait_for_selector(".messagelist")

    policy.refresh_from_db()
    assert policy.answer_zh_hans == policy.answer_zh_hant == "出境定居可以取。"
    assert policy.conditions_zh_hans == "要先备案。\n再去窗口。"
    assert said == []
