"""A composed question finds what the plain query finds, whatever it was asked before."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import F, Model, QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policies.composed import Composed, Given
from policies.models import Policy, Region
from policies.rules.citations import citations_of
from policies.rules.regions import find_regions, regions_by_key
from tests import factories as make
from tests.running import examples

pytestmark = pytest.mark.django_db
CODES = ["100000", "440000", "440300", "330000", "330100", "999999"]
AT = make.NOON + make.DAY


@pytest.fixture(autouse=True, scope="module")
def _regions(rows_of_module: None) -> None:
    for code in CODES[1:5]:
        make.region(code, f"{code}地", name_en=f"Place {code}")


def query(
    codes: list[str] | Given, level: str | Given | None, at: dt.datetime | Given
) -> QuerySet[Region]:
    found = Region.objects.filter(code__in=codes)
    live = Policy.objects.live(at).values("region")
    found = found.exclude(pk__in=live)
    return found if level is None else found.filter(level=level)


asked = Composed(query)
lists = st.lists(st.sampled_from(CODES), max_size=9)
levels = st.none() | st.sampled_from(["province", "nation", "county"])
moments = st.sampled_from([make.NOON - make.DAY, AT])


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lists, levels, moments)
def test_it_finds_what_the_plain_query_finds(
    codes: list[str], level: str | None, at: dt.datetime
) -> None:
    if not Policy.objects.exists():
        make.policy(live=True, region=Region.objects.get(code="440300"))
    assert asked(codes=codes, level=level, at=at) == list(query(codes, level, at))


def test_one_value_is_no_question_without_it() -> None:
    def of_level(levels: Given | None) -> QuerySet[Region]:
        every = Region.objects.all()
        return every if levels is None else every.filter(level__in=levels)

    question = Composed(of_level)
    assert {each.level for each in question(levels=["nation"])} == {"nation"}
    assert len(question(levels=None)) == Region.objects.count() > 1


def test_the_sql_is_composed_once_for_up_to_twice_as_many_values() -> None:
    times = []

    def counted(codes: Given) -> QuerySet[Region]:
        times.append(codes.number)
        return Region.objects.filter(code__in=codes)

    question = Composed(counted)
    for number in (3, 4, 1, 2, 3, 5, 6):
        assert len(question(codes=CODES[:number])) == min(number, 5)
    assert times == [4, 8]


def test_an_empty_list_asks_nothing() -> None:
    with CaptureQueriesContext(connection) as captured:
        assert find_regions([]) == [] and regions_by_key([]) == {}
    assert not captured


def test_one_part_of_a_union_may_be_empty() -> None:
    procedure = make.procedure(live=True)
    cited = citations_of([], [procedure], at=AT)
    assert cited.of_policy == {} and list(cited.of_procedure) == [procedure.pk]


def test_it_is_asked_in_the_language_of_the_moment() -> None:
    @Composed
    def names(code: Given) -> QuerySet[Region, tuple[str]]:
        return Region.objects.filter(code=code).values_list("name")

    said = {"zh-hans": "440300地", "en": "Place 440300"}
    for language in ("zh-hans", "en", "zh-hans"):
        with translation.override(language):
            assert names(code="440300") == [(said[language],)]


def test_what_was_found_before_is_found_anew(permit: None) -> None:
    region = find_regions(["330100"])[0]
    Region.objects.filter(pk=region.pk).update(pinyin="hangzhou")
    assert find_regions(["330100"])[0].pinyin == "hangzhou"


def test_what_is_kept_of_a_question_is_no_threads_connection() -> None:
    asked(codes=CODES, level=None, at=AT)
    kept = [each for statement in asked._statements.values() for each in statement.columns.values()]
    assert kept and connection not in kept and connections[DEFAULT_DB_ALIAS] not in kept


def test_what_is_made_is_what_the_plain_query_makes() -> None:
    make.policy(live=True, region=Region.objects.get(code="330100"))
    policies = Policy.objects.select_related("region__parent", "region__successor", "scenario")

    def query(code: str | Given) -> QuerySet[Policy]:
        return policies.filter(region__code=code).annotate(above=F("region__parent__code"))

    def held(row: Model) -> dict[str, object]:
        """All that an instance holds, and the instances joined to it."""
        joined = row._state.fields_cache
        found = {name: each and held(each) for name, each in joined.items()}
        state = {"adding": row._state.adding, "db": row._state.db, "joined": found}
        return {**vars(row), "_state": state}

    ((made,), (plain,)) = Composed(query)(code="330100"), query("330100")
    assert held(made) == held(plain)
    assert vars(made)["above"] == "100000" and str(made.region.parent) == "全国 100000"
