"""The example for nginx knows every parameter that a public page reads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from site_config.pages import PAGES

ROOT = Path(settings.BASE_DIR)
NGINX = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
MAPS = re.compile(r'^map \$args \$(\w+)\s.*<(\w+)>(\w+)=\[\^&\]\+\)\s+"&\$(\w+)"; \}$', re.M)
WHOLE_QUERY = {"q"}  # wherever it is read: $personal_query passes the query as it is


def map_named(name: str) -> str:
    """The rows of one map of the example."""
    found = re.search(rf"^map [^\n]+ \${name} \{{\n(.*?)^\}}", NGINX, re.M | re.S)
    assert found, name
    return found[1]


def is_passed_whole(address: str) -> bool:
    """Whether nginx passes the query of an address as it is and keeps no copy of the page."""
    rows = re.findall(r"^\s*~(\S+) 1;$", map_named("personal_path"), re.M)
    return any(re.match(row, address) for row in rows)


def test_every_parameter_of_a_cacheable_page_is_in_the_map_and_no_other() -> None:
    known = {parameter for _, _, parameter, _ in MAPS.findall(NGINX)}
    read = {name for page in PAGES if not page.is_personal for name in page.parameters}
    assert read - WHOLE_QUERY == known


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_what_a_person_typed_is_passed_whole_and_nothing_else(language: str) -> None:
    for page in PAGES:
        if page.is_personal or page.parameters:
            address = page.addresses(language)[0].partition("?")[0]
            assert is_passed_whole(address) is page.is_personal, address


def test_a_typed_query_is_passed_whole_on_every_path() -> None:
    rows = map_named("personal_query")
    assert all(f"~(?:^|&){name}= 1;" in rows for name in WHOLE_QUERY)


def test_each_parameter_of_the_map_is_forwarded_and_part_of_the_key() -> None:
    forwarded = re.search(r"^map ((?:\$known_\w+)+)\s+\$known_query \{", NGINX, re.M)
    assert forwarded
    maps = MAPS.findall(NGINX)
    assert [f"${name}" for name, *_ in maps] == re.findall(r"\$\w+", forwarded[1])
    assert all(value == used for _, value, _, used in maps)
    assert 'proxy_cache_key "$held_for $coding $scheme$host$page_path$known_query";' in NGINX


def test_the_admin_has_the_same_path_in_both_examples() -> None:
    variables = (ROOT / "deploy/env.example").read_text(encoding="utf-8")
    path = re.search(r"^ADMIN_PATH=(\S+)$", variables, re.M)
    assert path and f"location ^~ /{path[1]} {{" in NGINX


def takes_posts() -> list[str]:
    languages = [code for code, _name in settings.LANGUAGES]
    pages = [page for page in PAGES if page.takes_post]
    return [address for page in pages for code in languages for address in page.addresses(code)]


def test_reports_and_logins_are_limited_and_readers_are_not() -> None:
    for name, limited, free in [
        *(("report_from", f"POST:{each}", f"GET:{each}") for each in takes_posts()),
        ("login_from", "POST:/admin/login/", "POST:/admin/policies/policy/1/change/"),
        ("login_from", "POST:/admin/login/code/", "GET:/admin/login/code/"),
    ]:
        row = re.search(r"^\s*~(\S+) \$binary_remote_addr;$", map_named(name), re.M)
        assert row and re.match(row[1], limited) and not re.match(row[1], free)


def test_no_log_holds_a_query_or_an_address() -> None:
    written = re.search(r"^log_format without_query (.*?);", NGINX, re.M | re.S)
    assert written
    assert not re.search(
        r"\$(args|request\b|request_uri|query_string|remote|http_referer|arg_)", written[1]
    )
    levels = re.findall(r"^\s*error_log \S+ (\w+);", NGINX, re.M)
    assert set(levels) == {"emerg"}  # lines of the other levels quote the request
