"""What misleads when only a part of it is told is refused, and what tells the whole is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.policies.pack.test_lint import broken, faq, places, sum_of_money

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
