"""The canonical form: what is hashed and kept for ever, whatever columns come later."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from policies.models import Condition, Policy, PolicyCitation, Step
from policies.models.canonical import (
    canonical,
    content_hash,
    read_text,
    same_content,
)
from policies.models.edition import Edition, edition_models
from policies.pack.load import load_content
from tests import factories as make
from tests.policies.pack import pack

pytestmark = pytest.mark.django_db
TEXT = (
    '{"answer_zh_hans":"广东参保人出境定居的，可以申请提取。",'
    '"answer_zh_hant":"廣東參保人出境定居的，可以申請提取。","citations":[{"locator":"第十二条",'
    '"seen_on":"2025-11-22","source":"guangdong-yuefuban-2021-56"}],"conditions_in_ways":'
    '[{"accepted":["ret=yes"],"question":"ret","source":"guangdong-yuefuban-2021-56",'
    '"text_if_unmet_zh_hans":"你还没有退休。","text_if_unmet_zh_hant":"你還沒有退休。"}],"evidence":"official","form":1,'
    '"region":"440000","scenario":"settle-abroad","verdict":"conditional"}'
)
FORM_0 = (
    '{"answer_en":"","answer_zh_hans":"广东参保人出境定居的，可以申请提取。",'
    '"answer_zh_hant":"廣東參保人出境定居的，可以申請提取。",'
    '"citations":[{"locator":"第十二条","quote":"","seen_on":"2025-11-22","source":'
    '"guangdong-yuefuban-2021-56"}],"conditions_en":"","conditions_in_ways":[{"accepted":["ret=yes"],'
    '"question":"ret","source":"guangdong-yuefuban-2021-56","text_if_unmet_en":"",'
    '"text_if_unmet_zh_hans":"你还没有退休。","text_if_unmet_zh_hant":"你還沒有退休。","way":1}],'
    '"conditions_modelled":false,"conditions_zh_hans":"","conditions_zh_hant":"",'
    '"effective_from":null,"effective_to":null,"evidence":"official","region":"440000",'
    '"review_by":null,"scenario":"settle-abroad","time_limit_days":null,"verdict":"conditional"}'
)


@pytest.fixture
def policy() -> Policy:
    """As a pack brought it when these forms were made: without a sentence of its condition."""
    draft = make.policy(author=None, origin="0" * 64)
    make.condition(draft, text_zh_hans="")
    return make.publish_from_pack(draft)


def test_form_1_is_this_very_text(policy: Policy) -> None:
    assert policy.canonical_text == TEXT
    assert policy.content_hash == content_hash(TEXT)


def test_texts_of_form_0_and_1_that_say_the_same_are_the_same_content(policy: Policy) -> None:
    assert same_content(Policy, TEXT, policy.content())
    assert same_content(Policy, FORM_0, policy.content())


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ('"verdict":"conditional"', '"verdict":"no"'),
        ('"locator":"第十二条"', '"locator":"第十三条"'),
        ('"accepted":["ret=yes"]', '"accepted":["ret=no"]'),
        ('"form":1', '"form":1,"fee":"2"'),
        ("}]", "},{}]"),
        ('"form":1', '"form":2'),
        ("{", "["),
        (TEXT, ""),
        (TEXT, "[]"),
    ],
)
def test_a_text_that_says_something_else_is_another_content(
    policy: Policy, word: str, other: str
) -> None:
    assert word in TEXT
    assert not same_content(Policy, TEXT.replace(word, other, 1), policy.content())


def test_a_text_of_a_form_to_come_is_not_read() -> None:
    with pytest.raises(ValueError, match="known form"):
        read_text('{"form":2}')


@pytest.mark.parametrize(
    "row", [make.policy, make.procedure, make.guide, make.faq, make.fact_check]
)
def test_a_text_names_nothing_that_is_empty(row: Callable[..., Edition]) -> None:
    said = json.loads(row(live=True).canonical_text)
    parts = [part for name in row().parts for part in said.get(name, [])]
    for content in (said, *parts):
        assert not [name for name, value in content.items() if value in ("", None, [], False)]


def test_what_a_condition_accepts_and_does_not_know_is_read_in_one_query() -> None:
    draft = make.policy()
    make.condition(draft, unclear=("no",))
    make.condition(draft, ("no",), text_if_unclear_zh_hans="")
    asked_one_by_one = [canonical(row) for row in draft.conditions_in_ways.all()]
    with CaptureQueriesContext(connection) as queries:
        twin = draft.loaded()
    assert sum('"policies_option"' in query["sql"] for query in queries) == 1
    with CaptureQueriesContext(connection) as queries:
        rows = [canonical(row) for row in twin.loaded().conditions_in_ways.all()]
    assert rows == asked_one_by_one and len(queries) == 0


def test_an_edition_that_was_read_in_part_is_read_anew() -> None:
    draft = make.policy()
    half = Policy.objects.prefetch_related("citations").get(pk=draft.pk)
    PolicyCitation.objects.create(policy=draft, **make.citation(locator="第二条"))
    assert half.loaded() is not half
    assert half.content() == Policy.objects.get(pk=draft.pk).content()
    assert len(half.content()["citations"]) == 2 and len(half.citations.all()) == 1


def test_an_edition_that_was_read_whole_is_not_read_again() -> None:
    for row in (make.policy(), make.guide(), make.procedure()):
        whole = row.loaded()
        with CaptureQueriesContext(connection) as queries:
            assert whole.loaded() is whole and whole.content()
        assert whole is not row and len(queries) == 0


# Absent means default: a later column changes no hash.

COLUMNS: list[tuple[type[models.Model], models.Field[Any, Any]]] = [
    (Policy, models.BooleanField(default=False, name="is_trial")),
    (PolicyCitation, models.CharField(max_length=200, default="", blank=True, name="page")),
    (Condition, models.PositiveSmallIntegerField(default=7, name="weight")),
    (Step, models.DateField(null=True, name="from_day")),
]


@pytest.fixture
def added(request: pytest.FixtureRequest) -> Iterator[models.Field[Any, Any]]:
    """A column that a model has as long as a test runs; `store_column` gives it to the table."""
    model, field = request.param
    field.contribute_to_class(model, field.name)
    yield field
    model._meta.local_fields.remove(field)
    model._meta._expire_cache()


def store_column(field: models.Field[Any, Any]) -> None:
    """Add the column as a migration would, inside this test's transaction."""
    rule = "NULL" if field.null else f"NOT NULL DEFAULT {_literal(field)}"
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute(
            f"ALTER TABLE {field.model._meta.db_table} "
            f"ADD COLUMN {field.column} {field.db_type(connection)} {rule}"
        )


def _literal(field: models.Field[Any, Any]) -> str:
    value = field.get_default()
    return str(value).lower() if isinstance(value, bool | int) else f"'{value}'"


@pytest.fixture
def loaded(tmp_path: Path) -> dict[str, Path]:
    """The smallest pack, already in the database."""
    roots = pack.write(tmp_path)
    load_content(roots, now=make.NOON)
    return roots


@pytest.mark.parametrize("added", COLUMNS, indirect=True, ids=lambda pair: pair[1].name)
def test_a_later_column_changes_no_hash_and_makes_no_new_version(
    loaded: dict[str, Path], added: models.Field[Any, Any]
) -> None:
    store_column(added)
    editions = [row for model in edition_models() for row in model._base_manager.all()]
    assert len(editions) == 6
    for row in editions:
        assert row.compute_hash() == row.content_hash
    changed = pack.write(loaded["policies"].parent, **pack.replace(*TOUCHED))
    report = load_content(changed, now=make.NOON + make.DAY)
    assert report.updated == 0 and report.kept == []
    assert not [row for model in edition_models() for row in model._base_manager.filter(version=2)]


# Another byte in the files, the same content in the rows: the pack is compared row by row.
TOUCHED = ("policies/regions/440000.yaml", "region: '440000'\n", 'region: "440000"\n')


@pytest.mark.parametrize("added", COLUMNS[:1], indirect=True, ids=["is_trial"])
def test_a_later_column_counts_once_it_says_something(
    policy: Policy, added: models.Field[Any, Any]
) -> None:
    store_column(added)
    row = Policy.objects.get()
    setattr(row, added.name, True)
    assert row.compute_hash() != policy.content_hash
    assert not same_content(Policy, TEXT, row.content())
