"""A field made again with less work is the field that Django would have made."""

from __future__ import annotations

from copy import deepcopy

import pytest
from django.db.migrations.loader import MigrationLoader
from django.db.models import CharField, Field

from policies.models import Region
from tests import cheap_states


def fields() -> list[Field[object, object]]:
    state = MigrationLoader(None).project_state()
    return [field for model in state.models.values() for field in model.fields.values()]


def test_every_field_of_the_migrations_is_made_as_django_makes_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = fields()
    assert len(found) > 500
    plain = [cheap_states._clone(field) for field in found]
    cheap_states.make_cheaper(monkeypatch)
    for _again in range(2):
        made = [field.clone() for field in found]  # type: ignore[attr-defined]
        for one, other, source in zip(made, plain, found, strict=True):
            assert type(one) is type(other) and one is not source
            assert one.deconstruct() == other.deconstruct()
            assert one.validators == other.validators and one.choices == other.choices
        orders = [field.creation_counter for field in made if not field.auto_created]
        assert sorted(orders) == orders, "columns stand in the order in which fields were made"


def test_two_fields_that_were_made_at_once_are_not_taken_for_one_another() -> None:
    """Django compares fields by a number, which a copy keeps."""
    field: CharField[str, str] = CharField(max_length=3)
    copy = deepcopy(field)
    assert copy == field
    copy.max_length = 5
    assert [cheap_states.clone(each).max_length for each in (field, copy)] == [3, 5]


def test_what_refers_to_a_model_is_asked_each_time() -> None:
    """A renamed model changes it where it stands."""
    field = cheap_states.clone(Region._meta.get_field("parent"))
    cheap_states.clone(field)
    field.remote_field.model = "policies.place"  # type: ignore[union-attr]
    assert cheap_states.clone(field).remote_field.model == "policies.place"  # type: ignore[union-attr]
