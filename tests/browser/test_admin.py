"""The admin in a real browser: nothing breaks the CSP, tabs and added rows work."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page

from policies.models import Policy
from policies.publishing import blockers
from tests import admin_factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FIRST_TAB = ".field-answer_zh_hans"


@pytest.fixture
def page(window: Any) -> Page:
    """A desk's window; errors and blocked resources end up in `said`."""
    opened: Page = window(1280, scripts=True)
    opened.route("**/favicon.ico", lambda route: route.fulfill(status=204))
    return opened


@pytest.fixture
def office(live_server: Any, page: Page) -> Page:
    """An author who has just logged in."""
    make.make_user("wang", "Author", password=make.PASSWORD)
    make.make_region(pinyin="shenzhen")
    make.make_scenario()
    make.make_source()
    page.goto(f"{live_server.url}/admin/")
    page.fill("#id_username", "wang")
    page.fill("#id_password", make.PASSWORD)
    page.click("[type=submit]")
    page.wait_for_selector("#user-tools")
    return page


def choose(page: Page, field: str, typed: str) -> None:
    page.locator(f"#id_{field} + .select2-container").click()
    page.fill(".select2-search__field", typed)
    page.wait_for_selector(".select2-results__option--highlighted")
    page.keyboard.press("Enter")


def test_a_policy_is_written_and_submitted_without_one_complaint(
    live_server: Any, office: Page, said: list[str]
) -> None:
    office.goto(f"{live_server.url}/admin/policies/policy/add/")
    choose(office, "region", "shenzhen")
    choose(office, "scenario", "出境")
    office.select_option("#id_verdict", "conditional")
    office.select_option("#id_evidence", "official")
    office.fill("#id_answer_zh_hans", "深圳可以提取。")
    office.locator(".ui-tabs", has=office.locator(FIRST_TAB)).get_by_text("English").click()
    office.fill("#id_answer_en", "Possible in Shenzhen.")
    office.locator(".field-effective_from .datetimeshortcuts a").first.click()
    choose(office, "citations-0-source", "门诊")
    office.fill("#id_citations-0-locator", "第十二条")
    office.click("[name=_submit]")
    office.wait_for_selector('.edition-panel[data-state="in_review"]')

    policy = Policy.objects.get()
    assert policy.answer_en == "Possible in Shenzhen."  # type: ignore[attr-defined]
    assert policy.effective_from and policy.citations.count() == 1
    assert said == []


def test_tabs_carry_the_languages_own_names(live_server: Any, office: Page) -> None:
    office.goto(f"{live_server.url}/admin/policies/policy/add/")
    tabs = office.locator(".ui-tabs", has=office.locator(FIRST_TAB)).locator(".ui-tabs-nav a")
    assert tabs.all_inner_texts() == ["简体", "繁體", "English"]
    office.select_option(".modeltranslation-switch", label="English")
    assert office.is_visible("#id_answer_en") and not office.is_visible("#id_answer_zh_hans")


def test_tabs_say_what_is_true_of_each_translation(live_server: Any, office: Page) -> None:
    policy = make.make_policy(User.objects.get(username="wang"), answer_en="Possible.")
    policy.answer_zh_hans = "不可以。"  # type: ignore[attr-defined]
    policy.save()
    office.goto(f"{live_server.url}{make.form_of(policy)}")
    tabs = office.locator(".ui-tabs", has=office.locator(FIRST_TAB)).locator(".ui-tabs-nav a")
    assert tabs.all_inner_texts() == ["简体", "繁體 转换", "English 过期"]


def test_added_rows_have_tabs_and_search_too(
    live_server: Any, office: Page, said: list[str]
) -> None:
    office.goto(f"{live_server.url}/admin/policies/procedure/add/")
    office.click("#steps-group .add-row a")
    row = office.locator("#steps-0")
    row.get_by_text("English").click()
    office.fill("#id_steps-0-text_en", "Go to the counter.")
    office.click("#citations-group .add-row a")
    choose(office, "citations-1-source", "门诊")
    office.locator("#citations-1 .field-seen_on .datetimeshortcuts a").nth(1).click()
    assert office.locator(".calendarbox:visible").count() == 1
    assert said == []


def test_a_row_of_conditions_fits_a_phone(live_server: Any, office: Page) -> None:
    office.set_viewport_size({"width": 360, "height": 800})
    office.goto(f"{live_server.url}/admin/policies/policy/add/")
    office.click("#conditions_in_ways-group .add-row a")
    lines = office.locator("#conditions_in_ways-0 .form-row")
    assert lines.count() > 5
    cut = "rows => rows.filter(e => e.scrollWidth > e.clientWidth).map(e => e.className)"
    assert lines.evaluate_all(cut) == []


def test_list_and_other_pages_have_no_complaints(
    live_server: Any, office: Page, said: list[str]
) -> None:
    policy = make.make_policy(User.objects.get())
    for path in (
        "",
        "policies/policy/",
        "policies/policy/?q=深圳&state__exact=draft",
        f"policies/policy/{policy.pk}/change/",
        f"policies/policy/{policy.pk}/history/",
        f"policies/policy/{policy.pk}/delete/",
        "policies/impossiblecombination/add/",
        "policies/source/",
        "policies/source/add/",
        "policies/question/add/",
        "guides/guide/add/",
        "guides/feedback/",
        "password_change/",
    ):
        answer = office.goto(f"{live_server.url}/admin/{path}")
        assert answer and answer.status == 200, path
        office.wait_for_load_state("networkidle")
        assert said == [], path
        width = office.evaluate("document.documentElement.scrollWidth")
        assert width <= 1280, f"{path} is {width} wide"


def test_unsaved_text_is_not_left_behind_silently(live_server: Any, office: Page) -> None:
    policy = make.make_policy(User.objects.get())
    asked: list[str] = []

    def stay(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    office.on("dialog", stay)
    office.goto(f"{live_server.url}/admin/policies/policy/{policy.pk}/change/")
    office.click("#id_answer_zh_hans")
    office.keyboard.type("新写的")
    office.click(".breadcrumbs a", no_wait_after=True)
    office.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    assert "新写的" in office.input_value("#id_answer_zh_hans")

    office.click('[data-verb="submit"] button')
    office.wait_for_selector('.edition-panel[data-state="in_review"]')
    policy.refresh_from_db()
    assert "新写的" in policy.answer_zh_hans and asked == ["beforeunload"]  # type: ignore[attr-defined]


def test_what_is_published_has_no_fields_left(
    live_server: Any, office: Page, said: list[str]
) -> None:
    author, approver = User.objects.get(), make.make_user("li", "Approver")
    policy = make.published(author, approver)
    assert blockers.withdraw_blockers(policy, by=approver) == []
    office.goto(f"{live_server.url}/admin/policies/policy/{policy.pk}/change/")
    assert (
        office.locator("#policy_form :is(input:not([type=hidden]), textarea, select)").count() == 0
    )
    assert not office.locator(".modeltranslation-switch").is_visible()
    assert said == []
