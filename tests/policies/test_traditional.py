"""Traditional Chinese: other characters and marks, but names as screens and counters show them."""

from __future__ import annotations

import pytest

from policies.traditional import names, to_traditional


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("余额转账", "餘額轉賬"),
        ("说“换现金”的，是骗局。", "說「換現金」的，是騙局。"),
        ("他说：“问‘参保地’。”", "他說：「問『參保地』。」"),
        ("“转不走”", "「轉不走」"),
        ("用你本人的账号登录，在平台打印", "用你本人的賬號登入，在平臺列印"),
        ("不让搜索引擎收录，登录历史", "不讓搜尋引擎收錄，登入歷史"),
    ],
)
def test_characters_and_quotation_marks_are_those_of_its_readers(
    simplified: str, traditional: str
) -> None:
    assert to_traditional(simplified) == traditional


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("打开“粤医保”，点“办理”。", "打開「粤医保」，點「办理」。"),
        ("在“浙里办”的“历年账户家庭共济”办", "在「浙里办」的「历年账户家庭共济」辦"),
        ("登录，点“用户登录”，再点“打印”", "登入，點「用户登录」，再點「打印」"),
        ("“赣服通”小程序", "「赣服通」小程序"),
        ("依次点“服务大厅”“我要办”、“绑定”", "依次點「服务大厅」「我要办」、「绑定」"),
        ("说要办“个人账户一次性支取”。", "說要辦「个人账户一次性支取」。"),
        (
            "填《个人账户支取申请表》，依《社会保险法》",
            "填《个人账户支取申请表》，依《社會保險法》",
        ),
    ],
)
def test_what_a_screen_a_form_or_a_counter_shows_stands_as_it_is_shown(
    simplified: str, traditional: str
) -> None:
    assert to_traditional(simplified) == traditional


def test_a_name_is_what_stands_between_the_marks() -> None:
    text = "打开“粤医保”，问“怎么办”。"
    assert [text[start:end] for start, end in names(text)] == ["粤医保"]
