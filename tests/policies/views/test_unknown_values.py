"""Values in the database that this version of the site does not know: said, never left blank."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from policies.models import Evidence, Policy, Region
from policies.models.region import rank
from tests import factories as make
from tests.shipped import LANGUAGES, TODAY, fetch, one

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("today"),
]
EARLIER = TODAY - make.DAY


def live(**columns: Any) -> Policy:
    return make.policy(live=True, at=EARLIER, **columns)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("evidence", Evidence.values)
def test_every_level_of_evidence_has_its_word_on_the_page(language: str, evidence: str) -> None:
    live(evidence=evidence)
    answer = one(fetch(f"/{language}/regions/440000/settle-abroad/"), "article[data-verdict]")
    with translation.override(language):
        word = str(Evidence(evidence).label)
    assert answer["data-evidence"] == evidence
    assert word and word in one(answer, ".evidence").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_level_of_evidence_that_nobody_knows_is_said_to_be_unknown(language: str) -> None:
    live(evidence="rumour")
    make.faq(slug="who", live=True, at=EARLIER, evidence="rumour", scenario=make.scenario())
    answer = one(fetch(f"/{language}/regions/440000/settle-abroad/"), "article[data-verdict]")
    question = one(fetch(f"/{language}/questions/?about=settle-abroad"), "article.faq")
    for shown in (answer, question):
        assert shown["data-evidence"] == "rumour"
        assert "rumour" in one(shown, ".evidence").text
    assert one(question, "p .verdict")["data-kind"] == "unverified"


def test_a_level_of_evidence_that_nobody_knows_is_counted_too() -> None:
    live(evidence="rumour")
    counted = one(fetch("/zh-hans/coverage/"), "#evidence").get_text(" ", strip=True)
    assert "本站不认识的等级（rumour） 1 条规定" in counted and "官方原文 0 条规定" in counted


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "address",
    [
        "regions/440000/settle-abroad/",
        "regions/440000/",
        "scenarios/settle-abroad/",
        "compare/?regions=440000",
        "sources/guangdong-yuefuban-2021-56/",
    ],
)
def test_a_verdict_that_nobody_knows_is_no_other_verdict(address: str, language: str) -> None:
    live(verdict="maybe")
    badge = one(fetch(f"/{language}/{address}"), ".verdict")
    assert badge["data-kind"] == "unreadable" and badge.text.strip()


def test_the_wizard_promises_nothing_on_a_verdict_that_nobody_knows() -> None:
    draft = make.policy(verdict="maybe", conditions_modelled=True)
    make.condition(draft, ("yes",), question=make.question("ret", ("yes", "no")))
    make.publish(draft, at=EARLIER)
    page = fetch("/zh-hans/check/?r=440000&e=settle-abroad&ret=yes")
    assert one(page, "article[data-outcome]")["data-outcome"] == "conditional"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fact_check_with_a_verdict_that_nobody_knows_is_shown(language: str) -> None:
    make.fact_check(slug="claim", live=True, at=EARLIER, verdict="perhaps")
    for address in ("fact-checks/", "fact-checks/claim/"):
        badge = one(fetch(f"/{language}/{address}"), ".verdict")
        assert badge["data-kind"] == "unreadable" and badge.text.strip()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh-hans", "本站不认识（x-ray）"),
        ("zh-hant", "本站不認識（x-ray）"),
        ("en", "unknown to this site (x-ray)"),
    ],
)
def test_a_word_that_nobody_knows_is_said_to_be_unknown(language: str, said: str) -> None:
    """A channel, the kind of a source or of a situation, how much an edition changed."""
    live(change_size="x-ray")
    make.procedure(live=True, at=EARLIER, channel="x-ray")
    source = make.source("paper", kind="x-ray")
    make.scenario("odd", kind="x-ray")
    for address in (
        "regions/440000/settle-abroad/",
        f"sources/{source.code}/",
        "compare/?regions=440000",
    ):
        page = fetch(f"/{language}/{address}").get_text(" ", strip=True)
        assert said in page and "x-ray" not in page.replace(said, "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_of_a_kind_that_nobody_knows_is_listed(language: str) -> None:
    make.source("paper", kind="x-ray")
    make.scenario("odd", kind="x-ray")
    assert fetch(f"/{language}/sources/").select_one("main a[href$='/sources/paper/']")
    assert fetch(f"/{language}/scenarios/").select_one("main a[href$='/scenarios/odd/']")


@pytest.mark.parametrize(
    "address",
    ["regions/?q=广东", "search/?q=广东", "check/?q=广东"],
)
def test_a_place_of_a_level_that_nobody_knows_is_found(address: str) -> None:
    make.region(level="special")
    assert fetch(f"/zh-hans/{address}").select_one("a[href*='440000'], [value='440000']")


def test_a_level_that_nobody_knows_is_below_all_others() -> None:
    assert [rank(level) for level in (*Region.Level.values, "special")] == [0, 1, 2, 3, 4]


def test_whether_an_answer_can_change_is_left_out_where_nobody_knows_the_word() -> None:
    draft = make.policy(verdict="yes", conditions_modelled=True)
    question = make.question("ret", ("yes", "no"), changeable="someday")
    make.condition(draft, ("yes",), question=question)
    make.publish(draft, at=EARLIER)
    page = fetch("/zh-hans/check/?r=440000&e=settle-abroad&ret=no")
    reason = one(page, "article[data-outcome='no'] .reason")
    assert "someday" not in page.text and not reason.select(".tag")


def test_the_picture_of_a_verdict_that_nobody_knows_is_one_that_there_is() -> None:
    """The files of a release are listed: one that is not listed would be a failure of the site."""
    make.fact_check(slug="claim", live=True, at=EARLIER, verdict="perhaps")
    picture = one(fetch("/zh-hans/fact-checks/claim/"), "meta[property='og:image']")["content"]
    assert str(picture).endswith("/static/icons/verdict-unreadable.png")
