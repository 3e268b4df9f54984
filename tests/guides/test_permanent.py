"""Permanent codes: they answer for ever."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from django.test import Client

from policies.models import Edition
from policies.publishing import actions
from tests import factories as make
from tests.guides.pages import hrefs, look, words_of

pytestmark = pytest.mark.usefixtures("afternoon")

BEFORE = make.NOON - make.DAY


def every_kind() -> list[tuple[Edition, str]]:
    """A live edition of each kind, and where its code leads."""
    procedure = make.procedure(live=True)
    answer = "/zh-hans/regions/440000/settle-abroad/"
    return [
        (make.policy(live=True), answer),
        (procedure, f"{answer}#procedure-{procedure.code}"),
        (make.guide(slug="abroad", live=True), "/zh-hans/guides/abroad/"),
        (make.faq(slug="who", live=True), "/zh-hans/questions/?about=other#who"),
        (make.fact_check(slug="fraud", live=True), "/zh-hans/fact-checks/fraud/"),
    ]


def test_code_leads_to_the_live_page_of_every_kind(client: Client) -> None:
    for edition, address in every_kind():
        response = client.get(f"/r/{edition.code}")
        assert response.status_code == 302
        assert response["Location"] == address


def test_code_may_be_typed_in_small_letters(client: Client) -> None:
    guide = make.guide(live=True)
    assert client.get(f"/r/{guide.code.lower()}").status_code == 302


def test_withdrawn_code_is_gone_with_reason_and_replacement(client: Client) -> None:
    wrong = make.guide(live=True, at=BEFORE)
    better = make.guide(slug="right", live=True)
    actions.withdraw(
        wrong, by=make.user("approver"), reason="引错了。", replaced_by=better.code, now=make.NOON
    )
    for address in (f"/r/{wrong.code}", f"/r/{wrong.code}/v1"):
        page = look(client, address, 410)
        assert "引错了。" in words_of(page)
        assert "/zh-hans/guides/right/" in hrefs(page, "main a")
        assert not page.select("link[hreflang]")


def test_a_permanent_address_says_in_every_language_why_it_is_gone(client: Client) -> None:
    wrong, said = make.guide(live=True, at=BEFORE), {"en": "It cited another document."}
    actions.withdraw(
        wrong, by=make.user("approver"), reason="引错了。", reason_in=said, now=make.NOON
    )
    for address in (f"/r/{wrong.code}", f"/r/{wrong.code}/v1"):
        page = look(client, address, 410)
        others = {str(each["lang"]): each.text for each in page.select("main span[lang]")}
        assert others == {"zh-Hant": "引錯了。", "en": "It cited another document."}
    english = look(client, f"/en/guides/{wrong.slug}/", 410)
    assert said["en"] in words_of(english) and "引错了。" not in words_of(english)


def test_a_reason_without_english_is_shown_as_what_it_is(client: Client) -> None:
    wrong = make.guide(live=True, at=BEFORE)
    actions.withdraw(wrong, by=make.user("approver"), reason="引错了。", now=make.NOON)
    english = look(client, f"/en/guides/{wrong.slug}/", 410)
    assert [each.text for each in english.select("main span[lang=zh-Hans]")] == ["引错了。"]


def test_a_version_marks_translations_that_were_made_from_an_earlier_text(client: Client) -> None:
    guide = make.guide(title_en="How to take it out", summary_en="Ask first.")
    guide.title_zh_hans = "出境定居不能取"  # type: ignore[attr-defined]
    guide.save()
    make.publish(guide)
    page = look(client, f"/r/{guide.code}/v1")
    english = page.select_one("details [lang=en]")
    assert english
    names = [each.text for each in english.select("dt")]
    assert [("更早的原文" in name) for name in names] == [True, False]
    chinese = page.select_one("details [lang=zh-Hant]")
    assert chinese and "更早的原文" not in chinese.text


def test_replacement_that_is_not_live_is_not_offered(client: Client) -> None:
    wrong = make.guide(live=True, at=BEFORE)
    other, why = make.guide(slug="other", live=True, at=BEFORE), "引错了。"
    li = make.user("approver")
    actions.withdraw(wrong, by=li, reason=why, replaced_by=other.code, now=make.NOON)
    actions.withdraw(other, by=li, reason=why, now=make.NOON)
    assert "/zh-hans/guides/other/" not in hrefs(look(client, f"/r/{wrong.code}", 410), "a")


@pytest.mark.parametrize("code", ["AAAAA", "0O1IL", "A" * 10_000, "A%00AAA", "中文中文中", "AAAA"])
def test_unknown_or_absurd_code_is_refused_politely(client: Client, code: str) -> None:
    assert client.get(f"/r/{code}").status_code in (400, 404)
    assert client.get(f"/r/{code}/v1").status_code in (400, 404)


@pytest.mark.parametrize("version", ["0", "2", "01", "99999", "9" * 5000, "x", "-1", ""])
def test_version_that_was_never_published_is_unknown(client: Client, version: str) -> None:
    guide = make.guide(live=True)
    assert client.get(f"/r/{guide.code}/v{version}").status_code == 404


def test_draft_scheduled_and_called_off_editions_are_unknown(client: Client) -> None:
    later = make.publish(make.guide(), publish_at=make.NOON + make.DAY)
    called_off = make.publish(make.guide(), publish_at=make.NOON + make.DAY)
    actions.withdraw(called_off, by=make.user("approver"), reason="不发了。", now=make.NOON)
    for edition in (make.guide(), later, called_off):
        look(client, f"/r/{edition.code}", 404)
        look(client, f"/r/{edition.code}/v1", 404)


def test_old_edition_stays_with_its_text_and_says_that_there_is_a_newer_one(client: Client) -> None:
    first = make.guide(slug="abroad", live=True, at=BEFORE, summary_zh_hans="旧的说法。")
    make.new_version(first, at=make.NOON, summary_zh_hans="新的说法。")
    page = look(client, f"/r/{first.code}/v1")
    text = words_of(page)
    assert "旧的说法。" in text and "新的说法。" not in text
    assert "已经有更新的一版" in text
    day = "{0.year}年{0.month}月{0.day}日 12:00"
    assert f"{day.format(BEFORE)} 起" in text and f"{day.format(make.NOON)} 止" in text
    assert "/zh-hans/guides/abroad/" in hrefs(page, "main a")
    canonical = page.select_one("link[rel=canonical]")
    assert canonical is not None and str(canonical["href"]).endswith("/zh-hans/guides/abroad/")
    assert page.select_one("meta[name=robots][content=noindex]")
    assert not page.select("link[hreflang]")


def test_old_edition_of_a_withdrawn_thing_still_answers(client: Client) -> None:
    first = make.guide(live=True, at=BEFORE - make.DAY)
    second = make.new_version(first, at=BEFORE)
    actions.withdraw(second, by=make.user("approver"), reason="全错了。", now=make.NOON)
    assert "没有可以照着办的内容" in words_of(look(client, f"/r/{first.code}/v1"))
    look(client, f"/r/{first.code}/v2", 410)


def test_withdrawn_edition_points_to_the_later_one(client: Client) -> None:
    first = make.guide(slug="abroad", live=True, at=BEFORE)
    actions.withdraw(first, by=make.user("approver"), reason="错字。", now=make.NOON)
    make.new_version(first, at=make.NOON)
    assert client.get(f"/r/{first.code}").status_code == 302
    page = look(client, f"/r/{first.code}/v1", 410)
    assert "/zh-hans/guides/abroad/" in hrefs(page, "main a")


def test_hash_on_the_page_is_that_of_the_content_on_the_page(client: Client) -> None:
    for edition, _address in every_kind():
        page = look(client, f"/r/{edition.code}/v1")
        content: Any = page.select_one("#canonical")
        digest = hashlib.sha256(content.get_text().encode()).hexdigest()
        assert digest == edition.content_hash
        assert digest in words_of(page)


def test_edition_is_shown_in_every_language_it_has(client: Client) -> None:
    guide = make.guide(live=True, title_en="Going abroad")
    page = look(client, f"/r/{guide.code}/v1")
    english = page.select_one("details [lang=en]")
    assert "Going abroad" in words_of(english)
    assert "出境定居怎樣取" in words_of(page.select_one("details [lang=zh-Hant]"))


def test_conditions_and_steps_are_part_of_the_edition(client: Client) -> None:
    policy = make.policy()
    make.condition(policy)
    make.publish(policy)
    procedure = make.procedure(live=True)
    page = look(client, f"/r/{policy.code}/v1")
    assert "你还没有退休。" in words_of(page.select_one("details.fold"))
    names = [dt.text for dt in page.select("h2 ~ dl:not(details dl) dt")]
    assert names[:3] == ["地区", "情形", "结论"] and "途径" not in names  # which is folded
    text = words_of(look(client, f"/r/{procedure.code}/v1"))
    assert "到窗口提交材料。" in text and "居民身份证" in text


def test_what_was_added_later_is_said_only_where_it_differs(client: Client) -> None:
    """Editions of before stay as they were shown."""
    for locator, is_said in (("条号未见", False), ("第三条", True)):
        scenario = make.scenario(f"s{is_said}".lower())
        policy = make.policy(scenario=scenario, passes_down=not is_said)
        make.condition(policy, locator=locator)
        make.publish(policy)
        names = {dt.text for dt in look(client, f"/r/{policy.code}/v1").select("main dt")}
        assert ("下级地区也适用" in names, "条款" in names) == (is_said, is_said)


def test_text_of_an_edition_is_not_cached_for_ever_because_the_page_around_it_changes(
    client: Client,
) -> None:
    guide = make.guide(live=True)
    response = client.get(f"/r/{guide.code}/v1")
    assert "immutable" not in response["Cache-Control"]
    assert response["ETag"]


def test_permanent_addresses_take_no_posts_and_set_no_cookies(client: Client) -> None:
    guide = make.guide(live=True)
    for address in (f"/r/{guide.code}", f"/r/{guide.code}/v1"):
        assert client.post(address).status_code == 405
        assert client.head(address).status_code in (200, 302)
        assert not client.get(address).cookies
