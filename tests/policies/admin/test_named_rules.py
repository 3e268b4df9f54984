"""An editor sees beside the text what its references show, and what is wrong with them."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests import admin_factories as admin
from tests import factories as make
from tests.admin_factories import browser_of, form_of, seen, step_of, text_of

pytestmark = pytest.mark.django_db
RULE = "[[policy:440000:settle-abroad]]"


@pytest.fixture
def wang() -> Any:
    return browser_of(admin.make_user("wang", "Author"))


def errors_of(answer: Any) -> dict[str, str]:
    """What stands at the fields of the form, by the name of the field."""
    lists = BeautifulSoup(answer.content, "html.parser").select("ul.errorlist[id]")
    names = (str(each["id"]).removeprefix("id_").removesuffix("_error") for each in lists)
    return {name: each.get_text() for name, each in zip(names, lists, strict=True)}


def draft(**columns: Any) -> Any:
    return make.guide(author=make.user("wang"), **columns)


def test_what_a_reference_shows_stands_above_the_form(wang: Any) -> None:
    make.policy(live=True, region=make.region(), scenario=make.scenario())
    shown = text_of(wang.get(form_of(draft(body_zh_hans=f"看{RULE}。"))))
    assert f"{RULE} 广东省“出境定居”的规定 （符合条件才可以）" in shown


def test_without_references_nothing_is_said_of_them(wang: Any) -> None:
    assert "引用的规定" not in text_of(wang.get(form_of(draft())))


def test_a_wrong_reference_is_blamed_at_its_field(wang: Any) -> None:
    wrong = draft(body_zh_hans=f"看{RULE}。", body_en="See [[policy:44:x]].")
    found = errors_of(wang.get(form_of(wrong)))
    assert "没有代码为 440000 的地区" in found["body_zh_hans"]
    assert "读不懂" in found["body_en"]


def test_submitting_it_is_refused_with_the_reason(wang: Any) -> None:
    wrong = draft(body_zh_hans="看[[places:settle-abroad]]。")
    said = text_of(wang.post(step_of(wrong, "submit"), seen(wrong), follow=True))
    assert "“正文”（简体、繁體）：引用“[[places:settle-abroad]]”：没有情形" in said


def test_a_claim_is_blamed_at_its_field(wang: Any) -> None:
    check = make.fact_check(author=make.user("wang"), verdict="regional")
    found = errors_of(wang.get(form_of(check)))
    assert "至少引用一个地方的规定" in found["finding_zh_hans"]
