"""Asks every page and every list of editors, and how PostgreSQL would find the rows of each query
with the whole country in its tables.

    DATABASE_URL=postgres://…/small python -m tests.bench.explained postgres://…/full > found.json

`small` holds the shipped content and is asked; `full` was filled by tests.bench.load_many and only
plans. Says which queries walk a whole big table, and where they come from.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

import django
import psycopg

BIG = 10_000  # rows
STATEMENTS = ("SELECT", "(SELECT", "WITH")


class Asked:
    """Every statement that is executed, with what it was first asked for."""

    def __init__(self) -> None:
        self.by_text: dict[str, tuple[str, Any]] = {}
        self.page = ""

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if str(sql).startswith(STATEMENTS):
            self.by_text.setdefault(str(sql), (self.page, params))
        return execute(sql, params, many, context)


def walked(plan: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The tables that a plan reads from end to end, and what it looks for there."""
    if plan["Node Type"] == "Seq Scan":
        yield plan["Relation Name"], plan.get("Filter", "")
    for part in plan.get("Plans", ()):
        yield from walked(part)


def big_tables(planner: psycopg.Connection[Any]) -> set[str]:
    rows = planner.execute(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples > %s", [BIG]
    )
    return {name for [name] in rows.fetchall()}


def public_addresses() -> list[str]:
    """Every page in the language of the source, and each of its examples."""
    from site_config.pages import PAGES

    return [address for page in PAGES for address in page.addresses("zh-hans")]


def lists_of_editors() -> Iterator[str]:
    """Each list: as it opens, searched, filtered by what it offers, in each order, further on."""
    from django.contrib import admin
    from django.urls import reverse

    yield reverse("admin:index")
    for model, its in admin.site._registry.items():
        names = model._meta.app_label, model._meta.model_name
        top = reverse("admin:{}_{}_changelist".format(*names))
        yield top
        yield f"{top}?p=2"
        if its.search_fields:
            yield f"{top}?{urlencode({'q': '深圳'})}"
        yield from (f"{top}?o={at}" for at in range(1, len(its.list_display) + 1))
        if newest := model._base_manager.order_by("pk").last():
            yield reverse("admin:{}_{}_change".format(*names), args=[newest.pk])
            yield reverse("admin:{}_{}_history".format(*names), args=[newest.pk])


def filters(client: Any, tops: Iterable[str], asked: Asked) -> Iterator[str]:
    """What the lists offer to be filtered by: the first two choices of each."""
    from bs4 import BeautifulSoup

    for asked.page in tops:
        top = asked.page
        page = BeautifulSoup(client.get(top).content, "html.parser")
        for part in page.select("#changelist-filter details, #changelist-filter nav details"):
            for link in part.select("a[href^='?']")[1:3]:
                yield f"{top}{link['href']}"


def ask_all(asked: Asked) -> None:
    """Ask every address once; what fails is printed."""
    from django.contrib.auth.models import User
    from django.test import Client

    public, editors = (Client(raise_request_exception=False) for _ in range(2))
    somebody, _new = User.objects.get_or_create(
        username="bench", defaults={"is_superuser": True, "is_staff": True}
    )
    editors.force_login(somebody)
    lists = list(lists_of_editors())
    tops = [each for each in lists if each.endswith("/") and "/change/" not in each]
    for client, addresses in (
        (public, public_addresses()),
        (editors, [*lists, *filters(editors, tops, asked)]),
    ):
        for address in addresses:
            asked.page = address
            if (status := client.get(address).status_code) >= 500:
                print(status, address, file=sys.stderr, flush=True)


def statements(asked: Asked) -> Iterator[tuple[str, str]]:
    """Each statement with its values in place, and what it was first asked for."""
    from django.db import connection

    with connection.cursor() as cursor:
        for sql, (page, params) in asked.by_text.items():
            yield page, cursor.cursor.mogrify(sql, params)


def found(full: str) -> list[dict[str, str]]:
    """The queries that would walk a big table."""
    from django.db import connection

    asked, rows = Asked(), []
    with connection.execute_wrapper(asked):
        ask_all(asked)
    options = connection.settings_dict["OPTIONS"]["options"]  # it plans as for the site
    with psycopg.connect(full, autocommit=True, options=options) as planner:
        big = big_tables(planner)
        for page, sql in statements(asked):
            [[plan]] = planner.execute(f"EXPLAIN (FORMAT JSON) {sql}".encode()).fetchall()
            for table, condition in walked(plan[0]["Plan"]):
                if table in big:
                    rows.append({"page": page, "table": table, "filter": condition, "sql": sql})
    print(f"{len(asked.by_text)} queries, big: {', '.join(sorted(big))}", file=sys.stderr)
    return rows


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_config.settings")
    os.environ.setdefault("SECRET_KEY", "only-for-measuring-only-for-measuring-1234")
    os.environ["ALLOWED_HOSTS"] = "testserver"
    django.setup()
    from django.conf import settings

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    json.dump(found(sys.argv[1]), sys.stdout, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
