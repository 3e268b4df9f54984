"""The list of guides and one guide."""

from __future__ import annotations

import datetime as dt
from unittest.mock import patch

import pytest
from django.test import Client

from policies import prose
from policies.publishing import actions
from tests import factories as make
from tests.guides.pages import hrefs, look, words_of

pytestmark = pytest.mark.usefixtures("afternoon")

BEFORE = make.NOON - make.DAY


def test_list_groups_guides_by_channel_situation_and_subject(client: Client) -> None:
    make.scenario("death")
    for slug in ("fraud-warning", "death", "channel-bank"):
        make.guide(slug=slug, live=True)
    page = look(client, "/zh-hans/guides/")
    links = [hrefs(group, "li a") for group in page.select("main details.fold")]
    assert links == [
        ["/zh-hans/guides/channel-bank/"],
        ["/zh-hans/guides/death/"],
        ["/zh-hans/guides/fraud-warning/"],
    ]


def test_list_shows_no_draft(client: Client) -> None:
    make.guide(slug="draft", title_zh_hans="草稿")
    assert "草稿" not in words_of(look(client, "/zh-hans/guides/"))


def test_guide_shows_its_text_its_contents_and_its_source(client: Client) -> None:
    guide = make.guide(slug="abroad", live=True)
    page = look(client, "/zh-hans/guides/abroad/")
    assert words_of(page.h1) == "出境定居怎样取"
    assert "先问参保地。再备材料。后到窗口。" in words_of(page)
    anchors = hrefs(page, "nav.contents a")
    assert anchors == ["#先问清楚", "#sources"]
    assert all(page.find(id=anchor[1:]) for anchor in anchors)
    assert page.select("ol.source-list > li[data-source=guangdong-yuefuban-2021-56]")
    assert f"/r/{guide.code}" in words_of(page.select_one("footer.edition"))


def test_guide_from_the_pack_says_that_no_editor_verified_it(client: Client) -> None:
    guide = make.guide(slug="packed", author=None, origin="f" * 64)
    make.publish_from_pack(guide)
    footer = words_of(look(client, "/zh-hans/guides/packed/").select_one("footer.edition"))
    assert "编辑尚未核实" in footer
    assert "核实于" not in footer


def test_guide_links_to_its_situations(client: Client) -> None:
    guide = make.guide(slug="abroad")
    guide.scenarios.add(make.scenario())
    make.publish(guide)
    page = look(client, "/zh-hans/guides/abroad/")
    assert "/zh-hans/scenarios/settle-abroad/" in hrefs(page, "[data-scenario] a")


def test_text_without_translation_is_marked_and_its_links_stay_in_the_language(
    client: Client,
) -> None:
    body = "看[别的指南](/zh-hans/guides/other/)。"
    make.guide(slug="abroad", live=True, title_en="Abroad", body_zh_hans=body)
    page = look(client, "/en/guides/abroad/")
    assert len(page.select("[data-fallback]")) == 1
    assert words_of(page.h1) == "Abroad"
    article = page.select_one("article.prose")
    assert article is not None and article["lang"] == "zh-Hans"
    assert hrefs(article, "a:not(.say)") == ["/en/guides/other/"]


def test_draft_and_scheduled_guides_are_unknown(client: Client) -> None:
    make.guide(slug="draft")
    make.publish(make.guide(slug="later"), publish_at=make.NOON + make.DAY)
    look(client, "/zh-hans/guides/draft/", 404)
    look(client, "/zh-hans/guides/later/", 404)


def test_unknown_guide_offers_a_way_on(client: Client) -> None:
    page = look(client, "/en/guides/none/", 404)
    assert "/en/regions/" in hrefs(page, "main a")


@pytest.mark.parametrize("slug", ["x" * 10_000, "a%00b", "..%2f..", "死亡"])
def test_absurd_slug_is_no_error_of_ours(client: Client, slug: str) -> None:
    assert client.get(f"/zh-hans/guides/{slug}/").status_code in (400, 404)


def test_withdrawn_guide_says_why_and_what_replaces_it(client: Client) -> None:
    guide = make.guide(slug="wrong", live=True, at=BEFORE)
    better = make.guide(slug="right", live=True, title_zh_hans="对的指南")
    actions.withdraw(
        guide, by=make.user("approver"), reason="引错了文件。", replaced_by=better.code,
        now=make.NOON,
    )  # fmt: skip
    page = look(client, "/zh-hans/guides/wrong/", 410)
    assert "引错了文件。" in words_of(page)
    assert "/zh-hans/guides/right/" in hrefs(page, "main a")
    assert len(page.select("h1")) == 1


def test_former_slug_of_a_guide_leads_to_the_new_one_at_once(client: Client) -> None:
    guide = make.guide(slug="old-name", live=True, at=BEFORE)
    make.new_version(guide, at=make.NOON, slug="new-name")
    response = client.get("/en/guides/old-name/")
    assert response.status_code == 301
    assert response["Location"] == "/en/guides/new-name/"


def test_former_address_is_followed_to_its_end_in_the_same_language(client: Client) -> None:
    make.old_address("/guides/first/", became="/guides/second/")
    make.old_address("/guides/second/", became="/guides/third/")
    response = client.get("/zh-hant/guides/first/?from=timeline")
    assert response.status_code == 301
    assert response["Location"] == "/zh-hant/guides/third/"


def test_former_address_that_is_gone_says_why(client: Client) -> None:
    make.old_address("/guides/gone/", gone_because="并入了别的页面。")
    assert "并入了别的页面。" in words_of(look(client, "/zh-hans/guides/gone/", 410))


def test_former_addresses_in_a_circle_lead_nowhere(client: Client) -> None:
    make.lift_database_rules()
    make.old_address("/guides/a/", became="/guides/b/")
    make.old_address("/guides/b/", became="/guides/a/")
    look(client, "/zh-hans/guides/a/", 404)


def test_published_on_is_the_day_in_china(client: Client) -> None:
    late = BEFORE.astimezone(dt.UTC).replace(hour=17) - make.DAY  # already the next day in China
    make.guide(slug="late", live=True, at=late)
    times = look(client, "/zh-hans/guides/late/").select("footer.edition time")
    assert times[0]["datetime"] == BEFORE.date().isoformat()


def test_a_text_is_read_once_for_all_that_its_page_shows_of_it(client: Client) -> None:
    body = "一句话。\n\n## 怎样办\n\n打 12393。\n\n## 来源\n\n- [办法](/zh-hans/sources/x/)"
    make.guide(slug="once", live=True, body_zh_hans=body)
    prose.render.cache_clear()
    with patch.object(prose, "_parsed", wraps=prose._parsed) as parsed:
        assert client.get("/zh-hans/guides/once/").status_code == 200
    assert len({each.args[0] for each in parsed.call_args_list}) == 2  # the text, its sources
