"""With the whole country in its tables, PostgreSQL finds rows by an index.

Pages and lists are asked on the shipped content; a database with 221,697 policies plans what they
ask. What reads everything that is in force is named with the reason; no list is among it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from tests.bin.scripts import script
from tests.servers import ROOT, site_variables

pytestmark = [pytest.mark.long, pytest.mark.sqlite("it starts a PostgreSQL of its own")]
# Where they begin: what reads all of a big table on purpose. A line that nothing needs fails.
WHOLE = {
    "/zh-hans/changes/": "what changed is counted a day, over all that was ever published",
    "/admin/?": "the desk counts what waits, and what links of cited sources lead to nothing",
    "/admin/policies/policy/?q=": "words are looked for inside of texts",
    "/admin/policies/policy/?o=": "the whole list in another order: verdict, state, evidence",
    "/admin/policies/policy/?live=now": "counts almost all of them",
    "/admin/policies/source/": "everything that rests on a source which all places cite",
}
# Through the whole of an index or of the table, as the planner reckons that day.
EITHER = {
    "/zh-hans/coverage/": "it counts everything that is in force, once a publication",
    "/data/policies.csv": "it holds everything",
    "/sitemap.xml": "it names every answer that a place has of its own",
}

# The site gives up a statement after ten seconds; filling a database may take one longer.
FOR_HOURS = "options=-c%20statement_timeout%3D0"


def run(address: str, *command: str) -> str:
    """What a program of the project says with a database of its own."""
    variables = {
        "PATH": os.environ["PATH"],
        **site_variables(address),
        "SITE_URL": "http://testserver",
    }
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def found() -> Iterator[list[dict[str, Any]]]:
    """The queries that would walk a big table."""
    with script("stages").postgresql() as small:
        server = small.rpartition("/")[0]
        full = f"{server}/full_country"
        run(f"{small}?{FOR_HOURS}", "manage.py", "migrate", "-v", "0")
        run(f"{small}?{FOR_HOURS}", "manage.py", "load_content")
        with psycopg.connect(f"{server}/template1", autocommit=True) as other:
            other.execute("CREATE DATABASE full_country TEMPLATE postgres")
        run(f"{full}?{FOR_HOURS}", "-m", "tests.bench.load_many")
        with psycopg.connect(full, autocommit=True) as filled:
            filled.execute("VACUUM (ANALYZE)")  # as a server does by itself by and by
        yield json.loads(run(small, "-m", "tests.bench.explained", full))


def reason(page: str) -> str:
    """The line of WHOLE or EITHER that a page stands under; empty if none."""
    return next((start for start in {**WHOLE, **EITHER} if f"{page}?".startswith(start)), "")


def test_no_list_walks_a_big_table(found: list[dict[str, Any]]) -> None:
    walked = [
        f"{each['page']} {each['table']}: {each['filter']}"
        for each in found
        if not reason(each["page"])
    ]
    assert not walked


def test_what_reads_everything_still_does(found: list[dict[str, Any]]) -> None:
    assert {reason(each["page"]) for each in found} - {"", *EITHER} == set(WHOLE)
