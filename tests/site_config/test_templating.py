"""Quick nodes of templates say what Django's say."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.template import Context, Engine
from django.template.backends.django import DjangoTemplates
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from policies.languages import CODES
from policies.speech import Said
from site_config.desk.gallery.page import every_example

LIBRARIES = {name: f"django.templatetags.{name}" for name in ("i18n", "static")}
PART = "[{{ a }}{{ outside }}{% for x in a %}{{ forloop.counter }}{% endfor %}]"


@dataclass
class Place:
    """What pages show: a value with attributes, one of which fails."""

    name: str
    inside: Place | None = None

    @property
    def broken(self) -> str:
        raise AttributeError("of its own")

    @property
    def of_nobody(self) -> str:
        raise KeyError

    def called(self) -> str:
        return f"called <{self.name}>"

    def asks(self, much: str) -> str:
        return much


class Odd(Place):
    """A mapping that has attributes as well."""

    def __getitem__(self, key: str) -> str:
        return {"name": "of the mapping"}[key]


class FalseButFull(list[str]):
    """Holds something, and says that it does not."""

    def __bool__(self) -> bool:
        return False


VALUES = {
    "outside": "outside",
    "home": "首页",
    "place": Place("<南>", Place("内")),
    "odd": Odd("attribute"),
    "kind": Place,
    "said": Said("a & b", "zh-Hans"),
    "safe": mark_safe("<b>"),
    "lazy": gettext_lazy("首页"),
    "number": 12345.5,
    "zero": 0,
    "day": dt.datetime(2026, 1, 1, 20, tzinfo=dt.UTC),
    "pairs": [("a", 1), ("b", 2)],
    "by_name": {"one": 1, "values": "key", "no": None},
    "none": None,
    "empty": [],
    "false_but_full": FalseButFull(["x"]),
    "words": ["x", "<y>"],
}
SOURCES = [
    "{{ place.name }} {{ place.inside.name }} {{ place.inside.inside.name }} {{ missing }}",
    "{{ missing.name }} {{ place.missing }} {{ none.name }} {{ empty.0 }}"
    " {{ words.1 }} {{ words.9 }}",
    "{{ place.called }} {{ place.asks }} {{ kind.name }} {{ kind }} {{ odd.name }}"
    " {{ odd.inside }}",
    "{{ said }} {{ said.lang }} {{ safe }} {{ lazy }} {{ number }} {{ day }} {{ none }} {{ 12 }}",
    "{{ by_name.one }} {{ by_name.values }} {{ by_name.keys }} {{ by_name.other }}",
    "{{ said|length }} {{ missing|default:place.name }} {{ words|join:outside }} {{ 'a<b' }}",
    "{% autoescape off %}{{ said }} {{ place.name }} {{ safe }} {{ words }}{% endautoescape %}",
    "{% if place.name %}a{% else %}b{% endif %}{% if missing %}a{% elif none %}b{% endif %}",
    "{% if not missing and place %}a{% endif %}{% if missing or none or words %}b{% endif %}",
    "{% if number > 3 and number <= 12345.5 and number != 1 and number >= 1 %}a{% endif %}",
    "{% if number < words or 'x' in number or missing in missing %}a{% else %}b{% endif %}",
    "{% if 'x' in words and 'z' not in words and none is None and none is not place %}a{% endif %}",
    "{% if words|length == 2 %}a{% endif %}{% if missing|default:gone %}b{% else %}c{% endif %}",
    "{% for a, b in pairs %}{{ forloop.first }}{{ forloop.last }}{{ a }}={{ b }}"
    "{{ outside }} {% endfor %}",
    "{% for w in words %}{% for a in pairs %}{{ forloop.parentloop.counter }}"
    "{{ forloop.revcounter }}"
    "{{ forloop.counter0 }}{{ forloop.revcounter0 }}{{ w }}{{ a.0 }}{% endfor %}"
    "{% endfor %}{{ w }}",
    "{% for w in empty %}a{% empty %}{{ outside }}{% endfor %}{% for w in missing %}a{% endfor %}",
    "{% for w in empty %}a{% empty %}{% translate '首页' as it %}{% endfor %}{{ it }}",
    "{% for w in false_but_full %}{{ w }}{% endfor %}",
    "{% for w in words reversed %}{{ w }}{% cycle 'a' 'b' %}{% ifchanged w %}"
    "c{% endifchanged %}{% endfor %}",
    "{% for key, value in by_name.items %}{{ key }}{% endfor %}"
    "{% for c in outside %}{{ c }}-{% endfor %}",
    "{% for w in words %}{% cycle 'a' 'b' %}{% ifchanged outside %}c{% endifchanged %}{% endfor %}",
    "{% with a=place.inside b=missing outside=1 %}{{ a.name }}{{ b }}{{ outside }}"
    "{% endwith %}{{ outside }}",
    "{% include 'part' with a=place.name only %}{% include 'part' with a=words %}"
    "{% include name %}",
    "{% for w in words %}{% include 'part' with a=w only %}{{ forloop.counter }}"
    "{% endfor %}{{ a }}",
    "{% translate '首页' %}{% translate '首页' as it %}{{ it }}{% translate home %}",
    "{% translate '首页'|length %}{% translate '，' context 'who can' %}"
    "{% translate '100%' %}{{ _('首页') }}",
    "{% blocktranslate %}{{ region }}：其他的事{% endblocktranslate %}{% static 'css/main.css' %}",
    "{% static 'a&b.css' as it %}{{ it }}{% static outside %}",
    "{% extends 'whole' %}{% block one %}{{ block.super }}{{ place.name }}{% endblock %}",
]
WHOLE = (
    "a{% block one %}{{ outside }}{% endblock %}{% block two %}{% for w in words %}"
    "{{ w }}{% endfor %}{% endblock %}"
)


def rendered(loader: str, source: str) -> str:
    """What becomes of a template that is read by a loader of this name."""
    head = "" if source.startswith("{% extends") else "{% load i18n static %}"
    files = {"it": head + source, "part": PART, "whole": WHOLE}
    loaders = [(f"{loader}.Loader", [("django.template.loaders.locmem.Loader", files)])]
    template = Engine(loaders=loaders, libraries=LIBRARIES).get_template("it")
    return template.render(Context({**VALUES, "name": "part"}))


@pytest.mark.parametrize("source", SOURCES)
def test_quick_nodes_say_what_those_of_django_say(source: str) -> None:
    for language in CODES:
        with translation.override(language):
            expected = rendered("django.template.loaders.cached", source)
            assert rendered("site_config.templating.loader", source) == expected


@pytest.mark.parametrize("source", ["{{ place.broken }}", "{{ place.of_nobody.name }}"])
def test_what_fails_in_a_value_fails_as_in_django(source: str) -> None:
    for loader in ("django.template.loaders.cached", "site_config.templating.loader"):
        with pytest.raises((AttributeError, KeyError)):
            rendered(loader, source)


@pytest.mark.parametrize(
    "loader", ["django.template.loaders.cached", "site_config.templating.loader"]
)
def test_what_cannot_be_gone_through_is_refused(loader: str) -> None:
    with pytest.raises(TypeError):
        rendered(loader, "{% for w in zero %}a{% endfor %}")


def test_components_say_the_same_with_nodes_of_django() -> None:
    folders = settings.TEMPLATES[0]["DIRS"]
    plain = DjangoTemplates({"NAME": "plain", "DIRS": folders, "APP_DIRS": True, "OPTIONS": {}})
    for language in CODES:
        with translation.override(language):
            for each in every_example():
                component = plain.get_template(f"components/{each.component}.html")
                assert component.render(dict(each.parameters)) == each.render(), each
