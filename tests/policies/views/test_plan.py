"""What a result says of the one matter asked about: what to do next, or what is in the way."""

from __future__ import annotations

import datetime as dt

import pytest
from bs4 import Tag
from django.db import connection
from django.test.utils import CaptureQueriesContext

from policies.models import Requirement, Step
from tests import factories as make
from tests.policies.views.test_results import EARLIER, live, page_of, result, retired
from tests.policies.views.walking import CHECK, follow, outcomes
from tests.shipped import one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def recorded() -> None:
    """How it is done: at a counter and on a website, with one step that differs."""
    bureau = make.contact("bureau", phone="020-12345678")
    for channel, text in (("counter", "到窗口。"), ("website", "打开网站。")):
        way = make.procedure(
            channel=channel, phone=bureau, promised_days=5, place_zh_hans="政务大厅",
            offline_help_zh_hans="到窗口办。",
        )  # fmt: skip
        way.steps.all().delete()
        Step.objects.create(procedure=way, position=2, text_zh_hans="等。")
        Step.objects.create(procedure=way, position=1, text_zh_hans=text)
        Requirement.objects.create(procedure=way, material=make.material("a-photo"))
        make.publish(way, at=EARLIER)


def words(found: Tag) -> str:
    return " ".join(found.get_text(" ").split())


@pytest.mark.parametrize("answers", ["ret=yes", "ret=-"])
def test_whoever_may_get_it_reads_what_to_bring_where_how_long_and_whom_to_call(
    answers: str,
) -> None:
    live(retired())
    recorded()
    found = result(answers)
    assert found["data-outcome"] in ("yes", "needs")
    facts = one(found, ".key-facts")
    assert one(facts, "a[href='tel:020-12345678']")
    papers = [str(li["data-material"]) for li in facts.select("ul.requirements > li")]
    assert len(papers) == 2 and papers[1] == "a-photo"
    assert "政务大厅" in facts.text and "5 个工作日" in facts.text
    steps = [words(step) for step in found.select("ol.steps > li")]
    assert steps == ["窗口 ：到窗口。 网站 ：打开网站。", "等。"]


def test_a_result_says_how_well_it_is_supported_and_what_nobody_verified_once() -> None:
    rule = retired()
    rule.citations.update(seen_on=dt.date(2026, 5, 1))
    live(rule)
    for answers in ("ret=yes", "ret=no"):
        found = result(answers)
        meta = one(found, ".answer__meta")
        assert one(meta, ".evidence") and one(meta, "time")["datetime"] == "2026-05-01"
        assert found.text.count("编辑尚未核实") == 1


def test_a_no_leads_with_what_is_in_the_way_and_names_no_papers() -> None:
    live(retired())
    recorded()
    found = result("ret=no")
    assert found["data-outcome"] == "no"
    assert not found.select(".key-facts, .requirements, .steps")
    text = found.text
    assert text.index("你还没有退休。") < text.index("规定：广东参保人出境定居的")


def test_of_many_matters_none_is_planned() -> None:
    live(retired())
    recorded()
    live(make.policy(verdict="yes", scenario=make.scenario("death")))
    page = follow(f"{CHECK}?r=440000&e=-&ret=yes")[1]
    assert len(outcomes(page)) == 2
    assert set(outcomes(page).values()) <= {"yes", "conditional"} and not page.select(".key-facts")


def test_where_no_step_is_recorded_a_result_says_so_with_a_number() -> None:
    make.contact("medical-insurance-hotline", phone="12393")
    live(retired())
    found = result("ret=yes")
    assert one(found, ".key-facts .hotline a")["href"] == "tel:12393"
    assert "没有记录到广东省的办理步骤" in found.text


def cost() -> int:
    """How many queries a result needs whose vocabulary is in memory."""
    page_of("ret=yes")
    with CaptureQueriesContext(connection) as queries:
        page_of("ret=yes")
    return len(queries)


def test_a_plan_costs_no_query_more_however_much_is_recorded() -> None:
    live(retired())
    recorded()
    before = cost()
    way = make.procedure(channel="app", offline_help_zh_hans="到窗口办。")
    Requirement.objects.create(procedure=way, material=make.material("photo"))
    make.publish(way, at=EARLIER)
    assert cost() == before <= 6


@pytest.mark.parametrize("is_recorded", [False, True])
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh-hans", "看广东省怎样问、还查到什么"),
        ("zh-hant", "看廣東省怎樣問、還查到什麼"),
        ("en", "How to ask, and what else is known:"),
    ],
)
def test_where_no_rule_is_recorded_no_rule_is_promised(
    language: str, said: str, is_recorded: bool
) -> None:
    """The button said procedure and sources, and led to a page that has neither."""
    make.region()
    make.scenario()
    if is_recorded:
        recorded()
    found = result(language=language)
    assert found["data-outcome"] == "none"
    assert words(one(found, "a.action")).startswith(said)
