"""Numbers with a unit: what is one, what is none, and which words hold it."""

from __future__ import annotations

import re
import time
from decimal import Decimal
from itertools import product

import pytest

from policies.pack.lint.texts import SUM
from policies.references import WRITTEN
from policies.rules.rulecheck.figures import FIGURE
from policies.rules.rulecheck.measures import FIGURE as MEASURED
from policies.rules.rulecheck.measures import NO_FIGURE, Measure, figures, unquoted, value
from policies.rules.rulecheck.shares import SHARE
from policies.views.values.figures import STATED


def said(text: str) -> list[str]:
    return [each.words for each in figures(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("每月251元", ["251元"]),
        ("3,000 元和1.5万元", ["3,000 元", "1.5万元"]),
        ("三千元至一万元以上", ["三千元", "一万元"]),
        ("2倍以上5倍以下", ["2倍", "5倍"]),
        ("10个工作日、30日内、两天", ["10个工作日", "30日", "两天"]),
        ("70岁以上，缴满20年，3个月", ["70岁", "20年", "3个月"]),
        ("2.5%和百分之七十", ["2.5%", "百分之七十"]),
        ("交4份，四种材料，最多5名", ["4份", "四种", "5名"]),
        ("报销一半或者三分之二，七成以上", ["一半", "三分之二", "七成"]),
        ("减半，半年，半个月", ["半年", "半个月", "减半"]),
        ("七成、六成五、八折、八五折，一半", ["七成", "六成五", "八折", "八五折", "一半"]),
        ("三分之一，千分之五，2/3，1/1，翻一番", ["三分之一", "千分之五", "2/3", "1/1", "翻一番"]),
        ("5‰，2个百分点，高一倍", ["5‰", "2个百分点", "一倍"]),
        ("半年，一年半，十几年，90多岁", ["半年", "一年半", "十几年", "90多岁"]),
        ("7/24小时", ["24小时"]),
        ("48小时，30分钟，两周，一个星期", ["48小时", "30分钟", "两周", "一个星期"]),
        (
            "三百块，壹万元，3千元，３００元，¥300",
            ["三百块", "壹万元", "3千元", "３００元", "¥300"],
        ),
        ("1.5万，每月五百，三十六期", ["三十六期", "1.5万", "每月五百"]),
        ("一个月，一年内，满一年", ["一个月", "一年", "一年"]),
    ],
)
def test_a_number_with_a_unit_is_a_figure(text: str, words: list[str]) -> None:
    assert said(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "2022年1月17日起，1月17日，2023年4月，次月10日，二〇二七年",
        "拨打12393或者96110",
        "《2021年办法》第十五条，粤府办〔2021〕56号",
        "下一年、哪一天、一次性支取、上半年、下一个月、前一周、一块办",
        "存折打折旧，写成两份，一成不变，千万别给，万一，多半",
        "未成年、已经统一成了、下半年、一分钱",
        "两地的指南，三件事，四种情形",
        "24/7服务，九成宫，第三成，第十三成",
        "“74种重大疾病”是骗局",
        "[[policy:440100:death]]，[看](/zh-hans/check/?on=20年)",
    ],
)
def test_dates_telephones_laws_and_what_others_say_are_none(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("written", "number"),
    [("十五", 15), ("二十", 20), ("一百零五", 105), ("三千", 3000), ("1,890", 1890), ("两", 2)],
)
def test_numerals_are_read(written: str, number: int) -> None:
    assert value(written) == number


def test_years_are_twelve_months_and_ten_thousand_counts() -> None:
    (years,), (money,) = list(figures("满15年")), list(figures("五十万元"))
    assert years.measure == Measure(Decimal(180), "month")
    assert money.measure == Measure(Decimal(500_000), "money")


def test_a_quote_holds_the_same_number_of_the_same_measure() -> None:
    assert not list(unquoted("要缴满15年。", ["累计缴费180个月"]))
    assert not list(unquoted("3个月。", ["暂停三个月至十二个月"]))
    assert not list(unquoted("1倍以上。", ["处一倍以上二倍以下的罚款"]))
    assert not list(unquoted("取一半，要等半年。", ["按50%划入", "六个月"]))
    assert len(list(unquoted("取一半。", ["划入2.5%"]))) == 1
    assert not list(unquoted("三分之一，零分之一。", ["三分之一", "零分之一"]))
    assert not list(unquoted("交七成，半年内。", ["按70%支付", "6个月"]))
    assert not list(unquoted("八折，一半，1.5万。", ["80%，百分之五十", "15000元"]))
    ((at, problem),) = unquoted("三分之一。", ["30%"])
    assert at == 0 and "“三分之一”" in problem
    ((at, problem),) = unquoted("满20天。", ["20元", "二十年"])
    assert at == 1 and "“20天”在引用的摘录里没有" in problem


ROWS = ("1", "１", "1,", "十")
NEVER_CLOSED = ("“", "《", "[", "[a](")


@pytest.mark.parametrize(
    ("pattern", "row"),
    [
        *product((MEASURED, FIGURE, STATED, SUM, SHARE), ROWS),
        *product((NO_FIGURE, WRITTEN), NEVER_CLOSED),
    ],
)
def test_a_row_of_figures_costs_by_its_length_not_by_the_square_of_it(
    pattern: re.Pattern[str], row: str
) -> None:
    def cost(length: int) -> float:
        start = time.process_time()
        assert not pattern.findall(row * length)
        return time.process_time() - start

    few, many = (min(cost(length) for _ in range(3)) for length in (500, 8000))
    assert many < few * 100 + 0.001  # 16 times the length; the square of it would be 256
