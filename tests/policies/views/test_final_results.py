"""A no that can never become another answer."""

from __future__ import annotations

from typing import Any

import pytest

from policies.models.source import NOT_SEEN
from tests import factories as make
from tests.policies.views.test_results import (
    badge,
    document,
    live,
    page_of,
    reasons,
    result,
    retired,
)
from tests.policies.views.walking import CHECK, follow
from tests.shipped import one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def test_whoever_is_retired_is_not_told_that_time_will_change_it() -> None:
    make.change(make.question().options.get(code="yes"), changeable="no")
    document()
    rule = make.policy(conditions_modelled=True)
    make.condition(rule, ("no",), text_if_unmet_zh_hans="退休的人不转。")
    live(rule)
    found = result("ret=yes")
    assert reasons(found, "unmet")[0].startswith("退休的人不转。 不能改变 你答：yes")
    assert not found.select(".counter"), "there is nothing to come back for"


@pytest.mark.parametrize(("changeable", "listed"), [("no", 0), ("circumstance", 1)])
def test_rows_that_nobody_was_asked_about_are_idle_beside_a_no_for_good(
    changeable: str, listed: int
) -> None:
    make.question(changeable=changeable)
    rule = retired()
    make.unasked_condition(rule)
    live(rule)
    found = result("ret=no")
    assert len(reasons(found, "unasked")) == listed
    assert badge(found) == ("你现在还不符合" if listed else "你不符合")


def test_what_is_not_known_of_a_passage_is_said() -> None:
    rule = make.policy()
    make.condition(rule, locator=NOT_SEEN, quote="")
    make.condition(rule, question=make.question("job"), locator="第三条", quote="可以转移")
    live(rule)
    first, second = reasons(result("ret=yes&job=yes"), "met")
    assert "本站没有摘录到" in first and "在第几条，本站没有查到" in first
    assert "第三条" in second and "可以转移" in second and "本站没有" not in second


def test_a_rule_whose_rows_are_not_asked_does_not_say_that_it_names_none() -> None:
    rule = make.policy()
    make.unasked_condition(rule)
    live(rule)
    found = result()
    assert reasons(found, "unasked") and "依据没有写明条件" not in found.text


def test_uses_that_the_answers_refuse_are_not_named() -> None:
    live(retired())
    for code, accepts in (("fitness", "yes"), ("vaccine", "no")):
        rule = make.policy(scenario=make.scenario(code, kind="use"))
        make.condition(rule, (accepts,))
        live(rule)
    uses = page_of("ret=no").select("#uses li a")
    assert [str(each["href"]) for each in uses] == ["/zh-hans/regions/440000/vaccine/"]


@pytest.mark.parametrize(("changeable", "ways_on"), [("no", 1), ("time", 0)])
def test_whoever_can_never_qualify_is_asked_again_what_happened(
    changeable: str, ways_on: int
) -> None:
    make.question(changeable=changeable)
    live(retired())
    found = page_of("ret=no").select("a.action[href$='&ret=no&ask=e']")
    assert len(found) == ways_on


def test_whoever_is_not_sure_reads_what_is_not_possible_as_one_line_each() -> None:
    for code in ("settle-abroad", "death", "enlist"):
        live(make.policy(verdict="no", scenario=make.scenario(code)))
    live(make.policy(scenario=make.scenario("fitness", kind="use")))
    page = follow(f"{CHECK}?r=440000&e=-")[1]
    folded = page.select("main details[data-folded] > article")
    assert len(folded) == 2 and len(page.select("main article[data-outcome=no]")) == 3
    assert len(page.select("#uses li")) == 1, "the first says what the money may be used for"
    assert all(one(each.parent, "summary .verdict") for each in folded if each.parent)
    assert not page_of().select("main details[data-folded]")


def test_of_many_matters_the_one_that_is_possible_comes_first_and_open() -> None:
    live(make.policy(verdict="no", scenario=make.scenario("death", position=1)))
    live(make.policy(verdict="yes", scenario=make.scenario("enlist", position=2)))
    live(make.policy(scenario=make.scenario("fitness", kind="use")))
    page = follow(f"{CHECK}?r=440000&e=-")[1]
    ends = [str(each["data-scenario"]) for each in page.select("main article[data-outcome]")]
    assert ends == ["enlist", "death"]
    assert [each["data-scenario"] for each in page.select("details[data-folded] > article")] == [
        "death"
    ]
    assert "钱还可以怎么合法地用" in page.text, "the uses named are folded: the way to all stays"


def test_a_rule_of_another_level_says_whose_it_is_and_that_none_was_found_nearer() -> None:
    make.region("440300", "深圳市", level="prefecture", parent=make.region())
    document()
    rule = make.policy(conditions_modelled=True)
    make.condition(rule)
    live(rule)
    own = result("ret=yes")
    below = one(follow(f"{CHECK}?r=440300&e=settle-abroad&ret=yes")[1], "article[data-outcome]")
    assert not own.select(".verdict__level") and "还没查到" not in own.text
    assert one(below, ".verdict__level").text == "广东省"
    assert "本站还没查到深圳市的规定，先列广东省的。" in below.text


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({"verdict": "no"}, "这是“不可以”之外的例外。"),
        ({"evidence": "conflicting"}, "几个来源说法不一"),
        ({"conditions_modelled": False}, "依据没有说这些就是全部条件"),
    ],
)
def test_where_every_row_is_met_it_says_what_is_left_to_verify(
    columns: dict[str, Any], why: str
) -> None:
    document()
    rule = make.policy(**{"conditions_modelled": True} | columns)
    make.condition(rule)
    live(rule)
    assert why in result("ret=yes").text
    assert why not in result("ret=no").text
