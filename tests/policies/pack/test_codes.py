"""Permanent codes of rows that bring none."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from policies.models.edition import CODE_ALPHABET, CODE_LENGTH
from policies.pack.read import derive_code

NAME = "policy 440000 settle-abroad"


def test_the_same_row_has_the_same_code_on_every_fresh_site() -> None:
    assert derive_code(NAME, set()) == derive_code(NAME, {"AAAAA"})
    assert derive_code(NAME, set()) != derive_code("policy 440000 death", set())


@given(st.text(), st.integers(min_value=0, max_value=4))
def test_a_code_that_is_taken_gives_way_to_the_next(identity: str, taken: int) -> None:
    used: set[str] = set()
    for _ in range(taken):
        used.add(derive_code(identity, used))
    code = derive_code(identity, used)
    assert code not in used and len(used) == taken
    assert len(code) == CODE_LENGTH and set(code) <= set(CODE_ALPHABET)
