"""Examples of what stands around and between: header, footer, notices, headings."""

from __future__ import annotations

from policies.speech import Said
from policies.views.page import LanguageLink
from policies.views.values import Hotline
from site_config.context import MenuLink
from site_config.desk.gallery import samples
from site_config.desk.gallery.example import Example, example
from site_config.desk.gallery.samples import PLACE

HERE = [("首页", "#home"), (samples.fallen_back("示例省"), "#province"), (PLACE, None)]
MENU = [MenuLink("遇到的事", "#scenarios", True), MenuLink("查一查", "#check", False)]
LANGUAGES = [
    LanguageLink("zh-Hans", "简体中文", "#hans", True),
    LanguageLink("en", "English", "#en", False),
]
HOTLINES = [
    Hotline(Said("医保服务热线"), "12393", "问规定和办理"),
    Hotline(samples.fallen_back("反诈专线"), "96110", ""),
]
WAYS = {"home_url": "#home", "regions_url": "#regions", "search_url": "#search"}


def frames() -> list[Example]:
    return [*site(), *notices(), *pieces()]


def site() -> list[Example]:
    links = {"nav": MENU, "language_links": LANGUAGES}
    return [
        example("icons", "all shapes, for icon.html"),
        example("site-header", "in a section", site_name="示例网站", home_url="#home", **links),
        example("navigation", "in a section", nav=MENU),
        example("language-switch", "two", language_links=LANGUAGES),
        example("breadcrumb", "three steps", breadcrumbs=HERE),
        example("site-footer", "two pages", links=MENU),
        example("fraud-footer", "two numbers", contacts=HOTLINES),
    ]


def notices() -> list[Example]:
    words = {"title": "先打电话", "text": "各地不一样。", "link_url": "#on", "link_label": "看规定"}
    words |= {"more_url": "#more", "more_label": "有什么变化"}
    return [
        *(example("notice", kind, kind=kind, **words) for kind in ("info", "warning", "fraud")),
        example("notice", "one sentence", text=samples.fallen_back("各地不一样。")),
        example("fallback-notice", "once a page"),
        example("empty-state", "with a way on", title="没有", text="再找", actions=[("找", "#x")]),
        example("way-on", "from a page that could not help", **WAYS),
    ]


def pieces() -> list[Example]:
    middle = {"number": 2, "total": 3, "previous_url": "#one", "next_url": "#three"}
    return [
        example("heading", "with all parts", title="出境定居", kicker=PLACE, lead="能取吗？"),
        example("contents", "two", items=[("one", "条件"), ("two", "办法")]),
        example("action", "plain", url="#on", label="看规定"),
        example("action", "main", url="#on", label="下一步", main=True),
        example("icon", "a shape", name="place"),
        example("hotlines", "two", contacts=HOTLINES),
        example("pagination", "in the middle", **middle),
        example("pagination", "the last", number=3, total=3, previous_url="#two", next_url=None),
    ]
