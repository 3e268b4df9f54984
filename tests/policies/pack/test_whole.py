"""What misleads when only a part of it is told is refused, and what tells the whole is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.policies.pack import pack
from tests.policies.pack.test_lint import CLAIM, broken, faq, places, sum_of_money

AGREEMENT = "有遗赠扶养协议的，先按协议；"
FINE = "为了骗保的，还要罚款。"


def found(folder: Path, changes: dict[str, str], rule: str) -> list[str]:
    return [str(each.finding) for each in broken(folder, changes) if each.rule == rule]


@pytest.mark.parametrize(
    ("half", "whole"),
    [
        ("有遗嘱的，按遗嘱。", f"{AGREEMENT}有遗嘱的，按遗嘱。"),
        ("先是配偶、子女、父母。", f"{AGREEMENT}再看遗嘱；都没有的，先是配偶、子女、父母。"),
        ("没有人继承的，归国家。", "没有人继承的，归国家；死者是集体组织成员的，归集体。"),
        ("暂停医疗费用联网结算。", f"暂停医疗费用联网结算。{FINE}"),
        ("药店罚款，你被暂停联网结算。", f"暂停联网结算。{FINE}"),
        ("各地自己承诺时限。", "各地自己定时限。数据查不到的，交承诺书，时限另算。"),
        ("广东、泉州等部分地方可以。", "有的地方可以：[[places:settle-abroad]]。"),
    ],
)
def test_half_a_rule_is_refused_and_the_whole_is_not(tmp_path: Path, half: str, whole: str) -> None:
    (said,) = found(tmp_path / "half", faq(half), "half-told")
    assert said.startswith("faqs/death.yaml:5:answer: zh-hans：")
    assert found(tmp_path / "whole", faq(whole), "half-told") == []


def test_each_sum_has_its_year_in_its_own_sentence(tmp_path: Path) -> None:
    said = "2023年每月划入75元；退休的每月75元。"
    assert places(broken(tmp_path, sum_of_money(said)), "undated-sum")


@pytest.mark.parametrize(
    ("finding", "is_told"),
    [
        ("不对。", False),
        ("2027年起改为按定额。", False),  # after the day of the check
        ("条例自2022年1月1日起施行；按它办。", False),
        ("按国办发〔2021〕14号。", True),
        ("2022年起改了。条例自2027年1月1日起施行。", True),
    ],
)
def test_since_when_something_is_out_of_date(finding: str, is_told: bool, tmp_path: Path) -> None:
    text = pack.replace(CLAIM, "verdict: scam", "verdict: outdated")[CLAIM]
    changes = {CLAIM: text.replace("这是骗局。", finding)}
    assert bool(found(tmp_path, changes, "outdated-since-when")) is not is_told
