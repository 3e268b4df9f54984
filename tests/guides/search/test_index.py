"""The index of the search: what another publication leaves of it, and what it asks for."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guides.models import Term
from guides.search import beginnings, index
from guides.search.index import Index, State, build_index
from policies.models import Region, Scenario
from policies.publishing.shared.permits import permitted
from policies.speech import Said
from tests import factories as make

AT = dt.datetime(2026, 11, 27, 8, tzinfo=dt.UTC)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content")]


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    for remembered in (build_index, index._index, index._weights, beginnings._plain):
        remembered.cache_clear()


def of(published: str, language: str = "zh-hans") -> Index:
    return build_index(State(published, language, AT))


def holding(word: str, found: Index) -> list[str]:
    """The codes of the documents that hold a word."""
    return [found.documents[number].code for number in found.holders.get(word, {})]


def title_of(code: str, found: Index) -> Said:
    return next(each.title for each in found.documents if each.code == code)


def test_a_rule_that_is_published_leaves_the_index_as_it_is() -> None:
    before = of("before")
    here, fitness = Region.objects.get(code="440304"), Scenario.objects.get(code="fitness")
    make.policy(region=here, scenario=fitness, live=True)
    with CaptureQueriesContext(connection) as asked:
        assert of("after") is before
    assert len(asked) <= 7
    assert not any('FROM "policies_policy"' in each["sql"] for each in asked)


def test_of_a_text_that_changed_alone_the_words_are_counted_anew() -> None:
    make.term("account", name_zh_hans="个人账户", definition_zh_hans="蜂鸟的地方。")
    make.term("pool", name_zh_hans="统筹基金", definition_zh_hans="众筹的钱。")
    before = of("before")
    counted = index._weights.cache_info().misses
    with permitted("a test"):
        Term.objects.filter(slug="pool").update(definition_zh_hans="共同的疫苗钱。")
    after = of("after")
    assert index._weights.cache_info().misses == counted + 1
    assert "pool" in holding("众筹", before) and "pool" not in holding("众筹", after)
    assert "pool" in holding("疫苗", after) and "account" in holding("蜂鸟", after)


def test_a_document_that_is_gone_and_one_that_came_are_so_in_the_next_index() -> None:
    first = make.term("account", name_zh_hans="个人账户")
    of("before")
    with permitted("a test"):
        first.delete()
    make.term("pool", name_zh_hans="统筹基金")
    after = of("after")
    assert {"account", "pool"} & {each.code for each in after.documents} == {"pool"}
    assert "account" not in holding("账户", after) and "pool" in holding("基金", after)


def test_the_same_words_marked_as_of_another_language_are_another_index() -> None:
    """A term without English is told in Chinese and marked so; in the same words, not."""
    make.term("account", name_zh_hans="ATM", name_en="", definition_zh_hans="A", definition_en="")
    before = of("before", "en")
    with permitted("a test"):
        Term.objects.filter(slug="account").update(name_en="ATM", definition_en="A")
    after = of("after", "en")
    assert [title_of("account", each).lang for each in (before, after)] == ["zh-Hans", None]


def test_a_rule_that_a_text_names_is_named_by_place_and_situation() -> None:
    """Without asking what it says; of a place that is no more nothing is said."""
    here = Region.objects.get(code="440300")
    gone = make.region("440399", name_zh_hans="旧区")
    with permitted("a test"):
        Region.objects.filter(pk=gone.pk).update(successor=here)
    make.guide(slug="named", live=True, body_zh_hans="看[[policy:440300:death]]。")
    make.guide(
        slug="lost", live=True, body_zh_hans="看[[policy:440399:death]]，[[policy:440300:x]]。"
    )
    found = of("now")
    assert "named" in holding("深圳", found) and "named" in holding("去世", found)
    assert "lost" not in holding("旧区", found)
