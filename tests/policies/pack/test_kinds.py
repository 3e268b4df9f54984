"""What a kind of row says of its model, and what it refuses to say."""

from __future__ import annotations

import pytest

from policies.models import Policy, Region
from policies.models.translated import quoted_fields, referring_fields, translated_fields
from policies.pack.content_kinds import AREAS, POLICY, REGION
from policies.pack.kinds import RowKind, content_fields, field_of, related
from policies.pack.memory import Memory
from policies.pack.store.editions import EditionStore
from policies.pack.store.keys import Keys
from policies.pack.store.marks import marked_model
from policies.pack.store.report import Report

KINDS = [kind for area in AREAS for layout in area.layouts for kind in layout.kinds]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_a_kind_says_of_its_texts_are_fields_of_its_model(kind: object) -> None:
    names = {field.name for field in kind.model._meta.get_fields()}  # type: ignore[attr-defined]
    assert names.issuperset(kind.plain + kind.spoken_of[1:])  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_texts_that_refer_or_need_quotes_are_translated_fields(kind: RowKind) -> None:
    bound = {*referring_fields(kind.model), *quoted_fields(kind.model)}
    assert bound <= set(translated_fields(kind.model))


def test_marks_and_workflow_are_no_content() -> None:
    assert "pack_hash" not in content_fields(Region)
    assert not {"approved_at", "content_hash", "canonical_text"} & {*content_fields(Policy)}


def test_what_only_leads_back_is_no_field() -> None:
    assert field_of(Region, "code").name == "code"
    with pytest.raises(TypeError, match="children"):
        field_of(Region, "children")


def test_only_links_lead_to_another_model() -> None:
    assert related(field_of(Policy, "region")) is Region
    with pytest.raises(TypeError, match="leads nowhere"):
        related(field_of(Region, "code"))


def test_editions_bear_no_mark_and_plain_rows_have_no_editions() -> None:
    assert marked_model(REGION) is Region
    with pytest.raises(TypeError, match="policy"):
        marked_model(POLICY)
    with pytest.raises(TypeError, match="region"):
        EditionStore(REGION, Keys(), Report(), set(), "", Memory())
