"""What changed: the page and the feed."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from guides.views import changes
from policies.publishing import actions
from tests import factories as make
from tests.guides.pages import hrefs, look, words_of

pytestmark = pytest.mark.usefixtures("afternoon")

BEFORE = make.NOON - make.DAY
ATOM = "{http://www.w3.org/2005/Atom}"


def listed(client: Client, query: str = "") -> list[str]:
    page = look(client, f"/zh-hans/changes/{query}")
    return [words_of(change) for change in page.select("ol.changes > li")]


def test_newest_change_stands_first_with_its_day(client: Client) -> None:
    make.guide(live=True, at=BEFORE, title_zh_hans="先写的")
    make.guide(live=True, title_zh_hans="后写的")
    first, second = listed(client)
    assert "后写的" in first and f"{make.NOON:%Y年}" in first
    assert "先写的" in second


def test_changes_of_one_instant_keep_their_places_the_later_written_first(client: Client) -> None:
    for title in ("甲", "乙", "丙"):
        make.guide(live=True, title_zh_hans=title)
    make.faq(live=True)
    guides = [change for change in listed(client) if "指南" in change]
    assert [title for change in guides for title in "甲乙丙" if title in change] == list("丙乙甲")


def test_new_edition_says_how_big_the_change_is_and_why(client: Client) -> None:
    guide = make.guide(slug="abroad", live=True, at=BEFORE)
    make.new_version(
        guide, at=make.NOON, change_size="correction", change_note_zh_hans="金额写错了。"
    )
    newest, oldest = listed(client)
    assert "更正错误" in newest and "金额写错了。" in newest
    assert "新增" in oldest
    links = hrefs(look(client, "/zh-hans/changes/"), "ol.changes a")
    assert links == ["/zh-hans/guides/abroad/", f"/r/{guide.code}/v1"]


def test_withdrawal_is_a_change_with_its_reason(client: Client) -> None:
    guide = make.guide(live=True, at=BEFORE)
    actions.withdraw(guide, by=make.user("approver"), reason="引错了。", now=make.NOON)
    withdrawn, _published = listed(client)
    assert "撤回" in withdrawn and "引错了。" in withdrawn


def test_drafts_and_scheduled_editions_are_no_changes(client: Client) -> None:
    make.guide()
    make.publish(make.guide(), publish_at=make.NOON + make.DAY)
    assert listed(client) == []


def test_content_pack_is_one_entry_a_day(client: Client) -> None:
    for number in range(3):
        packed = make.guide(author=None, origin="f" * 64, title_zh_hans=f"指南{number}")
        make.publish_from_pack(packed, at=BEFORE)
    (entry,) = listed(client)
    assert "指南 3 条" in entry and "尚未" in entry


def test_region_shows_its_own_what_is_above_and_what_is_below(client: Client) -> None:
    province, other = make.region(), make.region("330000", "浙江省")
    city = make.region("440300", "深圳市", level="prefecture", parent=province)
    for place in (make.nation(), province, city, other):
        make.policy(live=True, region=place, scenario=make.scenario())
    make.guide(live=True)
    of_city = " ".join(listed(client, "?region=440300"))
    assert all(name in of_city for name in ("全国", "广东省", "深圳市"))
    assert "浙江省" not in of_city and "指南" not in of_city
    assert "深圳市" in " ".join(listed(client, "?region=440000"))
    assert "广东省" not in " ".join(listed(client, "?region=330000"))


def test_size_leaves_out_smaller_changes(client: Client) -> None:
    make.guide(live=True, title_zh_hans="小改", change_size="detail")
    make.guide(live=True, title_zh_hans="大改", change_size="major")
    (only,) = listed(client, "?size=major")
    assert "大改" in only


@pytest.mark.parametrize(
    ("query", "status"),
    [("?size=huge", 400), ("?region=x", 400), ("?region=999999", 404), ("?page=x", 404),
     ("?page=99999999999999999999", 404), ("?page=-1", 404)],
)  # fmt: skip
def test_odd_parameters(client: Client, query: str, status: int) -> None:
    look(client, f"/zh-hans/changes/{query}", status)


def test_long_list_has_pages(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "A_PAGE", 2)
    for number in range(3):
        make.guide(live=True, title_zh_hans=f"指南{number}")
    assert len(listed(client)) == 2
    assert len(listed(client, "?page=2")) == 1
    page = look(client, "/zh-hans/changes/?page=2")
    assert hrefs(page, "nav.pagination a") == ["/zh-hans/changes/"]


def feed(client: Client, query: str = "", language: str = "zh-hans") -> Any:
    response: Any = client.get(f"/{language}/changes.atom{query}")
    assert response["Content-Type"].startswith("application/atom+xml")
    return ET.fromstring(response.content)  # noqa: S314 - our own feed


def test_feed_gives_no_translation_of_an_earlier_text(client: Client) -> None:
    """It falls back as the page does: the title is that of today."""
    guide = make.guide(title_en="How to take it out")
    guide.title_zh_hans = "出境定居不能取"  # type: ignore[attr-defined]
    guide.save()
    make.publish(guide)
    titles = [str(each.text) for each in feed(client, language="en").iter(f"{ATOM}title")]
    assert any("出境定居不能取" in title for title in titles)
    assert not any("How to take it out" in title for title in titles)


def test_feed_has_absolute_addresses_and_ids_that_never_change(
    client: Client, settings: Any
) -> None:
    settings.SITE_URL = "https://example.org"
    guide = make.guide(slug="abroad", live=True, change_size="major")
    tree = feed(client)
    (entry,) = tree.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == f"https://example.org/r/{guide.code}/v1"
    assert entry.find(f"{ATOM}link").get("href") == "https://example.org/zh-hans/guides/abroad/"
    assert entry.findtext(f"{ATOM}updated") == make.NOON.astimezone(dt.UTC).isoformat()
    links = {link.get("rel"): link.get("href") for link in tree.findall(f"{ATOM}link")}
    assert links["self"] == "https://example.org/zh-hans/changes.atom"


def test_feed_takes_the_same_filters_and_speaks_the_language(client: Client) -> None:
    make.guide(live=True, change_size="detail")
    make.guide(live=True, change_size="major", title_en="Going abroad")
    tree = feed(client, "?size=major", "en")
    assert "Going abroad" in tree.find(f"{ATOM}entry").findtext(f"{ATOM}title")
    assert len(tree.findall(f"{ATOM}entry")) == 1
    assert client.get("/en/changes.atom?size=x").status_code == 400


def test_withdrawal_and_publication_have_different_ids(client: Client) -> None:
    guide = make.guide(live=True, at=BEFORE)
    actions.withdraw(guide, by=make.user("approver"), reason="引错了。", now=make.NOON)
    ids = {entry.findtext(f"{ATOM}id") for entry in feed(client).findall(f"{ATOM}entry")}
    assert len(ids) == 2


SETUP = """
import django
from django.conf import settings
settings.INSTALLED_APPS.insert(settings.INSTALLED_APPS.index("guides"), "early")
django.setup()
from django.apps import apps
from django.db import connection
with connection.schema_editor() as editor:
    for model in apps.get_models():
        editor.create_model(model)
from guides.changes import PUBLISHED, Step, with_editions
from tests import factories as make
guide = make.guide()
(change,) = with_editions([Step(make.NOON, PUBLISHED, "guide", guide.pk)], at=make.NOON)
print(change.edition == guide)
"""


def test_kinds_are_complete_even_if_another_app_asks_before_guides_is_loaded(
    tmp_path: Path,
) -> None:
    (tmp_path / "early").mkdir()
    (tmp_path / "early/models.py").write_text("import guides.changes")
    python_path = os.pathsep.join([str(tmp_path), *sys.path])
    variables = {"PYTHONPATH": python_path, "DJANGO_SETTINGS_MODULE": "site_config.settings"}
    found = subprocess.run(
        [sys.executable, "-c", SETUP],
        env={**os.environ, **variables, "DATABASE_URL": "sqlite://:memory:"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.stdout == "True\n", found.stderr
