"""Texts in the reader's language, and honesty about where there is none."""

from __future__ import annotations

import pytest
from django.utils.html import conditional_escape

from policies.models import Scenario
from policies.speech import Joined, Said, Speech


@pytest.fixture
def scenario() -> Scenario:
    return Scenario(
        name_zh_hans="出境定居", name_zh_hant="出境定居（繁）", name_en="Settling abroad",
        question_zh_hans="能取吗？", question_zh_hant="", question_en=None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-hans", "出境定居"), ("zh-hant", "出境定居（繁）"), ("en", "Settling abroad")],
)
def test_a_translated_text_is_given_as_it_is(scenario: Scenario, language: str, words: str) -> None:
    speech = Speech(language)
    said = speech.of(scenario, "name")
    assert said == words and said.lang is None and not speech.fell_back


@pytest.mark.parametrize("language", ["zh-hant", "en"])
def test_a_missing_translation_is_chinese_and_remembered(scenario: Scenario, language: str) -> None:
    speech = Speech(language)
    said = speech.of(scenario, "question")
    assert said == "能取吗？" and said.lang == "zh-Hans" and speech.fell_back


def test_simplified_chinese_never_falls_back(scenario: Scenario) -> None:
    speech = Speech("zh-hans")
    assert speech.of(scenario, "question").lang is None
    assert not speech.fell_back


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_a_text_that_nobody_wrote_is_empty_and_no_fallback(
    scenario: Scenario, language: str
) -> None:
    speech = Speech(language)
    assert speech.of(scenario, "summary") == ""
    assert not speech.fell_back


@pytest.mark.parametrize(
    ("language", "lang"), [("zh-hans", None), ("zh-hant", "zh-Hans"), ("en", "zh-Hans")]
)
def test_a_documents_title_is_marked_and_no_fallback(language: str, lang: str | None) -> None:
    speech = Speech(language)
    assert speech.untranslated("民法典").lang == lang
    assert not speech.fell_back


def test_of_texts_in_a_row_each_says_its_own_language_and_hides_no_markup() -> None:
    row = Joined("Source", ": ", Said("办法<b>", "zh-Hans"), "<i>")
    assert row == "Source: 办法<b><i>"
    shown = conditional_escape(row)
    assert shown == 'Source: <span lang="zh-Hans">办法&lt;b&gt;</span>&lt;i&gt;'


def test_a_text_in_the_language_of_the_page_carries_no_language() -> None:
    assert conditional_escape(Said("出境<定居>")) == "出境&lt;定居&gt;"
