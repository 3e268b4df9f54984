"""What the desk says of drafts of which a source was found changed."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from policies.models import Policy
from policies.publishing import actions
from tests import factories as make
from tests.admin_factories import (
    browser_of,
    form_of,
    make_user,
    policy_form,
    seen,
    step_of,
    text_of,
)
from tests.verifying import read_again

pytestmark = pytest.mark.django_db
LIST = reverse("admin:policies_policy_changelist")


@pytest.fixture
def policy() -> Policy:
    return make.policy(live=True)


def draft_of(policy: Policy) -> Any:
    """The draft that was opened because a source changed."""
    return read_again(policy, "changed", note="改了期限。").drafts[0]


def sent(draft: Policy) -> dict[str, Any]:
    citation = draft.citations.get()
    return policy_form(draft.region, draft.scenario, citation.source) | {
        "citations-INITIAL_FORMS": 1,
        "citations-0-id": citation.pk,
        "citations-0-policy": draft.pk,
        "citations-0-quote": "新的话。",
    }


def test_the_panel_marks_an_open_draft_and_says_what_changed(wang: Any, policy: Policy) -> None:
    draft = actions.revise(policy, by=wang)
    read_again(policy, "changed", note="改了期限。")
    page = BeautifulSoup(browser_of(wang).get(form_of(draft)).content, "html.parser")
    mark = page.select_one("[data-source-changed]")
    assert mark and "改了期限。" in mark.get_text() and "checker" in mark.get_text()
    assert "还引用着原来的话" in mark.get_text()
    live = BeautifulSoup(browser_of(wang).get(form_of(policy)).content, "html.parser")
    assert not live.select("[data-source-changed]")


def test_lists_mark_it_and_narrow_down_to_it(wang: Any, policy: Policy) -> None:
    draft, browser = draft_of(policy), browser_of(wang)
    other = make.policy(scenario=make.scenario("death"))
    shown = text_of(browser.get(LIST, {"todo": "changed"}))
    assert draft.code in shown and "草稿，还没有人写，来源已变" in shown and other.code not in shown
    assert other.code not in text_of(browser.get(LIST, {"todo": "unwritten"}))
    assert draft.code in text_of(browser.get(LIST, {"todo": "unwritten"}))


def test_the_first_page_counts_them(wang: Any, li: Any, policy: Policy) -> None:
    own = actions.revise(policy, by=wang)
    read_again(policy, "changed")
    draft_of(make.policy(scenario=make.scenario("death"), live=True))
    words = text_of(browser_of(wang).get(reverse("admin:index")))
    assert "1 份没有完成的，来源已变" in words and "1 份草稿因为依据变了而建，还没有人写" in words
    of_li = text_of(browser_of(li).get(reverse("admin:index")))
    assert "来源已变" not in of_li and "还没有人写" not in of_li
    assert own.author == wang


def test_whoever_writes_in_nobodys_draft_becomes_its_author(wang: Any, policy: Policy) -> None:
    draft = draft_of(policy)
    assert "还没有人写" in text_of(browser_of(wang).get(form_of(draft)))
    assert browser_of(wang).post(form_of(draft), sent(draft)).status_code == 302
    draft.refresh_from_db()
    assert draft.author == wang
    other = make_user("zhao", "Author")
    assert browser_of(other).post(form_of(draft), sent(draft)).status_code != 302


def test_whoever_submits_it_unchanged_becomes_its_author(wang: Any, policy: Policy) -> None:
    draft = draft_of(policy)
    browser_of(wang).post(step_of(draft, "submit"), seen(draft))
    draft.refresh_from_db()
    assert (draft.author, draft.state) == (wang, "in_review")


def test_who_only_approves_does_not_write_in_it(li: Any, policy: Policy) -> None:
    draft = draft_of(policy)
    assert browser_of(li).post(step_of(draft, "submit"), seen(draft)).status_code == 403
    draft.refresh_from_db()
    assert draft.author is None and draft.state == "draft"


def test_whoever_says_that_a_translation_is_right_becomes_its_author(
    wang: Any, policy: Policy
) -> None:
    draft = draft_of(policy)
    browser_of(wang).post(form_of(draft).replace("/change/", "/translations/"))
    draft.refresh_from_db()
    assert draft.author == wang
