"""The registry of pages: nothing of the site is outside it, and what it says is so."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from policies.public_page import Kind, Menu, PublicPage
from site_config.pages import PAGES, browser_tour, free_for_the_admin
from tests import factories as make

LANGUAGES = [code for code, _name in settings.LANGUAGES]
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def names(patterns: list[URLPattern | URLResolver]) -> Iterator[str | None]:
    """The name of every address below some patterns, without the admin's."""
    for each in patterns:
        if isinstance(each, URLPattern):
            yield each.name
        elif each.app_name != "admin":
            yield from names(each.url_patterns)


def test_every_address_of_the_site_belongs_to_a_page() -> None:
    assert sorted(map(str, names(get_resolver().url_patterns))) == sorted(p.name for p in PAGES)


def test_every_view_belongs_to_a_page() -> None:
    """Its decorator names the methods that it answers to, which is how a view is known here."""
    listed = {f"{page.view.__module__}.{page.view.__name__}" for page in PAGES}
    folders = ("policies/views", "guides/views", "guides/data", "site_config")
    found = {name for folder in folders for name in views(settings.BASE_DIR / folder)}
    assert found == listed


def views(folder: Path) -> Iterator[str]:
    """Every function of the modules of a folder that answers requests, with its module."""
    for path in folder.glob("*.py"):
        module = ".".join(path.relative_to(settings.BASE_DIR).with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and any(
                ast.unparse(each).startswith("require_") for each in node.decorator_list
            ):
                yield f"{module}.{node.name}"


@every_page
def test_example_leads_to_its_page(page: PublicPage) -> None:
    addresses = page.addresses(settings.LANGUAGE_CODE)
    assert addresses
    for address in addresses:
        assert resolve(address.partition("?")[0]).url_name == page.name, address


@every_page
def test_page_has_words_for_what_needs_them(page: PublicPage) -> None:
    assert page.about
    assert bool(page.menu) == bool(page.label)
    assert not (page.menu and "<" in page.route), "a menu has no arguments to give"


@every_page
def test_page_that_a_browser_shows_has_a_word_for_editors(page: PublicPage) -> None:
    assert page.called or page.label or page.kind is not Kind.HTML


@every_page
def test_page_of_the_sitemap_may_be_found_and_stands_in_every_language(page: PublicPage) -> None:
    assert not page.in_sitemap or (page.is_indexable and page.in_languages)
    assert not page.in_sitemap or page.kind is Kind.HTML


@pytest.mark.django_db
@every_page
def test_place_gives_the_arguments_of_its_page(page: PublicPage) -> None:
    make.policy(live=True)
    later = make.NOON.date() + 9 * make.DAY
    make.policy(live=True, scenario=make.scenario("later"), effective_from=later)
    make.procedure(live=True, region=make.region(), scenario=make.scenario())
    make.guide(live=True)
    make.fact_check(live=True)
    tomorrow = make.NOON + make.DAY
    places = list(page.places(tomorrow.date(), tomorrow))
    assert places
    for place in places:
        assert resolve(reverse(page.name, args=place.arguments)).url_name == page.name
        assert place.changed is None or place.changed <= tomorrow


@pytest.mark.parametrize(
    ("menu", "known"),
    [
        (
            Menu.SECTION,
            "region-list scenario-list check compare guide-list question-list fact-check-list",
        ),
        (
            Menu.FOOTER,
            "source-list term-list changes coverage feedback about accessibility privacy",
        ),
    ],
)
def test_menus_keep_their_order(menu: Menu, known: str) -> None:
    """A new page may stand between them."""
    names = [page.name for page in PAGES if page.menu is menu]
    assert [name for name in names if name in known.split()] == known.split()


def test_browser_sees_a_page_of_each_form() -> None:
    seen = {resolve(address.partition("?")[0]).url_name for address in browser_tour("zh-hans")}
    assert seen == {page.name for page in PAGES if page.kind is Kind.HTML}


@pytest.mark.parametrize(
    "path", ["static/", "r/", "data/", "data/desk/", "healthz/", "zh-hans/", "zh-hant/", "en/",
             "R/", "ZH-HANS/"],
)  # fmt: skip
def test_admin_path_over_a_public_address_is_refused(path: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="ADMIN_PATH"):
        free_for_the_admin(path)


@pytest.mark.parametrize("path", ["admin/", "office/desk/", "regions/", "re/", "english/"])
def test_admin_path_of_its_own_is_taken(path: str) -> None:
    assert free_for_the_admin(path) == path


def test_server_does_not_start_with_the_admin_over_a_public_address() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import site_config.wsgi"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "ADMIN_PATH": "r"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert (
        done.stderr.strip()
        .splitlines()[-1]
        .endswith("ADMIN_PATH: 'r/' begins like a public address")
    )
