"""The interface in English and Traditional Chinese: complete, exact, nothing left behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import opencc
import polib
import pytest
from bs4 import BeautifulSoup, Tag
from django.conf import settings
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from policies.languages import LANGUAGES, SOURCE
from policies.models import Policy
from policies.public_page import Kind
from policies.publishing import actions
from policies.speech import HTML_LANGUAGE
from site_config.pages import PAGES
from tests import factories as make

TRANSLATED = [language.locale for language in LANGUAGES if language.code != SOURCE]
CHINESE = re.compile("[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]+")
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[a-z%]")
ATTRIBUTES = ("aria-label", "title", "alt", "placeholder", "value", "content", "summary")


def messages(language: str) -> polib.POFile:
    return polib.pofile(str(settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / "django.po"))


def translations(entry: polib.POEntry) -> list[str]:
    """What an entry says, in each of its numbers."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


@pytest.mark.parametrize("language", TRANSLATED)
def test_everything_is_translated_and_nothing_only_guessed(language: str) -> None:
    lacking = [entry.msgid for entry in messages(language) if not entry.translated()]
    assert lacking == []  # bin/translations names them; en is translated by hand


@pytest.mark.parametrize("language", TRANSLATED)
def test_placeholders_survive_translation(language: str) -> None:
    for entry in messages(language):
        wanted = sorted(PLACEHOLDER.findall(entry.msgid))
        for said in translations(entry):
            assert sorted(PLACEHOLDER.findall(said)) == wanted, entry.msgid


@pytest.mark.parametrize("language", TRANSLATED)
def test_compiled_messages_are_those_of_the_source(language: str) -> None:
    source = messages(language)
    compiled = (settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / "django.mo").read_bytes()
    assert compiled == source.to_binary()  # if not: bin/translations


def test_english_holds_no_chinese() -> None:
    left = [
        said for entry in messages("en") for said in translations(entry) if CHINESE.search(said)
    ]
    assert left == []


# What is the same in both scripts, or may be written either way.
TRADITIONAL = opencc.OpenCC("s2tw").convert


def test_traditional_holds_nothing_simplified() -> None:
    for entry in messages("zh_Hant"):
        for said in translations(entry):
            assert said == TRADITIONAL(said), entry.msgid


# The pages, with a database whose own texts are translated.


def in_english(name: str, simplified: str, traditional: str, english: str) -> dict[str, Any]:
    return {
        f"{name}_zh_hans": simplified,
        f"{name}_zh_hant": traditional,
        f"{name}_en": english,
    }


def fill(row: Model, **columns: Any) -> None:
    for name, value in columns.items():
        setattr(row, name, value)
    row.save()


@pytest.fixture
def site(db: None) -> Policy:
    """One row of everything; only documents and quotations are Chinese in every language."""
    nation = make.region("100000")
    fill(nation, **in_english("name", "全国", "全國", "Nationwide"))
    province = make.region(**in_english("name", "广东省", "廣東省", "Guangdong"))
    city = make.region(
        "440300",
        level="prefecture",
        parent=province,
        **in_english("name", "深圳市", "深圳市", "Shenzhen"),
    )
    make.region("110000", **in_english("name", "北京市", "北京市", "Beijing"))
    words = [
        in_english("name", "出境定居", "出境定居", "Settling abroad"),
        in_english(
            "question", "我出国了，钱能取吗？", "我出國了，錢能取嗎？", "Can I take it out?"
        ),
        in_english("summary", "要有证明。", "要有證明。", "You need proof."),
    ]
    situation = make.scenario(**words[0], **words[1], **words[2])
    make.scenario("cash-out-fraud", kind="rule", **words[0], **words[1], **words[2])
    source = make.source(
        issuer="广东省人民政府办公厅",
        doc_number="粤府办〔2021〕56号",
        url="https://www.gd.gov.cn/example",
        issued_on=make.NOON.date(),
        effective_from=make.NOON.date(),
    )
    for code in ("medical-insurance-hotline", "government-hotline", "police"):
        contact = in_english("name", "热线", "熱線", "Hotline")
        hotline = make.contact(code, **contact, **in_english("scope", "问", "問", "Questions"))
    asked = make.question(
        **in_english("text", "你退休了吗？", "你退休了嗎？", "Are you retired?"),
        **in_english("where_to_find_out", "打电话。", "打電話。", "Call."),
    )
    for option in asked.options.all():
        fill(option, **in_english("text", option.code, option.code, option.code))
    place: dict[str, Any] = {"region": province, "scenario": situation}
    policy = make.policy(
        **place,
        **in_english("answer", "可以取。", "可以取。", "You can take it out."),
        **in_english("conditions", "要退休。", "要退休。", "You must be retired."),
        conditions_modelled=True,
        time_limit_days=1,
        effective_from=make.NOON.date(),
    )
    unmet = in_english("text_if_unmet", "你还没有退休。", "你還沒有退休。", "Not retired yet.")
    make.condition(policy, question=asked, source=source, **unmet)
    make.publish(policy)
    make.policy(
        live=True,
        region=nation,
        scenario=situation,
        evidence="quoted",
        effective_to=make.NOON.date(),
        **in_english("answer", "以前可以。", "以前可以。", "It was possible."),
    )
    procedure = make.procedure(
        **place, statutory_days=2, promised_days=1, visits=1, phone=hotline,
        entrance_url="https://www.gd.gov.cn/entrance",
        **in_english("offline_help", "到窗口。", "到視窗。", "Go to the counter."),
    )  # fmt: skip
    procedure.steps.update(text_en="Go to the counter.", text_zh_hant="到窗口。")
    need = procedure.requirements.get()
    need.originals, need.copies, need.any_of = 1, 2, 1
    need.save()
    fill(need.material, **in_english("name", "居民身份证", "居民身份證", "Identity card"))
    make.publish(procedure)
    guide = make.guide(
        slug="settle-abroad",
        **in_english("title", "怎样取", "怎樣取", "How to take it out"),
        **in_english("summary", "先问。", "先問。", "Ask first."),
        **in_english("body", "## 问\n\n打电话。", "## 問\n\n打電話。", "## Ask\n\nCall."),
    )
    guide.scenarios.add(situation)
    make.publish(guide)
    for number, evidence in enumerate(("official", "reported", "conflicting")):
        make.faq(
            live=True,
            slug=f"faq-{number}",
            evidence=evidence,
            scenario=situation,
            **in_english("question", "谁能继承？", "誰能繼承？", "Who inherits?"),
            **in_english("answer", "继承人。", "繼承人。", "The heirs."),
        )
    for verdict in ("scam", "regional", "outdated"):
        make.fact_check(
            live=True,
            slug=verdict,
            verdict=verdict,
            instead=situation,
            **in_english("claim", "交钱就能取。", "交錢就能取。", "Pay and you get it out."),
            **in_english("finding", "这是骗局。", "這是騙局。", "This is a scam."),
        )
    make.term(
        **in_english("name", "个人账户", "個人賬戶", "Personal account"),
        **in_english("definition", "你的钱。", "你的錢。", "Your money."),
    )
    assert city.parent == province
    return policy


# Beside every place of every page: what is inherited, missing, asked for by a query.
FURTHER = (
    "regions/?q=guang",
    "regions/?q=xyzxyz",
    "regions/100000/",
    "regions/440300/",
    "regions/440300/settle-abroad/",
    "regions/440000/settle-abroad/?on=2026-01-01",
    "regions/440000/settle-abroad/?on=2025-01-01",
    "regions/110000/settle-abroad/",
    "regions/110000/cash-out-fraud/",
    "compare/?regions=440000,440300,110000&on=2026-01-01",
    "compare/?kind=move",
    "check/?q=guang",
    "check/?q=xyzxyz",
    "check/?r=440000",
    "check/?r=440000&e=settle-abroad",
    "check/?r=440000&e=settle-abroad&ret=yes",
    "check/?r=440000&e=settle-abroad&ret=no",
    "check/?r=440000&e=settle-abroad&ret=-",
    "check/?r=110000&e=-",
    "search/?q=guangdong+abroad",
    "search/?q=xyzxyz",
    "search/?q=%E5%A5%97%E7%8E%B0",
    "changes/?region=440000&size=major",
)
REFUSED = (
    ("regions/440300/?on=x&q=%00", 400),
    ("regions/440300/settle-abroad/?on=tomorrow", 400),
    ("compare/?regions=44", 400),
    ("compare/?kind=x", 404),
    ("changes/?size=x", 400),
    ("regions/999999/", 404),
    ("scenarios/nothing/", 404),
    ("sources/nothing/", 404),
    ("guides/nothing/", 404),
    ("no/such/page/", 404),
)


def page(language: str, path: str, status: int = 200) -> BeautifulSoup:
    response = Client().get(f"/{language}/{path}", follow=True)
    assert response.status_code == status, path
    return BeautifulSoup(response.content, "html.parser")


def paths() -> list[str]:
    """Every page in the languages, with rows of its own, and what else can be asked of them."""
    now = timezone.now()
    own = [
        reverse(each.name, args=place.arguments).partition("/zh-hans/")[2]
        for each in PAGES
        if each.in_languages and each.kind is Kind.HTML
        for place in each.places(timezone.localdate(now), now)
    ]
    return [*own, *FURTHER]


def is_in_another_language(tag: Tag | None, own: str) -> bool:
    """Whether the nearest `lang` around a piece of text is not the page's."""
    while tag is not None and not tag.get("lang"):
        tag = tag.parent
    return tag is not None and tag["lang"] != own


def interface(found: BeautifulSoup, language: str) -> Iterator[str]:
    """Every text of a page that claims to be in its language, attributes too."""
    own = HTML_LANGUAGE[language]
    for text in found.find_all(string=True):
        if not is_in_another_language(text.parent, own):
            yield str(text)
    for tag in found.find_all(True):
        if not is_in_another_language(tag, own):
            yield from (str(tag[name]) for name in ATTRIBUTES if name in tag.attrs)


def unmarkable(site: Policy, path: str) -> tuple[str, ...]:
    """Chinese that no `lang` can mark: a document's title in <title>, what the reader typed."""
    if path.startswith("sources/g"):
        source = site.citations.get().source
        return source.title, source.issuer
    return ("套现", "搜索：套现") if path.startswith("search/?q=%") else ()


def test_english_pages_hold_no_chinese(site: Policy) -> None:
    left = {
        (path, text.strip())
        for path in paths()
        for text in interface(page("en", path), "en")
        for chinese in CHINESE.findall(text)
        if chinese not in unmarkable(site, path)
    }
    assert sorted(left) == []


def test_traditional_pages_hold_nothing_simplified(site: Policy) -> None:
    left = {
        (path, text.strip())
        for path in paths()
        for text in interface(page("zh-hant", path), "zh-hant")
        for chinese in CHINESE.findall(text)
        if chinese != TRADITIONAL(chinese) and chinese not in unmarkable(site, path)
    }
    assert sorted(left) == []


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_refusals_speak_the_language(site: Policy, language: str) -> None:
    for path, status in REFUSED:
        wrong = CHINESE.findall("\n".join(interface(page(language, path, status), language)))
        assert [text for text in wrong if language == "en" or text != TRADITIONAL(text)] == [], path


def test_a_post_and_a_withdrawn_page_speak_english(site: Policy, client: Client) -> None:
    posted = BeautifulSoup(client.post("/en/feedback/", {}).content, "html.parser")
    assert posted.select(".error-list li")
    assert not CHINESE.search("\n".join(interface(posted, "en")))
    guide = make.guide(live=True, slug="gone")
    actions.withdraw(guide, by=make.user("approver"), reason="写错了，见新的一版。")
    gone = page("en", "guides/gone/", 410)
    assert "Version 1" in gone.get_text() and "withdrawn" in gone.get_text()


def test_feed_speaks_english(site: Policy, client: Client) -> None:
    assert not CHINESE.search(client.get("/en/changes.atom").content.decode())


def test_numbers_take_their_word(site: Policy) -> None:
    """One of something and several of it."""
    text = page("en", "regions/440000/settle-abroad/").get_text(" ", strip=True)
    assert "1 original" in text and "2 copies" in text and "1 originals" not in text
    assert "2 working days" in text and "1 working day" in text and "1 visit" in text
    assert "12393 (Hotline)" in text


def test_the_default_name_is_translated_and_another_is_kept(settings: Any, db: None) -> None:
    assert "Personal Account Guide" in page("en", "about/").get_text()
    assert "醫保個賬問路" in page("zh-hant", "about/").get_text()
    settings.SITE_NAME = "医保问问"
    assert "医保问问" in page("en", "about/").get_text()
