"""After a withdrawal every surface says so, when and why; nothing else is put in its place."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.contrib.auth.models import User
from django.test import Client

from policies.models import Policy
from policies.publishing import actions
from policies.rules.applicability import Applicable, applicable_policies
from policies.rules.regions import find_region
from policies.rules.state import State
from tests import factories as make

pytestmark = pytest.mark.django_db
T0, DAY = make.NOON, make.DAY
TODAY = dt.date(2026, 11, 26)
AT = dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC)
PLACE = "/zh-hans/regions/440000/settle-abroad/"


@pytest.fixture
def own() -> Policy:
    """A rule of the province beside one of the nation; the province's is withdrawn."""
    make.policy(live=True, region=make.nation(), answer_zh_hans="全国都可以。")
    policy = make.policy(live=True)
    actions.withdraw(policy, by=make.user("approver"), reason="引错了文件。", now=T0 + DAY)
    return policy


def found(code: str = "440000", *, on: dt.date = TODAY, at: dt.datetime = AT) -> Applicable:
    region = find_region(code)
    assert region
    scenario = make.scenario()
    return applicable_policies([region], [scenario], on=on, at=at)[(region.pk, scenario.pk)]


def page(address: str) -> Tag:
    response = Client().get(address)
    assert response.status_code == 200
    main = BeautifulSoup(response.content, "html.parser").main
    assert main
    return main


# Which rule applies.


def test_a_withdrawn_rule_is_named_and_the_level_above_does_not_step_in(own: Policy) -> None:
    answer = found()
    assert (answer.policy, answer.withdrawn, answer.state) == (None, own, State.WITHDRAWN)


def test_before_its_withdrawal_it_was_the_answer(own: Policy) -> None:
    assert found(at=T0 + DAY / 2).policy == own


def test_regions_below_have_lost_the_same_rule(own: Policy) -> None:
    make.region("440300", "深圳市", level="prefecture", parent=make.region())
    assert found("440300").withdrawn == own


def test_another_edition_of_the_code_ends_it(own: Policy, author: User) -> None:
    again = make.publish(actions.revise(own, by=author), at=T0 + 2 * DAY)
    assert found().policy == again and found().withdrawn is None


def test_another_rule_of_the_place_ends_it(own: Policy) -> None:
    other = make.policy(live=True, at=T0 + 2 * DAY)
    assert found().policy == other and found().state != State.WITHDRAWN


def test_another_rule_of_the_place_ends_it_only_for_its_days(own: Policy) -> None:
    make.policy(live=True, at=T0 + 2 * DAY, effective_to=dt.date(2026, 1, 31))
    assert found(on=dt.date(2026, 1, 31)).policy and found().withdrawn == own


def test_a_rule_that_was_said_to_be_replaced_by_that_of_the_level_above_leaves_it_to_it(
    approver: User,
) -> None:
    nation, own = make.policy(live=True, region=make.nation()), make.policy(live=True)
    why: dict[str, Any] = {"by": approver, "reason": "国家统一了。"}
    actions.withdraw(own, **why, replaced_by=nation.code, now=T0 + DAY)
    assert found().policy == nation
    actions.withdraw(nation, **why, now=T0 + 2 * DAY)
    assert found().policy is None and found().withdrawn == own


def test_a_rule_that_would_not_be_in_force_is_not_missed(approver: User) -> None:
    nation = make.policy(live=True, region=make.nation())
    past = make.policy(live=True, effective_to=dt.date(2025, 12, 31))
    actions.withdraw(past, by=approver, reason="写错了。", now=T0 + DAY)
    assert found().policy == nation and found(on=dt.date(2025, 12, 31)).withdrawn == past


def test_what_was_called_off_before_its_day_was_never_there(approver: User) -> None:
    nation = make.policy(live=True, region=make.nation())
    waits = make.publish(make.policy(), publish_at=T0 + 5 * DAY)
    actions.withdraw(waits, by=approver, reason="不公布了。", now=T0 + DAY)
    assert found().policy == nation


# What readers see.


@pytest.mark.usefixtures("own")
def test_the_answer_page_says_when_and_why(today: Any) -> None:
    main = page(PLACE)
    article = main.select_one("article[data-region]")
    assert article and article["data-verdict"] == "none" and article["data-kind"] == "withdrawn"
    said = article.get_text()
    assert "广东省的规定已在 2025年11月23日 撤回" in said and "引错了文件。" in said
    assert "没有自己的规定" not in main.get_text() and "全国都可以" not in main.get_text()


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-hant", "撤回，本站正在核對"), ("en", "was withdrawn on 23 Nov 2025")],
)
def test_it_says_so_in_every_language(today: Any, language: str, words: str) -> None:
    article = page(PLACE.replace("zh-hans", language)).select_one("article[data-region]")
    assert article and words in article.get_text()
    reason = article.select_one("span[lang]")
    assert (reason is not None) == (language == "en"), "the reason is in Chinese only"


@pytest.mark.usefixtures("own")
def test_region_scenario_table_and_wizard_say_so_too(today: Any) -> None:
    region = page("/zh-hans/regions/440000/")
    card = region.select_one('article[data-scenario="settle-abroad"]')
    assert card and card["data-verdict"] == "none" and "2025年11月23日 撤回" in card.get_text()
    assert "没有记录到广东省自己的规定" not in region.get_text()
    scenario = page("/zh-hans/scenarios/settle-abroad/")
    assert scenario.select_one('[data-region="440000"] [data-kind="withdrawn"]')
    cell = page("/zh-hans/compare/").select_one('td[data-region="440000"]')
    assert cell and cell["data-verdict"] == "none" and "2025年11月23日 撤回" in cell.get_text()
    result = page("/zh-hans/check/?r=440000&e=settle-abroad").select_one("[data-outcome]")
    assert result and (result["data-outcome"], result["data-kind"]) == ("none", "withdrawn")
    assert "引错了文件。" in result.get_text()


@pytest.mark.usefixtures("own")
def test_data_say_so_too(today: Any) -> None:
    asked = "?regions=440000&kind=withdraw"
    (row,) = Client().get(f"/zh-hans/compare.json{asked}").json()["cells"]
    assert (row["verdict"], row["state"], row["edition"]) == ("none", "withdrawn", "")
    assert "已在 2025年11月23日 撤回" in row["answer"] and row["answer"].endswith("引错了文件。")
    assert "引错了文件。" in Client().get(f"/zh-hans/compare.csv{asked}").content.decode()


def test_a_withdrawn_procedure_is_not_replaced_by_that_of_the_level_above(
    today: Any, approver: User
) -> None:
    make.policy(live=True)
    make.procedure(live=True, region=make.nation())
    procedure = make.procedure(live=True)
    actions.withdraw(procedure, by=approver, reason="窗口搬了。", now=T0 + DAY)
    said = page(PLACE).get_text()
    assert "办理步骤已在 2025年11月23日 撤回" in said and "窗口搬了。" in said
    assert "到窗口提交材料" not in said and "没有记录到广东省的办理步骤" not in said
    make.procedure(live=True, at=T0 + 2 * DAY)
    assert "到窗口提交材料" in page(PLACE).get_text()
