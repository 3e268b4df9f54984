"""What people type leads to their situation: in the shipped content, among the first hits."""

from __future__ import annotations

import pytest

from guides.search.index import Document, State, search
from policies.models import Scenario
from policies.traditional import to_traditional
from tests.shipped import TODAY

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("content", "today"),
]
FIRST = 4  # hits that a phone shows without much scrolling
TYPED = {
    "death": [
        "老爸走了卡里的钱怎么办", "我妈去世了 医保卡余额", "遗嘱里写了给侄子", "丈夫死了钱归谁",
        "户口在农村的哥哥去世", "老伴不在了", "老伴走了", "父亲病故", "老公没了",
        "爱人过世", "继承医保的钱", "死亡证明 医保",
    ],
    "settle-abroad": [
        "移民加拿大医保的钱", "去香港定居", "拿了绿卡", "我要出国了能取吗", "移居澳洲",
    ],
    "enlist": ["当兵去了医保的钱", "退伍", "儿子参军", "应征入伍"],
    "leave-employee-scheme": [
        "辞职了医保怎么办", "单位不给交了", "失业了医保", "农民工回老家", "停保以后卡里的钱",
    ],
    "transfer": ["换城市上班余额转过去", "换工作了医保怎么转", "转移接续"],
    "transfer-refused": ["转不过去", "余额转不过去"],
    "short-years-at-retirement": ["退休了年限不够", "还差几年", "年满60岁没交够"],
    "years-for-retirement": ["退休要交多少年", "医保要缴够多少年"],
    "monthly-credit": ["退休一个月返多少钱", "每个月打多少钱到卡里", "每月划入"],
    "cash-while-insured": ["医保卡能取现金吗", "平时能取出来吗"],
    "cash-out-fraud": [
        "代办提取医保", "加微信提现", "公司帮忙提取收手续费", "怎么把医保卡的钱变成现金",
    ],
    "family-sharing": [
        "绑定家人", "儿媳妇能用吗", "给老人买药", "家庭共济怎么办",
        "老婆能用我的医保卡买药吗",
    ],
    "cross-province-sharing": ["跨省共济", "外省的家人能用吗"],
    "pay-resident-premium": ["给父母交居民医保", "给孩子交居民医保"],
    "commercial-insurance": ["买商业保险", "惠民保"],
    "vaccine": ["打HPV疫苗", "打流感疫苗", "狂犬疫苗"],
    "health-check": ["体检可以用吗", "体检套餐"],
    "fitness": ["健身房", "健身卡"],
    "pharmacy": ["药店买药", "买血压计", "门诊看病", "药店买保健品"],
    "care-elsewhere": ["异地看病", "在外地看病怎么结算", "异地就医备案"],
    "resettled-retiree": ["退休后去外地长住", "异地养老"],
    "serious-illness": ["得了癌症能取吗", "大病取钱", "得了重病"],
    "retirement-top-up": ["退休补缴", "一次性补缴医保费"],
}  # fmt: skip


TYPED_IN_ENGLISH = {
    "death": ["my father died what about his insurance money", "widow claim balance"],
    "settle-abroad": ["emigrating to Canada", "green card holder", "leaving China for good"],
    "enlist": ["joined the army", "military service"],
    "leave-employee-scheme": ["unemployed", "lost my job", "quit my job"],
    "transfer": ["moved to another city", "transfer balance", "new job"],
    "transfer-refused": ["new city refuses"],
    "short-years-at-retirement": ["retired not enough years"],
    "years-for-retirement": ["how many years to pay"],
    "monthly-credit": ["how much per month", "monthly credit"],
    "cash-while-insured": ["cash withdrawal", "take out cash"],
    "cash-out-fraud": ["agent offers cash", "broker wechat", "cash out my card"],
    "family-sharing": ["use for my wife", "use for my parents", "share with family"],
    "cross-province-sharing": ["parents in another province"],
    "pay-resident-premium": ["pay child's insurance"],
    "commercial-insurance": ["commercial insurance"],
    "vaccine": ["HPV vaccine", "flu shot", "vaccination"],
    "health-check": ["check-up"],
    "fitness": ["gym membership"],
    "pharmacy": ["drugstore", "blood pressure monitor"],
    "serious-illness": ["cancer", "serious illness"],
    "resettled-retiree": ["retire to another province"],
    "retirement-top-up": ["one-off payment at retirement"],
}
CASES = [(scenario, query) for scenario, typed in TYPED.items() for query in typed]


IN_ENGLISH = [(scenario, each) for scenario, typed in TYPED_IN_ENGLISH.items() for each in typed]


def first_hits(query: str, language: str = "zh-hans") -> list[Document]:
    return search(query, State("shipped", language, TODAY))[:FIRST]


def leads_to(scenario: str, hit: Document) -> bool:
    """The page of the situation, the guide of that name, or the questions about it."""
    return hit.code == scenario or hit.code.startswith(f"?about={scenario}#")


@pytest.mark.parametrize(("scenario", "query"), CASES)
def test_what_people_type_leads_to_their_situation(scenario: str, query: str) -> None:
    hits = first_hits(query)
    assert any(leads_to(scenario, hit) for hit in hits), [
        f"{each.kind} {each.code}" for each in hits
    ]


@pytest.mark.parametrize(("scenario", "query"), IN_ENGLISH)
def test_so_it_does_in_english(scenario: str, query: str) -> None:
    hits = first_hits(query, "en")
    assert any(leads_to(scenario, hit) for hit in hits), [
        f"{each.kind} {each.code}" for each in hits
    ]


@pytest.mark.parametrize(("scenario", "query"), CASES)
def test_traditional_characters_find_what_simplified_ones_find(scenario: str, query: str) -> None:
    assert [hit.code for hit in first_hits(to_traditional(query))] == [
        hit.code for hit in first_hits(query)
    ]


def test_every_situation_is_typed_in_some_everyday_words() -> None:
    assert set(TYPED) == set(Scenario.objects.values_list("code", flat=True))


@pytest.mark.parametrize("query", TYPED["cash-out-fraud"][:3])
def test_a_warning_stands_before_everything_else(query: str) -> None:
    assert all(hit.warns for hit in first_hits(query))


@pytest.mark.parametrize(
    "typed", ["卡被盗刷", "医保卡丢了", "社保卡丢了怎么办", "账户冻结", "医保码被别人用了"]
)
def test_who_lost_the_card_or_had_it_used_is_told_what_to_do_now(typed: str) -> None:
    found = search(typed, State("shipped", "zh-hans", TODAY))
    told = ("i-was-cheated", "?about=cash-out-fraud#lost-or-misused-card")
    assert found[0].code in told and "i-was-cheated" in [hit.code for hit in found[:4]]
