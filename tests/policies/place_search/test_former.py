"""A place is found by the name that it had, and said to have had it; what was divided is chosen."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from policies.place_search.former import formerly_named, of_code
from tests import factories as make
from tests.guides.pages import look, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def places() -> None:
    """Chongqing with a merged district, Suzhou with a divided county, a county still so called."""
    chongqing = make.region("500000", "重庆市")
    liangjiang = make.region("500157", "两江新区", level="county", parent=chongqing)
    make.region("500109", "北碚区", level="county", parent=chongqing)
    zhejiang = make.region("330000", "浙江省")
    make.region("330205", "江北区", level="county", parent=zhejiang)
    for code, name in (("500112", "渝北区"), ("500105", "江北区")):
        make.former_division(f"{code}-2013", name_zh_hans=name, became=[liangjiang])
    heilongjiang = make.region("230000", "黑龙江省")
    make.region("231124", "孙吴县", level="county", parent=heilongjiang)
    suzhou = make.region(
        "320500", "苏州市", level="prefecture", parent=make.region("320000", "江苏省")
    )
    parts = [
        make.region(code, name, level="county", parent=suzhou)
        for code, name in (("320506", "吴中区"), ("320507", "相城区"))
    ]
    make.former_division("320586-2000", name_zh_hans="吴县市", became=parts)


@pytest.mark.parametrize("query", ["香港", "臺灣", "澳门", "Hong Kong"])
def test_where_another_scheme_runs_the_page_says_so(client: Client, query: str) -> None:
    page = look(client, f"/zh-hans/regions/?q={query}")
    assert "那里不实行内地的职工医保" in words_of(page.main) and not page.select("ol.results")


def test_an_area_without_a_code_leads_to_what_it_lies_in(client: Client) -> None:
    make.region("130000", "河北省")
    for query in ("雄安新区", "雄安"):
        (entry,) = found(client, query)
        assert entry.startswith(f"河北省 {query}没有单独的代码，先看河北省的规定")


def found(client: Client, query: str, language: str = "zh-hans") -> list[str]:
    page = look(client, f"/{language}/regions/?q={query}")
    return [words_of(each) for each in page.select("ol.results > li")]


@pytest.mark.parametrize("query", ["渝北区", "渝北", "重庆渝北", "重庆市渝北区", " 渝北 区 "])
def test_a_merged_place_is_found_and_nothing_is_guessed_beside_it(
    client: Client, query: str
) -> None:
    assert found(client, query) == ["重庆市两江新区 原渝北区（至少用到2013年），今两江新区"]


def test_a_place_that_has_the_name_today_comes_before_the_one_that_had_it(client: Client) -> None:
    assert found(client, "江北区") == [
        "浙江省江北区",
        "重庆市两江新区 原江北区（至少用到2013年），今两江新区",
    ]
    assert found(client, "重庆江北") == ["重庆市两江新区 原江北区（至少用到2013年），今两江新区"]


def test_the_answer_is_said_in_each_language(client: Client) -> None:
    assert "Formerly 渝北区 (at least until 2013), now" in found(client, "渝北", "en")[0]
    assert "原渝北區（至少用到2013年），今兩江新區" in found(client, "渝北", "zh-hant")[0]


def test_of_a_divided_place_the_reader_chooses(client: Client) -> None:
    notes = found(client, "吴县")
    assert [each.split()[0] for each in notes] == ["江苏省苏州市吴中区", "江苏省苏州市相城区"]
    assert all("原吴县市（至少用到2000年），现在分成几处" in each for each in notes)


def test_a_name_that_only_resembles_one_of_before_is_none(client: Client) -> None:
    assert formerly_named("渝", "t") == formerly_named("北区", "t") == []
    assert formerly_named("  ", "t") == formerly_named("", "t") == []


@pytest.mark.parametrize("path", ["regions/{}/", "regions/{}/death/"])
def test_a_former_code_leads_to_what_it_became_in_one_step(client: Client, path: str) -> None:
    make.scenario("death")
    response: Any = client.get("/zh-hans/" + path.format("500112"))
    assert response.status_code == 301
    assert response.headers["Location"] == "/zh-hans/" + path.format("500157")


def test_a_code_that_was_divided_names_the_parts_and_leads_to_the_one_meant(
    client: Client,
) -> None:
    make.scenario("death")
    page = look(client, "/zh-hans/regions/320586/death/?on=2027-01-01", 404)
    links = {words_of(each): each["href"] for each in page.select("main a[href*=death]")}
    assert links == {
        "吴中区": "/zh-hans/regions/320506/death/?on=2027-01-01",
        "相城区": "/zh-hans/regions/320507/death/?on=2027-01-01",
    }
    assert "请选其中一个" in words_of(page)
    assert [each.code for each in of_code("320586")] == ["320506", "320507"]


def test_the_database_refuses_a_name_that_ends_before_it_begins() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make.former_division("440198-2001", known_from=2002, known_until=2001)
