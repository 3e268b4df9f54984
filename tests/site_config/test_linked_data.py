"""What search engines and chat programs are told: JSON-LD, and a picture for each verdict."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from guides.models import FactCheck
from policies.rules.state import State
from policies.views.linked_data import data_block
from tests import factories as make
from tests.shipped import TODAY, fetch, one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
KINDS = sorted({*State.values, *FactCheck.Verdict.values})
ANSWER = "/zh-hans/regions/440000/settle-abroad/"
EARLIER = TODAY - make.DAY


def told(address: str) -> dict[str, Any]:
    """The things of a page by their type."""
    said = json.loads(one(fetch(address), 'script[type="application/ld+json"]').text)
    assert said["@context"] == "https://schema.org"
    return {each["@type"]: each for each in said["@graph"]}


def meta(address: str, name: str) -> str:
    return str(one(fetch(address), f'meta[property="og:{name}"]')["content"])


def test_an_answer_is_a_service_of_its_place_and_says_the_way_to_it() -> None:
    make.policy(live=True, at=EARLIER)
    things = told(ANSWER)
    service = things["GovernmentService"]
    assert service["areaServed"]["name"] == "广东省" and service["serviceType"] == "出境定居"
    assert service["url"] == f"{settings.SITE_URL}{ANSWER}"
    steps = things["BreadcrumbList"]["itemListElement"]
    assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
    assert steps[0]["item"] == f"{settings.SITE_URL}/zh-hans/" and "item" not in steps[-1]


def test_what_nobody_may_apply_for_is_no_service() -> None:
    make.policy(live=True, at=EARLIER, verdict="no")
    assert set(told(ANSWER)) == {"BreadcrumbList"}


def test_a_page_that_is_not_to_be_found_tells_nothing() -> None:
    make.policy(live=True, at=EARLIER)
    assert not fetch(f"{ANSWER}sheet/").select("script")


def test_a_fact_check_is_a_review_of_its_claim() -> None:
    check = make.fact_check(live=True, at=EARLIER, claim_zh_hans="三样齐了就能取", verdict="scam")
    review = told(f"/zh-hans/fact-checks/{check.slug}/")["ClaimReview"]
    assert review["claimReviewed"] == "三样齐了就能取"
    rating = review["reviewRating"]
    assert (rating["ratingValue"], rating["worstRating"], rating["bestRating"]) == (1, 1, 5)
    assert rating["alternateName"] == str(FactCheck.Verdict.SCAM.label)
    assert review["datePublished"] == f"{EARLIER:%Y-%m-%d}"


def test_the_front_page_is_the_site_and_says_how_it_is_searched() -> None:
    site = told("/zh-hans/")["WebSite"]
    target = site["potentialAction"]["target"]["urlTemplate"]
    assert target == f"{settings.SITE_URL}/zh-hans/search/?q={{words}}"


def test_the_data_are_a_dataset_with_each_file_and_its_checksum() -> None:
    files = told("/data/")["Dataset"]["distribution"]
    shown = fetch("/data/")
    for file in files:
        assert file["sha256"] in shown.text and file["contentUrl"].startswith(settings.SITE_URL)
    assert len(files) == len(shown.select("a[download]"))


def test_nothing_that_is_told_can_end_its_element() -> None:
    block = data_block([{"name": "</script><script>alert(1)</script>&amp;\u2028"}])
    assert block.count("<") == 2 and "&" not in block and "\u2028" not in block
    assert data_block([]) == ""


def test_a_link_in_a_chat_has_a_title_a_sentence_and_the_picture_of_its_verdict() -> None:
    make.policy(live=True, at=EARLIER, verdict="yes", answer_zh_hans="可以取。")
    assert meta(ANSWER, "title") == "广东省：出境定居" and meta(ANSWER, "description") == "可以取。"
    assert meta(ANSWER, "image") == f"{settings.SITE_URL}/static/icons/verdict-yes.png"
    assert meta("/zh-hans/", "image") == f"{settings.SITE_URL}/static/icons/touch.png"


@pytest.mark.parametrize("kind", KINDS)
def test_each_verdict_has_its_picture(kind: str) -> None:
    picture = Path(settings.BASE_DIR) / "static/icons" / f"verdict-{kind}.png"
    assert picture.read_bytes().startswith(b"\x89PNG") and picture.stat().st_size < 12_000


def test_what_runs_nowhere_is_the_only_script_of_a_page() -> None:
    make.policy(live=True, at=EARLIER)
    kinds = {str(each.get("type")) for each in fetch(ANSWER).select("script")}
    assert kinds == {"application/ld+json"}
    assert "script-src 'self'" in Client().get(ANSWER).headers["Content-Security-Policy"]
