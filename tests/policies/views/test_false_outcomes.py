"""The false outcomes that a trial found (W1 to W19), each with what is true instead."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.shipped import fetch, one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "content")]


@dataclass(frozen=True)
class Walk:
    """An address of the wizard, and what it shows: the question `asked` with the options it must or
    may not offer, or the `outcome` with words that stand in it or must not."""

    query: str
    asked: str = ""
    outcome: str = ""
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


WALKS = {
    "W1 asks": Walk("r=110000&e=cash-while-insured", asked="before"),
    "W1 before": Walk("r=110000&e=cash-while-insured&before=yes", outcome="conditional"),
    "W1 after": Walk("r=110000&e=cash-while-insured&before=no", outcome="no"),
    "W2": Walk("r=610100&e=settle-abroad&abroad=hmt&overseas=no", outcome="needs"),
    "W3": Walk("r=330500&e=vaccine", outcome="none"),
    "W4": Walk(
        "r=440300&e=transfer-refused&dest=none", outcome="no", has=("没有转到外省参保",),
        lacks=("改变不了", "不能改变", "收得了"),
    ),
    "W5": Walk(
        "r=440300&e=transfer-refused&dest=other&refused=no", outcome="no",
        has=("你答：收得了", "先办转移"), lacks=("还没有申请",),
    ),
    "W6": Walk("r=330100&e=leave-employee-scheme&job=stopped&dest=none", asked="hukou"),
    "W7": Walk("r=330100&e=settle-abroad&abroad=settled", asked="hukou"),
    "W8": Walk("r=350500&e=short-years-at-retirement", asked="age"),
    "W9": Walk(
        "r=230100&e=leave-employee-scheme&job=flexible", outcome="needs", has=("答复只写了离职",),
    ),
    "W10": Walk(
        "r=370900&e=family-sharing&bound=yes", asked="rel", has=("inlaw", "childspouse", "other"),
    ),
    "W11": Walk(
        "r=100000&e=death&heir=other", outcome="needs", has=("遗赠扶养协议", "公证处"),
        lacks=("改变不了", "不能改变"),
    ),
    "W12": Walk(
        "r=610100&e=leave-employee-scheme", outcome="none",
        has=("规定已过期", "西安市的规定到 2023年3月31日 为止", "》，只管到2023年3月31日。"),
    ),
    "W13": Walk(
        "r=440300&e=resettled-retiree&ret=no", outcome="no",
        has=("5 条里核对了 1 条", "还没有问到"),
    ),
    "W14": Walk("r=371000&e=resettled-retiree", outcome="none", has=("规定已过期",)),
    "W15": Walk("r=440300&e=cash-while-insured", outcome="no", has=("原文：", "依据：")),
    "W16": Walk(
        "r=110000&e=family-sharing&kinplace=city&rel=core&bound=no", outcome="conditional",
        lacks=("你现在还不符合",),
    ),
    "W17": Walk("r=110000&e=family-sharing&bound=no", asked="kinplace", lacks=("province",)),
    "W18": Walk("r=320281&e=pay-resident-premium", asked="kinplace", has=("none",)),
    "W19": Walk("r=500000&e=death&heir=-", outcome="needs", lacks=("你答：不知道 规定",)),
}  # fmt: skip


@pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS)
def test_the_wizard_says_what_is_true(walk: Walk) -> None:
    page = fetch(f"/zh-hans/check/?{walk.query}")
    if walk.asked:
        form = one(page, f"form[data-question={walk.asked}]")
        said = [str(each.get("value")) for each in form.select(f"[name={walk.asked}]")]
        assert {"-"} < set(said)
    else:
        assert not page.select("form[data-question]")
        result = one(page, "article[data-outcome]")
        assert result["data-outcome"] == walk.outcome
        said = [" ".join(result.get_text(" ").split())]
    for words in walk.has:
        assert any(words in each for each in said), words
    for words in walk.lacks:
        assert not any(words == each or (walk.outcome and words in each) for each in said), words
