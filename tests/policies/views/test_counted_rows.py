"""What is folded says how much lies in it, in words that fit what it is."""

from __future__ import annotations

import pytest

from tests.shipped import fetch

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content", "today")]
RESULT = "check/?r=440300&e=settle-abroad&abroad=settled&tier=one"


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "条"), ("zh-hant", "條"), ("en", "")])
def test_conditions_and_answers_are_no_claims(language: str, words: str) -> None:
    counts = fetch(f"/{language}/{RESULT}").select("main .fold > summary > span")
    said = [each.get_text(strip=True) for each in counts]
    assert said and all(each.strip("0123456789 ") == words for each in said), said
