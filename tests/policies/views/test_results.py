"""What a result of the wizard shows: from the answer to the words of the rule and their place."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection

from policies.models import Policy
from tests import factories as make
from tests.policies.views.walking import CHECK, follow
from tests.shipped import one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
EARLIER = make.NOON - make.DAY
PLACE = "r=440000&e=settle-abroad"


def page_of(answers: str = "", language: str = "zh-hans") -> BeautifulSoup:
    address = CHECK.replace("zh-hans", language) + f"?{PLACE}" + (f"&{answers}" if answers else "")
    return follow(address)[1]


def result(answers: str = "", language: str = "zh-hans") -> Tag:
    return one(page_of(answers, language), "article[data-outcome]")


def badge(found: Tag) -> str:
    return one(found, ".verdict").get_text(strip=True)


def reasons(found: Tag, kind: str) -> list[str]:
    """The reasons of one kind, as one reads them."""
    return [
        " ".join(li.get_text(" ").split()) for li in found.select(f"[data-reasons={kind}] > li")
    ]


def document() -> None:
    make.source(
        doc_number="粤府办〔2021〕56号", title="门诊共济实施办法", issued_on=dt.date(2021, 12, 31)
    )


def live(rule: Policy) -> Policy:
    return make.publish(rule, at=EARLIER)


def result_of(rule: Policy, answers: str) -> Tag:
    live(rule)
    return result(answers)


def retired(**columns: Any) -> Policy:
    """A rule for those who are retired."""
    document()
    rule = make.policy(conditions_modelled=True, **columns)
    make.condition(rule)
    return rule


def test_a_plain_no_names_the_words_it_rests_on() -> None:
    document()
    rule = make.policy(verdict="no", cited=False)
    rule.citations.create(**make.citation(locator="第三条"))
    rule.citations.create(**make.citation(quote="通常情况下不可转出"))
    live(rule)
    found = result()
    assert badge(found) == "不可以"
    (reason,) = reasons(found, "grounds")
    for part in (
        "通常情况下不可转出",
        "门诊共济实施办法",
        "粤府办〔2021〕56号",
        "第十二条",
        "2021",
    ):
        assert part in reason
    assert found.select("[data-reasons=grounds] a[href*='/sources/']")


def test_a_rule_that_names_no_conditions_says_so_with_its_source() -> None:
    live(make.policy())
    found = result()
    assert "依据没有写明条件，先打电话问。" in found.text
    assert reasons(found, "grounds")


def test_a_condition_that_is_met_is_shown_with_the_answer_and_the_document() -> None:
    live(retired())
    found = result("ret=yes")
    (reason,) = reasons(found, "met")
    for part in ("你答：yes", "门诊共济实施办法", "粤府办〔2021〕56号"):
        assert part in reason
    assert "1 条里核对了 1 条" in found.text
    assert not reasons(found, "grounds"), "the rows are the reasons"


@pytest.mark.parametrize(
    ("changeable", "words", "ends"),
    [("time", "时间到了会变", "你现在还不符合"), ("no", "不能改变", "你不符合")],
)
def test_a_condition_in_the_way_says_who_or_what_can_change_it(
    changeable: str, words: str, ends: str
) -> None:
    make.question(changeable=changeable)
    live(retired())
    found = result("ret=no")
    (reason,) = reasons(found, "unmet")
    assert reason.startswith(f"你还没有退休。 {words} 你答：no")
    assert badge(found) == ends


def test_what_is_only_a_step_away_is_possible() -> None:
    """W16: asked whether it can be done, the answer is yes, after registering."""
    make.question(changeable="self")
    live(retired())
    found = result("ret=no")
    assert found["data-outcome"] == "conditional" and badge(found) == "可以，先办 1 步"
    assert reasons(found, "unmet")


def test_a_rule_that_comes_is_named_on_the_result() -> None:
    live(make.policy(verdict="no", effective_to=dt.date(2026, 12, 31)))
    live(make.policy(effective_from=dt.date(2027, 1, 1)))
    assert result().select("a[href$='?on=2027-01-01']")


def test_a_no_names_what_is_in_the_way_then_the_lawful_uses_of_the_place() -> None:
    rule = retired()
    make.condition(rule, question=make.question("home"), text_zh_hans="你长住")
    live(rule)
    for code, verdict in (("family-sharing", "conditional"), ("fitness", "no")):
        live(make.policy(verdict=verdict, scenario=make.scenario(code, kind="use")))
    make.contact("medical-insurance-hotline", phone="12393")
    page = page_of("ret=no&home=yes")
    uses = page.select("#uses li")
    assert len(uses) == 1 and uses[0].select("a[href='/zh-hans/regions/440000/family-sharing/']")
    assert one(uses[0], ".verdict")["data-kind"] == "conditional"
    words = ("已经知道不符合的", "这笔钱可以这样合法地用", "已经知道符合的", "打电话核实")
    assert [h.text for h in page.select("h2, h3") if h.text in words] == [*words]


def test_the_lawful_uses_are_named_once() -> None:
    for scenario in ("settle-abroad", "cash-while-insured"):
        live(make.policy(verdict="no", scenario=make.scenario(scenario)))
    live(make.policy(scenario=make.scenario("family-sharing", kind="use")))
    page = follow(f"{CHECK}?r=440000&e=-")[1]
    assert len(page.select("article[data-outcome=no]")) == 2
    assert len(page.select("#uses")) == 1


def test_whoever_qualifies_is_not_sent_elsewhere() -> None:
    live(retired())
    live(make.policy(scenario=make.scenario("family-sharing", kind="use")))
    assert not page_of("ret=yes").select("#uses")


def test_a_reason_leads_from_the_answer_to_the_words_and_their_place() -> None:
    document()
    rule = make.policy()
    make.condition(rule, locator="第九条", quote="已经办理退休手续的")
    live(rule)
    found = result("ret=no")
    (reason,) = reasons(found, "unmet")
    chain = (
        "你还没有退休。",
        "你答：no",
        "规定：你已经退休",
        "原文： 已经办理退休手续的",
        "门诊共济实施办法",
        "粤府办〔2021〕56号",
        "第九条",
        "2021年",
    )
    places = [reason.find(part) for part in chain]
    assert -1 not in places and places == sorted(places)
    assert "（粤府办〔2021〕56号）第九条，" in one(found, "blockquote").text


def test_what_nobody_asked_is_to_be_checked_at_the_counter() -> None:
    rule = retired()
    make.unasked_condition(rule, text_zh_hans="费用已经结清", where_to_find_out_zh_hans="问医院。")
    found = result_of(rule, "ret=yes")
    assert found["data-outcome"] == "conditional" and badge(found) == "看来符合，还要核实 1 条"
    assert "2 条里核对了 1 条" in found.text
    (reason,) = reasons(found, "unasked")
    assert reason.startswith("费用已经结清 问医院。")
    assert "还没有问到的，办理前在窗口核实" in found.text


def test_an_answer_of_which_the_source_does_not_say_needs_a_call() -> None:
    """W2: what the notice does not say became a no."""
    make.question(options=("yes", "no", "abroad"))
    rule = make.policy()
    make.condition(
        rule, unclear=("abroad",), text_if_unclear_zh_hans="在外国退休算不算，通知没有写。"
    )
    found = result_of(rule, "ret=abroad")
    assert found["data-outcome"] == "needs" and badge(found) == "还缺信息"
    (reason,) = reasons(found, "unclear")
    assert reason.startswith("在外国退休算不算，通知没有写。 你答：abroad 规定：你已经退休")
    assert "核对了" not in found.text, "nothing was checked yet"


def test_a_residual_answer_without_words_of_its_own_needs_a_call() -> None:
    make.option(make.question(), "other", residual=True)
    rule = make.policy()
    make.condition(rule)
    (reason,) = reasons(result_of(rule, "ret=other"), "unclear")
    assert reason.startswith("依据没有写你这种情况，先打电话问。")


def test_an_exception_to_a_no_looks_like_one_and_its_opposite_is_a_no() -> None:
    rule = retired(verdict="no")
    live(rule)
    exception, rest = result("ret=yes"), result("ret=no")
    assert (exception["data-outcome"], badge(exception)) == (
        "conditional",
        "看来属于例外，还要核实",
    )
    assert (rest["data-outcome"], badge(rest)) == ("no", "不可以")
    assert reasons(rest, "unmet")


def test_conditions_of_before_stand_on_the_result_as_on_the_page() -> None:
    """W14: a rule whose conditions are a text sent its reader away without one."""
    live(make.policy())
    make.lift_database_rules()
    with connection.cursor() as cursor:  # as published before conditions were rows
        cursor.execute("UPDATE policies_policy SET conditions_zh_hans = %s", ["- 已经**退休**"])
    found = result()
    assert one(found, ".prose strong").text == "退休"
    assert "依据没有写明条件" not in found.text


def test_a_result_can_be_reported_with_its_address() -> None:
    """So that an editor makes a case of it with one click."""
    live(retired())
    (link,) = page_of("ret=yes").select("main a[href*='/feedback/?address=']")
    assert "r%3D440000%26e%3Dsettle-abroad%26ret%3Dyes" in str(link["href"])
