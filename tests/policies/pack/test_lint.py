"""Every rule of the lint has a text that it accepts and one that it refuses, at its place."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest

from policies.pack.lint import words
from policies.pack.lint.rules import RULES, Broken, Level, lint
from policies.pack.memory import FILE, Key, Memory, Translation, written
from policies.pack.read import read_pack
from tests.policies.pack import pack

DAY = dt.date(2026, 11, 22)
GLOSSARY = {"个人账户": ("personal account",)}
PLACE, SOURCES = "policies/regions/440000.yaml", "policies/sources/gd.yaml"
FAQ, CLAIM = "guides/faqs/death.yaml", "guides/fact_checks/general.yaml"
TERMS, BODY = "guides/terms.yaml", "guides/guides/moving-abroad.zh-hans.md"
CONTACTS, CASES = "policies/contacts.yaml", "policies/expected_cases/440000.yaml"
FAQ_ANSWER, LINE = "faqs/death.yaml:5:answer", "guides/moving-abroad.zh-hans.md:1:body"
START = "regions/440000.yaml:7:effective_from"
REVIEW = "regions/440000.yaml:10:review_by"
CHINESE = "广东参保人出境定居的，可以申请提取。"
ENGLISH = "People insured in Guangdong who settle abroad can apply."
FOREIGN = "链接见[这里](https://www.example.com/a)。"


def broken(folder: Path, changes: dict[str, str], day: dt.date = DAY) -> list[Broken]:
    read = read_pack(pack.write(folder, **changes), {})
    return lint(read.rows, day=day, glossary=GLOSSARY, memory=Memory(read.pairs))


def faq(answer: str, english: str = "") -> dict[str, str]:
    """The question of the pack with another answer."""
    in_english = f"\n    en: {english}" if english else ""
    return pack.replace(FAQ, "zh-hans: 先按遗嘱。", f"zh-hans: {answer}{in_english}")


def body(text: str) -> dict[str, str]:
    return {BODY: text}


def policy(old: str, new: str) -> dict[str, str]:
    return pack.replace(PLACE, old, new)


def source(old: str, new: str) -> dict[str, str]:
    return pack.replace(SOURCES, old, new)


def answer(text: str) -> dict[str, str]:
    return policy(f"zh-hans: {CHINESE}", f"zh-hans: {text}")


def sum_of_money(text: str) -> dict[str, str]:
    """The same with a quote that holds the sum."""
    return {PLACE: answer(text)[PLACE].replace("quote: 经本人申请", "quote: 每月划入75元")}


def scope(*texts: str) -> dict[str, str]:
    """The contact of the pack with a scope in one or two languages."""
    lines = [f"    {code}: {text}" for code, text in zip(("zh-hans", "en"), texts, strict=False)]
    return pack.replace(CONTACTS, "'100000'", "\n".join(["'100000'", "  scope:", *lines]))


def made_from(area: str, row: str, field: str, english: str, source: str) -> dict[str, str]:
    """The file of an area that says what an English text was made from."""
    pair = Translation(Key(row, field, "en"), source, english).pair
    return {f"{area}/{FILE}": written([pair])}


OTHER_CITED = "  - source: gd-2024-1\n    locator: 第三条\n    seen_on: 2026-11-22\n"
BOTH_CITED = policy("    quote: 经本人申请\n    seen_on: 2026-11-22\n",
                    "    quote: 经本人申请\n    seen_on: 2026-11-22\n" + OTHER_CITED)  # fmt: skip
ENDED = source("effective_to: 2026-12-31", "effective_to: 2026-01-31")
FUTURE_LAW = pack.FILES[SOURCES] + "  effective_from: 2027-01-01\n"
QUOTED = ("source: gd-2021-56\n- code", "source: gd-2021-56\n      quote: 退休的\n- code")
PAPER_OF_GROUP = (
    "    originals: 1\n",
    "    when:\n      zh-hans: 你自己的，要原件。\n    any_of: identity\n",
)
OTHER_CASE = pack.FILES[CASES] + (
    "- 'on': 2026-11-22\n  event: death\n  outcomes:\n    death: none\n"
)

# rule → what it accepts, what it refuses, and where.
EXAMPLES: dict[str, tuple[dict[str, str], dict[str, str], str]] = {
    "long-sentence": (
        faq("字" * 40 + "。" + "字" * 40 + "！"), faq("字" * 41 + "。"), FAQ_ANSWER),
    "undated-word": (faq("2026年11月起可以。"), faq("目前可以。"), FAQ_ANSWER),
    "uncited-figure": (
        pack.replace(TERMS, "每人自己", "2026年7月1日起每人自己"),
        pack.replace(TERMS, "每人自己", "缴费2%归每人自己"), "terms.yaml:4:definition"),
    "uncited-date": (faq("网上的说法是2019年。"), faq("2019年起。"), FAQ_ANSWER),
    "unknown-phone": (
        pack.replace(FAQ, "谁能", "12000元谁能"), faq("打12333问。"), FAQ_ANSWER),
    "risk-without-warning": (
        body("## 说明\n\n刷卡换现金是违法的。\n"),
        body("## 说明\n\n套现很快。\n\n那是违法的。\n"),
        "guides/moving-abroad.zh-hans.md:3:body"),
    "contact-handle": (
        faq("在微信里打开。"),
        pack.replace(CLAIM, "code: G7M2R", "code: G7M2R\n  seen_in: 网页加QQ"),
        "fact_checks/general.yaml:2:seen_in"),
    "missing-translation": (
        faq("先按遗嘱。", "The will comes first."), faq("先按遗嘱。"), FAQ_ANSWER),
    "out-of-date-translation": (
        made_from("policies", "policy:K7M2P", "answer", ENGLISH, CHINESE),
        made_from("policies", "policy:K7M2P", "answer", ENGLISH, "不可以提取。"),
        "regions/440000.yaml:11:answer"),
    "out-of-date-detail": (
        scope("问", "Q") | made_from("policies", "contact:hotline", "scope", "Q", "问"),
        scope("问", "Q") | made_from("policies", "contact:hotline", "scope", "Q", "答"),
        "contacts.yaml:6:scope"),
    "chinese-in-english": (
        faq("先按遗嘱。", "The will (遗嘱) comes first."),
        faq("先按遗嘱。", "The 遗嘱 comes first."), FAQ_ANSWER),
    "foreign-link": (
        body("看[查询](/zh-hans/check/)和[文件](https://www.gd.gov.cn/a)。"), body(FOREIGN), LINE),
    "dead-link": (body("[看](/zh-hans/scenarios/death/)"), body("[看](/zh-hans/regions/1/)"), LINE),
    "expired-sources": ({}, ENDED, "regions/440000.yaml:14:citations"),
    "future-sources": (
        {}, source("effective_from: 2022-01-17", "effective_from: 2022-01-18"), START),
    "quoted-without-review": ({}, policy("2027-02-20", "2027-02-21"), REVIEW),
    "unquoted-days": (
        policy("经本人申请", "10个工作日"), {}, "regions/440000.yaml:9:time_limit_days"),
    "other-numbers": (faq("2027年。", "In 2027."), faq("2027年。", "In 2028."), FAQ_ANSWER),
    "other-references": (
        faq("看[[places:death]]。", "See [[places:death]]."),
        faq("看[[places:death]]。", "See [[places:settle-abroad]]."), FAQ_ANSWER),
    "other-force": (faq("不得取。", "It must not."), faq("不得取。", "It is."), FAQ_ANSWER),
    "other-noes": (faq("不取。", "It is not."), faq("不取。", "It is."), FAQ_ANSWER),
    "other-traditional": (faq("看。"), faq("看。\n    zh-hant: 不看。"), FAQ_ANSWER),
    "misconverted": (faq("看卡里。\n    zh-hant: 看卡裡。"), faq("看卡里。"), FAQ_ANSWER),
    "odd-english": (faq("不是。", "It isn’t."), faq("不是。", "It isn't."), FAQ_ANSWER),
    "undated-sum": (
        sum_of_money("2023年每月划入75元。"), sum_of_money("每月划入75元。"),
        "regions/440000.yaml:11:answer"),
    "missing-detail": (scope("问", "Q"), scope("问"), "contacts.yaml:6:scope"),
    "start-of-a-paper": ({}, source("effective_from: 2022", "issued_on: 2022"), START),
    "expired-source": (BOTH_CITED, BOTH_CITED | ENDED, "regions/440000.yaml:14:citations"),
    "silent-about-future": (
        {SOURCES: FUTURE_LAW} | faq("2027年起按新法。")
        | pack.replace(CLAIM, "这是骗局。", "2027年起按新法，这是骗局。"),
        {SOURCES: FUTURE_LAW} | faq("按新法。")
        | pack.replace(CLAIM, "这是骗局。", "2027年起按新法，这是骗局。"),
        "faqs/death.yaml:9:citations"),
    "review-overdue": ({}, policy("review_by: 2027-02-20", "review_by: 2026-11-21"), REVIEW),
    "gap-between-periods": (
        {}, policy("effective_from: 2027-01-01", "effective_from: 2027-01-02"),
        "regions/440000.yaml:32:effective_from"),
    "scenario-without-case": ({CASES: OTHER_CASE}, {}, "scenarios.yaml:7:code"),
    "long-sentence-elsewhere": (
        body("字" * 40 + "。\n"), body("字" * 41 + "。\n"),
        "guides/moving-abroad.zh-hans.md:1:body"),
    "condition-without-words": (policy(*QUOTED), {}, "regions/440000.yaml:20:ways"),
    "citation-without-words": (
        pack.replace(FAQ, "第三条", "第三条\n    quote: 先按遗嘱"), {},
        "faqs/death.yaml:10:citations"),
    "choice-said-twice": (
        policy(*PAPER_OF_GROUP),
        policy(PAPER_OF_GROUP[0], PAPER_OF_GROUP[1].replace("你自己的", "三样任选一样")),
        "regions/440000.yaml:54:when"),
    "editors-word": (faq("这是文章里的说法。"), faq("这是转引的说法。"), FAQ_ANSWER),
    "half-told": (faq("归国家或者集体。"), faq("归国家。"), FAQ_ANSWER),
    "outdated-since-when": (
        {}, pack.replace(CLAIM, "verdict: scam", "verdict: outdated"),
        "fact_checks/general.yaml:6:finding"),
    "off-glossary": (
        faq("个人账户可以继承。", "The personal account is inherited."),
        faq("个人账户可以继承。", "The medical account is inherited."), FAQ_ANSWER),
    "unreviewed-traditional": (faq("按公历算。\n    zh-hant: 按公歷算。"), faq("按公历算。"),
                               FAQ_ANSWER),
}  # fmt: skip


def places(found: list[Broken], rule: str) -> set[str]:
    return {f"{b.finding.file}:{b.finding.row}:{b.finding.column}" for b in found if b.rule == rule}


def test_every_rule_has_examples() -> None:
    assert {rule.name for rule in RULES} == set(EXAMPLES)


@pytest.mark.parametrize("rule", EXAMPLES)
def test_a_rule_accepts_and_refuses(rule: str, tmp_path: Path) -> None:
    accepted, refused, where = EXAMPLES[rule]
    assert where not in places(broken(tmp_path / "accepted", accepted), rule)
    assert where in places(broken(tmp_path / "refused", refused), rule)


@pytest.mark.parametrize("word", ["目前", "近日", "今年", "最近", "官方网站", "权威发布"])
def test_words_that_are_never_written(word: str, tmp_path: Path) -> None:
    assert places(broken(tmp_path, faq(f"{word}可以。")), "undated-word")


@pytest.mark.parametrize("text", ["微信号在这里", "加vx", "QQ群", "电话+86 13812345678", "TX服务"])
def test_handles_that_are_never_written(text: str, tmp_path: Path) -> None:
    assert places(broken(tmp_path, faq(text)), "contact-handle")


def test_a_name_from_an_advertisement_is_found_without_being_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = hashlib.sha256("某某小店".encode()).hexdigest()[:16]
    monkeypatch.setattr(words, "NEVER", (("某", 4, start),))
    assert places(broken(tmp_path / "a", faq("找某某小店。")), "contact-handle")
    assert not places(broken(tmp_path / "b", faq("找某某大店。")), "contact-handle")


@pytest.mark.parametrize("word", ["套现", "返现", "代办", "套取", "代取", "换现金"])
def test_risk_words_need_a_warning(word: str, tmp_path: Path) -> None:
    assert places(broken(tmp_path / "a", faq(f"可以{word}。")), "risk-without-warning")
    assert not places(broken(tmp_path / "b", faq(f"{word}是骗局。")), "risk-without-warning")


def test_a_headline_is_read_with_its_text(tmp_path: Path) -> None:
    claim = pack.replace(CLAIM, "交钱就能取。", "交钱就能套现。")
    assert not places(broken(tmp_path, claim), "risk-without-warning")


def test_risk_words_in_english_need_a_warning(tmp_path: Path) -> None:
    assert places(broken(tmp_path, faq("可以。", "A broker helps.")), "risk-without-warning")


def test_a_row_that_has_ended_needs_no_review_and_no_source(tmp_path: Path) -> None:
    found = broken(tmp_path, {}, dt.date(2027, 2, 21))
    ours = "regions/440000.yaml:"
    assert not any(place.startswith(ours) for place in places(found, "review-overdue"))
    assert not any(place.startswith(ours) for place in places(found, "expired-sources"))


@pytest.mark.parametrize(("day", "is_expired"), [("2026-12-31", False), ("2027-01-01", True)])
def test_a_source_is_good_on_its_last_day(day: str, is_expired: bool, tmp_path: Path) -> None:
    found = places(broken(tmp_path, {}, dt.date.fromisoformat(day)), "expired-sources")
    assert ("guides/moving-abroad.yaml:9:citations" in found) == is_expired


def test_findings_come_worst_first(tmp_path: Path) -> None:
    found = broken(tmp_path, faq("目前" + "字" * 60))
    levels = [list(Level).index(each.level) for each in found]
    assert levels == sorted(levels) and len(set(levels)) > 1


def test_a_text_that_ends_with_a_heading_is_read_to_its_end(tmp_path: Path) -> None:
    ends = body("## 说明\n\n那是违法的。\n\n## 套现很快\n")
    assert "risk-without-warning" in {each.rule for each in broken(tmp_path, ends)}
