"""Each question to the comparison has one address; what cannot be read is said, the rest kept."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests import factories as make
from tests.shipped import LANGUAGES, fetch, one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
TABLE = "/zh-hans/compare/"


@pytest.fixture(autouse=True, scope="module")
def two_places(rows_of_module: None) -> None:
    shenzhen = make.region("440300", "深圳市", level="prefecture", parent=make.region())
    for code in ("death", "transfer"):
        scenario = make.scenario(code, kind="withdraw" if code == "death" else "move")
        make.policy(scenario=scenario, region=shenzhen, live=True)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("kind=use&regions=440300", "?regions=440300&kind=use"),
        ("regions=440300&regions=440000", "?regions=440300,440000"),
        ("regions=440300,440300", "?regions=440300"),
        ("regions=440300，440000", "?regions=440300,440000"),
        ("regions=4403、44", "?regions=440300,440000"),
        ("regions=440300001001", "?regions=440300"),
        ("regions=４４０３００", "?regions=440300"),
        ("regions=440300）。", "?regions=440300"),
        ("regions=&kind=&on=&known_on=&scenario=&q=", ""),
        ("scenario=death&scenario=transfer&regions=44", "?regions=440000&scenario=death,transfer"),
        ("scenario=death&kind=use", "?scenario=death"),
        (
            "on=２０２７年1月1日&kind=all&regions=44&known_on=2026.11.1",
            "?regions=440000&kind=all&on=2027-01-01&known_on=2026-11-01",
        ),
        ("only=differences&kind=use", "?kind=use&only=differences"),
        ("only=nonsense", ""),
        ("regions=4403&from=singlemessage&isappinstalled=0", "?regions=440300"),
    ],
)  # fmt: skip
def test_one_redirect_leads_to_the_one_address(written: str, canonical: str) -> None:
    moved = Client().get(f"{TABLE}?{written}")
    assert (moved.status_code, moved["Location"]) == (301, f"{TABLE}{canonical}")
    page = fetch(moved["Location"])
    assert str(one(page, "link[rel=canonical]")["href"]).endswith(moved["Location"])


def test_what_others_add_to_an_address_moves_nobody() -> None:
    assert Client().get(f"{TABLE}?from=x&regions=440300&scene=1").status_code == 200


def test_programs_get_the_table_of_any_form() -> None:
    asked = {"regions": ["4403", "440300"], "kind": "use", "on": "2027年1月1日"}
    data = Client().get("/zh-hans/compare.json", asked).json()
    assert data["on"] == "2027-01-01"
    assert {each["region"] for each in data["cells"]} <= {"440300"}


@pytest.mark.parametrize("mistake", [",x", ",999999", "&q=海市"])
def test_a_large_table_waits_beside_a_mistake_and_its_places_are_kept(
    mistake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such a page is made anew for whatever somebody types; a table of many places is dear."""
    make.region("440400", "珠海市", level="prefecture", parent=make.region())
    regions, mark, typed = mistake.partition("&")
    address = f"{TABLE}?regions=440300,440000{regions}&scenario=death{mark}{typed}"
    assert Client().get(address).content.count(b"data-region=") > 1, "few places are shown"
    monkeypatch.setattr("policies.views.compare.MOST_WHILE_ASKING", 1)
    page = BeautifulSoup(Client().get(address).content, "html.parser")
    assert not page.select("td[data-region]") and len(page.select(".chips a")) == 2
    assert not page.select(".empty-state")
    fine = fetch(f"{TABLE}?regions=440300,440000&scenario=death")
    assert fine.select("td[data-region]"), "without a mistake it is shown"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["on", "known_on"])
def test_a_day_that_cannot_be_read_is_an_error_at_its_field(name: str, language: str) -> None:
    page = fetch(f"/{language}/compare/?regions=440300&scenario=death&{name}=明天", 400)
    field = one(page, f"#{name}")
    assert (field["value"], field["aria-invalid"]) == ("明天", "true")
    assert one(page, f"#{field['aria-describedby']}").get_text(strip=True)
    assert one(page, "[role=alert] a")["href"] == f"#{name}" and field.find_parent(
        "details", open=""
    )
    assert page.select("td[data-region='440300'][data-scenario=death]"), "the rest is kept"
    assert "明天" not in str(one(page, ".chips"))


@pytest.mark.parametrize(
    ("codes", "status", "words"),
    [
        ("440300,44030a", 400, "“44030a”不是地区代码"),
        ("440300,٤٤٠٣٠٠", 400, "“٤٤٠٣٠٠”不是地区代码"),
        ("440300,999999", 404, "没有代码为 999999 的地区。"),
        ("440300,😀", 400, "“😀”不是地区代码"),
    ],
)
def test_what_is_no_place_is_said_and_the_others_are_shown(
    codes: str, status: int, words: str
) -> None:
    page = fetch(f"{TABLE}?regions={codes}&scenario=death,transfer", status)
    alert = one(page, "[role=alert]")
    assert words in alert.get_text() and one(alert, "a")["href"] == "#place"
    assert len(page.select("td[data-region='440300']")) == 2
    assert Client().get("/zh-hans/compare.json", {"regions": codes}).status_code == status


def test_of_nothing_but_wrong_codes_there_is_no_table() -> None:
    for codes, status in (
        ("x" * 3000, 400),
        ("999999", 404),
        (",".join(f"a{n}" for n in range(60)), 400),
    ):
        page = fetch(f"{TABLE}?regions={codes}", status)
        assert not page.select("table") and page.select("#place")
        assert 1 <= len(page.select("[role=alert]")) <= 3


def test_situations_of_several_kinds_stand_under_their_kinds() -> None:
    page = fetch(f"{TABLE}?regions=440300&scenario=transfer,death")
    heads = [each.text for each in page.select("th[scope=rowgroup]")]
    assert heads == ["转到别处", "取出来"]
    every = fetch(f"{TABLE}?regions=440300&kind=all")
    assert {td["data-scenario"] for td in every.select("td[data-verdict]")} == {"death", "transfer"}


def cells(page: BeautifulSoup) -> list[str]:
    return [str(td["data-scenario"]) for td in page.select("td[data-verdict]")]


def test_only_what_differs_leaves_the_rest_out_and_names_it() -> None:
    asked = f"{TABLE}?regions=440300,440000&kind=all"
    make.policy(scenario=make.scenario("death"), region=make.region(), verdict="no", live=True)
    make.policy(scenario=make.scenario("transfer"), region=make.region(), verdict="yes", live=True)
    make.policy(
        scenario=make.scenario("enlist", name_zh_hans="参军"), region=make.nation(), live=True
    )
    whole = fetch(asked)
    assert {td["data-scenario"] for td in whole.select("tr[data-same] td")} == {"enlist"}
    link = next(each for each in whole.select("main p a") if "只看不一样的" in each.text)
    page = fetch(str(link["href"]))
    assert link["href"] == f"{asked}&only=differences"
    assert set(cells(page)) == {"death", "transfer"}
    assert "各地一样的 1 件，没有列出： 参军" in " ".join(one(page, "main").get_text().split())
    back = next(each for each in page.select("main p a") if "一样的也看" in each.text)
    assert back["href"] == asked
