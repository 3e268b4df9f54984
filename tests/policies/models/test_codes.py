"""Permanent codes: nobody confuses them, and none is given twice."""

from __future__ import annotations

from typing import Any

import pytest

from policies.models import Policy
from policies.models.edition import CODE_ALPHABET, CODE_LENGTH, unused_code
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_code_is_five_characters_that_nobody_confuses() -> None:
    codes = [unused_code() for _ in range(200)]
    assert {len(code) for code in codes} == {CODE_LENGTH} == {5}
    assert set("".join(codes)) <= set(CODE_ALPHABET)
    assert not set(CODE_ALPHABET) & set("0O1IL")


def test_every_kind_of_edition_is_looked_through_in_one_query(
    django_assert_num_queries: Any,
) -> None:
    unused_code()
    with django_assert_num_queries(1):
        unused_code()


def test_code_is_made_on_the_first_save_and_kept() -> None:
    policy = make.policy()
    code = policy.code
    policy.time_limit_days = 5
    policy.save()
    assert code and Policy.objects.get().code == code


def test_codes_of_different_kinds_never_meet(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = make.guide().code
    drawn = iter(taken + "ABCDE")
    monkeypatch.setattr(
        "policies.models.edition.codes.secrets.choice", lambda _alphabet: next(drawn)
    )
    assert make.policy().code == "ABCDE"
