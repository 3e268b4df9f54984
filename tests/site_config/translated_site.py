"""A small site whose own texts are in every language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from policies.models import Contact, Policy, Question, Region, Scenario
from tests import factories as make


def in_english(name: str, simplified: str, traditional: str, english: str) -> dict[str, Any]:
    return {
        f"{name}_zh_hans": simplified,
        f"{name}_zh_hant": traditional,
        f"{name}_en": english,
    }


def fill(row: Model, **columns: Any) -> None:
    make.change(row, **columns)


@dataclass(frozen=True)
class Place:
    """What most rows of the site are about."""

    nation: Region
    province: Region
    scenario: Scenario


def make_site() -> Policy:
    """One row of everything; only documents and quotations are Chinese in every language.

    Comes back with the policy that the province's answer shows.
    """
    place = make_places()
    hotline = make_contacts()
    policy = make_policies(place)
    make_procedure(place, hotline)
    make_guides(place.scenario)
    return policy


def make_places() -> Place:
    """The nation, two provinces, a city below one of them, and two scenarios."""
    nation = make.region("100000")
    fill(nation, **in_english("name", "全国", "全國", "Nationwide"))
    province = make.region(**in_english("name", "广东省", "廣東省", "Guangdong"))
    city = in_english("name", "深圳市", "深圳市", "Shenzhen")
    make.region("440300", level="prefecture", parent=province, **city)
    make.region("110000", **in_english("name", "北京市", "北京市", "Beijing"))
    words = (
        in_english("name", "出境定居", "出境定居", "Settling abroad")
        | in_english(
            "question", "我出国了，钱能取吗？", "我出國了，錢能取嗎？", "Can I take it out?"
        )
        | in_english("summary", "要有证明。", "要有證明。", "You need proof.")
    )
    scenario = make.scenario(**words)
    make.scenario("cash-out-fraud", kind="rule", **words)
    return Place(nation, province, scenario)


def make_contacts() -> Contact:
    """The three numbers that pages name; one of them comes back."""
    for code in ("medical-insurance-hotline", "government-hotline", "police"):
        contact = in_english("name", "热线", "熱線", "Hotline")
        hotline = make.contact(code, **contact, **in_english("scope", "问", "問", "Questions"))
    return hotline


def make_policies(place: Place) -> Policy:
    """A rule of the province with a condition that the wizard asks for, and one that has ended."""
    source = make.source(
        issuer="广东省人民政府办公厅",
        doc_number="粤府办〔2021〕56号",
        url="https://www.gd.gov.cn/example",
        issued_on=make.NOON.date(),
        effective_from=make.NOON.date(),
    )
    policy = make.policy(
        region=place.province,
        scenario=place.scenario,
        **in_english("answer", "可以取。", "可以取。", "You can take it out."),
        conditions_modelled=True,
        time_limit_days=1,
        effective_from=make.NOON.date(),
    )
    unmet = in_english("text_if_unmet", "你还没有退休。", "你還沒有退休。", "Not retired yet.")
    text = in_english("text", "你已经退休", "你已經退休", "You are retired")
    make.condition(policy, question=make_question(), source=source, **text, **unmet)
    make.publish(policy)
    make.policy(
        live=True,
        region=place.nation,
        scenario=place.scenario,
        evidence="quoted",
        effective_to=make.NOON.date(),
        **in_english("answer", "以前可以。", "以前可以。", "It was possible."),
    )
    return policy


def make_question() -> Question:
    """What the wizard asks, with its options."""
    asked = make.question(
        **in_english("text", "你退休了吗？", "你退休了嗎？", "Are you retired?"),
        **in_english("where_to_find_out", "打电话。", "打電話。", "Call."),
    )
    for option in asked.options.all():
        fill(option, **in_english("text", option.code, option.code, option.code))
    return asked


def make_procedure(place: Place, hotline: Contact) -> None:
    """How to get it in the province."""
    procedure = make.procedure(
        region=place.province, scenario=place.scenario,
        statutory_days=2, promised_days=1, visits=1, phone=hotline,
        entrance_url="https://www.gd.gov.cn/entrance",
        **in_english("offline_help", "到窗口。", "到視窗。", "Go to the counter."),
    )  # fmt: skip
    procedure.steps.update(text_en="Go to the counter.", text_zh_hant="到窗口。")
    need = procedure.requirements.get()
    need.originals, need.copies, need.any_of = 1, 2, "1"
    need.save()
    fill(need.material, **in_english("name", "居民身份证", "居民身份證", "Identity card"))
    make.publish(procedure)


def make_guides(scenario: Scenario) -> None:
    """A guide, and questions, claims and a term of each kind that looks different."""
    guide = make.guide(
        slug="settle-abroad",
        **in_english("title", "怎样取", "怎樣取", "How to take it out"),
        **in_english("summary", "先问。", "先問。", "Ask first."),
        **in_english("body", "## 问\n\n打电话。", "## 問\n\n打電話。", "## Ask\n\nCall."),
    )
    guide.scenarios.add(scenario)
    make.publish(guide)
    for number, evidence in enumerate(("official", "reported", "conflicting")):
        make.faq(
            live=True,
            slug=f"faq-{number}",
            evidence=evidence,
            scenario=scenario,
            **in_english("question", "谁能继承？", "誰能繼承？", "Who inherits?"),
            **in_english("answer", "继承人。", "繼承人。", "The heirs."),
        )
    for verdict in ("scam", "regional", "outdated"):
        make.fact_check(
            live=True,
            slug=verdict,
            verdict=verdict,
            instead=scenario,
            **in_english("claim", "交钱就能取。", "交錢就能取。", "Pay and you get it out."),
            **in_english("finding", "这是骗局。", "這是騙局。", "This is a scam."),
        )
    make.term(
        **in_english("name", "个人账户", "個人賬戶", "Personal account"),
        **in_english("definition", "你的钱。", "你的錢。", "Your money."),
    )
