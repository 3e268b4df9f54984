"""The content pack of the fixture: the one of the tests, with more regions, scenarios and rules.

Loaded twice, so that there are rows of an earlier pack as well: `files()` first, `files(LATER)`
a day later.
"""

from __future__ import annotations

from tests.content import pack

REGIONS = """\
code,level,parent,name_zh_hans,name_zh_hant,name_en,aliases,successor
100000,nation,,全国,,Nationwide,,
110000,province,100000,北京市,,Beijing,京,
310000,province,100000,上海市,,,沪,
440000,province,100000,广东省,,Guangdong,粤,
440100,prefecture,440000,广州市,,Guangzhou,,
440102,county,440100,东山区,,Dongshan,,440104
440104,county,440100,越秀区,,Yuexiu,,
440300,prefecture,440000,深圳市,,Shenzhen,,
440305,county,440300,南山区,,,,
"""
# code, kind, name, question, name in English (where there is one)
SCENARIOS = (
    ("cash-while-insured", "withdraw", "平时取现", "我还在参保，能取成现金吗？", "Cash"),
    ("death", "withdraw", "参保人去世", "家人去世了，钱能取出来吗？", "Death"),
    ("settle-abroad", "withdraw", "出国（境）定居", "我出国定居了，钱能取出来吗？", ""),
    ("serious-illness", "withdraw", "患大病", "我得了大病，钱能取出来吗？", "Serious illness"),
    ("family-sharing", "use", "家庭共济", "家里人能用我的钱吗？", "Family sharing"),
    ("pharmacy", "use", "药店买药", "药店能刷个人账户吗？", ""),
    ("transfer", "move", "转移接续", "我换了城市，钱怎么转？", "Transfer"),
    ("cash-out-fraud", "rule", "代办套现", "有人说能代我取出来，是真的吗？", "Cash-out fraud"),
)
CONTACTS = """\
- code: medical-insurance-hotline
  name: {zh-hans: 医保服务专线, en: Medical insurance hotline}
  phone: '12393'
  region: '100000'
  scope: {zh-hans: 问医保的事。}
- code: anti-fraud-hotline
  name: {zh-hans: 反诈骗专线}
  phone: '96110'
  region: '100000'
- code: shenzhen-desk
  name: {zh-hans: 深圳医保窗口}
  phone: 0755-12345678
  region: '440300'
"""
# Every source has a day of its own: where it is NULL the two databases order differently.
ISSUED = "  issued_on: 2021-12-{:02}\n"
SOURCES_OF_GUANGDONG = """\
- code: guangdong-yuefuban-2021-56
  title: 广东省门诊共济实施办法
  issuer: 广东省人民政府办公厅
  doc_number: 粤府办〔2021〕56号
  kind: notice
  url: https://www.gd.gov.cn/zwgk/wjk/
""" + ISSUED.format(11)
NATION = """\
region: '100000'
policies:
- code: K7M2S
  scenario: cash-out-fraud
  verdict: 'no'
  evidence: official
  effective_from: 2021-05-01
  effective_to: 2026-12-31
  answer: {zh-hans: 全国都不准代办套现。, en: Cashing out through a broker is forbidden.}
  citations:
  - {source: gd-2021-56, locator: 第四十一条, quote: 责令退回, seen_on: 2026-11-18}
- code: K7M2T
  scenario: cash-out-fraud
  verdict: 'no'
  evidence: official
  effective_from: 2027-01-01
  answer: {zh-hans: 全国都不准代办套现，罚得更重。}
  citations:
  - {source: gd-2024-1, locator: 第五条, seen_on: 2026-11-18}
- code: K7M2U
  scenario: death
  verdict: conditional
  evidence: conflicting
  answer: {zh-hans: 全国各地的余额都可以继承。}
  citations:
  - {source: gd-2021-56, locator: 第十条, seen_on: 2026-11-18}
  - {source: gd-2024-1, locator: 第六条, seen_on: 2026-11-18}
"""
# What the second pack says otherwise: K7M2Q, a term, and a question get another text.
LATER = (
    ("policies/regions/440000.yaml", "从二〇二七年起不能提取。", "从二〇二七年起都不能提取。"),
    ("guides/terms.yaml", "每人自己的那部分钱。", "记在每人名下的那部分钱。"),
    ("guides/faqs/death.yaml", "先按遗嘱。", "有遗嘱的先按遗嘱。"),
)


def files(changes: tuple[tuple[str, str, str], ...] = ()) -> dict[str, str]:
    """The text of every file of the pack that differs from the tests' own."""
    texts = pack.FILES | {
        "policies/regions.csv": REGIONS,
        "policies/scenarios.yaml": "".join(map(_scenario, SCENARIOS)),
        "policies/contacts.yaml": pack.FILES["policies/contacts.yaml"] + CONTACTS,
        "policies/sources/gd.yaml": _dated(pack.FILES["policies/sources/gd.yaml"]),
        "policies/sources/guangdong.yaml": SOURCES_OF_GUANGDONG,
        "policies/regions/100000.yaml": NATION,
    }
    for name, old, new in changes:
        if old not in texts[name]:
            raise ValueError(f"{name} holds no {old!r}")
        texts[name] = texts[name].replace(old, new)
    return texts


def _scenario(row: tuple[str, str, str, str, str]) -> str:
    code, kind, name, question, english = row
    names = f"zh-hans: {name}" + (f", en: {english}" if english else "")
    head = f"- code: {code}\n  kind: {kind}\n  name: {{{names}}}\n"
    return f"{head}  question: {{zh-hans: {question}}}\n"


def _dated(sources: str) -> str:
    rows = sources.removeprefix("- code:").split("\n- code:")
    return "".join(
        f"- code:{row.rstrip()}\n{ISSUED.format(day)}" for day, row in enumerate(rows, 21)
    )
