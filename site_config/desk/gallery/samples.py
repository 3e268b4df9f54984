"""The invented place, rule and papers that the examples are about."""

from __future__ import annotations

import datetime as dt

from policies.models import Evidence
from policies.rules.state import State
from policies.speech import Said
from policies.views.values import Badge, CheckedDays, CitationLine, EditionFooter, badge_of
from policies.views.values.across import SpreadWord
from policies.views.values.answer import Hooks
from policies.views.values.check import WaysOn
from policies.views.values.contact import Hotline
from policies.views.values.how import (
    Channel,
    FactRow,
    How,
    HowDone,
    Line,
    Plan,
    ShownStep,
    StepBranch,
    Where,
)
from policies.views.values.procedure import Fact, Paper

DAY = dt.date(2026, 11, 22)
CHINESE = "zh-Hans"
PLACE = Said("示例市")
SEEN = CheckedDays(seen_on=DAY)
VERIFIED = CheckedDays(verified_on=DAY, seen_on=DAY)
DOUBTED = CheckedDays(seen_on=DAY, doubt="核对时打不开原文", doubted_on=DAY)
NOTHING = Said("")
MOST_PLACES = SpreadWord("most", "多数地方可以", "多数可以 24/31", "24/31", "3/31", 31, 5)


def fallen_back(text: str) -> Said:
    """A text that has no translation and is shown in Chinese."""
    return Said(text, "zh-Hans")


def hooks() -> Hooks:
    return Hooks("999900", "settle-abroad", "conditional", Evidence.QUOTED, "province", "K7M2P/v3")


def badge(state: State) -> Badge:
    return badge_of(State, state)


def citation(*, is_followed: bool = True) -> CitationLine:
    """A passage of an official document, or of one that is not to be followed any more."""
    return CitationLine(
        code="example-2021-1",
        title=Said("示例市医疗保障局关于个人账户的通知", CHINESE),
        issuer=Said("示例市医疗保障局", CHINESE),
        doc_number=Said("示医保〔2021〕1号", CHINESE),
        issued_on=dt.date(2021, 6, 1),
        article=Said("第十二条", CHINESE),
        quote="出境定居的，可以申请一次性提取。",
        checked=VERIFIED if is_followed else SEEN,
        page_url="#source",
        link="https://www.example.gov.cn/" if is_followed else "",
        is_broken=not is_followed,
    )


def edition() -> EditionFooter:
    return EditionFooter(
        code="K7M2P",
        version=3,
        hash="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        published_on=DAY,
        checked=SEEN,
        short_url="https://www.example.cn/r/K7M2P",
        history_url="#history",
        feedback_url="#feedback",
    )


def facts() -> list[Fact]:
    return [("受理机关", PLACE), ("收费", fallen_back("不收费")), ("承诺时限", "5 个工作日")]


def papers() -> list[Paper]:
    return [
        Paper("id-card", Said("居民身份证"), NOTHING, NOTHING, 1, 2, ""),
        Paper(
            "visa", fallen_back("定居签证"), Said("使领馆"), Said("出境定居"), 1, None, "", "", ""
        ),
    ]


def how() -> How:
    """How it is done at a counter and on a phone, which differ in a step."""
    counter = Channel("窗口", "procedure-7N4QX", "counter", "7N4QX/v1")
    app = Channel("手机应用", "procedure-8N4QX", "app", "8N4QX/v1")
    fork = [StepBranch("窗口", [Said("到窗口。")]), StepBranch("手机应用", [Said("打开应用。")])]
    return How(
        where=[
            Where([counter], Said("示例市行政服务中心"), ""),
            Where([app], NOTHING, "https://www.example.gov.cn/"),
        ],
        limits=[FactRow("承诺时限", [Line("", "5 个工作日")])],
        phones=[],
        papers=papers(),
        facts=fact_rows(),
        steps=[ShownStep(fork), ShownStep([StepBranch("", [fallen_back("提交材料。")])])],
        offline_help=[Line("手机应用", "也可以到窗口办。")],
        is_of_one=False,
        asks_whose=True,
    )


def plan() -> Plan:
    """What to do next, as another place says it is done."""
    done = HowDone(how(), "示例省", are_national=False, numbers=[])
    phone = Hotline(Said("示例市医保经办"), "0999-1234567", "")
    return Plan([phone], how().limits, done, is_to_do=True, is_another_day=False, ways=WaysOn("#"))


def fact_rows() -> list[FactRow]:
    """A fact that is so everywhere, and one that is not."""
    return [
        FactRow("受理机关", [Line("", PLACE)]),
        FactRow("收费", [Line("窗口", fallen_back("不收费")), Line("手机应用", "5 元")]),
    ]
