"""Where something is lost by waiting, the number to dial comes before what is to be read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from guides.models import FactCheck, Guide
from policies.views.values.contact import FRAUD
from policies.views.values.scenario import DEATH
from tests.shipped import LANGUAGES, fetch, one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content", "today")]
DIALS = 'a[href^="tel:"]'
# The longest that may be read before: a heading, the sentence below it and what not to do.
READ_BEFORE = {"zh-hans": 170, "zh-hant": 170, "en": 420}


def texts() -> Iterator[str]:
    """Every guide about a fraud or a death, every scam, the answers, questions and results."""
    for guide in Guide.objects.all():
        if [each.code for each in guide.scenarios.all()] in ([FRAUD], [DEATH]):
            yield f"guides/{guide.slug}/"
    for check in FactCheck.objects.all():
        if check.verdict == FactCheck.Verdict.SCAM:
            yield f"fact-checks/{check.slug}/"
    yield from (f"questions/?about={FRAUD}", f"scenarios/{FRAUD}/")
    yield from (f"regions/320106/{FRAUD}/", f"check/?r=440300&e={FRAUD}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_an_emergency_begins_with_its_number(language: str) -> None:
    late = {}
    for address in dict.fromkeys(texts()):
        main = one(fetch(f"/{language}/{address}"), "main")
        number = main.select_one(DIALS)
        before = number and "".join(str(each) for each in number.find_all_previous(string=True))
        outside = "".join(str(each) for each in main.find_all_previous(string=True))
        read = len("".join((before or "").split())) - len("".join(outside.split()))
        if number is None or read > READ_BEFORE[language]:
            late[address] = read if number else None
    assert late == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", ["i-was-cheated", "inheritance"])
def test_the_first_step_is_a_call(language: str, slug: str) -> None:
    first = fetch(f"/{language}/guides/{slug}/").select_one("article ol > li")
    assert first and first.select(DIALS)


def test_who_is_told_what_to_do_at_once_is_told_it_once() -> None:
    """The guide for who was cheated says it itself; others are given the three numbers."""
    at_once = {
        slug: len(fetch(f"/zh-hans/guides/{slug}/").select("main #now a"))
        for slug in ("fraud-warning", "cash-out-fraud", "i-was-cheated", "death", "pharmacy")
    }
    assert at_once == {
        "fraud-warning": 3, "cash-out-fraud": 3, "i-was-cheated": 0, "death": 0, "pharmacy": 0,
    }  # fmt: skip


def test_a_result_about_the_fraud_names_no_number_twice() -> None:
    main = one(fetch(f"/zh-hans/check/?r=440300&e={FRAUD}"), "main")
    large = [str(each["href"]) for each in main.select(".action[href^='tel:'], .hotline__phone")]
    assert len(large) == len(set(large)) and "tel:12345" in large
