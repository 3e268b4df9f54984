"""What nginx is told of a copy: lines that it reads as they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import is_valid_path
from django.utils import translation

from policies.languages import CODES, language_of
from site_config.export.front import line, maps, quoted, sentences, unclosed
from site_config.export.manifest import Entry, Manifest
from site_config.pages import PAGES
from tests.shipped import TODAY

DEPLOY = Path(settings.BASE_DIR) / "deploy"
NGINX = (DEPLOY / "nginx-copy-maps.conf").read_text(encoding="utf-8")
KINDS = {"itself", "above", "wizard"}


def test_a_line_cannot_end_early_nor_name_a_variable() -> None:
    assert line('a"b\\', "c") == '"a\\"b\\\\" "c";\n'
    for text in ("$uri", "a\nb"):
        with pytest.raises(ValueError, match=re.escape(text)):
            quoted(text)


@pytest.mark.django_db
@pytest.mark.usefixtures("content")
def test_each_map_is_one_that_nginx_reads_and_no_other() -> None:
    read = set(re.findall(r"include /var/lib/site-copy/nginx/(\w+)\.ma\[p\];", NGINX))
    made = maps(Manifest(), TODAY)
    assert made.keys() == read
    assert len(list(made["regions"])) > 3000
    sentences_told = "".join(made["lines"])
    assert all(f'"{code} {kind}"' in sentences_told for code in CODES for kind in KINDS)


@pytest.mark.django_db
def test_what_moved_and_what_leads_on_are_told_apart() -> None:
    entries = (
        Entry("/en/help/", 301, location="/en/guides/a/"),
        Entry("/r/NTCMN", 302, location="/zh-hans/"),
        Entry("/r/GONE1", 410, file="gone/r/GONE1.html"),
        Entry("/en/", 200, file="pages/en/index.html"),
    )
    told = maps(Manifest(entries={each.address: each for each in entries}), TODAY)
    assert list(told["moved"]) == ['"/en/help/" "/en/guides/a/";\n']
    assert list(told["leads"]) == ['"/r/NTCMN" "/zh-hans/";\n']
    assert list(told["gone"]) == ['"/r/GONE1" "1";\n']


@pytest.mark.parametrize("language", CODES)
def test_every_copy_says_that_it_is_one_and_of_when(language: str) -> None:
    with translation.override(language):
        told = sentences("2026-11-22 12:00")
    assert told.keys() == KINDS == set(re.findall(r"\b(itself|above|wizard);", NGINX))
    assert all("2026-11-22 12:00" in each for each in told.values())
    assert "12393" in told["above"]


def test_nginx_knows_each_language_and_each_ending_of_an_address() -> None:
    assert f"(?<copied_in>{'|'.join(CODES)})" in NGINX
    endings = {page.route.rpartition(".")[2] for page in PAGES if "." in page.route}
    known = re.search(r"\(\?<copied_data>/\.\+\\\.\(\?:([a-z|]+)\)\)", NGINX)
    assert known and endings <= set(known[1].split("|"))


def test_each_parameter_stands_in_the_query_of_a_copy_or_says_nothing_new() -> None:
    """Those left out say only the way on from a page, or the language of a picture."""
    whole = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    every = re.search(r"^map ((?:\$known_\w+)+)\s+\$known_query \{", whole, re.M)
    copied = re.search(r"^map ((?:\$known_\w+)+) \$copy_query \{", NGINX, re.M)
    assert every and copied
    left_out = set(every[1].split("$")) - set(copied[1].split("$"))
    assert left_out == {"known_r", "known_e", "known_in", "known_lang"}


def test_what_lacks_its_last_stroke_is_what_the_site_closes() -> None:
    every = [re.compile(f"{each}$") for each in unclosed()]
    examples = {
        address.partition("?")[0].removesuffix("/")
        for page in PAGES
        for code in CODES
        for address in page.addresses(code)
    } - {""}
    assert len(examples) > 80
    for address in examples:
        assert any(each.match(address) for each in every) == is_closed(address), address


def is_closed(address: str) -> bool:
    """Django's own rule: no page stands there, and one with the stroke."""
    with translation.override(language_of(address)):
        return not is_valid_path(address) and bool(is_valid_path(f"{address}/"))
