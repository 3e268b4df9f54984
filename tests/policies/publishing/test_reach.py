"""How far a grant reaches, and what it lets somebody see."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from policies.models import Duty
from policies.publishing.reach import Grant, Subject, reaches, sees, why_not

GUANGDONG, ZHEJIANG = "440000", "330000"
ANY = Grant()
COUNTRY = Subject()
HERE = Subject(("440300", GUANGDONG, "100000"), frozenset({"death"}))
THERE = Subject((ZHEJIANG, "100000"), frozenset({"death"}))


def test_an_empty_grant_reaches_everything() -> None:
    for subject in (COUNTRY, HERE, THERE):
        assert reaches(ANY, subject, Duty.WRITE) and sees(ANY, subject)


def test_a_region_is_reached_with_what_lies_below_and_nothing_beside_or_above() -> None:
    grant = Grant(regions=frozenset({GUANGDONG}), above=frozenset({"100000"}))
    assert reaches(grant, HERE, Duty.WRITE)
    assert not reaches(grant, THERE, Duty.WRITE) and not sees(grant, THERE)
    for above in (COUNTRY, Subject(("100000",))):
        assert sees(grant, above) and not reaches(grant, above, Duty.WRITE)


def test_a_scenario_is_reached_alone() -> None:
    grant = Grant(scenarios=frozenset({"death"}))
    assert reaches(grant, HERE, Duty.WRITE)
    both = Subject((), frozenset({"death", "transfer"}))
    assert not reaches(grant, both, Duty.WRITE) and sees(grant, both)
    assert not sees(grant, Subject((), frozenset({"transfer"})))


def test_a_translator_reaches_the_words_of_a_language_and_no_more() -> None:
    grant = Grant(languages=frozenset({"en"}))
    assert reaches(grant, HERE, Duty.WRITE, {"en"}) and reaches(grant, HERE, Duty.WRITE, ())
    assert not reaches(grant, HERE, Duty.WRITE, {"en", "zh-hans"})
    assert not reaches(grant, HERE, Duty.WRITE, None)


def test_a_duty_is_reached_alone() -> None:
    grant = Grant(duties=frozenset({Duty.APPROVE}))
    assert reaches(grant, HERE, Duty.APPROVE) and not reaches(grant, HERE, Duty.WRITE)


codes = st.frozensets(st.sampled_from(["100000", GUANGDONG, "440300", ZHEJIANG]))
grants = st.builds(Grant, regions=codes, duties=st.frozensets(st.sampled_from(Duty)))


@given(some=st.lists(grants, max_size=3), more=grants, subject=st.sampled_from([HERE, THERE]))
def test_another_grant_takes_nothing_away(some: list[Grant], more: Grant, subject: Subject) -> None:
    if some and not why_not(some, subject, Duty.WRITE):
        assert not why_not([*some, more], subject, Duty.WRITE)


@given(grant=grants, duty=st.sampled_from(Duty))
def test_what_is_reached_is_seen(grant: Grant, duty: Duty) -> None:
    for subject in (COUNTRY, HERE, THERE):
        assert sees(grant, subject) or not reaches(grant, subject, duty)
