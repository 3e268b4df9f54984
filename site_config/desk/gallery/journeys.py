"""Examples of what asks: the wizard, forms, choices of places and situations, search."""

from __future__ import annotations

from dataclasses import replace

from guides.forms import FeedbackForm
from guides.views.fact_check_cards import FactCheckCard
from guides.views.search import Facet
from guides.views.search_results import Result
from policies.rules.state import Outcome, State
from policies.speech import Said
from policies.views.found_places import FoundPlaces
from policies.views.values import ScenarioCard, badge_of
from policies.views.values.region import ProvinceTile, RegionEntry
from policies.views.values.wizard import (
    Given,
    LawfulUse,
    Need,
    Option,
    OutcomeCard,
    Progress,
    QuestionShown,
    Reason,
    Reasons,
)
from site_config.desk.gallery import samples
from site_config.desk.gallery.example import Example, example
from site_config.desk.gallery.samples import NOTHING, PLACE

HIDDEN = [("r", "999900")]


def journeys() -> list[Example]:
    return [*questions(), *results(), *forms(), *choices()]


def questions() -> list[Example]:
    options = [Option("yes", "退休了"), Option("-", "我不知道", is_unsure=True)]
    question = QuestionShown(
        code="ret",
        text=Said("你退休了吗？"),
        hint=samples.fallen_back("看退休证。"),
        where_to_find_out=Said("问单位。"),
        options=options,
        hidden=HIDDEN,
        progress=Progress(2, 5),
    )
    given = [Given("参保地", PLACE, "#place"), Given("遇到的事", "出境定居", "#event")]
    set_aside = Given("你退休了吗？", "已经退休", "#ret", "和你别的回答不能同时成立。")
    explained = Option("no", "还没有", hint="还在上班", is_checked=True)
    again = replace(question, options=[replace(options[0], is_checked=True), options[1]])
    return [
        example("question-form", "with a hint", action="#check", question=question),
        example("question-form", "asked again", action="#check", question=again),
        example("progress", "second of five", progress=Progress(2, 5)),
        example("answers-so-far", "two", answers=given, restart_url="#restart"),
        example("answers-so-far", "folded", answers=given, restart_url="#r", is_folded=True),
        example("answers-so-far", "one set aside", answers=[set_aside], restart_url="#restart"),
        example("choice", "chosen, with a hint", option=explained, name="ret"),
        example("choice", "several may be chosen", option=options[0], name="x", type="checkbox"),
        example("choice", "I don't know", option=options[1], name="ret", first=True),
        example("choice", "a button", option=options[0], name="ret", type="submit"),
        example("choice", "one has to be chosen", option=options[1], name="x", required=True),
    ]


def results() -> list[Example]:
    """Every outcome of the wizard, with everything that one may say."""
    passage = samples.citation()
    unmet = Reason(
        Said("你还没有定居。"), "只是留学", "你已经定居", "自己可以改变", passage=passage
    )
    met = Reason(Said("你已经退休"), "已经退休", passage=passage)
    unasked = Reason(Said("你已经注销户籍"), where="问派出所。")
    needs = [Need(Said("你退休了吗？"), NOTHING), Need(Said("有签证吗？"), Said("问使领馆。"))]
    why = {
        Outcome.YES: Reasons(met=[met], checked="1 条里核对了 1 条"),
        Outcome.CONDITIONAL: Reasons(met=[met], unasked=[unasked], checked="2 条里核对了 1 条"),
        Outcome.NO: Reasons(met=[met], unmet=[unmet], checked="2 条里核对了 2 条"),
        Outcome.NEEDS: Reasons(met=[met], unclear=[unasked], needs=needs),
    }
    rests_on = Reasons(grounds=passage, unstated="没有写。")
    use = LawfulUse(Said("家庭共济"), "#answer", badge_of(State, State.CONDITIONAL))

    def card(outcome: Outcome) -> OutcomeCard:
        return OutcomeCard(
            scenario_code="settle-abroad",
            region_code="999900",
            region_name=PLACE,
            title=Said("出境定居"),
            url="#answer",
            outcome=outcome.value,
            badge=badge_of(Outcome, outcome),
            sentence="示例市参保人出境定居的，可以申请提取。",
            edition="" if outcome == Outcome.NONE else "K7M2P/v3",
            reasons=why.get(outcome, Reasons()),
            counter=["我在示例市参加职工医保，想办“出境定居”。"] if outcome in why else [],
            uses=[use] if outcome == Outcome.NO else [],
            evidence_word="" if outcome == Outcome.NONE else "官方文件",
            checked=None if outcome == Outcome.NONE else samples.citation().checked,
            plan=samples.plan() if outcome == Outcome.CONDITIONAL else None,
        )

    return [
        *(example("outcome", outcome, outcome=card(outcome)) for outcome in Outcome),
        example("reasons", "what a rule rests on", reasons=rests_on, uses=[use]),
        example("lawful-uses", "one", uses=[use]),
        example("reason-list", "one", heading="不符合的", kind="unmet", reasons=[unmet]),
        example(
            "reason-list", "folded", heading="符合的", kind="met", reasons=[met], is_folded=True
        ),
        example("reason", "where to find out", reason=unasked),
        example("reason", "its source folded", reason=met, is_source_folded=True),
        example("passage", "a document", passage=passage),
    ]


def forms() -> list[Example]:
    empty = FeedbackForm(label_suffix="", prefix="empty")
    wrong = FeedbackForm({}, label_suffix="", prefix="wrong")
    errors = [("请写是哪一页。", "id_wrong-address")]
    return [
        example("field", "empty", field=empty["address"]),
        example("field", "refused", field=wrong["address"]),
        example("error-summary", "one", errors=errors),
        example(
            "message-box",
            "refused",
            url="#message",
            longest=4000,
            value="…",
            error="太长了",
            rows=6,
        ),
        example(
            "search-box",
            "filled in",
            action="#search",
            label="找什么",
            hint="例如：南京",
            button="找",
            value="南京",
            id="gallery-search",
            hidden=HIDDEN,
        ),
    ]


def choices() -> list[Example]:
    scenario = ScenarioCard("death", Said("家人去世了怎么办？"), Said("去世"), "#death")
    claim = FactCheckCard(
        Said("交钱取不出余额"),
        samples.fallen_back("交一百元就能取出来"),
        samples.badge(State.NO),
        "#claim",
    )
    regions = [
        RegionEntry("999900", PLACE, "#one", "原西区，今东区"),
        RegionEntry("999901", Said("东区"), "#two", has_cities=True),
    ]
    tiles = [ProvinceTile("110000", "北京", Said("北京市"), "#bj", has_cities=False)]
    found = [Result(PLACE, "#region", "地区"), Result("指南", "#guide", "指南", "先读再去。")]
    return [
        example("scenario-card", "a question", scenario=scenario, heading_level=4),
        example("fact-check-card", "a claim", check=claim, heading_level=3),
        example("region-list", "two", regions=regions),
        *(
            example("found-places", each, found=found_places)
            for each, found_places in (
                ("named", FoundPlaces(regions, [], False)),
                ("guessed", FoundPlaces([], regions, False)),
                ("nothing", FoundPlaces([], [], False)),
                ("another scheme", FoundPlaces([], [], True)),
            )
        ),
        example("found-places", "buttons", found=FoundPlaces(regions, [], False), buttons=True),
        example("place-rows", "links", places=regions),
        example("place-rows", "buttons", places=regions, buttons=True),
        example("tile-map", "one province", provinces=tiles),
        example("results", "two", results=found),
        example(
            "facets",
            "one chosen",
            label="地区",
            facets=[Facet("南京市", "#nanjing", True), Facet("指南 2", "#guides", False)],
        ),
        example("rows", "two", rows=[("家人去世了", "#death"), ("给家人用", "#share")], label="事"),
    ]
