"""Numbers out of a sentence of a rule."""

from __future__ import annotations

import pytest
from django.utils import translation

from policies.views.values.figures import figures


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (
            "2022年9月1日起，北京退休人员每月划入100元，70岁以上110元。",
            "退休每月100元、70岁以上110元",
        ),
        (
            "2023年7月起，上海退休人员每年划入1680元，75岁以上1890元。",
            "退休每年1680元、75岁以上1890元",
        ),
        ("河南退休人员按平均养老金的2%左右划入，人均每月约60元。", "退休2%、每月60元"),
        ("甘孜2023年起，按2022年平均水平的2.8%划入。", "2.8%"),
        ("广东到2030年1月1日统一：男累计缴费30年，女25年。", "男30年、女25年"),
        ("要累计缴费满15年。", "15年"),
        ("30年、25年，每月100元。", "30年、25年…"),
        ("每月划入一次，满70岁多5元。", "5元"),
        ("全国的法律没有写具体年数。", ""),
        ("在职的个人缴费全部进账；2023年4月，退休的每月251元。", "退休每月251元"),
        ("退休人员的账户；在职每月划入80元。", "每月80元"),
        ("在上海退休后享受待遇，要累计缴费满15年。", "15年"),
    ],
)
def test_sums_shares_and_years_are_read_and_dates_and_ages_are_not(
    sentence: str, words: str
) -> None:
    assert figures(sentence) == words


def test_they_are_said_in_the_language_of_the_page() -> None:
    with translation.override("en"):
        assert figures("每月划入100元，满15年。") == "100 yuan a month, 15 years"
        assert figures("退休的每月100元，70岁以上110元。") == (
            "retired: 100 yuan a month, from age 70: 110 yuan"
        )
        assert figures("男30年、女25年。") == "men 30 years, women 25 years"
