"""The glossary is in the order of pinyin, and the phrases behind it are not kept in memory."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.conf import settings

from guides.views.terms import spellings
from tests.shipped import fetch

STARTED = (
    "import django; django.setup(); import site_config.urls, sys; print('pypinyin' in sys.modules)"
)


def held() -> list[str]:
    return [each for each in sys.modules if each.partition(".")[0] == "pypinyin"]


def test_words_of_many_readings_are_spelled_as_they_are_said() -> None:
    spellings.cache_clear()
    found = spellings(("长期护理保险", "银行", "Bank of China"))
    assert [*found.values()] == ["changqihulibaoxian", "yinhang", "bank of china"]
    assert held() == []


@pytest.mark.django_db
@pytest.mark.usefixtures("content", "today")
def test_after_the_page_was_shown_nothing_of_it_is_held() -> None:
    spellings.cache_clear()
    letters = [each.text for each in fetch("/zh-hans/terms/").select("main h2")]
    assert letters == sorted(letters) and len(letters) > 9
    assert held() == []
    fetch("/zh-hant/terms/"), fetch("/en/terms/")
    assert spellings.cache_info().misses == 1, "the phrases are read once for all languages"


def test_a_process_starts_without_it() -> None:
    command = [sys.executable, "-c", STARTED]
    ended = subprocess.run(command, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True)
    assert ended.stdout.split() == ["False"]
