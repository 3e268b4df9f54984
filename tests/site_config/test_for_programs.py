"""What programs are told: llms.txt, the files of data with their checksums, OpenAPI."""

from __future__ import annotations

import hashlib
import json
import re

import jsonschema
import pytest
from django.conf import settings
from django.test import Client

from policies.public_page import Kind, listed_pages
from tests import factories as make
from tests.shipped import TODAY
from tests.site_config.asked_pages import answer, html

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "content")]


def test_checksums_are_those_of_the_files_as_they_are_served() -> None:
    shown = html("/data/").select("main li:has(code)")
    assert len(shown) == 6
    for line in shown:
        [link], [sum_of_it] = line.select("a"), line.select("code")
        content = answer(str(link["href"])).content
        assert hashlib.sha256(content).hexdigest() == sum_of_it.get_text()


def test_a_new_publication_changes_the_checksums() -> None:
    lines = html("/data/").select("li:has(code)")
    before = {line.select("a")[0]["href"]: line.select("code")[0].get_text() for line in lines}
    make.fact_check(live=True, at=TODAY - make.DAY)
    page = Client().get("/data/", secure=True).content.decode()
    assert str(before["/data/fact-checks.json"]) not in page
    assert str(before["/data/regions.json"]) in page


def test_no_licence_is_claimed_that_nobody_chose(settings: pytest.FixtureRequest) -> None:
    assert not html("/data/").select("a[rel=license]")
    settings.DATA_LICENCE = "https://example.org/licence"  # type: ignore[attr-defined]
    page = Client().get("/data/", secure=True).content.decode()
    assert 'href="https://example.org/licence" rel="license"' in page


def test_what_changed_in_the_data_is_one_link_away() -> None:
    links = {str(each["href"]) for each in html("/data/").select("main a")}
    assert {"/zh-hans/changes/", "/zh-hans/changes.atom"} <= links


def test_every_address_that_assistants_are_given_answers() -> None:
    text = answer("/llms.txt").content.decode()
    assert text.startswith(f"# {settings.SITE_NAME}\n")
    addresses = re.findall(rf"{re.escape(settings.SITE_URL)}(/[^\s)]*)", text)
    assert len(addresses) > 15
    for address in addresses:
        assert answer(address).status_code == 200, address


def test_openapi_names_every_address_for_programs_and_they_answer() -> None:
    described = json.loads(answer("/data/openapi.json").content)
    paths = described["paths"]
    kinds = (Kind.JSON, Kind.CSV, Kind.ATOM)
    pages = [page for page in listed_pages() if page.kind in kinds]
    assert {each["get"]["operationId"] for each in paths.values()} == {p.name for p in pages}
    form = paths["/{lang}/regions/{code}/{scenario_code}.json"]["get"]
    assert [each["name"] for each in form["parameters"]] == [
        "lang", "code", "scenario_code", "on", "known_on",
    ]  # fmt: skip
    for path in paths:
        filled = path.format(lang="en", code="440300", scenario_code="death")
        assert answer(filled).status_code == 200, path


FALSE = {
    "/{lang}/regions/{code}/{scenario_code}.json": (
        "/zh-hans/regions/440300/death.json?on=abc", "/zh-hans/regions/999999/death.json",
        "/zh-hans/regions/440300/nonsense.json", "/zh-hans/regions/320802/death.json",
        "/en/regions/500112/death.json",
    ),
    "/{lang}/compare.json": (
        "/zh-hans/compare.json?regions=abc", "/en/compare.json?regions=999999",
        "/zh-hant/compare.json?regions=110000&scenario=nonsense",
        "/zh-hans/compare.json?regions=110000&on=2026-02-30",
    ),
    "/{lang}/compare.csv": ("/zh-hans/compare.csv?regions=abc",),
    "/{lang}/changes.atom": ("/zh-hans/changes.atom?region=999999",),
}  # fmt: skip


def test_openapi_tells_every_way_in_which_a_program_is_refused() -> None:
    described = json.loads(answer("/data/openapi.json").content)
    refusal = described["components"]["schemas"]["Refusal"]
    for path, addresses in FALSE.items():
        told = described["paths"][path]["get"]["responses"]
        for address in addresses:
            refused = Client().get(address, secure=True)
            assert str(refused.status_code) in told and refused.status_code != 200, address
            if refused.status_code >= 400 and path.endswith(".json"):
                jsonschema.validate(refused.json(), refusal)
    for path in described["paths"]:
        is_asked = "{" in path
        assert ("404" in described["paths"][path]["get"]["responses"]) == is_asked, path
