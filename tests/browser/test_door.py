"""Signing in and the second factor in a real browser, on a phone and at a desk."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import Page

from tests import admin_factories as make
from tests.site_config.accounts.door import code_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def looks_right(page: Page, said: list[str]) -> None:
    """Nothing is wider than the window, and the browser complains of nothing."""
    page.wait_for_load_state("networkidle")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"], f"{page.url} is {width} wide"  # type: ignore[index]
    assert said == []


@pytest.mark.parametrize("width", [360, 1280])
def test_it_is_offered_set_up_and_asked_for(
    live_server: Any, window: Any, said: list[str], width: int
) -> None:
    make.make_user("wang", "Author", password=make.PASSWORD)
    page: Page = window(width, scripts=True)
    page.route("**/favicon.ico", lambda route: route.fulfill(status=204))

    def sign_in() -> None:
        page.goto(f"{live_server.url}/admin/login/")
        looks_right(page, said)
        page.fill("#id_username", "wang")
        page.fill("#id_password", make.PASSWORD)
        page.click("[type=submit]")

    sign_in()
    page.wait_for_selector(".second-factor__qr svg")
    looks_right(page, said)
    page.get_by_text("以后再说").click()
    page.wait_for_selector("[data-second-factor=missing]")
    page.get_by_text("现在设置").click()
    page.fill("#id_new_code", code_of(TOTPDevice.objects.get()))
    page.click("input[value=完成设置]")
    page.wait_for_selector(".recovery-codes")
    assert len(page.locator(".recovery-codes code").all_inner_texts()) == 10
    code = page.locator(".recovery-codes code").first.inner_text()
    looks_right(page, said)
    page.context.clear_cookies()

    sign_in()
    page.wait_for_selector("#id_code")
    looks_right(page, said)
    page.fill("#id_code", code)
    page.click("input[value=登录]")
    page.wait_for_selector("[data-second-factor=set]")
    looks_right(page, said)
    assert User.objects.get().last_login
