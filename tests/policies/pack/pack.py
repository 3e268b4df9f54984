"""The smallest complete content pack, as files that a test may spoil one value of."""

from __future__ import annotations

from pathlib import Path

REGIONS = """\
code,level,parent,name_zh_hans,name_zh_hant,name_en,aliases,successor
100000,nation,,全国,,Nationwide,,
440000,province,100000,广东省,,Guangdong,粤,
440300,prefecture,440000,深圳市,,Shenzhen,,
"""
FILES: dict[str, str] = {
    "policies/regions.csv": REGIONS,
    "policies/scenarios.yaml": """\
- code: settle-abroad
  kind: withdraw
  name:
    zh-hans: 出国（境）定居
  question:
    zh-hans: 我出国定居了，钱能取出来吗？
- code: death
  kind: withdraw
  name:
    zh-hans: 参保人去世
  question:
    zh-hans: 家人去世了，钱能取出来吗？
""",
    "policies/questions.yaml": """\
questions:
- code: ret
  text:
    zh-hans: 你退休了吗？
  changeable: time
  options:
  - code: 'yes'
    text:
      zh-hans: 已经退休
  - code: 'no'
    text:
      zh-hans: 还没有退休
- code: job
  text:
    zh-hans: 你现在怎样参保？
  changeable: self
  options:
  - code: employer
    text:
      zh-hans: 单位缴费
  - code: stopped
    text:
      zh-hans: 已经停保
impossible_combinations:
- answers:
    job: employer
    ret: 'yes'
  why:
    zh-hans: 退休了就不由单位缴费。
""",
    "policies/materials.yaml": """\
- code: identity-card
  name:
    zh-hans: 居民身份证
""",
    "policies/contacts.yaml": """\
- code: hotline
  name:
    zh-hans: 医保服务热线
  phone: '12393'
  region: '100000'
""",
    "policies/sources/gd.yaml": """\
- code: gd-2021-56
  title: 广东省职工医保门诊共济实施办法
  issuer: 广东省人民政府办公厅
  kind: notice
  url: https://www.gd.gov.cn/zwgk/
  effective_from: 2022-01-17
  effective_to: 2026-12-31
- code: gd-2024-1
  title: 广东省经办规程
  kind: service_guide
""",
    "policies/regions/440000.yaml": """\
region: '440000'
policies:
- code: K7M2P
  scenario: settle-abroad
  verdict: conditional
  evidence: quoted
  effective_from: 2022-01-17
  effective_to: 2026-12-31
  time_limit_days: 10
  review_by: 2027-02-20
  answer:
    zh-hans: 广东参保人出境定居的，可以申请提取。
    en: People insured in Guangdong who settle abroad can apply.
  citations:
  - source: gd-2021-56
    locator: 条号未见
    quote: 经本人申请
    seen_on: 2026-11-22
  ways:
  - - text:
        zh-hans: 你已经退休
      question: ret
      accepts:
      - 'yes'
      text_if_unmet:
        zh-hans: 你还没有退休。
      source: gd-2021-56
- code: K7M2Q
  scenario: settle-abroad
  verdict: 'no'
  evidence: official
  effective_from: 2027-01-01
  answer:
    zh-hans: 广东参保人出境定居的，从二〇二七年起不能提取。
  citations:
  - source: gd-2024-1
    locator: 第三条
    seen_on: 2026-11-22
procedures:
- code: K7M2R
  scenario: settle-abroad
  channel: counter
  phone: hotline
  entrance_url: https://www.gd.gov.cn/ybj/
  evidence: quoted
  citations:
  - source: gd-2024-1
    locator: 第三条
    seen_on: 2026-11-22
  steps:
  - zh-hans: 到窗口提交材料。
  requirements:
  - material: identity-card
    originals: 1
""",
    "policies/expected_cases/440000.yaml": """\
region: '440000'
cases:
- 'on': 2026-11-22
  event: settle-abroad
  answers:
    job: '-'
    ret: 'no'
  outcomes:
    settle-abroad: 'no'
""",
    "guides/terms.yaml": """\
- slug: personal-account
  name:
    zh-hans: 个人账户
  definition:
    zh-hans: 每人自己的那部分钱。
""",
    "guides/guides/moving-abroad.yaml": """\
code: G7M2P
slug: moving-abroad
title:
  zh-hans: 出国定居
summary:
  zh-hans: 先问。再备。后去。
scenarios:
- settle-abroad
citations:
- source: gd-2021-56
  locator: 条号未见
  seen_on: 2026-11-22
""",
    "guides/guides/moving-abroad.zh-hans.md": "## 先问清楚\n\n打12393。\n",
    "guides/faqs/death.yaml": """\
- code: G7M2Q
  slug: who-inherits
  question:
    zh-hans: 谁能继承？
  answer:
    zh-hans: 先按遗嘱。
  scenario: death
  evidence: official
  citations:
  - source: gd-2024-1
    locator: 第三条
    seen_on: 2026-11-22
""",
    "guides/fact_checks/general.yaml": """\
- code: G7M2R
  slug: pay-to-withdraw
  claim:
    zh-hans: 交钱就能取。
  verdict: scam
  finding:
    zh-hans: 这是骗局。
  citations:
  - source: gd-2024-1
    locator: 第三条
    seen_on: 2026-11-22
""",
}
AREAS = ("policies", "guides")


def write(folder: Path, **changes: str) -> dict[str, Path]:
    """Write the pack below a folder and return its roots. `changes`: file → text instead."""
    for name, text in (FILES | changes).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return {area: folder / area for area in AREAS}


def replace(file: str, old: str, new: str) -> dict[str, str]:
    """A change for `write`: the first `old` of a file replaced; it must be there."""
    if old not in FILES[file]:
        raise ValueError(f"{file} holds no {old!r}")
    return {file: FILES[file].replace(old, new, 1)}
