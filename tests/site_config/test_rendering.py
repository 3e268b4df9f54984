"""What templates look up by a shorter way comes out as Django itself has it, in each language."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import NoReturn

import pytest
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.template import Context, Engine, RequestContext, Template
from django.test import Client, RequestFactory
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from policies.public_page import Kind
from policies.speech import Joined, Said
from site_config.pages import PAGES
from site_config.rendering import SHORT_WAYS, render_by_short_ways

DJANGOS = [(owner, name, getattr(owner, name)) for owner, name, _way in SHORT_WAYS]
LANGUAGES = [code for code, _name in settings.LANGUAGES]


class Colour(enum.Enum):
    RED = "red"


class Told(str):
    """A text with a name of its own, and one that cannot be told."""

    lang = "en"

    @property
    def broken(self) -> str:
        raise AttributeError("inside")


@dataclass(frozen=True, slots=True)
class Inner:
    text: str
    many: tuple[int, ...] = (3, 4)

    def said(self) -> str:
        return f"said {self.text}"

    def asks(self, something: str) -> str:
        return something


class Outer:
    inner = Inner("<b> & 'c'")
    label: str = "class"

    @property
    def gone(self) -> NoReturn:
        raise ObjectDoesNotExist

    @property
    def wrong(self) -> NoReturn:
        raise ZeroDivisionError

    @property
    def broken(self) -> NoReturn:
        raise AttributeError("inside")


def deletes() -> str:
    raise AssertionError("a template may not call this")


deletes.alters_data = True  # type: ignore[attr-defined]
VALUES: dict[str, object] = {
    "it": Outer(), "kind": Outer, "colours": Colour, "red": Colour.RED, "none": None,
    "text": "<i> & \"'", "safe": mark_safe("<i>"), "told": Told("<told>"),
    "said": Said("<源>", "zh-Hans"), "own": Said("<源>"),
    "joined": Joined("<", Said("源", "zh-Hans")),
    "lazy": gettext_lazy("首页"), "number": 1234567, "part": Decimal("1234.5"), "yes": True,
    "day": dt.date(2026, 1, 5), "instant": dt.datetime(2026, 1, 5, 23, tzinfo=dt.UTC),
    "keyed": {"a": {"lang": "deep"}, "items": "an item", "1": "one", "f": lambda: "called"},
    "listed": [Inner("first"), Inner("second")], "pairs": [(1, "<a>"), (2, "b")], "empty": [],
    "bytes": b"<", "call": lambda: Inner("called"), "deletes": deletes, "class": 1,
}  # fmt: skip
NAMES = (
    "it", "it.inner", "it.inner.text", "it.inner.text.lang", "it.inner.text.title", "it.inner.said",
    "it.inner.asks", "it.inner.many.0", "it.inner.many.9", "it.inner.many.x", "it.label", "it.gone",
    "it.wrong", "it.broken", "it.lacks", "it.lacks.more", "kind.label", "kind.inner.text",
    "colours.RED", "red.value", "red.name", "none", "none.x", "text", "text.lang", "text.0",
    "text.upper", "text.upper.lower", "safe", "safe.lang", "told", "told.lang", "told.broken",
    "told.lacks", "said", "said.lang", "own", "own.lang", "joined", "joined.parts", "joined.lang",
    "lazy", "lazy.upper", "lazy.lang", "number", "number.real", "part", "yes", "day", "day.year",
    "instant", "keyed.a.lang", "keyed.items", "keyed.1", "keyed.f", "keyed.values", "keyed.lacks",
    "listed", "listed.1.text", "listed.5", "bytes", "call", "call.text", "call.said", "deletes",
    "class", "missing", "missing.more", "template", "template_name", "autoescape", "push", "dicts",
    "flatten", "render_context", "True", "None", "3", "0.5", '"quoted <"', "_('首页')",
)  # fmt: skip
USES = (
    "[{{ %s }}]", "[{%% if %s %%}yes{%% endif %%}]", "[{{ %s|default:'<none>' }}]",
    "[{{ %s|stringformat:'s' }}]", "[{%% autoescape off %%}{{ %s }}{%% endautoescape %%}]",
    "[{%% for each in %s %%}{{ each }},{%% empty %%}none{%% endfor %%}]",
    "[{%% include inside with it=%s only %%}]", "[{%% with other=%s %%}{{ other }}{%% endwith %%}]",
)  # fmt: skip
MORE = (
    "{% translate '首页' %}{% translate '首页' as home %}[{{ home }}]{{ home|upper }}",
    "{% translate '100% <不> 100%%' %}{% translate '首页' noop %}{% translate '首页'|upper %}",
    "{% translate '依据：' context 'evidence' %}{% translate text %}{% translate lacking %}",
    "{% autoescape off %}{% translate '<b> & 首页' %}{{ text }}{{ said }}{% endautoescape %}",
    "{% for n in '12' %}{% blocktranslate count n=forloop.counter %}{{ n }} 处"
    "{% plural %}{{ n }} 处{% endblocktranslate %}{% endfor %}",
    "{% for at, what in pairs %}{% blocktranslate with number=what %}拨打 {{ number }}"
    "{% endblocktranslate %}{{ forloop.counter }}{{ forloop.parentloop.counter }}{% endfor %}",
    "{% with inner=it.inner %}{% include inside with it=inner only %}{% include inside %}"
    "{% endwith %}{{ inner }}{{ request.path }}",
    "{% for each in listed %}{% include inside with it=each.text only %}"
    "{% cycle 'a' 'b' %}{% endfor %}",
)  # fmt: skip
ENGINE = Engine(libraries={"i18n": "django.templatetags.i18n"})
INSIDE = "<{{ it }}|{{ text }}|{{ request }}|{{ forloop.counter }}|{% cycle 'x' 'y' %}>"


@pytest.fixture
def by_djangos(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Undo the short ways, whatever ran before; at the test's end all is as it was."""

    def undo() -> None:
        for owner, name, way in DJANGOS:
            monkeypatch.setattr(owner, name, way)

    undo()
    return undo


def outcome(markup: str, context: type[Context]) -> str:
    values = {**VALUES, "inside": ENGINE.from_string(INSIDE)}
    request = RequestFactory().get("/somewhere/")
    known = RequestContext(request, values) if context is RequestContext else Context(values)
    try:
        return ENGINE.from_string("{% load i18n %}" + markup).render(known)
    except Exception as error:
        return repr(type(error))


def outcomes(markups: list[str], context: type[Context]) -> dict[tuple[str, str], str]:
    found = dict[tuple[str, str], str]()
    for language in ("zh-hans", "en"):
        with translation.override(language):
            found |= {(language, each): outcome(each, context) for each in markups}
    return found


@pytest.mark.parametrize("context", [Context, RequestContext])
def test_names_lead_to_what_django_finds(
    by_djangos: Callable[[], None], context: type[Context]
) -> None:
    markups = [use % name for use in USES for name in NAMES] + list(MORE)
    expected = outcomes(markups, context)
    render_by_short_ways()
    found = outcomes(markups, context)
    assert {each for each in found if found[each] != expected[each]} == set()
    assert found["en", "[{{ it.inner.text }}]"] == "[&lt;b&gt; &amp; &#x27;c&#x27;]"
    assert len(set(expected.values())) > 150  # they do differ


@pytest.mark.django_db
@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_what_django_makes(by_djangos: Callable[[], None], language: str) -> None:
    """One of each: every template is on one."""
    pages = [page for page in PAGES if page.kind is Kind.HTML and not page.takes_post]
    addresses = [each for page in pages for each in page.addresses(language)[:2]]
    expected = {each: Client().get(each).content for each in addresses}
    render_by_short_ways()
    assert [each for each in addresses if Client().get(each).content != expected[each]] == []
    assert len(addresses) > 20


def test_what_a_component_sets_stays_inside(by_djangos: Callable[[], None]) -> None:
    render_by_short_ways()
    known = Context({"it": 1, "inside": Template("{% with it=2 %}{{ it }}{% endwith %}")})
    markup = (
        "{{ it }}{% include inside only %}{% include inside with it=3 only %}{% include inside %}"
    )
    assert Template(markup).render(known) == "1222"
    assert known.render_context.template is None and len(known.render_context.dicts) == 1


def test_a_component_that_fails_leaves_the_page_as_it_was(by_djangos: Callable[[], None]) -> None:
    render_by_short_ways()
    known = Context({"it": Outer(), "inside": Template("{{ it.wrong }}")})
    page = Template("{% include inside with it=it only %}")
    for _time in range(2):
        with pytest.raises(ZeroDivisionError):
            page.render(known)
        assert known.template is None and len(known.dicts) == 2
