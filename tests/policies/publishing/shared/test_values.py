"""What a shared row says, as an editor reads it beside what it said before."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from policies.models import Contact, Option, Question, Region, Scenario, Source
from policies.publishing.shared.values import (
    NoSuchRow,
    ThreeValues,
    code_of,
    differing,
    in_order,
    label_of,
    model_of,
    place_of,
    put,
    row_named,
    said,
    three_values,
)
from tests import factories as make


@pytest.mark.parametrize("value", [None, "", []])
def test_what_is_empty_says_so(value: object) -> None:
    assert said(Region, "aliases", value) == "（空）"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "是"),
        (False, "否"),
        (0, "0"),
        (["ret=yes", "job=stopped"], "ret=yes、job=stopped"),
        ({"ret": "yes", "job": "stopped"}, "job=stopped、ret=yes"),
        ("粤", "粤"),
    ],
)
def test_each_kind_of_value_has_its_own_words(value: object, words: str) -> None:
    assert said(Region, "aliases", value) == words


@pytest.mark.parametrize(
    ("value", "words"), [("province", "省级"), ("a level of tomorrow", "a level of tomorrow")]
)
def test_a_choice_is_said_in_its_word_and_an_unknown_one_as_it_stands(
    value: str, words: str
) -> None:
    assert said(Region, "level", value) == words


def test_fields_stand_in_the_order_of_the_model_with_those_of_many_last() -> None:
    order = in_order(Question)
    assert order.index("code") < order.index("text") < order.index("changeable")
    assert in_order(Question)[0] == "id"


def test_only_what_a_change_is_about_is_shown_and_no_empty_that_stays_empty() -> None:
    shown = three_values(
        Region,
        before={"aliases": "", "level": "county", "name_en": ""},
        now={"aliases": "粤", "level": "county", "name_en": "", "code": "440000"},
        wanted={"aliases": "粤", "name_en": None},
    )
    assert [each.name for each in shown] == ["level", "aliases"]
    assert shown[1] == ThreeValues("aliases", "别名", "", "粤", "粤")


@pytest.mark.parametrize(
    ("now", "is_stale"), [("before", False), ("wanted", False), ("of somebody else", True)]
)
def test_a_value_is_stale_once_somebody_else_wrote_a_third(now: str, is_stale: bool) -> None:
    assert ThreeValues("name", "名称", "before", now, "wanted").is_stale is is_stale


def test_of_two_contents_only_what_differs_is_kept() -> None:
    before = {"code": "a", "name": "旧", "gone": 1}
    after = {"code": "a", "name": "新", "new": 2}
    assert differing(before, after) == ({"name": "旧", "new": None}, {"name": "新", "new": 2})


def test_the_label_of_a_field_names_its_language() -> None:
    assert label_of(Scenario, "question_en") == "市民的问法 [English]"


@pytest.mark.parametrize("model", [Region, Scenario, Source, Contact, Option])
def test_a_kind_is_found_by_its_name(model: type) -> None:
    assert model_of(f"policies.{model.__name__.lower()}") is model


@pytest.mark.parametrize("kind", ["policies.policy", "policies.Contact", "auth.user", ""])
def test_what_is_no_shared_row_is_no_kind_of_it(kind: str) -> None:
    with pytest.raises(LookupError):
        model_of(kind)


def test_a_row_is_named_by_what_stands_in_addresses() -> None:
    question = Question(code="ret")
    assert code_of(Option(question=question, code="yes")) == "ret=yes"
    assert code_of(Region(code="440000")) == "440000"
    assert code_of(User(pk=7)) == "7"


def test_a_row_is_about_the_region_that_it_is_or_names() -> None:
    guangdong = Region(code="440000")
    assert place_of(guangdong) == "440000"
    assert place_of(Contact(region=guangdong)) == "440000"
    assert place_of(Contact()) == "" and place_of(Scenario(code="death")) == ""


def test_values_are_put_on_a_row_in_the_type_of_their_column() -> None:
    row = Source()
    put(row, {"issued_on": "2026-11-22", "title": "办法", "no such": 1})
    assert str(row.issued_on) == "2026-11-22" and row.issued_on is not None
    assert row.issued_on.year == 2026 and row.title == "办法"


def test_an_empty_reference_is_no_row() -> None:
    row = Region(successor=Region(code="440000"))
    put(row, {"successor": None})
    assert row.successor is None


@pytest.mark.django_db
def test_options_are_found_by_their_question_and_others_by_their_code() -> None:
    option = make.question("job", ("yes",)).options.get()
    make.question("ret", ("yes",))
    assert row_named(Option, "job=yes") == option
    assert row_named(Region, make.nation().code) == make.nation()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "reference", "words"),
    [
        (Option, "job=maybe", "选项“job=maybe”已经不在了。"),
        (Region, "999999", "地区“999999”已经不在了。"),
    ],
)
def test_what_is_gone_is_named(model: type, reference: str, words: str) -> None:
    with pytest.raises(NoSuchRow, match=words):
        row_named(model, reference)
