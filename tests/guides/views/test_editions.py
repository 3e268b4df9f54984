"""What an edition of any kind is called, and where its live page is."""

from __future__ import annotations

import datetime as dt

import pytest
from django.conf import settings

from guides.models import FactCheck, Faq, Guide
from guides.views.editions import (
    day_in_force,
    edition_title,
    edition_url,
    kind_word,
    short_address,
)
from policies.models import Edition, Policy, Procedure, Region, Scenario
from policies.models.edition import edition_models
from policies.speech import Speech

pytestmark = pytest.mark.sqlite("once is enough: no test here asks the database")
TODAY = dt.date(2026, 11, 22)
DEATH = Scenario(code="death", name_zh_hans="参保人去世")
PLACE = {"region": Region(code="440000", name_zh_hans="广东省"), "scenario": DEATH}
ANSWER = "/zh-hans/regions/440000/death/"
EDITIONS: list[tuple[Edition, str, str]] = [
    (Policy(**PLACE), "广东省 · 参保人去世", ANSWER),
    (
        Procedure(**PLACE, channel="counter", code="K7M2R"),
        "广东省 · 参保人去世 · 窗口",
        f"{ANSWER}#procedure-K7M2R",
    ),
    (Guide(slug="moving", title_zh_hans="出国定居"), "出国定居", "/zh-hans/guides/moving/"),
    (
        Faq(slug="heirs", scenario=DEATH, question_zh_hans="谁能继承？"),
        "谁能继承？",
        "/zh-hans/questions/?about=death#heirs",
    ),
    (
        FactCheck(slug="pay", claim_zh_hans="交钱就能取。"),
        "交钱就能取。",
        "/zh-hans/fact-checks/pay/",
    ),
]
kinds = pytest.mark.parametrize(
    ("edition", "title", "url"), EDITIONS, ids=[type(each).__name__ for each, *_ in EDITIONS]
)


def test_every_kind_of_edition_is_asked_here() -> None:
    assert {type(each) for each, *_ in EDITIONS} == set(edition_models())


@kinds
def test_each_kind_has_a_name_for_readers(edition: Edition, title: str, url: str) -> None:
    assert edition_title(edition, Speech("zh-hans")) == title


@kinds
def test_each_kind_has_a_page_where_it_is_live(edition: Edition, title: str, url: str) -> None:
    assert edition_url(edition, TODAY) == url


@kinds
def test_each_kind_has_a_word(edition: Edition, title: str, url: str) -> None:
    assert kind_word(str(edition._meta.model_name))


def test_kinds_are_told_apart_by_their_words() -> None:
    words = [kind_word(str(model._meta.model_name)) for model in edition_models()]
    assert len(set(words)) == len(words)


def test_a_kind_that_was_forgotten_is_an_error_and_no_empty_title() -> None:
    with pytest.raises(TypeError):
        edition_title(Region(), Speech("zh-hans"))  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        edition_url(Region(), TODAY)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("start", "end", "day"),
    [
        (None, None, None),
        ("2026-01-01", None, None),
        ("2026-01-01", "2026-12-31", None),
        ("2026-11-22", "2026-11-22", None),
        ("2027-01-01", None, "2027-01-01"),
        ("2025-01-01", "2025-12-31", "2025-12-31"),
        (None, "2026-11-21", "2026-11-21"),
    ],
)
def test_a_rule_of_another_day_is_shown_on_a_day_on_which_it_holds(
    start: str | None, end: str | None, day: str | None
) -> None:
    days = {
        "effective_from": dt.date.fromisoformat(start) if start else None,
        "effective_to": dt.date.fromisoformat(end) if end else None,
    }
    policy = Policy(**PLACE, **days)
    assert str(day_in_force(policy, TODAY)) == str(day)
    assert edition_url(policy, TODAY) == (f"{ANSWER}?on={day}" if day else ANSWER)


def test_permanent_addresses_are_whole_and_name_a_version_if_one_is_meant() -> None:
    policy = Policy(code="K7M2P")
    assert short_address(policy) == f"{settings.SITE_URL}/r/K7M2P"
    assert short_address(policy, 3) == f"{settings.SITE_URL}/r/K7M2P/v3"
