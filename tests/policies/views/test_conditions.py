"""The conditions on the answer page: the rows of the rule, way by way, each with its source."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test import Client

from policies.models import Policy
from tests import factories as make
from tests.shipped import answer_on, condition_of, fetch, one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
ANSWER = "/zh-hans/regions/440000/settle-abroad/"
OPEN = "说不准，或者依据没有写 还缺信息"
EARLIER = make.NOON - make.DAY
ADDRESSES = pytest.mark.parametrize("permanent", [False, True], ids=["answer", "version"])


def row(rule: Policy, text: str, way: int = 1, **columns: Any) -> None:
    make.condition(rule, text_zh_hans=text, way=way, **columns)


def publish(rule: Policy, *, permanent: bool = False) -> BeautifulSoup:
    """The page of a rule once it is published, or the one of its first version."""
    make.publish(rule, at=EARLIER)
    return fetch(f"/r/{rule.code}/v1" if permanent else ANSWER)


def listed(page: BeautifulSoup | Tag) -> dict[str, list[str]]:
    """The rows shown, by way, without the word that joins one to the row before it."""
    rows = {str(ul["data-way"]): ul.select(":scope > li") for ul in page.select("ul[data-way]")}
    return {way: list(map(condition_of, found)) for way, found in rows.items()}


@ADDRESSES
def test_the_conditions_of_a_page_are_the_rows_of_its_rule(permanent: bool) -> None:
    rule = make.policy()
    for text in ("你已经退休", "你在外地长住"):
        row(rule, text)
    page = publish(rule, permanent=permanent)
    assert listed(page) == {"all": ["你已经退休", "你在外地长住"]} and "都要符合：" in page.text


@ADDRESSES
def test_what_every_way_asks_stands_once_above_them(permanent: bool) -> None:
    rule = make.policy()
    for way, own in enumerate(("你在外国定居", "你在港澳台定居"), 1):
        row(rule, own, way)
        row(rule, "费用已经结清", way)
    page = publish(rule, permanent=permanent)
    assert listed(page) == {"all": ["费用已经结清"], "1": ["你在外国定居"], "2": ["你在港澳台定居"]}
    assert "还要符合下面任何一种：" in page.text


def test_a_way_that_asks_less_is_never_shown_as_asking_more() -> None:
    """One way is all of the other: nothing is lifted out, or the first would ask for both."""
    rule = make.policy()
    row(rule, "费用已经结清", 1)
    row(rule, "费用已经结清", 2)
    row(rule, "你已经退休", 2)
    page = publish(rule)
    assert listed(page) == {"1": ["费用已经结清"], "2": ["费用已经结清", "你已经退休"]}
    assert "符合下面任何一种就可以：" in page.text


def test_rows_of_other_sources_are_not_one_row() -> None:
    rule = make.policy()
    row(rule, "你已经退休", 1, locator="第三条")
    row(rule, "你在外国定居", 1)
    row(rule, "你已经退休", 2, locator="第四条")
    row(rule, "你在港澳台定居", 2)
    assert "all" not in listed(publish(rule))


@ADDRESSES
def test_rows_of_before_that_have_no_sentence_are_not_listed(permanent: bool) -> None:
    rule = make.policy()
    row(rule, "你已经退休", locator="第三条")
    make.publish(rule, at=EARLIER)
    make.lift_database_rules()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE policies_condition SET text_zh_hans = ''")
    page = fetch(f"/r/{rule.code}/v1" if permanent else ANSWER)
    assert not page.select("ul[data-way]") and "依据没有写明条件" not in page.text
    assert len(page.select("li[id^=grounds-]")) == 1


@ADDRESSES
def test_each_row_leads_to_its_source_in_the_list(permanent: bool) -> None:
    rule = make.policy()
    row(rule, "你已经退休")
    row(rule, "你在外地长住", source=make.source("other"), locator="第九条", quote="长期居住")
    row(rule, "你已经备案", locator="第三条")
    page = publish(rule, permanent=permanent)
    marks = [str(a["href"]) for a in page.select("a.mark")]
    assert marks == ["#grounds-1", "#grounds-2", "#grounds-3"]
    other = one(page, "li#grounds-2")
    assert other["data-source"] == "other" and "第九条" in other.text and "长期居住" in other.text
    assert "第三条" in one(page, "li#grounds-3").text


def test_a_row_never_points_at_words_that_it_does_not_name() -> None:
    rule = make.policy(cited=False)
    rule.citations.create(**make.citation(quote="一次性支取"))
    row(rule, "你已经退休", locator="第十二条", quote="已经退休的")
    row(rule, "你在外地长住", locator="第十二条", quote="一次性支取")
    page = publish(rule)
    assert [str(a["href"]) for a in page.select("a.mark")] == ["#grounds-2", "#grounds-1"]


@ADDRESSES
def test_a_row_that_is_not_asked_says_where_to_find_out(permanent: bool) -> None:
    rule = make.policy()
    row(rule, "你已经退休")
    make.unasked_condition(rule, where_to_find_out_zh_hans="问医院。")
    page = publish(rule, permanent=permanent)
    assert "问医院。" in one(page, "li[data-asked=no]").text


def test_a_rule_under_conditions_that_names_none_says_so() -> None:
    assert "依据没有写明条件，先打电话问。" in publish(make.policy()).text


def test_a_yes_without_conditions_has_no_list_of_them() -> None:
    page = publish(make.policy(verdict="yes", conditions_modelled=True))
    assert not page.select("#conditions")


def test_a_no_with_exceptions_depends_on_every_surface() -> None:
    """W1: a flat no stood over a sentence that named an exception."""
    make.question(text_zh_hans="是以前的钱吗？")
    rule = make.policy(verdict="no")
    row(rule, "以前划入的钱")
    page = publish(rule)
    assert "一般不可以。下面的情况例外，可以：" in page.text
    word = "看情况：是以前的钱吗？"
    for address in (
        ANSWER,
        "/zh-hans/regions/440000/",
        "/zh-hans/compare/?regions=440000&scenario=settle-abroad",
        "/zh-hans/scenarios/settle-abroad/",
    ):
        shown = fetch(address)
        found = one(shown, "[data-verdict=no][data-scenario=settle-abroad]")
        badge = one(found, ".verdict")
        assert (badge["data-kind"], badge.get_text(strip=True)) == ("depends", word), address
    assert answer_on(ANSWER)["data-kind"] == "depends"


def test_notes_stand_after_the_conditions_and_whom_it_covers_in_the_head() -> None:
    rule = make.policy(covers_zh_hans="省本级职工医保", notes_zh_hans="到**窗口**办。")
    row(rule, "你已经退休")
    page = publish(rule)
    assert "只适用于：省本级职工医保" in one(page, "article[data-verdict]").text
    assert one(page, "#notes strong").text == "窗口"
    assert page.text.index("你已经退休") < page.text.index("到窗口办。")


def ends(page: BeautifulSoup) -> list[str]:
    """How the picture ends, as whoever hears it is told."""
    asked = [li.text for li in one(page, "#picture").select("div > ol > li")]
    return [each for each in asked if "问：" not in each]


def test_the_picture_holds_rows_questions_and_ends_and_an_outline_says_them() -> None:
    rule = make.policy()
    row(rule, "你已经退休")
    for way, own in enumerate(("你在外国定居", "你在港澳台定居"), 1):
        row(rule, own, way)
    picture = one(publish(rule), "details#picture")
    drawn = [line for text in picture.select("svg text") for line in text.stripped_strings]
    assert one(picture, "svg")["aria-hidden"] == "true"
    said = "".join(one(picture, "div > ol").text.split())
    for text in drawn:
        assert text.replace(" ", "") in said or text in ("并且", "或者"), text
    assert {"问：你退休了吗？", "你在外国定居", "看来符合，还要核实", "你现在还不符合"} <= {*drawn}
    assert not picture.select("[style]"), "the policy for styles refuses them"


@pytest.mark.parametrize(
    ("is_whole", "verdict", "met", "failed"),
    [
        (True, "conditional", "可以", "你现在还不符合"),
        (False, "conditional", "看来符合，还要核实", "你现在还不符合"),
        (True, "no", "看来属于例外，还要核实", "不可以"),
    ],
)
def test_the_picture_ends_as_the_wizard_does(
    is_whole: bool, verdict: str, met: str, failed: str
) -> None:
    rule = make.policy(conditions_modelled=is_whole, verdict=verdict)
    row(rule, "你已经退休")
    assert ends(publish(rule)) == [met, f"不符合 {failed}", OPEN]


def test_a_row_that_nobody_asks_leaves_the_picture_open() -> None:
    rule = make.policy(conditions_modelled=True)
    row(rule, "你已经退休")
    make.unasked_condition(rule)
    page = publish(rule)
    assert "看来符合，还要核实" in ends(page) and "有一条不符合 你现在还不符合" in ends(page)


@pytest.mark.parametrize(
    ("changeable", "words"),
    [(("self",), "可以，先办这一步"), (("self", "no"), "你现在还不符合；有的办一步就可以")],
)
def test_what_is_only_a_step_away_is_no_flat_no(changeable: tuple[str, ...], words: str) -> None:
    rule = make.policy()
    for code, each in zip(("bound", "ret"), changeable, strict=False):
        row(rule, code, question=make.question(code, changeable=each))
    page = publish(rule)
    assert any(each.endswith(words) for each in ends(page))
    assert bool(page.select("#picture rect[data-box=failed]")) == (len(changeable) > 1)


def test_the_picture_has_no_no_where_no_answer_leads_there() -> None:
    rule = make.policy()
    row(rule, "你已经退休", accepts=("yes",), unclear=("no",), text_if_unmet_zh_hans="",
        text_if_unclear_zh_hans="没有退休的，通知没有写。")  # fmt: skip
    make.unasked_condition(rule)
    assert ends(publish(rule))[1:] == ["看来符合，还要核实", OPEN]


def test_the_table_says_how_much_is_asked_and_its_files_say_what() -> None:
    rule = make.policy()
    row(rule, "你已经退休")
    row(rule, "你在外地长住")
    row(rule, "你在外国定居", way=2)
    publish(rule)
    make.publish(make.policy(scenario=make.scenario("death"), verdict="yes"), at=EARLIER)
    cell = one(fetch("/zh-hans/compare/?regions=440000"), "td[data-scenario=settle-abroad]")
    assert "2 种情形" in cell.text
    data = Client().get("/zh-hans/compare.json?regions=440000").json()["cells"]
    said = {each["scenario"]: each["conditions"] for each in data}
    assert said == {"settle-abroad": "你已经退休; 你在外地长住 / 你在外国定居", "death": ""}


def test_rows_are_shown_in_the_readers_language_or_say_that_they_are_not() -> None:
    rule = make.policy()
    row(rule, "你已经退休", text_en="You are retired")
    row(rule, "你在外地长住")
    make.publish(rule, at=EARLIER)
    said = one(fetch(ANSWER.replace("zh-hans", "en")), "ul[data-way=all]")
    assert "You are retired" in said.text
    assert one(said, "span[lang=zh-Hans]").text == "你在外地长住"
