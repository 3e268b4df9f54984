"""Open data and the sitemap."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from django.test import Client

from guides.data import records
from guides.data.records import POLICY_COLUMNS
from tests import factories as make

pytestmark = pytest.mark.usefixtures("afternoon")
WRITTEN_IN = ("zh-hans", "zh-hant", "en")  # what has English here, whatever languages there are

TODAY = make.NOON.date().isoformat()

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"

IN_ENGLISH: Any = {"title_en": "Abroad", "summary_en": "Ask.", "body_en": "## Ask first"}


def rows(client: Client) -> list[dict[str, str]]:
    response: Any = client.get("/data/policies.csv")
    text = response.content.decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_policies_are_read_a_few_at_a_time(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A whole country has more keys than a database takes in one question."""
    for _number in range(3):
        make.policy(live=True, scenario=make.scenario(f"matter-{_number}"))
    at_once = client.get("/data/policies.csv").content
    monkeypatch.setattr(records, "AT_ONCE", 2)
    assert client.get("/data/policies.csv").content == at_once
    assert at_once.count(b"\r\n") == 4


def test_csv_holds_every_column_of_every_live_policy(client: Client) -> None:
    policy = make.policy(live=True, answer_en="On request.")
    make.policy()
    (row,) = rows(client)
    assert tuple(row) == POLICY_COLUMNS
    assert row["code"] == policy.code and row["verdict"] == "conditional"
    assert (
        row["answer_en"] == "On request."
        and row["answer_zh_hant"] == "廣東參保人出境定居的，可以申請提取。"
    )
    assert row["sources"] == "guangdong-yuefuban-2021-56 第十二条"
    assert row["seen_on"] == TODAY and row["verified_on"] == ""
    assert row["effective_from"] == ""


def test_csv_holds_no_formula(client: Client) -> None:
    make.policy(live=True, answer_zh_hans="=HYPERLINK(1)")
    assert rows(client)[0]["answer_zh_hans"] == "'=HYPERLINK(1)"


def test_json_holds_the_same_policies_with_a_version_of_the_schema(client: Client) -> None:
    policy = make.policy(live=True, effective_from=make.NOON.date())
    data: Any = client.get("/data/policies.json").json()
    assert data["schema_version"] == 1
    (record,) = data["policies"]
    assert set(record) == set(POLICY_COLUMNS)
    assert record["code"] == policy.code
    assert record["effective_from"] == TODAY
    assert record["sources"] == [{"code": "guangdong-yuefuban-2021-56", "locator": "第十二条"}]


def test_regions_name_their_parent_and_what_became_of_them(client: Client) -> None:
    make.region("440300", "深圳市", level="prefecture", parent=make.region())
    make.region("440301", "旧区", level="county", parent=make.region(), successor=make.region())
    data: Any = client.get("/data/regions.json").json()
    found = {each["code"]: each for each in data["regions"]}
    assert found["440300"]["parent"] == "440000" and found["440300"]["successor"] == ""
    assert found["440301"]["successor"] == "440000"
    assert found["100000"]["parent"] == ""


def test_fact_checks_carry_verdict_and_lawful_way(client: Client) -> None:
    check = make.fact_check(slug="fraud", instead=make.scenario(), truth_zh_hans="取不出来")
    check.regions.set([make.region()])
    make.publish(check)
    make.fact_check(slug="draft")
    data: Any = client.get("/data/fact-checks.json").json()
    (record,) = data["fact_checks"]
    assert (record["slug"], record["verdict"], record["scenario"]) == (
        "fraud",
        "scam",
        "settle-abroad",
    )
    assert (record["truth_zh_hans"], record["regions"]) == ("取不出来", [{"code": "440000"}])


def test_open_data_may_be_read_by_other_sites_and_is_cached_by_etag(client: Client) -> None:
    response = client.get("/data/policies.json")
    assert response["Access-Control-Allow-Origin"] == "*"
    again = client.get("/data/policies.json", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def addresses(client: Client) -> list[str]:
    response: Any = client.get("/sitemap.xml")
    tree = ET.fromstring(response.content)  # noqa: S314 - our own
    return [str(each.text) for each in tree.iter(f"{MAP}loc")]


def test_sitemap_lists_pages_with_rows_of_their_own_in_every_language(
    client: Client, settings: Any
) -> None:
    settings.SITE_URL = "https://example.org"
    province = make.region(name_en="Guangdong")
    city = make.region("440300", "深圳市", level="prefecture", parent=province)
    make.policy(live=True, answer_en="You may apply.")
    make.guide(slug="abroad", live=True, **IN_ENGLISH)
    make.guide(slug="draft")
    make.fact_check(slug="fraud", live=True, claim_en="Anyone can.", finding_en="A fraud.")
    listed = addresses(client)
    for language in WRITTEN_IN:
        site = f"https://example.org/{language}"
        assert f"{site}/regions/440000/settle-abroad/" in listed
        assert f"{site}/regions/440000/" in listed
        assert f"{site}/guides/abroad/" in listed and f"{site}/fact-checks/fraud/" in listed
        assert f"{site}/sources/guangdong-yuefuban-2021-56/" in listed
        assert f"{site}/guides/draft/" not in listed
        assert f"{site}/regions/{city.code}/" not in listed
    assert len(listed) == len(set(listed))


def test_every_address_of_the_sitemap_answers_and_may_be_found(client: Client) -> None:
    make.policy(live=True)
    make.guide(slug="abroad", live=True)
    make.fact_check(slug="fraud", live=True)
    for address in addresses(client):
        path = address.removeprefix("http://127.0.0.1:8000")
        response: Any = client.get(path)
        assert response.status_code == 200, path
        assert b'name="robots"' not in response.content, path


def test_sitemap_names_the_other_languages(client: Client) -> None:
    make.guide(slug="abroad", live=True, **IN_ENGLISH)
    tree = ET.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 - our own
    entry = next(
        each for each in tree if each.findtext(f"{MAP}loc", "").endswith("/en/guides/abroad/")
    )
    languages = {link.get("hreflang") for link in entry.findall(f"{XHTML}link")}
    assert languages == set(WRITTEN_IN)
    assert entry.findtext(f"{MAP}lastmod") == TODAY


def test_expired_rule_is_not_in_the_sitemap(client: Client) -> None:
    make.policy(live=True, effective_to=(make.NOON - make.DAY).date())
    assert not [each for each in addresses(client) if "440000" in each]
