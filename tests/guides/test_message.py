"""The box for a message that somebody was sent: compared, answered, forgotten."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from guides.search import alike
from guides.views import message as view
from guides.views.message import LONGEST, LONGEST_SHOWN, without_leads
from tests import factories as make
from tests.guides.pages import hrefs, look, words_of

pytestmark = pytest.mark.usefixtures("afternoon")
BOX = "/zh-hans/message/"
CLAIM = "拿社保卡到取款机，就能取出医保余额。"


@pytest.fixture(autouse=True, scope="module")
def _checks(rows_of_module: None) -> None:
    alike.claims.cache_clear()
    make.fact_check(
        slug="atm", live=True, verdict="contradicted", claim_zh_hans=CLAIM,
        truth_zh_hans="取款机取不出医保余额", instead=make.scenario(),
    )  # fmt: skip
    make.fact_check(slug="advert", live=True, claim_zh_hans="加好友就能帮你取出余额。")
    for number in range(6):  # what is said everywhere tells little
        make.fact_check(slug=f"o{number}", live=True, claim_zh_hans=f"第{number}种说法与此无关。")


@pytest.fixture
def strict() -> Client:
    return Client(enforce_csrf_checks=True)


def paste(client: Client, message: Any, status: int = 200, language: str = "zh-hans") -> Any:
    response = client.post(f"/{language}/message/", {"message": message})
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


def test_the_list_and_the_home_page_lead_to_the_box(client: Client) -> None:
    for address in ("/zh-hans/", "/zh-hans/fact-checks/"):
        assert BOX in hrefs(look(client, address), "main a")
    assert look(client, BOX).select_one("form[method=post] textarea[name=message]")


def test_a_message_finds_the_fact_check_and_the_lawful_way(strict: Client) -> None:
    page = paste(strict, "快去！拿社保卡到取款机就能把医保余额取出来😀")
    assert hrefs(page, "main article a") == [
        "/zh-hans/fact-checks/atm/", "/zh-hans/scenarios/settle-abroad/",
    ]  # fmt: skip
    assert "取款机取不出医保余额" in words_of(page.main)


def test_what_is_like_nothing_is_told_so_and_not_called_true(strict: Client) -> None:
    page = paste(strict, "周六晚上来家里吃饭吧。")
    assert page.select_one("[data-alike='0']") and not page.select("main article")
    assert "没有找到，不等于是真的。要你给卡、给验证码、先交钱" in words_of(page.main)


def test_what_is_like_nothing_leads_to_the_rules_it_speaks_of(strict: Client) -> None:
    page = paste(strict, "听说出国的人医保卡里的钱一分也没有")
    assert hrefs(page, "[data-spoken-of] a") == ["/zh-hans/scenarios/settle-abroad/"]
    assert page.select_one("[data-alike='0']") and not page.select(".notice[data-kind=fraud]")
    assert not paste(strict, CLAIM).select("[data-spoken-of]")
    assert not paste(strict, "周六出国玩，一起去吗").select("[data-spoken-of]")


def test_an_offer_of_cash_brings_the_numbers_to_dial(strict: Client) -> None:
    page = paste(strict, "医保余额变现，加我好友，手续费三成")
    assert page.select_one(".notice[data-kind=fraud]")
    assert hrefs(page, "main article a")[0] == "/zh-hans/fact-checks/advert/"


def test_nothing_is_kept_nowhere(strict: Client) -> None:
    paste(strict, CLAIM)
    with CaptureQueriesContext(connection) as captured:
        response: Any = strict.post(BOX, {"message": CLAIM})
    assert all(query["sql"].startswith("SELECT") for query in captured) and len(captured) <= 6
    assert "no-store" in response["Cache-Control"] and "ETag" not in response
    assert not response.cookies


@pytest.mark.parametrize(
    "lead",
    ["https://scam.example/x?y=1", "www.scam.example", "wx_abc12345", "ｗｘａｂｃ１２３",
     "13800000000", "138 0000 0000", "scam@example.org", "+86-138-0000-0000",
     "一三八零零零零零零零零"],
)  # fmt: skip
def test_no_address_account_or_number_of_a_message_comes_back(strict: Client, lead: str) -> None:
    response: Any = strict.post(BOX, {"message": f"医保余额加我：{lead} 快来"})
    said = words_of(BeautifulSoup(response.content, "html.parser").select_one(".claim"))
    assert said.startswith("医保余额加我") and "＊＊＊" in said and "快来" in said
    assert lead not in response.content.decode() and "example" not in response.content.decode()


def test_what_comes_back_is_short_and_bare(strict: Client) -> None:
    response: Any = strict.post(BOX, {"message": "<b onclick=x>医保</b>\0\u202e" + "余额" * 300})
    said = BeautifulSoup(response.content, "html.parser").select_one("q.claim")
    assert len(words_of(said)) <= 90 and words_of(said).endswith("…")
    assert b"<b " not in response.content and b"\0" not in response.content
    assert "\u202e" not in response.content.decode()


@pytest.mark.parametrize("long", ["医保" * 1900, "-" * 3900, "a_" * 1900, "https://evil.cn/" * 200])
def test_of_a_long_message_little_more_is_read_than_is_shown(
    long: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What masks takes time with the square of the length: four thousand signs took a second."""
    read: list[int] = []

    def masked(text: str) -> str:
        read.append(len(text))
        return text

    monkeypatch.setattr(view, "mask_personal_numbers", masked)
    shown = without_leads(long)
    assert max(read) <= 400 and shown.endswith("…") and len(shown) <= LONGEST_SHOWN + 1
    assert "evil" not in shown


@pytest.mark.parametrize("empty", ["", "   \n\u3000", "\0", "！！？…", "😀👍", "\u200b\u202e"])
def test_what_says_nothing_is_refused_at_the_field(strict: Client, empty: str) -> None:
    page = paste(strict, empty, 400)
    area = page.select_one("textarea[aria-invalid=true]")
    assert "message-error" in area["aria-describedby"].split()
    assert words_of(page.select_one("#message-error")) == "请把收到的话贴在这里。"
    assert page.title.string.startswith("错误：")


def test_a_post_without_the_field_is_refused_too(strict: Client) -> None:
    assert strict.post(BOX).status_code == 400
    assert strict.post(BOX, "not a form", content_type="application/json").status_code == 400


@pytest.mark.parametrize("length", [LONGEST + 1, 1_000_000, 3_000_000])
def test_what_is_too_long_is_refused_and_nothing_of_it_comes_back(
    strict: Client, length: int
) -> None:
    page = paste(strict, "医" * length, 413)
    assert "太长了：最多 4000 个字" in words_of(page.main)
    assert page.textarea.get_text(strip=True) == ""
    paste(strict, "医" * LONGEST)


@pytest.mark.parametrize(
    "message",
    ["点击链接填写银行卡号和验证码", "您的医保账户将被冻结，请提供验证码", "办理前先交200元手续费",
     "专业提取医保卡现金，微信联系", "2027年个人账户取消，赶快花掉，转发给家人",
     "I can cash out your insurance balance today, add me on WeChat, 10% fee"],
)  # fmt: skip
def test_what_only_a_fraud_asks_for_is_called_one_whatever_it_is_like(
    strict: Client, message: str
) -> None:
    page = paste(strict, message)
    assert page.select_one(".notice[data-kind=fraud]")


def test_words_of_a_message_come_back_and_links_in_any_script_do_not(strict: Client) -> None:
    said = words_of(paste(strict, "I can cash out your balance").select_one("q.claim"))
    assert said == "I can cash out your balance"
    for lead in ("例子.中国/路", "кот.рф", "abc。com", "微信：abcdefg"):
        back = words_of(paste(strict, f"医保余额 {lead} 快来").select_one("q.claim"))
        assert "＊＊＊" in back and lead.split("：")[-1] not in back, lead


@pytest.mark.parametrize("language", ["zh-hant", "en"])
def test_the_box_speaks_the_language_of_its_page(strict: Client, language: str) -> None:
    page = paste(strict, CLAIM, language=language)
    assert hrefs(page, "main article h3 a")[0] == f"/{language}/fact-checks/atm/"


def test_a_fraud_is_told_by_its_signs_and_by_none_of_its_own_words(strict: Client) -> None:
    page = paste(strict, "医保余额变现，加我微信 ybtx8866，先交手续费")
    signs = [each.get_text() for each in page.select("[data-signs] li")]
    assert "说能把账户里的钱变成现金或东西" in signs and len(signs) <= 4
    assert "8866" not in str(page) and not page.select(".empty")
    assert not paste(strict, CLAIM).select("[data-signs]")
