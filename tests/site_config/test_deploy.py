"""The example for nginx knows every parameter that a public page reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(settings.BASE_DIR)
NGINX = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
READS = re.compile(
    r'(?:parameters\.\w+\(\s*[\w.]+,\s*|GET\.get(?:list)?\(\s*|GET\[)["\'](?P<name>\w+)["\']'
)
MAPS = re.compile(r'^map \$args \$(\w+)\s.*<(\w+)>(\w+)=\[\^&\]\+\)\s+"&\$(\w+)"; \}$', re.M)
WHOLE_QUERY = {"q"}  # wherever it is read: $personal_query passes the query as it is


def read_by(module: str) -> set[str]:
    """The parameters that a module of views reads from the query."""
    path = ROOT / (module.replace(".", "/") + ".py")
    return {found["name"] for found in READS.finditer(path.read_text(encoding="utf-8"))}


def addresses(
    patterns: list[URLPattern | URLResolver], before: str = ""
) -> Iterator[tuple[str, str]]:
    """Each address of the site, as a route, with the module that answers."""
    for each in patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from addresses(each.url_patterns, route)
        else:
            yield "/" + route, each.callback.__module__


def map_named(name: str) -> str:
    """The rows of one map of the example."""
    found = re.search(rf"^map [^\n]+ \${name} \{{\n(.*?)^\}}", NGINX, re.M | re.S)
    assert found, name
    return found[1]


def is_passed_whole(address: str) -> bool:
    """Whether nginx passes the query of an address as it is and keeps no copy of the page."""
    rows = re.findall(r"^\s*~(\S+) 1;$", map_named("personal_path"), re.M)
    return any(re.match(row, address) for row in rows)


def cacheable_modules() -> set[str]:
    """Modules of the apps with a view of which nginx keeps copies, and modules without views."""
    found = [
        a for a in addresses(get_resolver().url_patterns) if a[1].startswith(("policies", "guides"))
    ]
    files = [p for app in ("policies", "guides") for p in (ROOT / app / "views").glob("*.py")]
    every = {f"{p.parent.parent.name}.views.{p.stem}" for p in files} | {m for _, m in found}
    personal = {m for a, m in found if is_passed_whole(a)}
    return every - (personal - {m for a, m in found if not is_passed_whole(a)})


def test_every_parameter_of_a_cacheable_page_is_in_the_map() -> None:
    known = {parameter for _, _, parameter, _ in MAPS.findall(NGINX)}
    lacking = {m: names for m in cacheable_modules() if (names := read_by(m) - known - WHOLE_QUERY)}
    assert lacking == {}


def test_the_search_for_parameters_finds_them() -> None:
    read = {name for module in cacheable_modules() for name in read_by(module)}
    assert read >= {"about", "on", "known_on", "regions", "kind", "region", "size", "page", "q"}
    assert {"r", "e"} <= read_by("policies.views.check")
    assert not {"policies.views.check", "guides.views.search"} & cacheable_modules()


@pytest.mark.parametrize("path", ["check", "search", "feedback"])
@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_what_a_person_typed_is_passed_whole(language: str, path: str) -> None:
    assert is_passed_whole(f"/{language}/{path}/")
    assert not is_passed_whole(f"/{language}/questions/")


def test_a_typed_query_is_passed_whole_on_every_path() -> None:
    rows = map_named("personal_query")
    assert all(f"~(?:^|&){name}= 1;" in rows for name in WHOLE_QUERY)


def test_each_parameter_of_the_map_is_forwarded_and_part_of_the_key() -> None:
    forwarded = re.search(r"^map ((?:\$known_\w+)+)\s+\$known_query \{", NGINX, re.M)
    assert forwarded
    maps = MAPS.findall(NGINX)
    assert [f"${name}" for name, *_ in maps] == re.findall(r"\$\w+", forwarded[1])
    assert all(value == used for _, value, _, used in maps)
    assert 'proxy_cache_key "$held_for $scheme$host$page_path$known_query";' in NGINX


def test_the_admin_has_the_same_path_in_both_examples() -> None:
    variables = (ROOT / "deploy/env.example").read_text(encoding="utf-8")
    path = re.search(r"^ADMIN_PATH=(\S+)$", variables, re.M)
    assert path and f"location ^~ /{path[1]} {{" in NGINX


def test_reports_and_logins_are_limited_and_readers_are_not() -> None:
    for name, limited, free in [
        ("report_from", "POST:/en/feedback/", "GET:/en/feedback/"),
        ("login_from", "POST:/admin/login/", "POST:/admin/policies/policy/1/change/"),
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
