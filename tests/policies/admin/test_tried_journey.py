"""Whoever writes or approves a rule walks it before anybody else can."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from policies.models import Policy
from tests import admin_factories as desk
from tests import factories as make
from tests.admin_factories import browser_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(wang: Any) -> Policy:
    """A draft that asks whether somebody is retired, and one thing that is not asked."""
    made = desk.make_policy(wang)
    make.condition(made)
    make.unasked_condition(made)
    return made


def address(policy: Policy, query: str = "") -> str:
    name = "admin:policies_policy_journey"
    return reverse(name, args=[policy.code, policy.version]) + query


def links(page: Any, of: str) -> dict[str, str]:
    found = BeautifulSoup(page.content, "html.parser").select(f".tried-journey__{of} a")
    return {each.get_text(): str(each["href"]) for each in found}


def test_it_asks_what_the_draft_asks_and_every_answer_leads_on(wang: Any, draft: Policy) -> None:
    page = browser_of(wang).get(address(draft))
    assert "结果：还缺信息" in text_of(page) and "接着问：你退休了吗？" in text_of(page)
    assert links(page, "choices") == {"yes": "?ret=yes", "no": "?ret=no", "不知道": "?ret=-"}


def test_it_ends_as_the_draft_would_with_its_own_sentences(wang: Any, draft: Policy) -> None:
    browser = browser_of(wang)
    refused = browser.get(address(draft, "?ret=no&r=440300&e=death&ret2=no&job=perhaps"))
    assert "结果：不可以" in text_of(refused) and "你还没有退休。" in text_of(refused)
    assert links(refused, "said") == {"从这里改": "?"}
    assert "还缺信息" in text_of(browser.get(address(draft, "?ret=perhaps")))
    met = browser.get(address(draft, "?ret=yes"))
    assert "结果：符合条件才可以" in text_of(met) and "没有要再问的了" in text_of(met)
    assert "知道符合的 你已经退休" in text_of(met) and "没有问到的 你的费用已经结清" in text_of(met)


def test_an_answer_of_which_the_source_does_not_say_shows_what_is_written(wang: Any) -> None:
    made = desk.make_policy(wang)
    job = make.question("job", ("staff", "own", "none"))
    columns = {
        "question": job,
        "unclear": ("own",),
        "text_if_unclear_zh_hans": "没有写，打12393问。",
    }
    make.condition(made, ("staff",), **columns)
    page = browser_of(wang).get(address(made, "?job=own"))
    assert "结果：还缺信息" in text_of(page)
    assert "依据没有说的 没有写，打12393问。" in text_of(page)


def test_nobody_outside_the_office_reaches_it(draft: Policy) -> None:
    answer = Client().get(address(draft))
    assert answer.status_code == 302 and "/login/" in answer["Location"]


def test_an_edition_that_is_not_there_is_not_found(wang: Any, draft: Policy) -> None:
    assert browser_of(wang).get(address(Policy(code=draft.code, version=9))).status_code == 404


def test_nothing_of_it_is_public(client: Client, draft: Policy) -> None:
    """The public wizard goes on saying that it knows no rule."""
    page = client.get("/zh-hans/check/?r=440300&e=settle-abroad&ret=yes", follow=True)
    assert "你已经退休" not in page.content.decode()
