"""The gallery: every component has an example, and every example is sound in each language."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import translation

from site_config.desk.gallery.example import Example
from site_config.desk.gallery.page import every_example
from tests.shipped import LANGUAGES
from tests.template_parameters import documented, names

VOID = {"input", "br", "hr", "img", "meta", "link", "use", "path", "circle"}
EXAMPLES = [(each.component, each.case) for each in every_example()]


class Balance(HTMLParser):
    """Which elements are open, and what was closed that was not."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _value in attrs]
        if len(names) != len(set(names)):
            self.wrong.append(f"<{tag}> has an attribute twice")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.wrong.append(f"<{tag}/>")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}>")


def found(component: str, case: str) -> Example:
    return next(e for e in every_example() if (e.component, e.case) == (component, case))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("component", "case"), EXAMPLES)
def test_an_example_is_well_formed_and_says_something(
    component: str, case: str, language: str
) -> None:
    with translation.override(language):
        html = found(component, case).render()
    balance = Balance()
    balance.feed(html)
    assert (balance.open, balance.wrong) == ([], [])
    page = BeautifulSoup(html, "html.parser")
    assert page.get_text(strip=True) or page.select("svg use, svg path")
    assert "None" not in page.get_text() and "{" not in html


def test_every_component_has_an_example() -> None:
    components = {n.removeprefix("components/").removesuffix(".html") for n in names()
                  if n.startswith("components/")}  # fmt: skip
    assert components == {component for component, _case in EXAMPLES}


@pytest.mark.parametrize("component", sorted({component for component, _case in EXAMPLES}))
def test_the_examples_of_a_component_show_every_parameter(component: str) -> None:
    given = {name for e in every_example() if e.component == component for name in e.parameters}
    assert given == documented(f"components/{component}.html")


def test_no_case_of_a_component_stands_twice() -> None:
    assert len(EXAMPLES) == len(set(EXAMPLES))


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_staff_see_every_component(language: str) -> None:
    client = Client()
    client.force_login(User.objects.create_user("wang", is_staff=True))
    page = BeautifulSoup(
        client.get(reverse("admin:components"), {"lang": language}).content, "html.parser"
    )
    shown = [str(section["data-component"]) for section in page.select("[data-component]")]
    assert shown == sorted({component for component, _case in EXAMPLES})
    assert len(page.select("[data-example]")) == len(EXAMPLES)


@pytest.mark.django_db
def test_nobody_else_sees_the_gallery() -> None:
    address = reverse("admin:components")
    reader = User.objects.create_user("reader")
    for client in (Client(), Client()):
        response = client.get(address)
        assert response.status_code == 302
        assert response.headers["Location"].startswith(reverse("admin:login"))
        client.force_login(reader)
        assert client.get(address).status_code == 302
