"""Examples of what answers: verdicts, answers, the comparison, procedures, sources, editions."""

from __future__ import annotations

from dataclasses import replace

from guides.reported import Reports
from guides.views.shared_changes import ChangedValue
from policies.condition_list import ConditionList, RowLine, picture_of
from policies.models import Evidence
from policies.rules.state import State
from policies.speech import Said
from policies.views.values import Badge, evidence_badge
from policies.views.values.across import CountryMap, Legend, VerdictTile
from policies.views.values.answer import AnswerCard, AnswerHead, Hooks
from policies.views.values.citation import CheckedDays
from policies.views.values.comparison import Cell, PlaceHead, Row, Table
from policies.views.values.one_scenario import Ground, PlaceRow, PlacesTable
from policies.views.values.who_can import Place, Who
from site_config.desk.gallery import samples
from site_config.desk.gallery.example import Example, example
from site_config.desk.gallery.samples import DAY, NOTHING, PLACE

SENTENCE = "示例市参保人出境定居的，可以申请提取。"
NO_RULE = Hooks("999900", "death", "none")


def answered(sentence: str) -> Reports:
    """A public reply at a sentence."""
    return Reports("#feedback", {sentence: Said("我们问过窗口，照这一条办。")})


def answers() -> list[Example]:
    return [*verdicts(), *heads(), *cards(), *tables(), *conditions(), *grounds()]


def verdicts() -> list[Example]:
    """Every word that a badge may say, and how well a statement may be supported."""
    return [
        *(example("verdict", state, badge=samples.badge(state)) for state in State),
        example("verdict", "unverified", badge=evidence_badge(Evidence.REPORTED)),
        example(
            "verdict", "another place's", badge=replace(samples.badge(State.YES), level="全国")
        ),
        example("verdict", "of before", badge=replace(samples.badge(State.YES), is_past=True)),
        example("verdict", "large", badge=samples.badge(State.YES), size="large"),
        *(example("evidence", level, word=Evidence.word(level)) for level in Evidence),
        example("evidence", "not known", word=Evidence.word("rumour")),
        example("checked-day", "verified", checked=samples.VERIFIED),
        example("checked-day", "seen", checked=samples.SEEN),
        example("checked-day", "seen, in brief", checked=samples.SEEN, brief=True),
        example("checked-day", "doubted", checked=samples.DOUBTED),
        example("checked-day", "neither", checked=CheckedDays()),
    ]


def heads() -> list[Example]:
    ruled = AnswerHead(
        hooks=samples.hooks(),
        region_name=PLACE,
        badge=samples.badge(State.CONDITIONAL),
        sentence=samples.fallen_back(SENTENCE),
        not_found_yet="本站还没查到示例市的规定，先列示例省的。",
        evidence_word=Evidence.word(Evidence.QUOTED),
        checked=samples.SEEN,
        covers="省本级参保人",
    )
    unruled = AnswerHead(
        hooks=NO_RULE,
        region_name=PLACE,
        badge=samples.badge(State.NONE),
        sentence="没有记录不等于不可以，请打电话问。",
        not_found_yet="",
        evidence_word="",
        checked=None,
    )
    return [
        example("answer", "a rule", answer=ruled, reports=answered(ruled.sentence)),
        example("answer", "no rule recorded", answer=unruled),
    ]


def cards() -> list[Example]:
    def card(hooks: Hooks, badge: Badge, sentence: str) -> AnswerCard:
        return AnswerCard(hooks, Said("出境定居"), "#answer", badge, sentence)

    others = replace(samples.badge(State.CONDITIONAL), level="示例省")
    inherited = card(samples.hooks(), others, SENTENCE)
    unruled = card(NO_RULE, samples.badge(State.NONE), "")
    return [
        example("answer-card", "an inherited rule", card=inherited),
        example("answer-card", "no rule recorded", card=unruled, heading_level=4),
    ]


def tables() -> list[Example]:
    def cell(hooks: Hooks, state: State, *notes: str) -> Cell:
        return Cell(hooks, "示例市 出境定居：", "#answer", samples.badge(state), [*notes])

    ruled = cell(samples.hooks(), State.CONDITIONAL, "按示例省", "2 个条件", "3 样材料")
    unruled = cell(NO_RULE, State.NONE)
    heads = [PlaceHead(Said("示例"), "#one"), PlaceHead(PLACE, "#two")]
    differs = Row(
        "settle-abroad", Said("出境定居"), "#thing", [ruled, unruled], samples.MOST_PLACES
    )
    same = Row("death", samples.fallen_back("去世"), "#thing", [unruled, unruled])
    one_kind = Table("取出来：2 个地方", heads, [("取出来", [differs, same])], [])
    kinds = [
        ("取出来", [differs]),
        ("用起来", [Row("health-check", Said("体检"), "#use", [ruled] * 6)]),
    ]
    several = Table("2 件事：6 个地方", heads * 3, kinds, [Said("去世")])
    places = PlacesTable("2 个地方的规定", [ruled_place(), unruled_place()], country_of_tiles())
    alike = PlacesTable("2 个地方的规定", [ruled_place()] * 2, only_differences=True)
    return [
        example("comparison", "two places", table=one_kind, reports=answered(""), reader=""),
        example("comparison", "several kinds, without what is the same", table=several),
        example(
            "comparison-places",
            "with a rule and without",
            table=places,
            reports=answered(""),
            reader="",
        ),
        example("comparison-places", "the same in both", table=alike),
        example(
            "comparison-places",
            "nowhere how long",
            table=PlacesTable("1 个地方的规定", [unruled_place()]),
        ),
        example("not-recorded", "in a table"),
        *country(),
    ]


def country() -> list[Example]:
    """A situation across the country."""
    unknown = replace(samples.MOST_PLACES, kind="", word="", brief="")
    return [
        example("country-map", "two tiles", map=country_of_tiles()),
        example("spread", "most places", spread=samples.MOST_PLACES),
        example("spread", "too little is known", spread=unknown),
        example("spread-rule", "of the provinces", number=31),
        example("comparison-ground", "with more", ground=ruled_place().ground),
    ]


def country_of_tiles() -> CountryMap:
    tiles = [
        VerdictTile("110000", Said("北京"), "#one", "conditional", "条", "符合条件才可以", False),
        VerdictTile("650000", samples.fallen_back("新疆"), "#two", "none", "？", "没有记录", True),
    ]
    legend = [Legend("conditional", "条", "符合条件才可以", 1)]
    return CountryMap(samples.MOST_PLACES, tiles, legend)


def ruled_place() -> PlaceRow:
    return PlaceRow(
        hooks=samples.hooks(),
        name=PLACE,
        url="#answer",
        badge=samples.badge(State.CONDITIONAL),
        sentence=samples.fallen_back(SENTENCE),
        who=[Said("省本级参保人"), "2 种情形，任一种"],
        first="到窗口登记。",
        since="从2022年1月17日起",
        times=["法定时限：20 个工作日"],
        ground=Ground(samples.fallen_back("示例办法"), "#source", "另有 2 份", samples.SEEN),
    )


def unruled_place() -> PlaceRow:
    badge = samples.badge(State.NONE)
    return PlaceRow(NO_RULE, PLACE, "#answer", badge, "没有记录。", [], "", "", [], None)


def conditions() -> list[Example]:
    """What a rule asks for, in rows and as a picture."""
    row, fallen = (
        RowLine(Said("你已经退休"), 1, Said("你退休了吗？"), NOTHING, can_fail=True),
        RowLine(samples.fallen_back("你已备案"), 2, Said("你备案了吗？"), NOTHING, can_fail=False),
    )
    unasked = RowLine(Said("你已经注销户籍"), 0, NOTHING, Said("问派出所。"), can_fail=False)
    wordless = replace(row, is_wordless=True)
    ways = ConditionList([row], [[fallen, unasked], [row]], are_exceptions=False)
    exception = ConditionList([row], [], are_exceptions=True)
    unstated = ConditionList([], [], are_exceptions=False, unstated="没有写明条件。")
    return [
        example(
            "condition-list",
            "two ways",
            conditions=ways,
            anchor="grounds",
            reports=answered(ways.always[0].text),
        ),
        example("condition-list", "an exception to a no", conditions=exception),
        example("condition-list", "none stated", conditions=unstated),
        example(
            "condition", "not asked", row=unasked, anchor="grounds", reports=answered(unasked.text)
        ),
        example("condition", "without the words of the source", row=wordless, is_joined=True),
        example("rule-picture", "two ways", picture=picture_of(ways), conditions=ways),
        example("who-can", "in one place", who=[Who([row.text], [Place(PLACE, "#answer")])]),
    ]


def grounds() -> list[Example]:
    both = [samples.citation(), samples.citation(is_followed=False)]
    changes = [{"day": DAY, "title": "政策", "url": "#x", "size": "一般", "note": SENTENCE}]
    value = ChangedValue("电话", Said("12390"), Said("12393"))
    shared = {
        "day": DAY,
        "title": "电话：热线",
        "size": "修改",
        "kind": "contact",
        "values": (value,),
    }
    return [
        example("mark", "of the second source", anchor="grounds", number=2),
        example(
            "fact-rows",
            "one differs by channel",
            rows=samples.fact_rows(),
            reports=Reports("#feedback", {}),
        ),
        example("facts", "one fell back", facts=samples.facts()),
        example(
            "requirements",
            "one of several",
            papers=samples.papers(),
            has_details=True,
            asks_whose=True,
            reports=Reports("#feedback", {}),
        ),
        example(
            "steps",
            "two, one forks",
            steps=samples.how().steps,
            reports=answered(samples.how().steps[0].branches[0].texts[0]),
        ),
        example("source-list", "one cannot be followed", citations=both),
        example(
            "source-list", "numbers lead to it", citations=both, anchor="grounds", is_brief=True
        ),
        example("source-list", "none", citations=[]),
        example("edition", "seen, not verified", edition=samples.edition(), is_brief=True),
        example("changes", "one", changes=changes),
        example("changes", "a telephone", changes=[shared]),
    ]
