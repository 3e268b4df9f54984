"""Divisions: levels fall from above, and who follows whom comes to an end."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from policies.models import Region
from policies.models.region import circle_from
from tests import factories as make

pytestmark = pytest.mark.django_db


def chain(length: int) -> list[Region]:
    """Prefectures of which each is followed by the next."""
    rows: list[Region] = []
    for number in range(length, 0, -1):
        after = rows[0] if rows else None
        made = make.region(f"44000{number}", f"{number}市", level="prefecture", successor=after)
        rows.insert(0, made)
    return rows


@pytest.mark.parametrize("length", [1, 2, 3, 9])
def test_a_circle_of_successors_is_refused_and_named(length: int) -> None:
    rows = chain(length)
    rows[-1].successor = rows[0]
    with pytest.raises(ValidationError) as refused:
        rows[-1].full_clean()
    (message,) = refused.value.message_dict["successor"]
    named = " → ".join([str(rows[-1]), *(str(row) for row in rows)])
    assert message == f"绕成了圈，读者永远走不到头：{named}。"


def test_a_region_that_leads_into_a_circle_of_others_is_refused() -> None:
    make.lift_database_rules()
    first, second = chain(2)
    make.change(second, successor=first)
    newcomer = make.region("440009", "新市", level="prefecture")
    newcomer.successor = Region.objects.get(pk=first.pk)
    with pytest.raises(ValidationError, match="绕成了圈"):
        newcomer.full_clean()


def test_where_successors_lead_in_a_circle_each_region_answers_for_itself() -> None:
    first, second, before = (Region(pk=number) for number in (1, 2, 3))
    first.successor, second.successor, before.successor = second, first, first
    assert [each.heir() for each in (first, second, before)] == [first, second, before]


def test_a_chain_that_comes_to_an_end_is_taken() -> None:
    for row in chain(3):
        row.full_clean()


def test_a_level_above_that_is_no_higher_is_refused() -> None:
    city = make.region("440300", "深圳市", level="prefecture", parent=make.region())
    city.level = "province"
    with pytest.raises(ValidationError, match="上级地区的层级要高于本地区"):
        city.full_clean()


def test_a_level_cannot_fall_to_that_of_the_regions_below() -> None:
    make.region("440300", "深圳市", level="prefecture", parent=make.region())
    province = make.region()
    province.level = "prefecture"
    with pytest.raises(ValidationError, match="下面的地区的层级要低于本地区"):
        province.full_clean()


def test_a_circle_ends_with_the_step_that_comes_again() -> None:
    after = {"a": "b", "b": "c", "c": "b"}
    assert circle_from("a", after.get) == ["a", "b", "c", "b"]
    assert circle_from("d", after.get) == []
