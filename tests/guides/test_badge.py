"""The live badge for notices: what the site says now of a code, in three languages."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from guides.standing import standing_of_code
from guides.views.editions import edition_title
from policies.models import Policy
from policies.models.edition import edition_models
from policies.publishing import actions
from policies.speech import Speech
from tests import factories as make
from tests.shipped import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
SVG = "{http://www.w3.org/2000/svg}"
EARLIER = TODAY - make.DAY


def rule(**columns: Any) -> Policy:
    return make.policy(live=True, at=EARLIER, **columns)


def drawn(code: str, status: int = 200, query: str = "") -> ET.Element:
    response = Client().get(f"/r/{code}.svg{query}")
    assert response.status_code == status
    assert response.headers["Content-Type"].startswith("image/svg+xml")
    return ET.fromstring(response.content)  # noqa: S314 - our own


def words(svg: ET.Element) -> str:
    return " | ".join("".join(each.itertext()) for each in svg.iter(f"{SVG}text"))


def test_it_says_the_verdict_the_place_the_edition_and_the_day() -> None:
    live = rule(verdict="yes")
    svg = drawn(live.code)
    for said in ("可以", "广东省 · 出境定居", f"{live.code}/v1", "2026年11月22日 查看"):
        assert said in words(svg), said
    title, desc = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")
    assert title is not None and title.text == "广东省 · 出境定居：可以"
    assert desc is not None and live.edition_label in (desc.text or "")
    assert svg.attrib["role"] == "img" and svg.attrib["aria-labelledby"] == "t d"
    assert {use.attrib["href"] for use in svg.iter(f"{SVG}use")} == {"#i-mark", "#i-yes"}


def wide(code: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) for sign in code)


@pytest.mark.parametrize("written", [str.lower, wide])
def test_a_code_is_read_in_any_case_and_width(written: Callable[[str], str]) -> None:
    live = rule()
    assert words(drawn(written(live.code))) == words(drawn(live.code))


def test_an_earlier_edition_says_which_one_there_is_now() -> None:
    first = rule()
    make.new_version(first, at=TODAY - make.DAY / 2, answer_zh_hans="余额可以全部支取。")
    assert "已有第 2 版" in words(drawn(f"{first.code}/v1"))
    assert "已有" not in words(drawn(f"{first.code}/v2")) and "v2" in words(drawn(first.code))


def test_what_was_withdrawn_says_so() -> None:
    live = rule()
    half_a_day_ago = TODAY - make.DAY / 2
    actions.withdraw(live, by=make.user("approver"), reason="引错了文件。", now=half_a_day_ago)
    assert "已撤回" in words(drawn(live.code)) and "已撤回" in words(drawn(f"{live.code}/v1"))


def test_what_was_withdrawn_for_another_thing_says_that_there_is_new_content() -> None:
    live, other = rule(), rule(scenario=make.scenario(code="other"))
    actions.withdraw(
        live, by=make.user("approver"), reason="并到另一条。", replaced_by=other.code,
        now=TODAY - make.DAY / 2,
    )  # fmt: skip
    svg = drawn(live.code)
    assert "已撤回，有新的内容" in words(svg) and live.edition_label in words(svg)
    assert "可以" not in words(svg) and {use.attrib["href"] for use in svg.iter(f"{SVG}use")} >= {
        "#i-withdrawn"
    }
    assert words(drawn(f"{live.code}/v1")) == words(svg)


def test_a_rule_of_another_day_says_from_when_it_is_in_force() -> None:
    coming = rule(verdict="yes", effective_from=dt.date(2027, 1, 1))
    assert "从2027年1月1日起" in words(drawn(coming.code))
    assert "可以" not in words(drawn(coming.code))


def test_beside_the_rule_of_today_one_of_before_says_that_it_has_expired() -> None:
    before = rule(verdict="no", effective_to=dt.date(2025, 12, 31))
    today = rule(verdict="yes", effective_from=dt.date(2026, 1, 1))
    assert "规定已过期" in words(drawn(before.code))
    assert "可以" in words(drawn(today.code)) and "可以" not in words(drawn(before.code))


def test_a_code_that_never_was_is_a_picture_that_says_so_and_404() -> None:
    for address in ("ZZZZZ", "nonsense", "%3Cscript%3E", "%01", "%EF%BF%BE", f"{rule().code}/v7"):
        assert "没有这个编号" in words(drawn(address, 404)), address


def test_it_speaks_the_language_that_is_asked_for() -> None:
    live = rule(verdict="yes")
    assert drawn(live.code, query="?lang=en").attrib["lang"] == "en"
    assert "Yes" in words(drawn(live.code, query="?lang=en"))
    assert Client().get(f"/r/{live.code}.svg?lang=en").headers["Content-Language"] == "en"


def test_of_an_unknown_language_it_is_still_a_picture_and_refused() -> None:
    live = rule(verdict="yes")
    refused = drawn(live.code, 400, query="?lang=xx")
    assert refused.attrib["lang"] == "zh-hans" and "可以" in words(refused)


@pytest.mark.parametrize(("asked", "code"), [("EN", "en"), ("zh-Hant", "zh-hant")])
def test_a_language_in_the_capitals_of_html_leads_to_the_same_picture(
    asked: str, code: str
) -> None:
    live = rule()
    response = Client().get(f"/r/{live.code}/v1.svg?lang={asked}&from=notice")
    assert response.status_code == 301
    assert response.headers["Location"] == f"/r/{live.code}/v1.svg?lang={code}"


def test_pages_of_others_may_show_it_and_nothing_in_it_runs_or_is_styled() -> None:
    live = rule(answer_zh_hans="可以。")
    response = Client().get(f"/r/{live.code}.svg")
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "max-age" in response.headers["Cache-Control"] and response.headers["ETag"]
    svg = ET.fromstring(response.content)  # noqa: S314 - our own
    runs = ("script", "style", "}a")
    assert not [each for each in svg.iter() if each.tag.endswith(runs) or "style" in each.attrib]


def test_a_word_longer_than_the_picture_is_cut_and_told_whole_elsewhere() -> None:
    long = "这是一篇标题非常长的指南" * 4
    guide = make.guide(live=True, at=EARLIER, title_zh_hans=long)
    svg = drawn(guide.code)
    desc = svg.find(f"{SVG}desc")
    assert "…" in words(svg) and long not in words(svg)
    assert desc is not None and long in (desc.text or "")


def test_a_code_is_found_with_all_its_editions_by_one_query_a_kind() -> None:
    """Of every edition of the country there is a badge, and pages of other sites ask for them."""
    first = rule(verdict="yes")
    make.new_version(first, at=TODAY - make.DAY / 2, answer_zh_hans="余额可以全部支取。")
    kinds = edition_models().index(Policy) + 1
    with CaptureQueriesContext(connection) as asked:
        standing = standing_of_code(first.code, TODAY)
    assert len(asked) <= kinds
    assert standing and standing.live and standing.live.pk == standing.last.pk != first.pk
    with CaptureQueriesContext(connection) as asked:
        assert [each.version for each in standing.editions] == [2, 1]
        assert {edition_title(each, Speech("zh-hans")) for each in standing.editions}
    assert len(asked) == 0
