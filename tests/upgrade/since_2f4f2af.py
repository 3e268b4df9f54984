"""What pages of release 2f4f2af say otherwise since then, on purpose: each with its reason."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.upgrade.asked_places import without_asking_for_places
from tests.upgrade.forbidden import (
    ALIKE,
    named_as_on_screens,
    without_a_way_to_qualify,
)
from tests.upgrade.told_anew import CHECKSUMS

ISO = r"\d{4}-\d\d-\d\d"
# Words that were changed on purpose since then: what was said, and what is said now.
WORDS = (
    ("见到官方原文", "官方原文"),
    ("转引的?官方文件(，以原文为准)?", "官方文件，从别处看到，没见到原件"),
    ("只有报道，未核实", "媒体报道，未见官方原文"),
    ("来源互相矛盾", "来源说法不一"),
    ("到时候会变", "时间到了会变"),
    ("見到官方原文", "官方原文"),
    ("轉引的?官方文件(，以原文為準)?", "官方文件，從別處看到，沒見到原件"),
    ("只有報道，未核實", "媒體報道，未見官方原文"),
    ("來源互相矛盾", "來源說法不一"),
    ("Based on: the official text", "Based on: Official document"),
    ("Based on: an official", "Based on: An official"),
    ("Based on: press", "Based on: Press"),
    ("Based on: sources that disagree", "Based on: Sources disagree"),
    ("Official text seen", "Official document"),
    (
        "Official document, quoted|An official document as quoted elsewhere; the original prevails",
        "An official document as quoted elsewhere, original not seen",
    ),
    ("Only reported, not verified", "Press reports; the official text has not been seen"),
    ("Sources contradict each other(?!\\.)", "Sources disagree"),
    (
        "这是本站到 2026-11-18 为止的说法。那以后.*?过。(.*?)本站没有记录到.*?打电话问。",
        "到 2026-11-18 为止，本站还什么都没有说。本站从 2026-11-19 起公布内容。"
        r"\1那一天本站还什么都没有说。本站从 2026-11-19 起公布内容。",
    ),
    (
        "這是本站到 2026-11-18 為止的說法。那以後.*?過。(.*?)本站沒有記錄到.*?打電話問。",
        "到 2026-11-18 為止，本站還什麼都沒有說。本站從 2026-11-19 起公佈內容。"
        r"\1那一天本站還什麼都沒有說。本站從 2026-11-19 起公佈內容。",
    ),
    (
        r"This is what this site said up to 2026-11-18\. It may .*?since\."
        r"(.*?)Guangdong: no rule is recorded.*?and ask\.",
        "Up to 2026-11-18 this site had said nothing yet. It has published since 2026-11-19."
        r"\1On that day this site had said nothing yet. It has published since 2026-11-19.",
    ),
    (r"五([种種])回答，五[个個]意思", r"每\1回答，各是各的意思"),
    ("Five answers, five meanings", "What each answer means"),
    ("Why illegal cash-out is", "Why cashing out is"),
    ("today's", "today’s"),
    # All its sources were read again when that was due: it has as much time again.
    ("(最迟复核|最遲複核|Review due by) 2026-11-01", r"\1 2026-12-21"),
    (" · 条号未见", ""),  # an editor's note
    ("Only under conditions", "Only if you meet the conditions"),
    (
        "没有列出的地方，本站没有记录到自己的规定，适用上级地区的。",
        "没有列出的地方，看上级地区；上级也没有的，就是没有记录。",
    ),
    (
        "沒有列出的地方，本站沒有記錄到自己的規定，適用上級地區的。",
        "沒有列出的地方，看上級地區；上級也沒有的，就是沒有記錄。",
    ),
    (
        "For places not listed, no rule of their own .*? level applies\\.",
        "For a place that is not listed, see the level above. If that has none either, "
        "nothing is recorded.",
    ),
    ("查我在全[国國]符合不符合", "查我符合不符合"),
    ("Check whether I qualify: Nationwide", "Check whether I qualify"),
    (r"Check whether I qualify: (\w[^.?]*?)(?= Not here| Print)", r"Do I qualify in \1?"),
    (r"Something wrong here\? Tell us", "Report a mistake"),
    (r"Not here\? Change your place of insurance", "Another place"),
    ("What other places say", "Elsewhere"),
    ("的全部情形", "：其他的事"),
    (r"([这這])([个個])地[区區]或情形不在", r"\1\2地方或者\1件事不在"),
    (rf"([到从從]) ({ISO}) ([为為]止|起)", r"\1\2\3"),
    ("起[点點]不明 至 另行通知", "从哪天起不清楚"),
    (f"起点不明 至 ({ISO})", r"从哪天起不清楚，到\1为止"),
    (f"起點不明 至 ({ISO})", r"从哪天起不清楚，到\1為止"),
    ("start not known – until further notice", "Start not known"),
    (f"start not known – ({ISO})", r"Start not known, up to \1"),
    (f"({ISO}) 至 另行通知", r"从\1起"),
    (f"({ISO}) – until further notice", r"From \1"),
    (f"({ISO}) 至 ({ISO})", r"\1至\2"),
)
# Days are said in words where they stood in the form of an address: either is the same day.
MONTHS = [dt.date(2026, month, 1).strftime("%b") for month in range(1, 13)]
ANY_MONTH = "|".join(MONTHS)
IN_WORDS = re.compile(
    rf"(\d{{4}})年(\d+)月(\d+)日|\b({ANY_MONTH})[a-z.]* (\d+), (\d{{4}})"
    rf"|\b(\d+) ({ANY_MONTH}) (\d{{4}})"
)


def as_in_addresses(found: re.Match[str]) -> str:
    year, month, day, name, after, of, before, month_after, of_after = found.groups()
    if not year:
        year, month, day = of or of_after, MONTHS.index(name or month_after) + 1, after or before
    return f"{year}-{int(month):02}-{int(day):02}"


# Part of an address: what was said there and is not any more.
ELSEWHERE = (
    # A record is not known before the day it is of.
    ("known_on=2026-11-22", "核实于 2026年11月23日", "来源查看于 2026年11月22日 ，编辑尚未核实"),
    ("known_on=2026-11-22", "核實於 2026年11月23日", "來源查看於 2026年11月22日 ，編輯尚未核實"),
    (
        "known_on=2026-11-22",
        r"Verified on Nov\. 23, 2026",
        "Sources seen on Nov. 22, 2026 , not yet verified by an editor",
    ),
    # It is of the code: version 1 cites the same passage.
    ("/r/G7M2Q/v1", "来源查看于 2026年11月22日 ，编辑尚未核实", "核实于 2026年11月23日"),
)

IN_SOURCE = re.compile(r"<loc>[^<]*/zh-hans/")


def expected(address: str, page: dict[str, Any]) -> dict[str, Any]:
    """What a page that was recorded then says now."""
    for part, was, now in ELSEWHERE:
        if part in address:
            page["text"] = re.sub(was, now, page["text"])
    for was, now in (*WORDS, *CHECKSUMS):
        page["text"] = re.sub(was, now, page["text"])
    head: dict[str, Any] = next(
        (each for each in page.get("hooks", ()) if "data-verdict" in each), {}
    )
    if "/regions/" in address and head.get("data-kind") in ("no", "rule"):
        page = without_a_way_to_qualify(page)
    return named_as_on_screens(address, page)


def reordered(address: str, page: dict[str, Any]) -> str:
    """Where the wizard leads from an address of then, if it keeps its answers in another order now
    or no longer needs all of them (ADR 0067); empty if it does not."""
    was, now = (urlsplit(each) for each in (address, page["location"]))
    kept = set(parse_qsl(now.query)) <= set(parse_qsl(was.query))
    return str(page["location"]) if kept and "/check/" in now.path and now.path == was.path else ""


def promised(address: str, page: dict[str, Any]) -> dict[str, Any]:
    """A page without what it need not keep: the order of the sitemap, the languages of a 404.

    A page that has no text of its own in a language does not speak for it any more: it sends to the
    source's (ADR 0042), and is not in the sitemap.
    """
    if address == "/sitemap.xml":
        urls = re.findall(r"<url>.*?</url>", page["text"])
        texts = [re.sub(r"<xhtml:link[^>]*>", "", url) for url in urls if "/zh-hans/" in url]
        page["text"] = sorted(text for text in texts if IN_SOURCE.search(text))
    if any("data-outcome" in each for each in page.get("hooks", ())):
        # Reasons and what to say at the counter were added (ADR 0058): the outcome is kept.
        page["hooks"] = [each for each in page["hooks"] if "data-outcome" in each]
        page.pop("text")
    page = without_asking_for_places(address, page)
    if "/compare/" in address and page["status"] == 200:
        # A row a situation, in short words, since ADR 0079: every cell answers as it did.
        cells = [each for each in page["hooks"] if "data-scenario" in each]
        page["hooks"] = sorted(cells, key=lambda each: (each["data-region"], each["data-scenario"]))
        page.pop("text")
    if "/check/?" in address:
        page["hreflang"] = [each[:1] for each in page.get("hreflang", ())]  # see `reordered`
    if any("data-question" in each for each in page.get("hooks", ())):
        # Of the questions another may come first (ADR 0067): that one is asked there is kept.
        page["hooks"] = [each for each in page["hooks"] if each.get("name") in ("r", "e", "in")]
        for each in page["hooks"]:  # a province leads on to its cities
            each["name"] = each["name"].replace("in", "r")
        page["text"] = page["h1"] = "a question"
    if isinstance(page.get("text"), str):
        page["text"] = IN_WORDS.sub(as_in_addresses, page["text"]).translate(ALIKE)
        title = IN_WORDS.sub(as_in_addresses, str(page.get("h1")))
        page["h1"] = title.replace(" 那一天", "那一天")
    if "/coverage/" in address:  # counts by province and by how good an answer is
        page["text"] = "how much is known"
    if ".atom" in address:  # an empty element is written in two ways
        page["text"] = page["text"].replace("></summary>", "/>")
    if "/changes/" in address:  # a name in another language is an element of its own
        page["text"] = page["text"].replace("： ", "：")
    if page["status"] == 404:
        page.pop("hreflang", None)
    if page["status"] >= 400:  # a refusal is nobody's canonical page
        page.pop("canonical", None)
    if "hreflang" in page:
        page["hreflang"] = [each for each in page["hreflang"] if each[0] == "zh-Hans"]
        page["canonical"] = re.sub(
            r"/(zh-hant|en)/", "/zh-hans/", page.get("canonical", ""), count=1
        )
    return page
