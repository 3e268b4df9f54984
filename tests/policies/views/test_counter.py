"""What a result says to say at the counter: two sentences in Chinese that are true of whoever says
them."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup

from policies.models import Policy
from tests import factories as make
from tests.policies.views.walking import CHECK, follow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
EARLIER = make.NOON - make.DAY
ITEM = "职工医保个人账户一次性支取"


def said(rule: Policy, answers: str = "", language: str = "zh-hans") -> list[str]:
    """What stands on the result of a rule, published now if it was not."""
    if rule.state == "draft":
        make.publish(rule, at=EARLIER)
    address = f"{CHECK.replace('zh-hans', language)}?r=440000&e={rule.scenario.code}&{answers}"
    page: BeautifulSoup = follow(address.rstrip("&"))[1]
    return [p.text for p in page.select("blockquote[lang=zh-Hans] p")]


def retired(**columns: Any) -> Policy:
    """A rule for those who are retired, on a notice with a number."""
    make.source(doc_number="粤府办〔2021〕56号", title="门诊共济实施办法")
    rule = make.policy(conditions_modelled=True, **columns)
    make.condition(rule)
    return rule


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_it_is_chinese_on_every_page(language: str) -> None:
    rule = retired()
    make.procedure(live=True, at=EARLIER, item_name_zh_hans=ITEM)
    assert said(rule, "ret=yes", language) == [
        f"我在广东省参加职工医保，想办“{ITEM}”。",
        "依据是《门诊共济实施办法》（粤府办〔2021〕56号），请按这条规定给我办理。",
    ]


def test_without_an_official_name_one_asks_a_question() -> None:
    """No clerk knows an item by the name that this site gave to a situation."""
    first, _second = said(retired(), "ret=yes")
    assert first == "我在广东省参加职工医保，想问：我要出国定居，钱能取吗？"


def test_a_no_says_by_which_rule_and_not_that_it_rests_on_one() -> None:
    first, second = said(retired(), "ret=no")
    assert first == "我在广东省参加职工医保，想问：“出境定居”这种情形，要符合什么条件？"
    assert second.startswith("按《门诊共济实施办法》（粤府办〔2021〕56号），我现在还不符合；")


def test_one_applies_for_an_item_and_not_for_what_happened() -> None:
    """“办余额转不过去” is no Chinese; an item by its official name is applied for."""
    rule = retired()
    make.procedure(live=True, at=EARLIER, item_name_zh_hans=ITEM)
    first, _second = said(rule, "ret=no")
    assert first == f"我在广东省参加职工医保，想问：办“{ITEM}”要符合什么条件？"


def test_there_is_nothing_to_say_for_what_nobody_can_change() -> None:
    assert said(make.policy(verdict="no")) == []


def test_there_is_nothing_to_apply_for_where_a_rule_was_asked_for() -> None:
    rule = make.policy(verdict="yes", scenario=make.scenario("monthly-credit", kind="rule"))
    assert said(rule) == []


def test_an_heir_says_who_was_insured() -> None:
    death = make.scenario("death", question_zh_hans="家人去世了，我能领吗？")
    first, _second = said(make.policy(scenario=death))
    assert first == "参保人生前在广东省参加职工医保，已经去世。我想问：家人去世了，我能领吗？"


def test_of_the_rules_own_document_the_row_is_named_whose_article_is_known() -> None:
    rule = retired()
    make.condition(rule, text_zh_hans="你在外地长住", locator="第七条")
    assert "56号）第七条，" in said(rule, "ret=yes")[1]


def test_a_row_of_another_law_is_named_only_where_it_is_in_the_way() -> None:
    rule, code = retired(), make.source("civil-code", title="中华人民共和国民法典")
    make.condition(rule, source=code, locator="第一千零四十五条", question=make.question("rel"))
    make.publish(rule, at=EARLIER)
    assert "民法典" not in said(rule, "ret=yes&rel=yes")[1]
    assert "《中华人民共和国民法典》第一千零四十五条" in said(rule, "ret=yes&rel=no")[1]


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("杭州市清算规定（转载）", "我是在“杭州市清算规定（转载）”里看到的，"),
        ("浙江省规则（转述）", "我是在“浙江省规则（转述）”里看到的，"),
        ("江苏扩大到近亲属（报道）", "我是在“江苏扩大到近亲属（报道）”里看到的，"),
        ("医保局12月26日消息：已扩大", "我是在“医保局12月26日消息：已扩大”里看到的，"),
        ("长三角首批试点（消息）", "我是在“长三角首批试点（消息）”里看到的，"),
        ("我要回老家了，钱能取走吗？", "我是在“我要回老家了，钱能取走吗？”里看到的，"),
        ("关于印发《办法》的通知", "依据是关于印发《办法》的通知（"),
        ("实施办法", "依据是《实施办法》（"),
    ],
)
def test_only_a_document_is_named_as_one(title: str, named: str) -> None:
    rule = retired()
    make.change(make.source(), title=title)
    assert said(rule, "ret=yes")[1].startswith(named)


def test_an_answer_of_an_office_is_no_document_to_show() -> None:
    rule = retired()
    make.change(make.source(), title="医疗保障政策答复", kind="official_answer")
    assert said(rule, "ret=yes")[1].startswith("我是在“医疗保障政策答复”里看到的，")


def test_a_report_gives_way_to_a_document_of_the_rule() -> None:
    rule, report = retired(), make.source("report", title="扩大了", kind="press")
    rule.conditions_in_ways.update(source=report)
    rule.citations.create(**make.citation(source=report, quote="已扩大"))
    assert said(rule, "ret=yes")[1].startswith("依据是《门诊共济实施办法》")


def test_what_most_of_the_rows_rest_on_is_named() -> None:
    rule, other = retired(), make.source("local", title="本市办理说明")
    rule.citations.create(**make.citation(source=other))
    for code in ("rel", "bound"):
        make.condition(rule, source=other, question=make.question(code))
    assert said(rule, "ret=yes&rel=yes&bound=yes")[1].startswith("依据是《本市办理说明》")


def test_a_law_about_something_else_is_named_last() -> None:
    rule, law = retired(), make.source("civil-code", title="民法典", kind="law")
    rule.citations.create(**make.citation(source=law, locator="第一千零四十五条"))
    for code in ("rel", "kin"):
        make.condition(rule, source=law, question=make.question(code), quote="近亲属")
    assert said(rule, "ret=yes&rel=yes&kin=yes")[1].startswith("依据是《门诊共济实施办法》")


def test_a_part_of_a_page_is_no_article() -> None:
    rule = retired()
    rule.conditions_in_ways.update(locator="05办理时限")
    assert "办理时限" not in said(rule, "ret=yes")[1]


def test_a_dead_persons_account_is_offered_no_uses() -> None:
    use = make.scenario("family-sharing", kind="use")
    make.publish(make.policy(scenario=use), at=EARLIER)
    make.publish(make.policy(verdict="no", scenario=make.scenario("death")), at=EARLIER)
    make.publish(make.policy(verdict="no"), at=EARLIER)
    for event, offered in (("death", 0), ("settle-abroad", 1)):
        page = follow(f"{CHECK}?r=440000&e={event}")[1]
        assert len(page.select("#uses li")) == offered
