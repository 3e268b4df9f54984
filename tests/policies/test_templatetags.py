"""What stands on a page a dozen times is the same each time, in the reader's language."""

from __future__ import annotations

import datetime as dt

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation

DAY = dt.date(2026, 1, 5)
SAID = {"zh-hans": "2026年1月5日", "zh-hant": "2026年1月5日", "en": "Jan. 5, 2026"}


def shown(markup: str, **values: object) -> str:
    return Template(f"{{% load days marks %}}{markup}").render(Context(values))


@pytest.mark.parametrize("language", SAID)
def test_a_day_is_said_in_words_and_for_machines(language: str) -> None:
    with translation.override(language):
        assert (
            shown("{{ it|day }}", it=DAY) == f'<time datetime="2026-01-05">{SAID[language]}</time>'
        )


@pytest.mark.parametrize("language", SAID)
@pytest.mark.parametrize(("anchor", "number"), [("source", 1), ("grounds", 1), ("source", 12)])
def test_a_mark_is_its_component(language: str, anchor: str, number: int) -> None:
    with translation.override(language):
        component = render_to_string("components/mark.html", {"anchor": anchor, "number": number})
        marked = shown("{% mark anchor number %}", anchor=anchor, number=number)
    assert marked == component and f"#{anchor}-{number}" in marked
