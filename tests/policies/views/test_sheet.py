"""The page of paper for the counter: papers to tick, what to ask, where, and which edition."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client

from policies.models import Policy, Procedure
from policies.qr import qr_inline
from tests import factories as make
from tests.shipped import TODAY, fetch, one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
ANSWER = "/zh-hans/regions/440000/settle-abroad/"
SHEET = f"{ANSWER}sheet/"
EARLIER = TODAY - make.DAY


def rule(**columns: Any) -> Policy:
    make.source(doc_number="粤府办〔2021〕56号", title="门诊共济实施办法")
    return make.policy(live=True, at=EARLIER, **columns)


def counter(**columns: Any) -> Procedure:
    bureau = make.contact("bureau", phone="020-12345678")
    return make.procedure(live=True, at=EARLIER, channel="counter", phone=bureau, **columns)


def asked(page: BeautifulSoup) -> list[str]:
    return [p.text for p in page.select("#ask blockquote[lang=zh-Hans] p")]


def test_it_lists_papers_to_tick_where_to_go_when_and_whom_to_call() -> None:
    rule()
    counter(place_zh_hans="政务大厅", hours_zh_hans="工作日 9 点到 12 点", promised_days=5)
    page = fetch(SHEET)
    assert page.select("#papers ul.requirements > li[data-material]")
    where = one(page, "#where")
    assert where.select("a[href='tel:020-12345678']")
    for words in ("窗口：政务大厅", "工作日 9 点到 12 点", "5 个工作日"):
        assert words in "".join(where.text.split("\n")), words


def test_a_channel_without_a_place_stands_alone() -> None:
    rule()
    make.procedure(live=True, at=EARLIER, channel="app", offline_help_zh_hans="到窗口办。")
    first = one(fetch(SHEET), "#where dd").text.strip()
    assert first == "手机应用"


def test_a_website_is_named_by_its_address_on_paper() -> None:
    rule()
    make.procedure(
        live=True, at=EARLIER, channel="website", offline_help_zh_hans="到窗口办。",
        entrance_url="https://www.gdzwfw.gov.cn/portal/",
    )  # fmt: skip
    where = one(fetch(SHEET), "#where dd")
    assert "".join(where.text.split()) == "网站：www.gdzwfw.gov.cn"


def test_a_website_of_which_no_address_is_known_is_left_out_beside_a_counter() -> None:
    rule()
    counter(place_zh_hans="政务大厅")
    make.procedure(live=True, at=EARLIER, channel="website", offline_help_zh_hans="到窗口办。")
    where = one(fetch(SHEET), "#where").text
    assert "政务大厅" in where and "网站" not in where


def test_it_says_the_item_and_the_document_and_asks_only_what_is_not_known() -> None:
    rule()
    counter(item_name_zh_hans="个人账户一次性支取", promised_days=5)
    item, document = asked(fetch(SHEET))
    assert item == "我在广东省参加职工医保，想办“个人账户一次性支取”。"
    assert document.startswith("依据是《门诊共济实施办法》（粤府办〔2021〕56号）")


def test_where_nothing_is_recorded_it_asks_for_the_basis_the_papers_and_the_time() -> None:
    make.region()
    make.scenario()
    page = fetch(SHEET)
    assert asked(page)[1:] == [
        "这样规定，依据的是哪份文件的哪一条？", "要带哪些材料？要原件还是复印件？", "多久能办好？",
    ]  # fmt: skip
    assert one(page, "#edition a")["href"] == f"{settings.SITE_URL}{ANSWER}"
    assert not page.select("#papers")


def test_a_no_asks_whether_it_is_still_so_and_its_answer_offers_no_sheet() -> None:
    rule(verdict="no")
    said = asked(fetch(SHEET))
    assert said[-1].endswith("请问现在还是这样规定吗？") and "想办" not in "".join(said)
    assert not fetch(ANSWER).select(f"a[href='{SHEET}']")


def test_its_address_and_its_code_are_those_of_this_very_edition() -> None:
    live = rule()
    address = f"{settings.SITE_URL}/r/{live.code}/v1"
    page = fetch(SHEET)
    assert one(page, "#edition a")["href"] == address and live.edition_label in page.text
    assert str(qr_inline(address, name=f"二维码：{address}")) in Client().get(SHEET).text
    assert one(page, "article[data-verdict]")["data-edition"] == live.edition_label


def test_a_code_is_drawn_without_a_style_and_has_a_name() -> None:
    drawn = one(BeautifulSoup(qr_inline("https://a.cn/", name="<a>"), "html.parser"), "svg")
    assert drawn["role"] == "img" and drawn["aria-label"] == "<a>"
    assert not drawn.select("[style], style, script") and "style" not in drawn.attrs


def test_papers_have_their_chinese_name_beside_the_english_one() -> None:
    rule()
    make.material(name_en="Resident ID card")
    counter()
    paper = one(fetch(SHEET.replace("zh-hans", "en")), "ul.requirements > li .requirements__name")
    assert paper.text == "Resident ID card (居民身份证)"
    assert one(paper, "[lang]")["lang"] == "zh-Hans"


def test_the_answer_leads_to_it_on_the_days_that_were_chosen() -> None:
    rule(effective_from=TODAY.date() - 90 * make.DAY)
    assert fetch(ANSWER).select(f".key-facts a[href='{SHEET}']")
    counter()
    day = f"?on={TODAY.date() + make.DAY}"
    assert fetch(ANSWER).select(f".key-facts a[href='{SHEET}']")
    assert fetch(ANSWER + day).select(f".key-facts a[href='{SHEET}{day}']")
    assert "不要照着办" in fetch(SHEET + day).text


def test_nobody_is_sent_to_the_counter_with_the_rule_of_a_day_that_is_past() -> None:
    rule(effective_from=TODAY.date() - 90 * make.DAY)
    counter()
    day = f"?on={TODAY.date() - make.DAY}"
    past = fetch(ANSWER + day)
    assert one(past, f".key-facts a[href='{SHEET}{day}']").text.strip() == "打印那一天的规定"
    assert "带去窗口" not in one(past, "main").text
    assert "不要照着办" in fetch(SHEET + day).text
    assert "打印那一天" not in fetch(ANSWER).text


def test_what_casts_doubt_on_a_rule_stands_on_paper_too() -> None:
    rule(evidence="conflicting")
    assert one(fetch(SHEET), "main .notice[data-kind=warning]").text.strip().startswith("来源说法")


def test_of_a_merged_place_it_is_that_of_what_it_became() -> None:
    heir = make.region()
    make.region("440399", "旧区", level="county", successor=heir)
    make.scenario()
    response = Client().get(SHEET.replace("440000", "440399"))
    assert response.status_code == 301 and response.headers["Location"] == SHEET
