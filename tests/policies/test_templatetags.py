"""What stands on a page a dozen times is the same each time, in the reader's language."""

from __future__ import annotations

import datetime as dt

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test.utils import override_settings
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from policies.speech import Said
from policies.templatetags import kept

DAY = dt.date(2026, 1, 5)
SAID = {"zh-hans": "2026年1月5日", "zh-hant": "2026年1月5日", "en": "5 Jan 2026"}


def shown(markup: str, **values: object) -> str:
    return Template(f"{{% load days kept marks %}}{markup}").render(Context(values))


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
    assert marked == component.strip() and f"#{anchor}-{number}" in marked


ALIKE = [
    "凭身份证",
    Said("凭身份证"),
    Said("凭身份证", "zh-Hans"),
    Said("<b>", "zh-Hans"),
    "<b>",
    SafeString("<b>"),
    gettext_lazy("首页"),
    1,
    True,
    1.0,
    "",
    None,
    [],
]


@pytest.mark.parametrize("language", SAID)
def test_what_is_kept_is_what_an_include_shows(language: str) -> None:
    """Values that are equal and yet shown otherwise, one after the other, twice."""
    with translation.override(language):
        for value in [*ALIKE, *reversed(ALIKE)]:
            given = {"value": [("名", value), ("实", value)]}
            included = shown('{% include "components/facts.html" with facts=value only %}', **given)
            assert shown('{% kept "components/facts.html" facts=value %}', **given) == included


def test_what_is_kept_is_rendered_once_in_a_language(monkeypatch: pytest.MonkeyPatch) -> None:
    rendered: list[str] = []

    def render(name: str, values: dict[str, object]) -> SafeString:
        rendered.append(name)
        return SafeString(render_to_string(name, values))

    monkeypatch.setattr(kept, "render_to_string", render)
    for language in (*SAID, *SAID):
        with translation.override(language):
            shown('{% kept "components/facts.html" facts=it %}', it=[("once", Said("only"))])
    assert rendered == ["components/facts.html"] * len(SAID)


@pytest.mark.parametrize(("debug", "times"), [(False, 1), (True, 2)])
def test_who_writes_a_component_sees_each_change(
    monkeypatch: pytest.MonkeyPatch, debug: bool, times: int
) -> None:
    """With DEBUG nothing is kept: a file that was edited is shown as it is by now."""
    rendered: list[str] = []

    def render(name: str, _values: dict[str, object]) -> SafeString:
        rendered.append(name)
        return SafeString("")

    monkeypatch.setattr(kept, "render_to_string", render)
    with override_settings(DEBUG=debug):
        for _time in range(2):
            shown('{% kept "components/facts.html" facts=it %}', it=[("written", f"{debug}")])
    assert len(rendered) == times


def test_what_is_kept_sees_nothing_of_the_page() -> None:
    page = {"facts": [("seen", "no")], "lang": "en"}
    assert "seen" not in shown('{% kept "components/facts.html" %}', **page)


def test_what_readers_typed_takes_no_more_room_than_there_is() -> None:
    for number in range(300):
        shown('{% kept "components/facts.html" facts=it %}', it=[("typed", f"{number} " * 9000)])
    assert kept.rendered.currsize <= kept.ROOM
